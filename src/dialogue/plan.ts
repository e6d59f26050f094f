/** From sub-edits to rounds: duplicates merged, styles spelled out, what cannot be done set aside. */
import { APPLICABLE, type Attribute, type Category, type SubEdit, VALUES } from '../attributes.ts'
import type { Reading } from '../editing/reading.ts'
import { phrase } from '../garments/phrases.ts'
import { changesOfStyle } from './styles.ts'
import { MAX_ROUNDS, WAYS_OF } from './texts.ts'

export interface Plan {
  /** In the order they are applied. */
  rounds: SubEdit[]
  /** Sub-edits beyond what one message may ask for. */
  left: SubEdit[]
  /** What could not be placed, in the shopper's words. */
  unplaced: string[]
  /** What does not go with the garment ("no collar" on trousers). */
  misfits: { category: Category; parts: string[] }
  /** What asks for more than there is: longer sleeves on long ones. */
  ended: ('sleeve' | 'length')[]
  /** What asks to take away a detail that is not there, in the shopper's words. */
  absent: string[]
  /** What is to stay as it is. */
  kept: string[]
  /** Styles without a plain meaning. */
  vague: string[]
  /** Attributes that are to change, nobody said how. */
  open: Attribute[]
}

/** What is read off a picture is believed from this probability on. */
const SURE = 0.9

/** A comparison that nobody placed is about style as well. */
const A_STYLE = /^(?:more|less) [\p{L}-]+$/u

export function planOf(edits: readonly SubEdit[], reading: Reading): Plan {
  const placed = edits.filter(({ attribute }) => attribute !== null)
  const kept = edits.filter(({ change }) => change === 'keep')
  const unplaced = edits
    .filter((edit) => edit.attribute === null && !kept.includes(edit))
    .map(({ text }) => text)
  // "Nothing but the sleeves"
  const staysElse = kept.some(({ attribute }) => attribute === null)
  const isTold = ({ attribute }: SubEdit) =>
    placed.some((edit) => edit.attribute === attribute && edit.change !== 'keep' && !isOpen(edit, staysElse))
  const open = placed.filter((edit) => isOpen(edit, staysElse))
  const styles = placed.filter(({ attribute, change }) => attribute === 'style' && change !== 'keep')
  const spelled = placed.filter((edit) => edit.change !== 'keep' && !open.includes(edit)).flatMap(spellOut)
  const rounds = categoryFirst(merged(spelled))
  const category = categoryAfter(rounds, reading)
  const fits = (edit: SubEdit) => category === undefined || applies(edit, category)
  const isEnded = (edit: SubEdit) => isAtTheEnd(edit, category, rounds, reading)
  const isGone = (edit: SubEdit) => isAbsent(edit, rounds, reading)
  const fitting = rounds.filter((edit) => fits(edit) && !isEnded(edit) && !isGone(edit))
  const misfits = rounds.filter((edit) => !fits(edit))
  const isVague = ({ value, change }: SubEdit) => !changesOfStyle(value ?? '', change)
  return {
    rounds: fitting.slice(0, MAX_ROUNDS),
    left: fitting.slice(MAX_ROUNDS),
    unplaced: unplaced.filter((text) => !A_STYLE.test(text)),
    misfits: { category: category ?? 'dress', parts: [...new Set(misfits.map(({ text }) => text))] },
    ended: rounds
      .filter((edit) => fits(edit) && isEnded(edit))
      .map(({ attribute }) => attribute as 'sleeve' | 'length'),
    absent: rounds.filter((edit) => fits(edit) && isGone(edit)).map(({ text }) => text),
    kept: kept.map(({ text }) => text),
    vague: [
      ...styles.filter(isVague).map(({ text }) => text),
      ...unplaced.filter((text) => A_STYLE.test(text)),
    ],
    open: [...new Set(open.filter((edit) => !isTold(edit)).flatMap(({ attribute }) => attribute ?? []))],
  }
}

/** "Change the neckline", "another colour". Of sleeves and patterns the bare word asks for some: "with sleeves". */
function isOpen({ attribute, change, value, text }: SubEdit, staysElse: boolean): boolean {
  if (attribute === null || change !== 'set' || value !== null) return false
  if (attribute === 'sleeve' || attribute === 'pattern') return staysElse || A_CERTAIN_ONE.test(text)
  return attribute in WAYS_OF
}
const A_CERTAIN_ONE = /\b(?:the|its|only|change|different|another|other|new)\b/i

