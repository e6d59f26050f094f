export interface Percentiles {
  count: number
  p50: number
  p99: number
  max: number
}

/** By nearest rank; NaN counts as the longest, as it was never seen to end. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values
    .map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value))
    .sort(ascending)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}

const ascending = (a: number, b: number) => a - b
