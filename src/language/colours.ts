/** Colours: coordinated on one thing, of a shade, or owned by the thing they stand before. */
import { isColour, isShade } from './clauses.ts'
import { valueMeaning } from './meaning.ts'
import { isPart, thingAfter } from './noun-phrase.ts'
import type { Item } from './read.ts'
import type { Reading } from './reading.ts'
import { readThing, readValue } from './things.ts'

/** Colours coordinated on one thing are one sub-edit; a thing takes its own colours with it. */
export function readColours(r: Reading, i: number): number {
  let last = i
  let joined = false
  for (let j = i + 1; j < r.items.length; j++) {
    const item = r.item(j)
    if (isColour(item)) last = j
    else if (item.entry?.role === 'join' || item.entry?.role === 'or') joined = true
    else if (!isShade(item) && !(isPart(item, 'colour') && isColourAhead(r.items, j))) break
  }
  r.start ??= r.item(i).start
  const thing = thingAfter(r, last)
  if (thing !== undefined) return readThing(r, thing)
  if (ownsColour(r, last + 1)) return readValue(r, last + 1)
  // "black and white striped": the colours are the pattern's own marks, as of "black and white stripes"
  if (isJoinedByAnd(r, i, last) && isMarked(r.items[last + 1])) return readValue(r, last + 1)
  // "reddish brown" is brown, "red, brown" first of all red
  const named = joined || !/ish$/.test(r.item(i).phrase) ? i : last
  const value = shaded(r, named)
  let end = last
  const next = r.items[last + 1]
  if (isPart(next, 'colour') || next?.phrase === 'in color' || next?.phrase === 'in colour') end++
  else if (isPart(next, 'detail')) {
    r.said.add = true // "white accents"
    end++
  } else if (next?.entry?.role === 'part' && next.entry.attribute !== 'pattern') {
    // "gray with black sleeves": a second colour, on a part of it
    if (r.drafts.some(({ attribute }) => attribute === 'colour') && r.join === 'with') r.said.add = true
    end++
  }
  if (paints(r, i)) r.said.add = true
  r.emit(valueMeaning('colour', value, r.said), i, end)
  return end + 1
}

const isJoinedByAnd = (r: Reading, first: number, last: number): boolean =>
  r.items.slice(first, last).some(({ phrase }) => /^(and|&|\+|n|nd)$/.test(phrase))

/** A pattern that is nothing but the change of two colours. */
const isMarked = (item: Item | undefined): boolean =>
  item?.entry?.role === 'value' && /^(striped|checked|dotted)$/.test(item.entry.value ?? '')

/** "make the collar red": of a thing that is there, only the colour is asked for. */
function paints(r: Reading, i: number): boolean {
  const { last } = r
  let before = i - 1
  while (r.items[before]?.entry?.role === 'filler') before--
  const thing = r.items[before]
  const definite = /^(the|its)$/.test(r.items[before - 1]?.phrase ?? '')
  if (!definite || !thing?.entry?.thing || last?.span[1] !== thing.end) return false
  r.start = last.span[0]
  r.drafts.pop()
  return true
}

/** "dark blue" is navy: a fixed shade is a colour by itself. */
function shaded(r: Reading, i: number): string {
  const value = r.item(i).entry?.value ?? ''
  const before = r.items[i - 1]
  if (!before || !isShade(before) || !/^d(ark|arkish|eep)/.test(before.phrase)) return value
  return value === 'blue' ? 'navy' : value === 'red' ? 'burgundy' : value
}

/** "blue with gray long sleeves": the second colour is the sleeves' own. */
function ownsColour(r: Reading, i: number): boolean {
  const item = r.items[i]
  return (
    r.join === 'with' &&
    item?.entry?.role === 'value' &&
    item.entry.attribute === 'sleeve' &&
    item.phrase.endsWith('sleeves') &&
    r.drafts.some(({ attribute }) => attribute === 'colour')
  )
}

const isColourAhead = (items: readonly Item[], j: number): boolean => {
  const next = items[j + 1]?.entry?.role
  return (next === 'join' || next === 'or') && items.slice(j + 2, j + 4).some(isColour)
}
