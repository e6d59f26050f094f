/** Retrieval embeddings of many photos at once, for a catalogue or a data set. */
import type { Model } from '../inference/model.ts'
import { readPhoto } from './photo.ts'
import { shrink } from './pixels.ts'

/** Encoded pictures -> one embedding of length 1 each, as `see` gives for a look. Throws PhotoError, InferenceError. */
export function embedder(model: Model): (pictures: readonly Uint8Array[]) => Promise<Float32Array[]> {
  const { image } = model.manifest
  return async (pictures) => {
    const images: Float32Array[] = []
    for (const picture of pictures) images.push(await readPhoto(picture, image.size))
    return embedPixels(model, images)
  }
}

/** The same from pixels [3, s, s] in [-1, 1] each. Throws InferenceError. */
export async function embedPixels(model: Model, images: readonly Float32Array[]): Promise<Float32Array[]> {
  if (images.length === 0) return []
  const { size } = model.manifest.reader
  const values = 3 * size * size
  const batch = new Float32Array(images.length * values) // [b, 3, r, r]
  for (const [i, image] of images.entries()) batch.set(shrink(image, size), i * values)
  const { embedding } = await model.read(batch) // [b, d]
  const width = embedding.length / images.length
  return images.map((_, i) => embedding.slice(i * width, (i + 1) * width))
}
