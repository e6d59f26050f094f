/** Means with bootstrap intervals, and recall at k. */
import { random } from '../garments/random.ts'

export interface Estimate {
  mean: number
  /** Bootstrap 95 % interval of the mean. */
  low: number
  high: number
  count: number
}

const RESAMPLES = 1000

/** The mean of `values` with its percentile bootstrap interval (Efron 1979); the same seed gives the same interval. */
export function estimate(values: readonly number[], seed = 0): Estimate {
  const count = values.length
  if (count === 0) return { mean: Number.NaN, low: Number.NaN, high: Number.NaN, count }
  const chance = random(seed)
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += values[Math.floor(chance.next() * count)] as number
    return sum / count
  }).sort((a, b) => a - b)
  const at = (share: number) => round(means[Math.floor(share * (RESAMPLES - 1))] as number)
  return { mean: round(values.reduce((a, b) => a + b) / count), low: at(0.025), high: at(0.975), count }
}

/**
 * 1-based rank of gallery row `target` for `query`, by cosine of unit rows. Rows that tie with the target count as
 * before it, so that a collapsed embedding earns nothing.
 */
export function rankOf(query: Float32Array, gallery: readonly Float32Array[], target: number): number {
  const score = (row: Float32Array) => row.reduce((sum, value, i) => sum + value * (query[i] as number), 0)
  const own = score(gallery[target] as Float32Array)
  return gallery.reduce((rank, row, i) => rank + (i !== target && score(row) >= own ? 1 : 0), 1)
}

/** Cosine of two vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number
    const y = b[i] as number
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return dot / Math.sqrt(aa * bb)
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
