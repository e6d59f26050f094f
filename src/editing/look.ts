/** A look as the editor holds it: the latent stays between rounds, the picture is for people. */
import type { Lab } from '../garments/lab.ts'
import type { Model } from '../inference/model.ts'
import { onGarment } from './composite.ts'
import { masksOf } from './masks.ts'
import { pixelsOf, png, shrink } from './pixels.ts'
import { type Reading, reading } from './reading.ts'
import { following, meanTone, painted, parted } from './tone.ts'

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
  return shown(model, latent, await model.decode(latent))
}

/**
 * Decodes a latent that was made from a look of these pixels, of which it changes the garment alone; and of that not the
 * tone where `keepsTone`.
 */
export async function nextLook(
  model: Model,
  latent: Float32Array,
  before: Float32Array,
  { keepsTone }: { keepsTone: boolean },
): Promise<Look> {
  const drawn = await model.decode(latent)
  const garments = await masksOf(model, before, drawn)
  if (!garments) return shown(model, latent, drawn)
  const { masks, size } = garments
  const shift = keepsTone ? parted(before, drawn, garments) : null
  if (!shift) return shown(model, latent, onGarment(before, drawn, garments))
  const even = painted(drawn, masks.subarray(size * size), shift)
  const kept = await following(model, latent, drawn, even)
  return shown(model, kept, onGarment(before, even, garments))
}

/**
 * The look with its garment in another tone: `by` says how far to move it in CIELAB, given its mean colour. Null where it
 * says null, and where no garment is found.
 */
export async function toned(model: Model, look: Look, by: (mean: Lab) => Lab | null): Promise<Look | null> {
  const pixels = await pixelsIn(model, look)
  const garment = await masksOf(model, pixels)
  const mean = garment && meanTone(pixels, garment)
  const shift = mean && by(mean)
  if (!garment || !shift) return null
  const after = painted(pixels, garment.masks, shift, mean)
  return shown(model, await following(model, look.latent, pixels, after), after)
}

async function shown(model: Model, latent: Float32Array, pixels: Float32Array): Promise<Look> {
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
