/** Retrieval embeddings of many photos at once, for the catalogue. */
import type { Model } from '../inference/model.ts'
import { readPhoto } from './photo.ts'
import { shrink } from './pixels.ts'

/** Encoded pictures -> one embedding of length 1 each, as `see` gives for a look. Throws PhotoError, InferenceError. */
export function embedder(model: Model): (pictures: readonly Uint8Array[]) => Promise<Float32Array[]> {
  const { image, reader } = model.manifest
  const values = 3 * reader.size * reader.size
  return async (pictures) => {
    if (pictures.length === 0) return []
    const images = new Float32Array(pictures.length * values) // [b, 3, r, r]
    for (const [i, picture] of pictures.entries())
      images.set(shrink(await readPhoto(picture, image.size), reader.size), i * values)
    const { embedding } = await model.read(images) // [b, d]
    const width = embedding.length / pictures.length
    return pictures.map((_, i) => embedding.slice(i * width, (i + 1) * width))
  }
}
