/** A look as the editor holds it: the latent stays between rounds, the picture is for people. */
import type { Model } from '../inference/model.ts'
import { onGarment } from './composite.ts'
import { pixelsOf, png, shrink } from './pixels.ts'
import { type Reading, reading } from './reading.ts'

export interface Look {
  /** [c, h, w]. Kept between rounds: decoding and encoding again is where drift comes from. */
  latent: Float32Array
  /** PNG of the model's picture size. */
  picture: Uint8Array
  reading: Reading
  /** The retrieval embedding, length 1. */
  embedding: Float32Array
}

/** The first look of a conversation, from pixels [3, s, s] in [-1, 1]; shown as it came, not as decoded. */
export async function startLook(model: Model, pixels: Float32Array): Promise<Look> {
  const [latent, seen, picture] = await Promise.all([model.encode(pixels), see(model, pixels), png(pixels)])
  return { latent, picture, ...seen }
}

/** Decodes a latent into a look that has no other before it. */
export async function lookOf(model: Model, latent: Float32Array): Promise<Look> {
  const pixels = await model.decode(latent)
  const [seen, picture] = await Promise.all([see(model, pixels), png(pixels)])
  return { latent, picture, ...seen }
}

/** Decodes a latent that was made from a look of these pixels, of which it changes the garment alone. */
export async function nextLook(model: Model, latent: Float32Array, before: Float32Array): Promise<Look> {
  const pixels = await onGarment(model, before, await model.decode(latent))
  const [seen, picture] = await Promise.all([see(model, pixels), png(pixels)])
  return { latent, picture, ...seen }
}

/** A look's picture as planes [3, s, s] of the model's size. */
export const pixelsIn = (model: Model, { picture }: Pick<Look, 'picture'>): Promise<Float32Array> =>
  pixelsOf(picture, model.manifest.image.size)

/** What the ResNet sees in pixels [3, s, s]: the attributes and the retrieval embedding. */
export async function see(model: Model, pixels: Float32Array): Promise<Pick<Look, 'reading' | 'embedding'>> {
  const { size, heads } = model.manifest.reader
  const { embedding, logits, lightness } = await model.read(shrink(pixels, size))
  return { embedding, reading: reading(logits, lightness[0] as number, heads) }
}

/** The image token [1, width] of pixels [3, s, s]. */
export const imageToken = (model: Model, pixels: Float32Array): Promise<Float32Array> =>
  model.vision(shrink(pixels, model.manifest.vision.size))
