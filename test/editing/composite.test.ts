import { describe, expect, it } from 'vitest'
import { coverOf, onGarment } from '../../src/editing/composite.ts'
import type { Masks } from '../../src/editing/masks.ts'

const MASK = 64
const SIDE = 128

/** A mask [1, m, m] of a garment between these rows, in the middle columns. */
const rows = (from: number, to: number) =>
  Float32Array.from({ length: MASK * MASK }, (_, i) => {
    const [y, x] = [Math.floor(i / MASK), i % MASK]
    return y >= from && y < to && x >= 24 && x < 40 ? 1 : 0
  })

/** The garment of the two pictures. */
const garments = (...masks: [Float32Array, Float32Array]): Masks => ({
  masks: Float32Array.from([...masks[0], ...masks[1]]),
  size: MASK,
})

const before = new Float32Array(3 * SIDE * SIDE).fill(-0.5)
const after = new Float32Array(3 * SIDE * SIDE).fill(0.5)
const at = (image: Float32Array, y: number, x: number) => image[y * SIDE + x]

describe('an edit around the garment', () => {
  it('leaves the picture exactly as it was, and on it shows what was made', () => {
    const shown = onGarment(before, after, garments(rows(20, 40), rows(20, 40)))
    expect(at(shown, 60, 64)).toBe(0.5)
    expect(at(shown, 5, 5)).toBe(-0.5)
    expect(at(shown, 120, 64)).toBe(-0.5)
  })

  it('shows a garment that grew, and what is left where one shrank', () => {
    const grown = onGarment(before, after, garments(rows(20, 30), rows(20, 50)))
    expect(at(grown, 95, 64)).toBe(0.5)
    const shrunk = onGarment(before, after, garments(rows(20, 50), rows(20, 30)))
    expect(at(shrunk, 95, 64)).toBe(0.5)
  })

  it('fades from the one to the other without a step', () => {
    const shown = onGarment(before, after, garments(rows(20, 40), rows(20, 40)))
    const column = Array.from({ length: SIDE }, (_, y) => at(shown, y, 64) as number)
    const steps = column.slice(1).map((value, y) => Math.abs(value - (column[y] as number)))
    expect(Math.max(...steps)).toBeGreaterThan(0)
    expect(Math.max(...steps)).toBeLessThan(0.4)
  })

  it('is not trusted where no garment was found: the whole new picture shows', () => {
    expect(coverOf(rows(20, 21), MASK)).toBeNull()
    expect(onGarment(before, after, garments(rows(20, 21), rows(20, 21)))).toBe(after)
  })
})
