/** The tone of a garment, laid on: where a round redrew it lighter or of another hue, pixels and latent are moved back. */
import { converter } from 'culori'
import type { SubEdit } from '../attributes.ts'
import { deltaE, type Lab, labNamed, labOf, meanColour, nearestName } from '../garments/lab.ts'
import { concat } from '../inference/concat.ts'
import type { Model } from '../inference/model.ts'
import type { Meant } from './intent.ts'
import { lack, lightnessAt } from './lightness.ts'
import { enlarge, type Masks } from './masks.ts'
import { shrink } from './pixels.ts'
import type { Reading } from './reading.ts'

/** CIELAB below which nobody sees a difference. */
const LEAST = 1
/** CIELAB L* that a garment may be lighter or darker than it should be before its tone is mended. */
const TOLERANCE = 3
/** CIELAB beyond which a garment is of another colour, or of several, and not a little off. */
const FARTHEST = 45
/** Share of a pixel that is garment, below which it counts as none. */
const NONE = 0.02
/** Share of the frame that must be garment, or there is nothing to go by. */
const LEAST_AREA = 0.02

/**
 * How far a garment of a mean colour is off the tone it should have; null for near enough, whatever the mean. Its
 * lightness goes by what is read, and so does the hue of a plain garment that is read as of another colour than before.
 * A colour that is asked for goes by its mean's nearest name, which sees photos more surely than the reader does:
 * lightness is then mended only as far as the name stays.
 */
export function offTone(edit: SubEdit, before: Meant, after: Reading): ((mean: Lab) => Lab | null) | null {
  const isAsked = edit.attribute === 'colour'
  const name = isAsked ? (edit.change === 'set' ? edit.value : null) : before.attributes.colour
  const isKnown =
    edit.attribute !== null && edit.attribute !== 'style' && after.attributes.pattern === 'solid'
  const wanted = name && isKnown ? (isAsked ? dyed(before, name) : labNamed(name)) : undefined
  const lacking = lack(edit, before, after)
  const isOff = Math.abs(lacking) > TOLERANCE
  // brighter and darker are laid on and leave the hue, whatever is read
  const mayTurn = edit.attribute !== 'brightness'
  const readsOther = wanted !== undefined && mayTurn && after.attributes.colour !== name
  if (!isOff && !readsOther && !(wanted && isAsked)) return null
  // of a shade that earlier rounds asked for, another name may be the nearest
  const nearest = wanted && nearestName(wanted)
  return (mean) => {
    const isNamed = (lab: Lab) => nearestName(lab) === nearest
    const isOther = wanted && (readsOther || (isAsked && !isNamed(mean)))
    if (isOther && deltaE(wanted, mean) < FARTHEST) {
      const light = isAsked ? wanted[0] - mean[0] : lacking
      return [light, wanted[1] - mean[1], wanted[2] - mean[2]]
    }
    if (!isOff || (wanted && isAsked && !isNamed([mean[0] + lacking, mean[1], mean[2]]))) return null
    return [lacking, 0, 0]
  }
}

/**
 * How far a sub-edit that asks for another tone and nothing else moves a mean colour: brighter and darker, and a named
 * colour of a plain garment. Null for any other.
 */
export function askedTone(edit: SubEdit, before: Meant, now: Reading): ((mean: Lab) => Lab | null) | null {
  if (edit.attribute === 'brightness') {
    const by = lack(edit, before, now)
    return by ? () => [by, 0, 0] : null
  }
  const { value } = edit
  if (edit.attribute !== 'colour' || edit.change !== 'set' || !value) return null
  const wanted = dyed(before, value)
  if (!wanted || now.attributes.pattern !== 'solid') return null
  return (mean) => [wanted[0] - mean[0], wanted[1] - mean[1], wanted[2] - mean[2]]
}

/** The colour of this name in the shade that earlier rounds asked for; undefined where the name is of no one colour. */
function dyed(before: Meant, colour: string): Lab | undefined {
  const named = labNamed(colour)
  if (!named || before.shade === undefined) return named
  const reading = { ...before, attributes: { ...before.attributes, colour } }
  return [lightnessAt(reading, before.shade), named[1], named[2]]
}

/** Mean colour of what is garment by every one of the masks; null where hardly anything is. */
export function meanTone(picture: Float32Array, { masks, size }: Masks): Lab | null {
  const area = size * size
  const inside = new Uint8Array(area).fill(1)
  for (const [i, share] of masks.entries()) if (share <= 0.5) inside[i % area] = 0
  const found = inside.reduce((count, one) => count + one, 0)
  return found < LEAST_AREA * area ? null : meanColour(labOf(shrink(picture, size)), inside)
}

/** How far to move the garment after to the tone of the one before; null where nobody would see it, or none is found. */
export function parted(before: Float32Array, after: Float32Array, garments: Masks): Lab | null {
  const [then, now] = [meanTone(before, garments), meanTone(after, garments)]
  if (!then || !now || deltaE(then, now) < LEAST) return null
  return [then[0] - now[0], then[1] - now[1], then[2] - now[2]]
}

const toLab = converter('lab65')
const toRgb = converter('rgb')

/** How far off the mean colour cloth is still cloth, and from where on it is trim, a button or skin; shading counts half. */
const [CLOTH, TRIM] = [20, 40]

const isCloth = ([l, a, b]: Lab, mean: Lab) => {
  const far = Math.hypot((l - mean[0]) / 2, a - mean[1], b - mean[2])
  return Math.min(1, Math.max(0, (TRIM - far) / (TRIM - CLOTH)))
}

/**
 * The garment of `picture` moved by so much CIELAB; `mask` [m, m] says where it is. With its `mean` colour, what is of
 * another colour than the cloth stays.
 */
export function painted(
  picture: Float32Array,
  mask: Float32Array,
  [dl, da, db]: Lab,
  mean?: Lab,
): Float32Array {
  const area = picture.length / 3
  const where = enlarge(mask, Math.sqrt(area))
  const out = picture.slice()
  const unit = (i: number) => ((picture[i] as number) + 1) / 2
  for (let i = 0; i < area; i++) {
    const garment = where[i] as number
    if (garment < NONE) continue
    const { l, a, b } = toLab({ mode: 'rgb', r: unit(i), g: unit(area + i), b: unit(2 * area + i) })
    const share = mean ? garment * isCloth([l, a, b], mean) : garment
    const now = toRgb({ mode: 'lab65', l: l + dl * share, a: a + da * share, b: b + db * share })
    for (const [c, value] of [now.r, now.g, now.b].entries())
      out[c * area + i] = Math.min(1, Math.max(-1, 2 * value - 1))
  }
  return out
}

/**
 * The latent that goes with `to` where `latent` goes with `from`: by what the two encode to, so that what the latent
 * holds and encoding would lose stays.
 */
export async function following(
  model: Model,
  latent: Float32Array,
  from: Float32Array,
  to: Float32Array,
): Promise<Float32Array> {
  const both = await model.encode(concat(from, to))
  return latent.map((value, i) => value + (both[latent.length + i] as number) - (both[i] as number))
}
