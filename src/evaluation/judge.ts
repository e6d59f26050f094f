/** Right and wrong of an edited look, against what the renderer knows to be true. */
import {
  APPLICABLE,
  type Attribute,
  type Garment,
  ORDINAL,
  type SubEdit,
  VALUES,
  type Value,
} from '../attributes.ts'
import { SAME_LIGHTNESS, TINTING } from '../editing/lightness.ts'
import type { Reading } from '../editing/reading.ts'
import type { Place } from './chains.ts'

/** A garment and its CIELAB lightness: what a perfect reader would say of its picture. */
export interface Truth {
  garment: Garment
  lightness: number
}

const SINGLE = [
  'category',
  'colour',
  'pattern',
  'sleeve',
  'neckline',
  'length',
  'fit',
  'silhouette',
  'material',
] as const satisfies Attribute[]

/**
 * Every attribute that applies to the true garment, read right or wrong. Details count as one, right when the
 * whole set is; brightness is right within SAME_LIGHTNESS.
 */
export function readRight(reading: Reading, { garment, lightness }: Truth): Map<Attribute, boolean> {
  const right = new Map<Attribute, boolean>()
  for (const attribute of SINGLE) {
    if (garment[attribute] !== null)
      right.set(attribute, reading.attributes[attribute] === garment[attribute])
  }
  right.set('detail', sameSet(reading.details, garment.details))
  right.set('brightness', Math.abs(reading.lightness - lightness) <= SAME_LIGHTNESS)
  return right
}

/** Every detail the category can have, read right or wrong. */
export function flagsRight(reading: Reading, { garment }: Truth): Map<Value<'detail'>, boolean> {
  const flags = APPLICABLE[garment.category].details
  return new Map(
    flags.map((flag) => [flag, reading.details.includes(flag) === garment.details.includes(flag)]),
  )
}

/**
 * Is what `edit` asked for there, when `without` is the garment before it and `target` the garment after?
 * set, add, remove: the target's value is read. more, less on a scale: the value read lies on the asked side of
 * `without`'s. brightness: lightness moved from `without`'s the right way by at least half of the true change.
 */
export function requestedRight(edit: SubEdit, reading: Reading, without: Truth, target: Truth): boolean {
  const { attribute, change } = edit
  if (attribute === null || attribute === 'style')
    throw new RangeError(`"${edit.text}" asks for nothing that can be read from a picture`)
  if (attribute === 'brightness') {
    const wanted = target.lightness - without.lightness
    return (reading.lightness - without.lightness) / wanted >= 0.5
  }
  if (attribute === 'detail') {
    const detail = edit.value as Value<'detail'>
    return reading.details.includes(detail) === target.garment.details.includes(detail)
  }
  const read = reading.attributes[attribute] ?? null
  if ((change === 'more' || change === 'less') && isScale(attribute)) {
    const scale: readonly (string | null)[] = VALUES[attribute]
    const from = scale.indexOf(without.garment[attribute])
    const wanted = Math.sign(scale.indexOf(target.garment[attribute]) - from)
    return read !== null && Math.sign(scale.indexOf(read) - from) === wanted
  }
  return read === target.garment[attribute]
}

/**
 * Of two sub-edits, is each there? Each is judged against the garment that has the other one only, so that "navy"
 * does not pass for the "darker" beside it.
 */
export function bothRight(
  [first, second]: readonly [SubEdit, SubEdit],
  reading: Reading,
  truths: Record<Place, Truth>,
): boolean {
  return (
    requestedRight(first, reading, truths.second, truths.both) &&
    requestedRight(second, reading, truths.first, truths.both)
  )
}

/**
 * The attributes nobody asked to change, each read as the true target's value or not, over those that apply to
 * both garments. Brightness is one of them unless an edit changes the lightness of the garment by its nature.
 */
export function keptRight(
  edits: readonly SubEdit[],
  reading: Reading,
  reference: Truth,
  target: Truth,
): Map<Attribute, boolean> {
  const asked = new Set(edits.map(({ attribute }) => attribute))
  const tinted = [...asked].some((attribute) => TINTING.includes(attribute))
  return new Map(
    [...readRight(reading, target)].filter(([attribute]) => {
      if (asked.has(attribute)) return false
      if (attribute === 'brightness') return !tinted
      if (attribute === 'detail' || attribute === 'style') return true
      return reference.garment[attribute] !== null
    }),
  )
}

/** Share of a map that is right. */
export function shareRight(right: ReadonlyMap<unknown, boolean>): number {
  return [...right.values()].filter(Boolean).length / right.size
}

const isScale = (attribute: Attribute): attribute is (typeof ORDINAL)[number] =>
  (ORDINAL as readonly Attribute[]).includes(attribute)

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((x) => b.includes(x))
