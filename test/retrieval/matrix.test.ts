import { describe, expect, it } from 'vitest'
import { openMatrix } from '../../src/retrieval/matrix.ts'

/** Repeatable numbers in [-1, 1). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

const vectors = (count: number, width: number, seed: number): Float32Array[] => {
  const next = numbers(seed)
  return Array.from({ length: count }, () => Float32Array.from({ length: width }, next))
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0
  let aa = 0
  let bb = 0
  for (const [i, x] of a.entries()) {
    const y = b[i] as number
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return dot / Math.sqrt(aa * bb)
}

const everything = () => true

describe('the nearest rows', () => {
  const all = vectors(3000, 32, 1)
  const matrix = openMatrix()
  for (const vector of all) matrix.push(vector)

  it.each(vectors(5, 32, 7).map((query, i) => ({ i, query })))(
    'are those that comparing with each one finds (query $i)',
    ({ query }) => {
      const odd = (row: number) => row % 2 === 1
      const expected = all
        .map((vector, row) => ({ row, score: cosine(query, vector) }))
        .filter(({ row }) => odd(row))
        .sort((a, b) => b.score - a.score)
        .slice(0, 50)
      const near = matrix.nearest(query, 50, odd)
      expect(near.map(({ row }) => row)).toEqual(expected.map(({ row }) => row))
      for (const [i, { score }] of near.entries()) expect(score).toBeCloseTo(expected[i]?.score ?? 9, 5)
    },
  )

  it('are all of them when fewer pass than are asked for', () => {
    expect(matrix.nearest(all[0] as Float32Array, 10, (row) => row < 3)).toHaveLength(3)
  })

  it('come in the order of rows when they are equally near', () => {
    const twins = openMatrix()
    for (let i = 0; i < 4; i++) twins.push(Float32Array.of(1, 0))
    const rows = twins.nearest(Float32Array.of(2, 0), 3, everything).map(({ row }) => row)
    expect(rows).toEqual([0, 1, 2])
  })
})

describe('a matrix', () => {
  it('moves the last row into the place of a removed one', () => {
    const matrix = openMatrix()
    for (const vector of [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(-1, 0)])
      matrix.push(vector)
    expect(matrix.remove(0)).toBe(2)
    expect(matrix.remove(1)).toBeUndefined()
    expect(matrix.nearest(Float32Array.of(-3, 0), 5, everything)).toEqual([{ row: 0, score: 1 }])
  })

  it('refuses vectors of another length', () => {
    const matrix = openMatrix()
    matrix.push(Float32Array.of(1, 0))
    expect(() => matrix.push(Float32Array.of(1))).toThrow(RangeError)
    expect(() => matrix.nearest(Float32Array.of(1, 0, 0), 1, everything)).toThrow(RangeError)
  })

  it('that is empty has nothing near', () => {
    expect(openMatrix().nearest(Float32Array.of(1), 5, everything)).toEqual([])
  })
})
