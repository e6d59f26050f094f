/** Did the sub-edit take? Judged by reading the picture before and after. */
import { type Attribute, type SubEdit, VALUES } from '../attributes.ts'
import type { Edit } from '../garments/edits.ts'
import { lightnessOf } from '../garments/palette.ts'
import { phrase } from '../garments/phrases.ts'
import type { Reading } from './reading.ts'

export type Verdict = 'done' | 'not' | 'unknown'

/** CIELAB L* by which a garment must lighten or darken before anyone would call it brighter or darker. */
const VISIBLE_LIGHTNESS = 3
/**
 * Where "more" (deeper, longer, tighter, wider) leads from least to most; values on one step are neither more nor
 * less than each other.
 */
const SCALES: Partial<Record<Attribute, readonly (readonly string[])[]>> = {
  sleeve: VALUES.sleeve.map((value) => [value]),
  length: VALUES.length.map((value) => [value]),
  fit: VALUES.fit.map((value) => [value]).reverse(),
  silhouette: VALUES.silhouette.map((value) => [value]),
  neckline: [['high'], ['crew', 'boat', 'halter', 'collar'], ['scoop', 'square', 'off-shoulder'], ['v']],
}
/** What changes the lightness of a garment by itself. */
export const TINTING: readonly (Attribute | null)[] = ['colour', 'brightness', 'pattern', 'material']
const FULL = 0.75
/** CIELAB L* within which a garment counts as equally light. */
export const SAME_LIGHTNESS = 6
/** What is left when something without a name is taken away. */
const PLAIN: Partial<Record<Attribute, readonly string[]>> = {
  pattern: ['solid'],
  sleeve: ['strapless', 'straps', 'sleeveless'],
  silhouette: ['straight'],
  material: ['cotton'],
}

/**
 * `unknown` where the reader has no eye for the request: an unplaced sub-edit, a style, or "keep".
 * An attribute that cannot apply to the garment ("no collar" on trousers) counts as not done.
 */
export function verdict(edit: SubEdit, before: Reading, after: Reading): Verdict {
  const { attribute, change } = edit
  if (attribute === null || attribute === 'style' || change === 'keep') return 'unknown'
  if (attribute === 'brightness') {
    const lighter = after.lightness - before.lightness
    return said((change === 'less' ? -lighter : lighter) > VISIBLE_LIGHTNESS)
  }
  if (attribute === 'detail') return said(detailTook(edit, before.details, after.details))
  const now = after.attributes[attribute] ?? null
  return said(now !== null && took({ ...edit, attribute }, before.attributes[attribute] ?? null, now))
}

/**
 * What changed though nobody asked for it: attributes that read differently, each detail that came or went, and the
 * lightness unless the edit changes it by its nature. An edit without an attribute may change anything.
 */
export function strays({ attribute }: SubEdit, before: Reading, after: Reading): Attribute[] {
  if (attribute === null || attribute === 'style') return []
  const names = Object.keys(before.attributes) as Attribute[]
  // a skirt has no neckline to lose
  const both = (name: Attribute) => before.attributes[name] != null && after.attributes[name] != null
  const changed = names.filter(
    (name) => before.attributes[name] !== after.attributes[name] && (attribute !== 'category' || both(name)),
  )
  const details = VALUES.detail.filter((one) => before.details.includes(one) !== after.details.includes(one))
  const moved = Math.abs(after.lightness - before.lightness) > SAME_LIGHTNESS
  const all = [...changed, ...details.map(() => 'detail' as const)].filter((name) => name !== attribute)
  return moved && !TINTING.includes(attribute) ? [...all, 'brightness'] : all
}

/**
 * Took, but by less than FULL of the step that "brighter" and "darker" make in the palette: the eye sees it, and one
 * more round may lose it.
 */
export function isFaint({ attribute, change }: SubEdit, before: Reading, after: Reading): boolean {
  const colour = VALUES.colour.find((one) => one === before.attributes.colour)
  if (attribute !== 'brightness' || !colour) return false
  const darker = change === 'less'
  const end = lightnessOf({ colour, shade: darker ? -2 : 2 })
  const step = Math.abs(lightnessOf({ colour, shade: 1 }) - lightnessOf({ colour, shade: -1 }))
  const room = darker ? before.lightness - end : end - before.lightness
  const moved = darker ? before.lightness - after.lightness : after.lightness - before.lightness
  return moved < FULL * Math.min(step, room)
}

/** The sub-edit that asks for the first thing that `edit` lost by the way; undefined where none has a name. */
export function restoring(edit: SubEdit, before: Reading, after: Reading): SubEdit | undefined {
  for (const attribute of strays(edit, before, after)) {
    if (attribute === 'brightness') continue // "brighter" is a step of its own size
    if (attribute === 'detail') {
      const gone = before.details.find((one) => !after.details.includes(one))
      const value = gone ?? after.details.find((one) => !before.details.includes(one))
      return named({ attribute, change: gone ? 'add' : 'remove', value: value as string })
    }
    const value = before.attributes[attribute]
    if (value && after.attributes[attribute]) return named({ attribute, change: 'set', value })
  }
  return undefined
}

const named = (edit: Edit): SubEdit => {
  const text = phrase(edit)
  return { ...edit, text, span: [0, text.length] }
}

const said = (took: boolean): Verdict => (took ? 'done' : 'not')

function detailTook({ change, value }: SubEdit, then: readonly string[], now: readonly string[]): boolean {
  const away = change === 'remove' || change === 'less'
  if (value !== null) return now.includes(value) !== away
  return away ? now.length === 0 : now.length > then.length
}

function took(edit: SubEdit & { attribute: Attribute }, then: string | null, now: string): boolean {
  const { attribute, change, value } = edit
  const away = change === 'remove' || change === 'less'
  if (value !== null) return away ? now !== value : now === value
  const scale = SCALES[attribute]
  if (scale && (change === 'more' || change === 'less')) {
    const place = (at: string) => scale.findIndex((values) => values.includes(at))
    return then !== null && (change === 'more' ? place(now) > place(then) : place(now) < place(then))
  }
  const plain = PLAIN[attribute]?.includes(now)
  if (away) return plain ?? now !== then
  // "with sleeves" names no length: any will do, those that were there too
  return !plain && (attribute === 'sleeve' || now !== then)
}
