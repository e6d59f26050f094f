import { describe, expect, it } from 'vitest'
import { auroc, cosine, distance, estimate, rankOf } from '../../src/evaluation/statistics.ts'

describe('an estimate', () => {
  it('is the mean with an interval around it, the same for the same seed', () => {
    const values = Array.from({ length: 400 }, (_, i) => [Number(i % 4 === 0)])
    const first = estimate(values, 1)
    expect(first.mean).toBe(0.25)
    expect(first.low).toBeGreaterThan(0.19)
    expect(first.low).toBeLessThan(0.25)
    expect(first.high).toBeGreaterThan(0.25)
    expect(first.high).toBeLessThan(0.31)
    expect(estimate(values, 1)).toEqual(first)
  })
  it('is no surer of values for standing four times in the same query', () => {
    const alone = estimate(Array.from({ length: 100 }, (_, i) => [i % 4]))
    const fourfold = estimate(Array.from({ length: 100 }, (_, i) => Array(4).fill(i % 4)))
    expect(fourfold).toEqual({ ...alone, count: 400 })
  })
  it('has no spread when there is none', () => {
    expect(estimate([[1], [1], [1]])).toEqual({ mean: 1, low: 1, high: 1, count: 3 })
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

describe('the area under the ROC curve', () => {
  const suspicions = (failed: number[], passed: number[]) => [
    ...failed.map((score) => ({ score, failed: true })),
    ...passed.map((score) => ({ score, failed: false })),
  ]

  it('is the share of pairs in the right order, ties counted half', () => {
    // of the nine pairs 3>1, 3>2, 2>1, 5>1, 5>2, 5>4 are right, 2=2 is half
    expect(auroc(suspicions([3, 2, 5], [1, 2, 4])).mean).toBeCloseTo(6.5 / 9, 4)
    expect(auroc(suspicions([9, 8], [1, 2])).mean).toBe(1)
    expect(auroc(suspicions([1], [2, 3])).mean).toBe(0)
    expect(auroc(suspicions([4, 4], [4, 4, 4])).mean).toBe(0.5)
  })

  it('has an interval around it, the same for the same seed', () => {
    const some = suspicions(
      Array.from({ length: 60 }, (_, i) => i + 20),
      Array.from({ length: 90 }, (_, i) => i),
    )
    const area = auroc(some, 1)
    expect(area.low).toBeLessThan(area.mean)
    expect(area.high).toBeGreaterThan(area.mean)
    expect(area.high - area.low).toBeLessThan(0.25)
    expect(area.count).toBe(150)
    expect(auroc(some, 1)).toEqual(area)
  })

  it('is no number where nothing failed', () => expect(auroc(suspicions([], [1, 2])).mean).toBeNaN())
})

it('distance is Euclid’s', () => expect(distance(Float32Array.of(1, 2), Float32Array.of(4, 6))).toBe(5))
