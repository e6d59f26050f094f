import { describe, expect, it } from 'vitest'
import { random } from '../../src/garments/random.ts'

const draw = (seed: number, stream = 0) => {
  const r = random(seed, stream)
  return Array.from({ length: 8 }, () => r.next())
}

describe('the seeded random source', () => {
  it('gives the same stream for the same seed', () => {
    expect(draw(42)).toEqual(draw(42))
  })

  it('keeps golden values, so that pictures stay the same from version to version', () => {
    const r = random(1_000_000)
    expect(Array.from({ length: 4 }, () => r.integer(0, 999))).toMatchInlineSnapshot(`
      [
        185,
        921,
        846,
        403,
      ]
    `)
  })

  it('gives unrelated streams for nearby seeds, for seeds beyond 32 bits and for other stream numbers', () => {
    const streams = [draw(1), draw(2), draw(1, 1), draw(1 + 2 ** 32)]
    expect(new Set(streams.map((stream) => stream.join())).size).toBe(4)
  })

  it('stays inside its bounds and reaches both ends', () => {
    const r = random(7)
    const seen = new Set(Array.from({ length: 500 }, () => r.integer(-2, 2)))
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2])
    for (let i = 0; i < 500; i++) {
      const value = r.between(3, 4)
      expect(value).toBeGreaterThanOrEqual(3)
      expect(value).toBeLessThan(4)
    }
  })

  it('chooses by weight', () => {
    const r = random(9)
    const drawn = Array.from({ length: 2000 }, () =>
      r.weighted([
        ['often', 3],
        ['seldom', 1],
        ['never', 0],
      ]),
    )
    expect(drawn.filter((item) => item === 'often').length / 2000).toBeCloseTo(0.75, 1)
    expect(drawn).not.toContain('never')
  })

  it('shuffles without losing anything and leaves the input alone', () => {
    const items = [1, 2, 3, 4, 5, 6]
    expect([...random(3).shuffle(items)].sort()).toEqual(items)
    expect(items).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('refuses to pick from nothing', () => {
    expect(() => random(1).pick([])).toThrow('empty')
  })
})
