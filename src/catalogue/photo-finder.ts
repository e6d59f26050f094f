/** Where a product's photo is: in a folder, by path or by name, or at a web address that may be asked. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, extname, resolve, sep } from 'node:path'
import { MAX_PHOTO_BYTES, ProductPhotoError } from './photo.ts'

const EXTENSIONS = ['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.tif', '.tiff']
const FETCH_TIMEOUT_MS = 20_000

export interface PhotoSource {
  /** Changes when the photo does: a stored product is fingerprinted by it. */
  mark: string
  /** Throws ProductPhotoError. */
  read(signal?: AbortSignal): Promise<Uint8Array>
}

export interface PhotoFinder {
  /**
   * The first of a product's images that can be had, or else a file of the folder called like the product;
   * undefined when the feed names none and there is none. Throws ProductPhotoError with the first reason when
   * some are named and none can be had.
   */
  find(images: readonly string[], names: readonly string[]): Promise<PhotoSource | undefined>
}

export interface FinderOptions {
  /** Folder that relative paths count from; nothing outside it is read. */
  folder: string
  /** Hosts that photos may be fetched from, over https. */
  hosts: readonly string[]
}

/** Throws when the folder cannot be read. */
export async function photoFinder({ folder, hosts }: FinderOptions): Promise<PhotoFinder> {
  const root = await realpath(folder).catch((cause) => {
    throw new Error(`The photo folder ${folder} cannot be read. Check --photos.`, { cause })
  })
  const files = new Map((await readdir(root)).map((name) => [name.toLowerCase(), name]))

  const called = (name: string): string | undefined => {
    const plain = name.toLowerCase()
    return files.get(plain) ?? EXTENSIONS.map((extension) => files.get(plain + extension)).find(Boolean)
  }

  const inFolder = async (path: string): Promise<PhotoSource> => {
    const real = await realpath(resolve(root, path)).catch((cause) => {
      throw new ProductPhotoError(`the photo ${path} is not in ${folder}`, { cause })
    })
    if (!real.startsWith(root + sep)) throw new ProductPhotoError(`the photo ${path} is outside ${folder}`)
    const { size, mtimeMs } = await stat(real)
    if (size > MAX_PHOTO_BYTES)
      throw new ProductPhotoError(`the photo ${path} is over ${MAX_PHOTO_BYTES / 2 ** 20} MB`)
    return {
      mark: `${real} ${size} ${mtimeMs}`,
      read: () =>
        readFile(real).catch((cause) => {
          throw new ProductPhotoError(`the photo ${path} cannot be read`, { cause })
        }),
    }
  }

  const locate = async (image: string): Promise<PhotoSource> => {
    const url = webAddress(image)
    // With --photos, the feed's own folders are often not there: the file is then known by its name.
    if (!url) return inFolder(image).catch((error) => inFolder(called(basename(image)) ?? raise(error)))
    const local = called(nameIn(url))
    if (local) return inFolder(local)
    if (url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname))
      return { mark: image, read: (signal) => download(url, signal) }
    throw new ProductPhotoError(
      `photos at ${url.hostname} are not fetched; add the host to HEMLINE_ALLOWED_IMAGE_HOSTS, or put the files in a folder and say --photos`,
    )
  }

  return {
    async find(images, names) {
      let reason: unknown
      for (const image of images) {
        try {
          return await locate(image)
        } catch (error) {
          if (!(error instanceof ProductPhotoError)) throw error
          reason ??= error
        }
      }
      const local = names.map((name) => called(name) ?? called(basename(name, extname(name)))).find(Boolean)
      if (local) return inFolder(local)
      if (reason) throw reason
      return undefined
    },
  }
}

function raise(error: unknown): never {
  throw error
}

const webAddress = (image: string): URL | undefined =>
  /^[a-z]+:\/\//i.test(image) && URL.canParse(image) ? new URL(image) : undefined

function nameIn(url: URL): string {
  try {
    return basename(decodeURIComponent(url.pathname))
  } catch {
    return basename(url.pathname)
  }
}

/** A redirect could lead to a host that is not on the list, so none is followed. */
async function download(url: URL, signal?: AbortSignal): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(FETCH_TIMEOUT_MS)
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    if (!response.ok || !response.body) throw new Error(`the host answered ${response.status}`)
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of response.body) {
      length += part.length
      if (length > MAX_PHOTO_BYTES) throw new Error(`it is over ${MAX_PHOTO_BYTES / 2 ** 20} MB`)
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (cause) {
    signal?.throwIfAborted()
    throw new ProductPhotoError(`the photo could not be fetched from ${url.hostname}`, { cause })
  }
}