/** A style becomes the changes that it means, each under its own words and the style's place. */
function spellOut(edit: SubEdit): SubEdit[] {
  if (edit.attribute !== 'style') return [edit]
  const changes = changesOfStyle(edit.value ?? '', edit.change) ?? []
  return changes.map((change) => ({ ...change, span: edit.span, text: phrase(change) }))
}

/** Later ones win over what they repeat or contradict; what one of them took away speaks for nothing any more. */
function merged(edits: readonly SubEdit[]): SubEdit[] {
  const standing = edits.filter((edit, i) => !edits.slice(i + 1).some((later) => supersedes(later, edit)))
  return standing.filter((edit, i) => !standing.slice(0, i).some((other) => isBeside(other, edit)))
}

const isSame = (a: SubEdit, b: SubEdit): boolean =>
  a.attribute === b.attribute && a.change === b.change && a.value === b.value

function supersedes(later: SubEdit, earlier: SubEdit): boolean {
  if (later.attribute !== earlier.attribute) return false
  if (isSame(later, earlier)) return true
  // "No sleeves but longer sleeves": without a value, all of it is meant, and nothing of it can be changed as well.
  const takesAll = ({ change, value }: SubEdit) => change === 'remove' && value === null
  if (takesAll(later) || takesAll(earlier)) return true
  if (later.attribute === 'detail') return later.value === earlier.value
  if (later.change === 'set') return earlier.change === 'set' || earlier.change === 'remove'
  if (later.change === 'remove' && earlier.change === 'set') return later.value === earlier.value
  const opposite = { more: 'less', less: 'more', set: null, add: 'remove', remove: 'add', keep: null }
  return opposite[later.change] === earlier.change && later.value === earlier.value
}

/** A garment has one colour, one pattern: with "blue" said, "no red" asks for nothing more. */
const isBeside = (set: SubEdit, { attribute, change, value }: SubEdit): boolean =>
  set.attribute === attribute &&
  attribute !== 'detail' &&
  set.change === 'set' &&
  change === 'remove' &&
  value !== null &&
  value !== set.value

/** What can be changed depends on the garment, so another garment comes first. */
const categoryFirst = (edits: SubEdit[]): SubEdit[] => [
  ...edits.filter(({ attribute }) => attribute === 'category'),
  ...edits.filter(({ attribute }) => attribute !== 'category'),
]

function categoryAfter(
  rounds: readonly SubEdit[],
  { attributes, confidence }: Reading,
): Category | undefined {
  const asked = rounds.find(({ attribute }) => attribute === 'category')
  if (asked) return isCategory(asked.value) ? asked.value : undefined
  const seen = (confidence.category ?? 0) >= SURE ? attributes.category : undefined
  return isCategory(seen) ? seen : undefined
}

/** Sleeves that are long and hems that touch the floor get no longer, unless something else is done to them first. */
function isAtTheEnd(
  { attribute, change }: SubEdit,
  category: Category | undefined,
  rounds: readonly SubEdit[],
  { attributes, confidence }: Reading,
): boolean {
  if (change !== 'more' || (attribute !== 'sleeve' && attribute !== 'length') || category === undefined)
    return false
  if (
    rounds.some(
      (other) => other.attribute === 'category' || (other.attribute === attribute && other.change !== 'more'),
    )
  )
    return false
  const end = attribute === 'sleeve' ? 'long' : APPLICABLE[category].length.at(-1)
  return attributes[attribute] === end && (confidence[attribute] ?? 0) >= SURE
}

/** "No pockets" where there are surely none; another garment might come with some. */
function isAbsent(
  { attribute, change, value }: SubEdit,
  rounds: readonly SubEdit[],
  { presence }: Reading,
): boolean {
  if (attribute !== 'detail' || change !== 'remove' || value === null) return false
  if (rounds.some((other) => other.attribute === 'category')) return false
  return 1 - (presence?.[value] ?? 1) >= SURE
}

const isCategory = (value: string | null | undefined): value is Category =>
  VALUES.category.some((category) => category === value)

function applies({ attribute, change, value }: SubEdit, category: Category): boolean {
  const can = APPLICABLE[category]
  if (attribute === 'sleeve' || attribute === 'neckline' || attribute === 'silhouette') return can[attribute]
  if (attribute === 'detail' && change === 'add')
    return value === null || can.details.some((detail) => detail === value)
  if (attribute === 'length' && change === 'set')
    return value === null || can.length.some((length) => length === value)
  return true
}
