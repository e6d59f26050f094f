import { describe, expect, it } from 'vitest'
import { cosine, estimate, rankOf } from '../../src/evaluation/statistics.ts'

describe('an estimate', () => {
  it('is the mean with an interval around it, the same for the same seed', () => {
    const values = Array.from({ length: 400 }, (_, i) => Number(i % 4 === 0))
    const first = estimate(values, 1)
    expect(first.mean).toBe(0.25)
    expect(first.low).toBeGreaterThan(0.19)
    expect(first.low).toBeLessThan(0.25)
    expect(first.high).toBeGreaterThan(0.25)
    expect(first.high).toBeLessThan(0.31)
    expect(estimate(values, 1)).toEqual(first)
  })
  it('has no spread when there is none', () => {
    expect(estimate([1, 1, 1])).toEqual({ mean: 1, low: 1, high: 1, count: 3 })
  })
})

describe('a rank', () => {
  const gallery = [
    Float32Array.of(1, 0),
    Float32Array.of(0, 1),
    Float32Array.of(0.6, 0.8),
    Float32Array.of(1, 0),
  ]
  it('counts what is nearer', () => {
    expect(rankOf(Float32Array.of(0, 1), gallery, 1)).toBe(1)
    expect(rankOf(Float32Array.of(0, 1), gallery, 2)).toBe(2)
  })
  it('puts ties before the target', () => {
    expect(rankOf(Float32Array.of(1, 0), gallery, 0)).toBe(2)
  })
})

describe('cosine', () => {
  it('does not depend on length', () => {
    expect(cosine(Float32Array.of(3, 0), Float32Array.of(5, 0))).toBeCloseTo(1)
    expect(cosine(Float32Array.of(3, 0), Float32Array.of(0, 2))).toBeCloseTo(0)
  })
})
