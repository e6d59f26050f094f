/** One plain sentence a round: what was done, or that it was not. */
import type { SubEdit, VALUES } from '../attributes.ts'
import type { Reading } from '../editing/reading.ts'
import {
  capitalised,
  DETAILS,
  definite,
  isOrAre,
  LENGTHS,
  NECKLINES,
  nameIn,
  PATTERNS,
  SLEEVES,
} from './names.ts'
import type { Verdict } from './reply.ts'

/** For example `Navy now.`, `The collar is still there.`, `The sleeves did not get longer.` */
export function outcome(edit: SubEdit, verdict: Verdict, after: Reading): string {
  if (verdict === 'unknown') return `I tried “${edit.text}”; you be the judge.`
  if (edit.change === 'remove') return removal(edit, verdict === 'done')
  if (edit.change === 'more' || edit.change === 'less') return shift(edit, verdict === 'done')
  const wanted = wish(edit)
  if (verdict === 'done') return `${capitalised(wanted)} now.`
  const seen = now(edit, after)
  return seen && seen !== wanted ? `Not ${wanted} yet: I see ${seen}.` : `No sign of ${wanted} yet.`
}

/** What was wished for, as a thing or an adjective. */
function wish({ attribute, value, text }: SubEdit): string {
  if (value === null) return attribute === 'sleeve' ? 'sleeves' : text
  return called(attribute, value)
}

function called(attribute: SubEdit['attribute'], value: string): string {
  switch (attribute) {
    case 'category':
      return value === 'pants' ? value : `a ${value}`
    case 'pattern':
      return PATTERNS[value as keyof typeof PATTERNS]?.adjective ?? value
    case 'sleeve':
      return nameIn(SLEEVES, value)
    case 'neckline':
      return nameIn(NECKLINES, value)
    case 'length':
      return nameIn(LENGTHS, value)
    case 'fit':
      return `${value} fit`
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
  return capitalised(done ? `${thing} ${isOrAre(thing)} gone.` : `${thing} ${isOrAre(thing)} still there.`)
}

function removed(attribute: SubEdit['attribute'], value: string | null): string {
  if (attribute === 'sleeve') return 'the sleeves'
  if (attribute === 'pattern') return PATTERNS[value as keyof typeof PATTERNS]?.marks ?? 'the pattern'
  return value === null || attribute === null ? `the ${attribute}` : definite(called(attribute, value))
}

const COMPARATIVES: Partial<Record<keyof typeof VALUES, { of: string; more: string; less: string }>> = {
  brightness: { of: 'it', more: 'brighter', less: 'darker' },
  sleeve: { of: 'the sleeves', more: 'longer', less: 'shorter' },
  length: { of: 'it', more: 'longer', less: 'shorter' },
  fit: { of: 'the fit', more: 'tighter', less: 'looser' },
  neckline: { of: 'the neckline', more: 'deeper', less: 'higher' },
  pattern: { of: 'the pattern', more: 'livelier', less: 'quieter' },
}

function shift({ attribute, change, text }: SubEdit, done: boolean): string {
  const known = attribute && COMPARATIVES[attribute]
  if (!known) return done ? `Done: ${text}.` : `I tried “${text}”, but it did not show.`
  const way = change === 'more' ? known.more : known.less
  if (!done) return `${capitalised(known.of)} did not get ${way}.`
  const thing = known.of.replace(/^(it|the) ?/, '')
  return `${capitalised(`${way} ${thing}`.trim())} now.`
}
