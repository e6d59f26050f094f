/** Did the sub-edit take? Judged by reading the picture before and after. */
import { type Attribute, type SubEdit, VALUES } from '../attributes.ts'
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
