/** An edit changes the garment: around it, the picture stays the one it was made from. */
import { enlarge, type Masks } from './masks.ts'

/** How far around the garments the new picture still shows, and over how much more it fades, in frames. */
const MARGIN = 0.03
const FADE = 0.02
/** A garment that takes less of the frame was not found: the whole new picture is shown. */
const LEAST = 0.02

/** The new picture where the garment was or now is, the old one elsewhere; both planes [3, s, s] in [-1, 1]. */
export function onGarment(before: Float32Array, after: Float32Array, { masks, size }: Masks): Float32Array {
  const cover = coverOf(masks, size)
  return cover ? blend(before, after, enlarge(cover, Math.sqrt(before.length / 3))) : after
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

/** `cover` [s, s] in [0, 1] says how much of `after` shows over `before`; planes [3, s, s]. */
function blend(before: Float32Array, after: Float32Array, cover: Float32Array): Float32Array {
  const area = cover.length
  return before.map((value, i) => {
    const shown = cover[i % area] as number
    return shown === 0 ? value : value + shown * ((after[i] as number) - value)
  })
}
