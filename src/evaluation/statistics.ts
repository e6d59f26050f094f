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

/**
 * The mean of all values with its percentile bootstrap interval (Efron 1979); the same seed gives the same interval.
 * Values of one query stand together and are drawn together: they are not independent of each other.
 */
export function estimate(queries: readonly (readonly number[])[], seed = 0): Estimate {
  const sums = queries.map((values) => ({ sum: values.reduce((a, b) => a + b, 0), count: values.length }))
  const total = (drawn: typeof sums) =>
    drawn.reduce((a, b) => ({ sum: a.sum + b.sum, count: a.count + b.count }), { sum: 0, count: 0 })
  const mean = (drawn: typeof sums) => {
    const { sum, count } = total(drawn)
    return sum / count
  }
  return { ...bootstrapped(sums, mean, seed), count: total(sums).count }
}

/** Any figure of a set of rows with its percentile bootstrap interval; NaN of no rows. */
function bootstrapped<T>(rows: readonly T[], figure: (rows: T[]) => number, seed: number): Estimate {
  const count = rows.length
  if (count === 0) return { mean: Number.NaN, low: Number.NaN, high: Number.NaN, count }
  const chance = random(seed)
  const figures = Array.from({ length: RESAMPLES }, () =>
    figure(rows.map(() => rows[Math.floor(chance.next() * count)] as T)),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b)
  const at = (share: number) => round(figures[Math.floor(share * (figures.length - 1))] ?? Number.NaN)
  return { mean: round(figure([...rows])), low: at(0.025), high: at(0.975), count }
}

/** A prediction that something failed, the higher the surer, and whether it did. */
export interface Suspicion {
  score: number
  failed: boolean
}

/**
 * Area under the ROC curve (Hanley and McNeil 1982): how often a failure scores higher than a success, ties counted half.
 * The resamples of its interval that hold one of the two alone are left out; NaN where all do.
 */
export function auroc(suspicions: readonly Suspicion[], seed = 0): Estimate {
  return bootstrapped(suspicions, areaUnderCurve, seed)
}

function areaUnderCurve(suspicions: readonly Suspicion[]): number {
  const sorted = [...suspicions].sort((a, b) => a.score - b.score)
  let failures = 0
  let area = 0
  let passed = 0
  for (let i = 0; i < sorted.length; ) {
    let [failed, passing] = [0, 0]
    const { score } = sorted[i] as Suspicion
    for (; sorted[i]?.score === score; i++) sorted[i]?.failed ? failed++ : passing++
    area += failed * (passed + passing / 2)
    failures += failed
    passed += passing
  }
  return area / (failures * passed)
}

/**
 * 1-based rank of gallery row `target` for `query`, by cosine of unit rows. Rows that tie with the target count as
 * before it, so that a collapsed embedding earns nothing.
 */
export function rankOf(query: Float32Array, gallery: readonly Float32Array[], target: number): number {
  const score = (row: Float32Array) => {
    let sum = 0
    for (let i = 0; i < row.length; i++) sum += (row[i] as number) * (query[i] as number)
    return sum
  }
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

/** Euclidean distance of two vectors. */
export const distance = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] as number)) ** 2, 0))

const round = (value: number) => Math.round(value * 1e4) / 1e4
