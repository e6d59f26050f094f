/** A token bucket for each key: a short burst is welcome, a flood is not. */
export interface Limit {
  /** Takes one token; false when there is none left. */
  take(key: string): boolean
}

export interface LimitOptions {
  /** Tokens a rested key has. */
  burst: number
  /** Milliseconds in which one token comes back. */
  refillMs: number
  /** Keys remembered at once; beyond it the rested ones are forgotten first. Default 10,000. */
  capacity?: number
  /** Milliseconds since any fixed moment; for tests. */
  now?: () => number
}

export function limit({
  burst,
  refillMs,
  capacity = 10_000,
  now = () => performance.now(),
}: LimitOptions): Limit {
  // A Map keeps its keys in the order of insertion, so the first one is the one that has rested longest.
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(key) {
      const at = now()
      const bucket = buckets.get(key)
      const tokens = bucket ? Math.min(burst, bucket.tokens + (at - bucket.at) / refillMs) : burst
      const granted = tokens >= 1
      buckets.delete(key)
      buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at })
      const rested = buckets.keys().next()
      if (buckets.size > capacity && !rested.done) buckets.delete(rested.value)
      return granted
    },
  }
}
