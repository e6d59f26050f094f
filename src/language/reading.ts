/** A clause while it is read: its words, what has been said of the word to come, and the sub-edits so far. */
import type { Attribute } from '../attributes.ts'
import type { Clause } from './clauses.ts'
import { type Meaning, type Modifiers, unsaid, valueMeaning } from './meaning.ts'
import type { Item } from './read.ts'

export interface Draft extends Meaning {
  span: [number, number]
  /** What was said of it, for the clause after: "no collar or belt", "more casual and relaxed". */
  said: Modifiers
  /** What the comparative itself measures, when it speaks of a part: of "longer sleeves" the length. */
  scale: Attribute | undefined
  /** It is to be replaced by what comes after "for", "to" or "with". */
  replaced: 'thing' | 'state' | undefined
}

/** The rules of the neighbouring files read and change it; only `emit` adds sub-edits. */
export class Reading {
  readonly items: readonly Item[]
  readonly join: string
  readonly nextJoin: string | undefined
  /** Of the whole sentence so far; this clause's own begin at `#before`. */
  readonly drafts: Draft[]
  #before: number
  said: Modifiers = unsaid()
  /** Where the first modifier of the word to come stands. */
  start: number | undefined
  /** A part that waits for its predicate: "the sleeves are longer". */
  subject: number | undefined
  garment: number | undefined
  /** The garment is to become another: "turn it into a jacket". */
  swap = false
  /** "swap the collar for a hood" names two things, "change the stripes to dots" two states of one. */
  replace: 'thing' | 'state' | undefined
  also = false
  /** It names what is on the garment: "with a bow". */
  isOnIt = false
  /** All but what is named next is to stay as it is. */
  except = false
  /** Unknown words that may yet turn out to be on the garment. */
  unknown: number[] = []

  constructor(clause: Clause, drafts: Draft[], nextJoin: string | undefined) {
    this.items = clause.items
    this.join = clause.join
    this.nextJoin = nextJoin
    this.drafts = drafts
    this.#before = drafts.length
  }

  item(i: number): Item {
    return this.items[i] as Item
  }

  text(first: number, last: number): string {
    return this.items
      .slice(Math.max(0, first), last + 1)
      .map(({ phrase }) => phrase)
      .join(' ')
  }

  /** How many sub-edits this clause has given so far. */
  get own(): number {
    return this.drafts.length - this.#before
  }

  /** The last sub-edit of this clause. */
  get last(): Draft | undefined {
    return this.own > 0 ? this.drafts.at(-1) : undefined
  }

  /** Whether this clause has given a sub-edit of `attribute`. */
  has(attribute: Attribute): boolean {
    return this.drafts.slice(this.#before).some((draft) => draft.attribute === attribute)
  }

  waits(attribute: Attribute): boolean {
    return this.subject !== undefined && this.item(this.subject).entry?.attribute === attribute
  }

  /** Takes the unknown words just before `i` away to what stands at `i`; returns where they begin. */
  takeUnknown(i: number): number {
    let first = i
    while (this.unknown.at(-1) === first - 1) first = this.unknown.pop() as number
    return first
  }

  /** A sub-edit over the items `from` to `to`, with the modifiers that were waiting for it. */
  emit(meaning: Meaning, from: number, to: number, scale?: Attribute) {
    const subject = this.subject !== undefined ? this.item(this.subject).start : undefined
    const first = this.item(from).start
    let start = Math.min(first, this.start ?? first, subject ?? first)
    const end = Math.max(this.item(to).end, this.item(from).end)
    const { attribute, change, value } = meaning
    if (!this.replace) start = Math.min(start, this.#settle(attribute))
    this.drafts.push({
      attribute,
      change,
      value,
      span: [start, end],
      said: this.said,
      scale,
      replaced: this.replace,
    })
    this.said = unsaid()
    this.start = undefined
    this.subject = undefined
  }

  /** What `attribute` takes the place of: the same attribute goes into the new sub-edit, another thing is removed. */
  #settle(attribute: Attribute | null): number {
    let start = Number.POSITIVE_INFINITY
    const here = this.join === 'with' ? 0 : this.#before
    for (let i = this.drafts.length - 1; i >= here && this.drafts[i]?.replaced; i--) {
      const draft = this.drafts[i] as Draft
      const isOther =
        draft.attribute !== attribute && /^(colour|material|fit|length)$/.test(draft.attribute ?? '')
      // No garment is without a colour or a fabric: "replace the blue with jersey" only names what there was.
      if ((draft.attribute === attribute && attribute !== 'detail') || isOther) {
        start = draft.span[0]
        this.drafts.splice(i, 1)
        if (i < this.#before) this.#before--
      } else if (
        (draft.replaced === 'thing' || draft.attribute === 'detail') &&
        draft.attribute &&
        draft.value
      ) {
        // Of details there may be several: "change the ruffles to buttons" takes one away and adds another.
        const { span, said } = draft
        const denied = valueMeaning(draft.attribute, draft.value, { ...unsaid(), negated: true })
        this.drafts[i] = { ...denied, span, said, scale: undefined, replaced: undefined }
      }
    }
    return start
  }

  /** What the clause before only named is told by this one. */
  forgetLast() {
    if (this.own > 0) return
    this.drafts.pop()
    this.#before--
  }

  /** By place; where two would overlap the earlier keeps its words, and what stands whole inside another is told there. */
  order() {
    const own = this.drafts.splice(this.#before).sort((a, b) => a.span[0] - b.span[0])
    let free = 0
    for (const draft of own) {
      const before = this.drafts.at(-1)
      // "without a cartoon or logo"
      if (
        /^n?or$/.test(this.join) &&
        before &&
        own[0] === draft &&
        before.change === 'remove' &&
        isSame(before, draft)
      ) {
        before.span[1] = free = draft.span[1]
        continue
      }
      draft.span[0] = Math.max(draft.span[0], free)
      if (draft.span[0] >= draft.span[1]) continue
      free = draft.span[1]
      this.drafts.push(draft)
    }
  }
}

const isSame = (a: Draft, b: Draft): boolean =>
  a.attribute === b.attribute && a.change === b.change && a.value === b.value
