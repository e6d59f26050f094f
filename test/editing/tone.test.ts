import { describe, expect, it } from 'vitest'
import type { Meant } from '../../src/editing/intent.ts'
import { enlarge } from '../../src/editing/masks.ts'
import { askedTone, following, meanTone, offTone, painted, parted } from '../../src/editing/tone.ts'
import { labNamed, nearestName } from '../../src/garments/lab.ts'
import type { Model } from '../../src/inference/model.ts'
import { ask, before, made } from './readings.ts'

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
    const after = flat(0, 0, 0)
    // beside the garment of before, another tone: a longer sleeve
    for (let i = 0; i < after.length; i++) if (i % SIDE >= 40) after[i] = -1
    const shift = parted(flat(0.2, 0.2, 0.2), after, garments(left(16), left(32)))
    expect(shift?.map((one) => Math.round(one) + 0)).toEqual([10, 0, 0])
  })

  it('is nothing where the garment is not found in both, or where nobody would see it', () => {
    expect(parted(flat(0, 0, 0), flat(1, 1, 1), garments(left(16), left(0)))).toBeNull()
    expect(parted(flat(0, 0, 0), flat(0.01, 0.01, 0.01), garments(left(16), left(16)))).toBeNull()
  })
})

describe('a tone laid on', () => {
  it('is lighter by so much L*, of the same hue, on the garment and nowhere else', () => {
    const darker = painted(flat(0, 0, 0), left(16), [-20, 0, 0]) // sRGB 0.5 has L* 53.4
    const [r, g, b] = pixel(darker, 10) as [number, number, number]
    expect(r).toBeCloseTo(2 * 0.3078 - 1, 2) // L* 33.4
    expect(g).toBeCloseTo(r, 4)
    expect(b).toBeCloseTo(r, 4)
    expect(pixel(darker, 50)).toEqual([0, 0, 0])
  })

  it('leaves what is of another colour than the cloth, and takes its shadows along', () => {
    const [cloth, shadow, button] = [flat(0, 0, 0), flat(-0.3, -0.3, -0.3), flat(1, 1, -1)]
    const shift = [-10, 0, 0] as const
    const mean = meanTone(cloth, { masks: left(16), size: MASK }) as readonly [number, number, number]
    expect(painted(cloth, left(16), shift, mean)).toEqual(painted(cloth, left(16), shift))
    expect(painted(shadow, left(16), shift, mean)).toEqual(painted(shadow, left(16), shift))
    expect(painted(button, left(16), shift, mean)).toEqual(button)
  })

  it('stays within what a picture can show', () => {
    expect(pixel(painted(flat(0.9, 0.9, 0.9), left(16), [40, 0, 0]), 10)).toEqual([1, 1, 1])
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

describe('how far a tone is off', () => {
  const navy = ask('colour', 'set', 'navy')
  const plain: Meant = { ...before, attributes: { ...before.attributes, pattern: 'solid' } }
  const [l, a, b] = labNamed('navy') as readonly [number, number, number]
  const came = (change: Parameters<typeof made>[0]) => made({ pattern: 'solid', ...change })

  it('is the lightness that lacks, by what is read', () => {
    expect(offTone(ask('fit', 'more'), plain, came({ fit: 'tight', lightness: 52 }))).toBeNull()
    expect(offTone(ask('fit', 'more'), plain, came({ fit: 'tight', lightness: 57 }))?.([57, 70, 40])).toEqual(
      [-7, 0, 0],
    )
  })

  it('is the way to the colour asked for, where the mean has another name', () => {
    const off = offTone(navy, plain, came({ colour: 'navy', lightness: 20 }))
    expect(off?.([l + 1, a, b + 2])).toBeNull()
    const far = off?.([l + 18, a - 20, b + 20])
    expect(far?.map(Math.round)).toEqual([-18, 20, -20])
  })

  it('is mended in lightness only as far as the asked colour keeps its name', () => {
    // a photo's garment, grey by its pixels, that is read as far too light
    const wary = offTone(
      ask('colour', 'set', 'grey'),
      { ...plain, shade: 0 },
      came({ colour: 'grey', lightness: 90 }),
    )
    expect(wary?.(labNamed('grey') as readonly [number, number, number])).toBeNull()
    const little = offTone(navy, { ...plain, shade: 0 }, came({ colour: 'navy', lightness: l + 4 }))
    expect(little?.([l + 4, a, b])?.map(Math.round)).toEqual([-4, 0, 0])
  })

  it('is none of a colour that came in the shade asked for before, though the shade has another name', () => {
    const [grey, , greyB] = labNamed('grey') as readonly [number, number, number]
    const shaded: Meant = { ...plain, shade: 2 }
    const asked = ask('colour', 'set', 'grey')
    const to = askedTone(asked, shaded, plain)?.([grey, 0, greyB])?.[0] as number
    expect(nearestName([grey + to, 0, greyB])).toBe('silver')
    expect(
      offTone(asked, shaded, came({ colour: 'grey', lightness: grey + to }))?.([grey + to, 0, greyB]),
    ).toBeNull()
  })

  it('is the way back to the colour it had, where it is read as another', () => {
    const [, redA, redB] = labNamed('red') as readonly [number, number, number]
    const off = offTone(
      ask('fit', 'more'),
      plain,
      came({ fit: 'tight', colour: 'orange' }),
    )?.([52, redA - 5, redB + 8])
    expect(off?.map(Math.round)).toEqual([0, 5, -8])
  })

  it('is not guessed where another garment seems to have come, nor of a print', () => {
    expect(offTone(navy, plain, came({ colour: 'yellow', lightness: 20 }))?.([90, 0, 80])).toBeNull()
    expect(offTone(navy, before, made({ colour: 'blue', lightness: 20 }))).toBeNull()
  })
})

describe('a sub-edit that asks for another tone and nothing else', () => {
  const plain = made({ pattern: 'solid', lightness: 50 })

  it('moves a plain garment to the colour it names, in the shade that was asked for', () => {
    const [l, a, b] = labNamed('navy') as readonly [number, number, number]
    const navy = ask('colour', 'set', 'navy')
    expect(askedTone(navy, plain, plain)?.([l, a, b])).toEqual([0, 0, 0])
    expect(askedTone(navy, plain, plain)?.([l + 9, a - 2, b])).toEqual([-9, 2, 0])
    expect(askedTone(navy, { ...plain, shade: 1 }, plain)?.([l, a, b])?.[0]).toBeGreaterThan(3)
  })

  it('moves any garment a step lighter or darker, as far as its colour has room', () => {
    const by = askedTone(ask('brightness', 'less'), before, before)?.([50, 60, 40])
    expect(by?.[0]).toBeLessThan(-5)
    expect(by?.slice(1)).toEqual([0, 0])
    const dark = { ...before, attributes: { ...before.attributes, colour: 'black' }, lightness: 4 }
    expect(askedTone(ask('brightness', 'less'), dark, dark)).toBeNull()
  })

  it('is none of a print, of several colours, nor of anything that must be drawn', () => {
    expect(askedTone(ask('colour', 'set', 'navy'), before, before)).toBeNull()
    expect(askedTone(ask('colour', 'set', 'multicolour'), plain, plain)).toBeNull()
    expect(askedTone(ask('colour', 'remove', 'red'), plain, plain)).toBeNull()
    expect(askedTone(ask('sleeve', 'more'), plain, plain)).toBeNull()
  })
})
