/** One plain sentence a round: what was done, or that it was not. */
import type { SubEdit } from '../attributes.ts'
import type { Reading } from '../editing/reading.ts'
import type { Verdict } from './reply.ts'
import { DETAILS, definite, LENGTHS, NECKLINES, nameIn, OUTCOMES, PATTERNS, SLEEVES } from './texts.ts'

/** For example `Navy now.`, `The collar is still there.`, `The sleeves did not get longer.` */
export function outcome(edit: SubEdit, verdict: Verdict, after: Reading): string {
  if (verdict === 'unknown') return OUTCOMES.judge(edit.text)
  if (edit.change === 'remove') return removal(edit, verdict === 'done')
  if (edit.change === 'more' || edit.change === 'less') return shift(edit, verdict === 'done')
  const wanted = wish(edit)
  if (verdict === 'done') return OUTCOMES.now(wanted)
  const seen = now(edit, after)
  return seen && seen !== wanted ? OUTCOMES.notYet(wanted, seen) : OUTCOMES.noSign(wanted)
}

/** What was wished for, as a thing or an adjective. */
function wish({ attribute, value, text }: SubEdit): string {
  if (value === null) return attribute === 'sleeve' ? OUTCOMES.sleeves : text
  return called(attribute, value)
}

function called(attribute: SubEdit['attribute'], value: string): string {
  switch (attribute) {
    case 'category':
      return OUTCOMES.garment(value)
    case 'pattern':
      return PATTERNS[value as keyof typeof PATTERNS]?.adjective ?? value
    case 'sleeve':
      return nameIn(SLEEVES, value)
    case 'neckline':
      return nameIn(NECKLINES, value)
    case 'length':
      return nameIn(LENGTHS, value)
    case 'fit':
      return OUTCOMES.fit(value)
    case 'detail':
      return nameIn(DETAILS, value)
    default:
      return value
  }
}

/** What is there instead; undefined for details, of which there may be several. */
function now({ attribute }: SubEdit, after: Reading): string | undefined {
  const value = attribute && attribute !== 'detail' ? after.attributes[attribute] : undefined
  return value ? called(attribute, value) : undefined
}

function removal({ attribute, value }: SubEdit, done: boolean): string {
  const thing = removed(attribute, value)
  return done ? OUTCOMES.gone(thing) : OUTCOMES.stillThere(thing)
}

function removed(attribute: SubEdit['attribute'], value: string | null): string {
  if (attribute === 'sleeve') return OUTCOMES.removed.sleeve
  if (attribute === 'pattern')
    return PATTERNS[value as keyof typeof PATTERNS]?.marks ?? OUTCOMES.removed.pattern
  return value === null || attribute === null
    ? OUTCOMES.part(attribute ?? '')
    : definite(called(attribute, value))
}

function shift({ attribute, change, text }: SubEdit, done: boolean): string {
  const known = attribute && OUTCOMES.comparatives[attribute]
  if (!known) return done ? OUTCOMES.done(text) : OUTCOMES.didNotShow(text)
  const way = change === 'more' ? known.more : known.less
  return done ? OUTCOMES.changed(known.of, way) : OUTCOMES.unchanged(known.of, way)
}
