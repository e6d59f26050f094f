/** Where the garment is in a picture. */
import { concat } from '../inference/concat.ts'
import type { Model } from '../inference/model.ts'
import { shrink } from './pixels.ts'

export interface Masks {
  /** Probability of the garment, picture by picture: [n, 1, size, size]. */
  masks: Float32Array
  size: number
}

/** Pictures as planes [3, s, s] in [-1, 1]; null in a family without a mask graph. */
export async function masksOf(model: Model, ...pictures: Float32Array[]): Promise<Masks | null> {
  const size = model.manifest.mask?.size
  if (!model.mask || !size) return null
  return { masks: await model.mask(concat(...pictures.map((one) => shrink(one, size)))), size }
}

/** A mask [m, m] as large as the picture, linearly between its values: [side, side]. */
export function enlarge(mask: Float32Array, side: number): Float32Array {
  const size = Math.sqrt(mask.length)
  const { low, share } = between(side, size)
  const out = new Float32Array(side * side)
  for (let y = 0; y < side; y++) {
    const row = (low[y] as number) * size
    const down = share[y] as number
    for (let x = 0; x < side; x++) {
      const at = row + (low[x] as number)
      const right = share[x] as number
      const upper = (mask[at] as number) * (1 - right) + (mask[at + 1] as number) * right
      const lower = (mask[at + size] as number) * (1 - right) + (mask[at + size + 1] as number) * right
      out[y * side + x] = upper * (1 - down) + lower * down
    }
  }
  return out
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
