/** The tone of a garment, laid on: where a round redrew it lighter or of another hue, pixels and latent are moved back. */
import { converter } from 'culori'
import { type Lab, labOf, meanColour } from '../garments/lab.ts'
import { concat } from '../inference/concat.ts'
import type { Model } from '../inference/model.ts'
import { enlarge, type Masks } from './masks.ts'
import { shrink } from './pixels.ts'

/** By how much to move red, green and blue, in a picture's own units of 2 from black to white. */
export type Shift = readonly [number, number, number]

/** Below it, nobody sees a difference. */
const LEAST = 0.01
/** Below it, a pixel is no garment. */
const NONE = 0.02
/** Share of the frame that must be garment in both pictures, or there is nothing to go by. */
const LEAST_AREA = 0.02

/** What parts the garment after from the garment before on the average, where it is in both; null where too little is. */
export function parted(before: Float32Array, after: Float32Array, { masks, size }: Masks): Shift | null {
  const area = size * size
  const [then, now] = [shrink(before, size), shrink(after, size)]
  const sums = [0, 0, 0]
  let count = 0
  for (let i = 0; i < area; i++) {
    if ((masks[i] as number) < 0.5 || (masks[area + i] as number) < 0.5) continue
    count++
    for (let c = 0; c < 3; c++)
      sums[c] = (sums[c] as number) + (then[c * area + i] as number) - (now[c * area + i] as number)
  }
  return count < LEAST_AREA * area ? null : (sums.map((sum) => sum / count) as unknown as Shift)
}

export const isSeen = (shift: Shift): boolean => shift.some((one) => Math.abs(one) > LEAST)

/** The garment of `picture` moved by `shift`; `mask` [m, m] says where it is. */
export function moved(picture: Float32Array, mask: Float32Array, shift: Shift): Float32Array {
  const area = picture.length / 3
  const where = enlarge(mask, Math.sqrt(area))
  return picture.map((value, i) => {
    const by = (where[i % area] as number) * (shift[Math.floor(i / area)] as number)
    return Math.min(1, Math.max(-1, value + by))
  })
}

const toLab = converter('lab65')
const toRgb = converter('rgb')

/** The garment of `picture` moved by so much CIELAB; `mask` as for `moved`. */
export function painted(picture: Float32Array, mask: Float32Array, [dl, da, db]: Lab): Float32Array {
  const area = picture.length / 3
  const where = enlarge(mask, Math.sqrt(area))
  const out = picture.slice()
  const unit = (i: number) => ((picture[i] as number) + 1) / 2
  for (let i = 0; i < area; i++) {
    const share = where[i] as number
    if (share < NONE) continue
    const { l, a, b } = toLab({ mode: 'rgb', r: unit(i), g: unit(area + i), b: unit(2 * area + i) })
    const now = toRgb({ mode: 'lab65', l: l + dl * share, a: a + da * share, b: b + db * share })
    for (const [c, value] of [now.r, now.g, now.b].entries())
      out[c * area + i] = Math.min(1, Math.max(-1, 2 * value - 1))
  }
  return out
}

/** Mean colour of the garment in `picture`; `mask` as for `moved`. Null where hardly any is found. */
export function meanTone(picture: Float32Array, { masks, size }: Masks): Lab | null {
  const inside = Uint8Array.from(masks.subarray(0, size * size), (one) => (one > 0.5 ? 1 : 0))
  const found = inside.reduce((count, one) => count + one, 0)
  return found < LEAST_AREA * size * size ? null : meanColour(labOf(shrink(picture, size)), inside)
}

/**
 * The latent that goes with `to` where `latent` goes with `from`: by what the two encode to, so that what the latent
 * holds and encoding would lose stays.
 */
export async function following(
  model: Model,
  latent: Float32Array,
  from: Float32Array,
  to: Float32Array,
): Promise<Float32Array> {
  const both = await model.encode(concat(from, to))
  return latent.map((value, i) => value + (both[latent.length + i] as number) - (both[i] as number))
}
