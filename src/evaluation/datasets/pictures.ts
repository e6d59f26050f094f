/** The pictures of a data set: which are there, and the retrieval embedding of each that can be read. */
import { readFile, stat } from 'node:fs/promises'
import PQueue from 'p-queue'
import { embedPixels } from '../../editing/embedder.ts'
import { MAX_PHOTO_BYTES, readPhoto } from '../../editing/photo.ts'
import type { Model } from '../../inference/model.ts'
import { aFewAtOnce } from '../measure.ts'
import type { Picture } from './dataset.ts'
import { type Lost, MISSING } from './lost.ts'

/** Pictures embedded in one call. */
const BATCH = 32
const FILES_AT_ONCE = 32
/** Some 800 MB of embeddings; the larger of the published sets has 200,000 pictures in all. */
const MAX_PICTURES = 500_000

/** The file of every picture that has one; the others are lost. */
export async function locate(
  pictures: readonly Picture[],
): Promise<{ found: Map<string, string>; lost: Lost[] }> {
  if (pictures.length > MAX_PICTURES)
    throw new Error(`The data set lists ${pictures.length} pictures; at most ${MAX_PICTURES} are searched.`)
  const queue = new PQueue({ concurrency: FILES_AT_ONCE })
  const paths = await queue.addAll(
    pictures.map(
      ({ files }) =>
        () =>
          firstThere(files),
    ),
  )
  const found = new Map<string, string>()
  const lost: Lost[] = []
  for (const [i, { name }] of pictures.entries()) {
    const path = paths[i]
    if (path) found.set(name, path)
    else lost.push({ name, reason: MISSING })
  }
  return { found, lost }
}

async function firstThere(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const there = await stat(file).catch(() => undefined)
    if (there?.isFile()) return file
  }
  return undefined
}

/** A photo as uploads are read: planes [3, size, size]. Throws PhotoError, or what the file system throws. */
export async function readPicture(path: string, size: number): Promise<Float32Array> {
  const { size: bytes } = await stat(path)
  if (bytes > MAX_PHOTO_BYTES) throw new Error(`the file has more than ${MAX_PHOTO_BYTES / 2 ** 20} MB`)
  return readPhoto(await readFile(path), size)
}

/** Every picture's embedding, once each, batch by batch; those that cannot be read are told with the reason. */
export async function embedAll(
  model: Model,
  found: ReadonlyMap<string, string>,
  onProgress?: (done: number, of: number) => void,
): Promise<{ embeddings: Map<string, Float32Array>; unreadable: Lost[] }> {
  const embeddings = new Map<string, Float32Array>()
  const unreadable: Lost[] = []
  const all = [...found]
  let done = 0
  for (let from = 0; from < all.length; from += BATCH) {
    const batch = all.slice(from, from + BATCH)
    const read = await aFewAtOnce(batch.length, (i) =>
      readPicture(batch[i]?.[1] ?? '', model.manifest.image.size).catch((error: Error) => error),
    )
    const names: string[] = []
    const images: Float32Array[] = []
    for (const [i, [name]] of batch.entries()) {
      const image = read[i]
      if (image instanceof Float32Array) {
        names.push(name)
        images.push(image)
      } else unreadable.push({ name, reason: image?.message ?? 'it cannot be read' })
    }
    const rows = await embedPixels(model, images)
    for (const [i, name] of names.entries()) embeddings.set(name, rows[i] as Float32Array)
    for (const _ of batch) onProgress?.(++done, all.length)
  }
  return { embeddings, unreadable }
}
