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
  const wide = filtered(inside, size, Math.round(MARGIN * size) + fade, (a, b) => Math.max(a, b))
  const sums = filtered(wide, size, fade, (a, b) => a + b)
  return sums.map((sum) => sum / (2 * fade + 1) ** 2)
}

/** Each value with those around it in a square of 2 `radius` + 1, those at the border repeated beyond it. */
function filtered(
  values: Float32Array,
  size: number,
  radius: number,
  join: (a: number, b: number) => number,
): Float32Array {
  const along = (from: Float32Array): Float32Array => {
    const out = new Float32Array(from.length) // transposed, so that the second pass runs along the columns
    const clamp = (at: number) => Math.min(size - 1, Math.max(0, at))
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        let sum = from[y * size + clamp(x - radius)] as number
        for (let k = x - radius + 1; k <= x + radius; k++)
          sum = join(sum, from[y * size + clamp(k)] as number)
        out[x * size + y] = sum
      }
    }
    return out
  }
  return along(along(values))
}

/** `cover` [m, m] enlarged to the pictures' size, linearly between its pixels' centres. */
function blend(before: Float32Array, after: Float32Array, cover: Float32Array, size: number): Float32Array {
  const side = Math.sqrt(before.length / 3)
  const place = Array.from({ length: side }, (_, i) => {
    const at = Math.min(size - 1, Math.max(0, ((i + 0.5) * size) / side - 0.5))
    const low = Math.min(size - 1, Math.floor(at))
    return { low, high: Math.min(size - 1, low + 1), share: at - low }
  })
  const out = new Float32Array(before.length)
  for (const [y, row] of place.entries()) {
    for (const [x, column] of place.entries()) {
      const at = (r: number, c: number) => cover[r * size + c] as number
      const upper = mix(at(row.low, column.low), at(row.low, column.high), column.share)
      const lower = mix(at(row.high, column.low), at(row.high, column.high), column.share)
      const share = mix(upper, lower, row.share)
      for (let c = 0; c < 3; c++) {
        const i = (c * side + y) * side + x
        out[i] = mix(before[i] as number, after[i] as number, share)
      }
    }
  }
  return out
}

const mix = (a: number, b: number, share: number) => a + (b - a) * share
