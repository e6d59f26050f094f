/** Pictures and latents by their content: the id is the SHA-256, so nothing is stored twice or changes. */
import { createHash } from 'node:crypto'
import { createStorage, type Driver } from 'unstorage'
import { StorageError, storageError } from './error.ts'

/** All of it throws StorageError. */
export interface Blobs {
  /** Stores the bytes, once, and returns their id. On an error nothing was stored. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes; undefined when there are none or the file no longer is what its id says. */
  get(id: string): Promise<Uint8Array | undefined>
  /** Nothing happens when there are none. */
  remove(id: string): Promise<void>
}

/** `driver` is any unstorage driver that takes raw bytes. */
export function openBlobs(driver: Driver): Blobs {
  const storage = createStorage({ driver })
  const read = async (id: string): Promise<Uint8Array | undefined> => {
    const bytes: unknown = await storage.getItemRaw(keyOf(id))
    return bytes instanceof Uint8Array && hashOf(bytes) === id ? bytes : undefined
  }
  return {
    async put(bytes) {
      const id = hashOf(bytes)
      // A file that is damaged or cannot be read is as good as none: it is written anew.
      const there = await read(id).catch(() => undefined)
      if (!there) await storage.setItemRaw(keyOf(id), bytes).catch(failed('stored'))
      return id
    },
    async get(id) {
      return isId(id) ? read(id).catch(failed('read')) : undefined
    },
    async remove(id) {
      if (isId(id)) await storage.removeItem(keyOf(id)).catch(failed('removed'))
    },
  }
}

const isId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id)

const failed =
  (what: string) =>
  (error: unknown): never => {
    throw (
      storageError(error) ??
      new StorageError('unavailable', `A picture could not be ${what}.`, { cause: error })
    )
  }

/** 256 folders keep each of them small. */
export const keyOf = (id: string): string => `${id.slice(0, 2)}:${id.slice(2)}`

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
