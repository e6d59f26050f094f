/** An edit changes the garment: around it, the picture stays the one it was made from. */
import { concat } from '../inference/concat.ts'
import type { Model } from '../inference/model.ts'
import { shrink } from './pixels.ts'

/** How far around the garments the new picture still shows, and over how much more it fades, in frames. */
const MARGIN = 0.03
const FADE = 0.02
/** A garment that takes less of the frame was not found: the whole new picture is shown. */
const LEAST = 0.02

/**
 * The new picture where the garment was or now is, the old one elsewhere; both planes [3, s, s] in [-1, 1]. Without
 * a mask graph the new picture as it came.
 */
export async function onGarment(
  model: Model,
  before: Float32Array,
  after: Float32Array,
): Promise<Float32Array> {
  const size = model.manifest.mask?.size
  if (!model.mask || !size) return after
  const garments = await model.mask(concat(shrink(before, size), shrink(after, size))) // [2, 1, m, m]
  const cover = coverOf(garments, size)
  return cover ? blend(before, after, cover, size) : after
}

/** Of masks [n, 1, m, m] the union, widened and faded out: [m, m] in [0, 1]; null where there is next to nothing. */
export function coverOf(masks: Float32Array, size: number): Float32Array | null {
  const area = size * size
  const union = masks.slice(0, area)
  for (let i = area; i < masks.length; i++)
    union[i % area] = Math.max(union[i % area] as number, masks[i] as number)
  const found = union.reduce((count, value) => count + (value > 0.5 ? 1 : 0), 0)
  if (found < LEAST * area) return null
  const fade = Math.max(1, Math.round((FADE * size) / 2))
  const inside = union.map((value) => (value > 0.5 ? 1 : 0))
  const wide = around(inside, size, Math.round(MARGIN * size) + fade).map((sum) => (sum > 0 ? 1 : 0))
  return around(wide, size, fade).map((sum) => sum / (2 * fade + 1) ** 2)
}

/** Sum of the values in a square of 2 `radius` + 1 around each; those at the border are repeated beyond it. */
function around(values: Float32Array, size: number, radius: number): Float32Array {
  const along = (from: Float32Array): Float32Array => {
    const out = new Float32Array(from.length) // transposed, so that the second pass runs along the columns
    for (let y = 0; y < size; y++) {
      const at = (x: number) => from[y * size + Math.min(size - 1, Math.max(0, x))] as number
      let sum = 0
      for (let x = -radius; x < radius; x++) sum += at(x)
      for (let x = 0; x < size; x++) {
        sum += at(x + radius)
        out[x * size + y] = sum
        sum -= at(x - radius)
      }
    }
    return out
  }
  return along(along(values))
}

/** Per picture pixel, linearly between the mask's: which two of its rows (or columns), and how far to the second. */
function between(side: number, size: number): { low: Int32Array; share: Float32Array } {
  const low = new Int32Array(side)
  const share = new Float32Array(side)
  for (let i = 0; i < side; i++) {
    const at = Math.min(size - 1, Math.max(0, ((i + 0.5) * size) / side - 0.5))
    low[i] = Math.min(size - 2, Math.floor(at))
    share[i] = at - (low[i] as number)
  }
  return { low, share }
}

/** `cover` [m, m] in [0, 1] says how much of `after` shows over `before`; planes [3, s, s]. */
function blend(before: Float32Array, after: Float32Array, cover: Float32Array, size: number): Float32Array {
  const area = before.length / 3
  const side = Math.sqrt(area)
  const { low, share } = between(side, size)
  const out = before.slice()
  for (let y = 0; y < side; y++) {
    const row = (low[y] as number) * size
    const down = share[y] as number
    for (let x = 0; x < side; x++) {
      const at = row + (low[x] as number)
      const right = share[x] as number
      const upper = (cover[at] as number) * (1 - right) + (cover[at + 1] as number) * right
      const lower = (cover[at + size] as number) * (1 - right) + (cover[at + size + 1] as number) * right
      const shown = upper * (1 - down) + lower * down
      if (shown === 0) continue
      for (let i = y * side + x; i < out.length; i += area)
        out[i] = (out[i] as number) + shown * ((after[i] as number) - (out[i] as number))
    }
  }
  return out
}
