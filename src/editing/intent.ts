/** What a conversation has asked for so far and reached: later rounds must not lose it. */
import type { Attribute, SubEdit } from '../attributes.ts'
import { lightnessAt, shadeOf } from './lightness.ts'
import type { Reading } from './reading.ts'
import type { Verdict } from './verdict.ts'

export interface Intent {
  /** Values as they were read when asked for. */
  attributes: Partial<Record<Attribute, string>>
  /** Details by whether they are to be there. */
  details: Readonly<Record<string, boolean>>
  /** Steps of the palette that "brighter" and "darker" came to; absent where neither was asked for. */
  shade?: number
}

/** A reading with what should be there in place of what was lost. */
export type Meant = Reading & Pick<Intent, 'shade'>

/** One of the rounds that led to a look. */
export interface Round {
  /** Null for the look a conversation begins with. */
  edit: SubEdit | null
  verdict: Verdict
  /** Of the look it gave. */
  reading: Reading
}

/** Of the rounds that led to a look, oldest first. What was asked for twice counts as the last round left it. */
export function intentOf(rounds: readonly Round[]): Intent {
  let intent: Intent = { attributes: {}, details: {} }
  for (const { edit, verdict, reading } of rounds) if (edit) intent = asked(intent, edit, verdict, reading)
  return intent
}

function asked(
  intent: Intent,
  { attribute, value, change }: SubEdit,
  verdict: Verdict,
  seen: Reading,
): Intent {
  if (change === 'keep') return intent
  // a whole style may change anything
  if (attribute === null || attribute === 'style') return { attributes: {}, details: {} }
  if (attribute === 'brightness') {
    const { shade: _, ...rest } = intent
    const shade = verdict === 'done' ? shadeOf(seen) : undefined
    return shade === undefined ? rest : { ...rest, shade }
  }
  if (attribute === 'detail') {
    // which of them was meant is not known
    if (value === null) return { ...intent, details: {} }
    const { [value]: _, ...details } = intent.details
    return {
      ...intent,
      details: verdict === 'done' ? { ...details, [value]: seen.details.includes(value) } : details,
    }
  }
  const { [attribute]: _, ...attributes } = intent.attributes
  const now = seen.attributes[attribute]
  return {
    ...intent,
    attributes: now && verdict === 'done' ? { ...attributes, [attribute]: now } : attributes,
  }
}

/** What the reader sees, but for what was asked for and has been lost since. What cannot apply is no loss. */
export function meant(seen: Reading, { attributes, details, shade }: Intent): Meant {
  const applies = Object.entries(attributes).filter(([name]) => seen.attributes[name as Attribute])
  const asIs = seen.details.filter((one) => details[one] === undefined)
  const asAsked = Object.keys(details).filter((one) => details[one])
  const whole = {
    ...seen,
    attributes: { ...seen.attributes, ...Object.fromEntries(applies) },
    details: [...asIs, ...asAsked],
  }
  return shade === undefined ? whole : { ...whole, shade, lightness: lightnessAt(whole, shade) }
}
