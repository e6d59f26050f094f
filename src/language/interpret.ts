/** Clauses into sub-edits: each modifier finds its word, each comparative its part, each colour its thing. */
import { carried } from './carry.ts'
import { type Clause, isColour, isShade } from './clauses.ts'
import { readColours } from './colours.ts'
import { readPart, readScale, readSize } from './comparatives.ts'
import { finish } from './finish.ts'
import {
  readApproval,
  readExcept,
  readFiller,
  readInstead,
  readModifier,
  readReplace,
  readSwap,
} from './modifiers.ts'
import { type Draft, Reading } from './reading.ts'
import {
  readFeature,
  readGarment,
  readPlaced,
  readQuoted,
  readThing,
  readValue,
  readWords,
} from './things.ts'

/** Sub-edits in the order they were said; their spans never overlap. */
export function interpret(clauses: readonly Clause[]): Draft[] {
  const drafts: Draft[] = []
  let isListing = false
  clauses.forEach((clause, at) => {
    const r = new Reading(clause, drafts, clauses[at + 1]?.join)
    r.isOnIt = clause.join === 'with' || (isListing && goesOn(clause))
    isListing = r.isOnIt || clause.items.some(({ phrase }) => /^with(out)?\b/.test(phrase))
    r.said = carried(r)
    for (let i = 0; i < r.items.length; ) i = take(r, i)
    finish(r)
    r.order()
  })
  return drafts
}

/** "with a bow and white letters": the list after "with" is not over yet. */
const goesOn = ({ join, items: [first] }: Clause): boolean =>
  /^(and|&|,|n)$/.test(join) && !/^(is|has|it|make|made|i)\b/.test(first?.phrase ?? '')

/** Reads the item at `i`; returns where to go on. */
function take(r: Reading, i: number): number {
  const item = r.item(i)
  switch (item.entry?.role) {
    case undefined:
      return readWords(r, i)
    case 'value':
      if (isColour(item)) return readColours(r, i)
      return item.entry.thing ? readThing(r, i) : readValue(r, i)
    case 'scale':
      return isShade(item) && isColour(r.items[i + 1]) ? readModifier(r, i) : readScale(r, i)
    case 'size':
      return readSize(r, i)
    case 'part':
      return readPart(r, i)
    case 'feature':
      return readFeature(r, i)
    case 'garment':
      return readGarment(r, i)
    case 'says':
      return readQuoted(r, i)
    case 'except':
      return readExcept(r, i)
    case 'placed':
      return readPlaced(r, i)
    case 'instead':
      return readInstead(r, i)
    case 'swap':
      return readSwap(r, i)
    case 'also':
      r.also = true
      return i + 1
    case 'approve':
      return readApproval(r, i)
    case 'replace':
      return readReplace(r, i)
    case 'filler':
      return readFiller(r, i)
    default:
      return readModifier(r, i)
  }
}
