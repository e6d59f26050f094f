import { describe, expect, it } from 'vitest'
import {
  COLOUR_NAMES,
  changeOutside,
  deltaE,
  distanceTo,
  type Lab,
  labOf,
  meanColour,
  nearestName,
} from '../../src/garments/lab.ts'
import { paintOf } from '../../src/garments/palette.ts'

/** One colour as planes of `count` pixels in [-1, 1]. */
const plain = (r: number, g: number, b: number, count = 1) =>
  Float32Array.from({ length: 3 * count }, (_, i) => [r, g, b][Math.floor(i / count)] as number)

/** What a garment of this name is filled with, as CIELAB. */
function painted(colour: (typeof COLOUR_NAMES)[number]): Lab {
  const [r, g, b] = [1, 3, 5].map((at) =>
    Number.parseInt(paintOf({ colour, shade: 0 }).base.slice(at, at + 2), 16),
  )
  const unit = (byte: number | undefined) => (byte as number) / 127.5 - 1
  const [l, a, bb] = labOf(plain(unit(r), unit(g), unit(b)))
  return [l as number, a as number, bb as number]
}

describe('colours', () => {
  it('are CIELAB under D65: white, black, and the published values of pure red', () => {
    const near = (actual: Float32Array, expected: number[]) =>
      expected.forEach((value, c) => {
        expect(actual[c]).toBeCloseTo(value, 0)
      })
    near(labOf(plain(1, 1, 1)), [100, 0, 0])
    near(labOf(plain(-1, -1, -1)), [0, 0, 0])
    near(labOf(plain(1, -1, -1)), [53.2, 80.1, 67.2])
  })

  it('lie apart by the Euclidean distance', () => {
    expect(deltaE([50, 3, 0], [50, 0, 4])).toBeCloseTo(5)
  })

  it('are called by the nearest name, every name by its own', () => {
    expect(nearestName([21, 12, -36])).toBe('navy')
    expect(COLOUR_NAMES).not.toContain('multicolour')
    for (const name of COLOUR_NAMES) expect(nearestName(painted(name))).toBe(name)
    expect(distanceTo('red', painted('red'))).toBeCloseTo(0, 4)
  })

  it('average over the garment, and change is measured outside of it', () => {
    const before = labOf(plain(0, 0, 0, 4))
    const after = before.slice()
    after[0] = (after[0] as number) + 50 // on the garment
    after[9] = (after[9] as number) + 6 // beside it
    const garment = Uint8Array.of(1, 1, 0, 0)
    expect(meanColour(after, garment)[0]).toBeCloseTo((before[0] as number) + 25)
    expect(changeOutside(before, after, garment)).toBeCloseTo(3)
  })
})
