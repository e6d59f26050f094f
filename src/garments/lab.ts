/** Colours measured: CIELAB (D65), distances as CIE76, the names as the renderer paints them. */
import { converter, differenceEuclidean } from 'culori'
import { VALUES, type Value } from '../attributes.ts'
import { paintOf } from './palette.ts'

/** L* 0..100, a*, b* */
export type Lab = readonly [number, number, number]

const toLab = converter('lab65')
const cie76 = differenceEuclidean('lab65')

/** One name is no single colour. */
export const COLOUR_NAMES = VALUES.colour.filter((name) => name !== 'multicolour')

const NAMED = COLOUR_NAMES.map((name) => {
  const { l, a, b } = toLab(paintOf({ colour: name, shade: 0 }).base) as { l: number; a: number; b: number }
  return { name, lab: [l, a, b] as Lab }
})

/** The colour of the palette that is called so; undefined where the name is none, or of more than one colour. */
export const labNamed = (name: string): Lab | undefined => NAMED.find((known) => known.name === name)?.lab

/** Planes [3, s, s] in [-1, 1] -> CIELAB, pixel by pixel: [3 s s], L*, a*, b* side by side. */
export function labOf(image: Float32Array): Float32Array {
  const area = image.length / 3
  const out = new Float32Array(image.length)
  const unit = (value: number | undefined) => ((value as number) + 1) / 2
  for (let i = 0; i < area; i++) {
    const [r, g, b] = [unit(image[i]), unit(image[area + i]), unit(image[2 * area + i])]
    const lab = toLab({ mode: 'rgb', r, g, b })
    out.set([lab.l, lab.a, lab.b], 3 * i)
  }
  return out
}

const at = (labs: Float32Array, i: number) => labs.subarray(3 * i, 3 * i + 3) as unknown as Lab

/** CIE76: the Euclidean distance in CIELAB. */
export function deltaE([l, a, b]: Lab, [l2, a2, b2]: Lab): number {
  return cie76({ mode: 'lab65', l, a, b }, { mode: 'lab65', l: l2, a: a2, b: b2 })
}

/** Mean colour over the pixels where `where` is 1. */
export function meanColour(labs: Float32Array, where: Uint8Array): Lab {
  const sum = [0, 0, 0]
  let count = 0
  for (const [i, inside] of where.entries()) {
    if (!inside) continue
    count++
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (labs[3 * i + c] as number)
  }
  return sum.map((value) => value / count) as unknown as Lab
}

/** Mean CIE76 between two pictures over the pixels where `where` is 0. */
export function changeOutside(before: Float32Array, after: Float32Array, where: Uint8Array): number {
  let sum = 0
  let count = 0
  for (const [i, inside] of where.entries()) {
    if (inside) continue
    count++
    sum += deltaE(at(before, i), at(after, i))
  }
  return sum / count
}

/** The name whose colour, unshaded, is nearest, and all of them by name. */
export function nearestName(lab: Lab): Value<'colour'> {
  const far = NAMED.map((named) => deltaE(named.lab, lab))
  return (NAMED[far.indexOf(Math.min(...far))] as (typeof NAMED)[number]).name
}

export function distanceTo(name: Value<'colour'>, lab: Lab): number {
  const named = labNamed(name)
  if (!named) throw new RangeError(`'${name}' is no single colour`)
  return deltaE(named, lab)
}
