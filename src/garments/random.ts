/** A small seeded random source (sfc32), so that a seed means the same picture on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Weighted choice; weights need not sum to one. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  /** A new order of the items; the input stays as it is. */
  shuffle<T>(items: readonly T[]): T[]
}

/** Seeds are integers; nearby seeds give unrelated streams because the state is mixed before use. */
export function random(seed: number, stream = 0): Random {
  let a = seed | 0
  let b = Math.floor(seed / 4294967296) | 0
  let c = (stream * 0x9e3779b9) | 0
  let d = 1
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 16; i++) next()
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    integer,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('pick() was given an empty list')
      return items[Math.floor(next() * items.length)] as (typeof items)[number]
    },
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      const last = items.at(-1)
      if (!last) throw new RangeError('weighted() was given an empty list')
      return last[0]
    },
    shuffle: (items) => {
      const out = [...items]
      for (let i = out.length - 1; i > 0; i--) {
        const j = integer(0, i)
        ;[out[i], out[j]] = [out[j] as (typeof items)[number], out[i] as (typeof items)[number]]
      }
      return out
    },
  }
}
