import { describe, expect, it } from 'vitest'
import { enlarge } from '../../src/editing/masks.ts'
import { following, isSeen, meanTone, moved, painted, parted } from '../../src/editing/tone.ts'
import type { Model } from '../../src/inference/model.ts'

const MASK = 32
const SIDE = 64
const flat = (r: number, g: number, b: number) =>
  Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => [r, g, b][Math.floor(i / SIDE ** 2)] as number)
/** The left `columns` are garment. */
const left = (columns: number) =>
  Float32Array.from({ length: MASK * MASK }, (_, i) => Number(i % MASK < columns))
const garments = (then: Float32Array, now: Float32Array) => ({
  masks: Float32Array.from([...then, ...now]),
  size: MASK,
})
const pixel = (picture: Float32Array, x: number) =>
  [0, 1, 2].map((c) => picture[c * SIDE * SIDE + 30 * SIDE + x])

describe('what parts two tones', () => {
  it('is measured on what is garment in both', () => {
    const after = flat(0.4, 0, 0)
    // beside the garment of before, another tone: a longer sleeve
    for (let i = 0; i < after.length; i++) if (i % SIDE >= 40) after[i] = -1
    const shift = parted(flat(0.2, 0.1, 0), after, garments(left(16), left(32))) as [number, number, number]
    expect(shift[0]).toBeCloseTo(-0.2)
    expect(shift[1]).toBeCloseTo(0.1)
    expect(shift[2]).toBeCloseTo(0)
    expect(isSeen(shift)).toBe(true)
  })

  it('is nothing where the garment is not found in both', () => {
    expect(parted(flat(0, 0, 0), flat(1, 1, 1), garments(left(16), left(0)))).toBeNull()
  })

  it('is too little to be seen', () => {
    expect(isSeen([0.005, -0.005, 0])).toBe(false)
  })
})

describe('a tone laid on', () => {
  it('moves the garment and nothing else, within what a picture can show', () => {
    const picture = moved(flat(0.9, 0, -0.5), left(16), [0.3, 0.2, -0.1])
    expect(pixel(picture, 10)?.map((value) => Math.round((value as number) * 100) / 100)).toEqual([
      1, 0.2, -0.6,
    ])
    expect(pixel(picture, 50)?.map((value) => Math.round((value as number) * 100) / 100)).toEqual([
      0.9, 0, -0.5,
    ])
  })

  it('is lighter by so much L*, of the same hue', () => {
    const grey = flat(0, 0, 0) // sRGB 0.5 has L* 53.4
    const [r, g, b] = pixel(painted(grey, left(16), [-20, 0, 0]), 10) as [number, number, number]
    expect(r).toBeCloseTo(2 * 0.3078 - 1, 2) // L* 33.4
    expect(g).toBeCloseTo(r, 4)
    expect(b).toBeCloseTo(r, 4)
    expect(pixel(painted(grey, left(16), [-20, 0, 0]), 50)).toEqual([0, 0, 0])
  })

  it('is that of the garment alone', () => {
    const [l, a, b] = meanTone(flat(0, 0, 0), { masks: left(16), size: MASK }) as unknown as number[]
    expect(l).toBeCloseTo(53.4, 1)
    expect([a, b].map((one) => Math.abs(Math.round(one as number)))).toEqual([0, 0])
    expect(meanTone(flat(0, 0, 0), { masks: left(0), size: MASK })).toBeNull()
  })

  it('takes the latent along by what the two pictures encode to', async () => {
    const model = { encode: async () => Float32Array.of(1, 2, 1.5, 1) } as unknown as Model
    expect(await following(model, Float32Array.of(10, 20), flat(0, 0, 0), flat(1, 1, 1))).toEqual(
      Float32Array.of(10.5, 19),
    )
  })
})

it('enlarges a mask without a step', () => {
  const mask = enlarge(left(16), SIDE)
  const row = [...mask.subarray(0, SIDE)]
  expect(row[0]).toBe(1)
  expect(row.at(-1)).toBe(0)
  expect(row.slice(30, 34)).toEqual([1, 0.75, 0.25, 0])
})
