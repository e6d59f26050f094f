/** Colours: coordinated on one thing, of a shade, or owned by the thing they stand before. */
import { isColour, isShade } from './clauses.ts'
import { partMeaning, valueMeaning } from './meaning.ts'
import { isAdjunct, isPart, thingAfter } from './noun-phrase.ts'
import type { Item } from './read.ts'
import type { Reading } from './reading.ts'
import { readFeature, readMotif, readThing, readValue } from './things.ts'

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
  if (thing !== undefined) {
    // "more colourful letters" are letters
    if (r.item(i).entry?.value === 'multicolour') r.said.degree = undefined
    return readThing(r, thing)
  }
  const isSecond = r.isOnIt && isColoured(r)
  if (isSecond) {
    const end = readOwner(r, i, last + 1)
    if (end !== undefined) return end
  }
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
    end++
  }
  // "gray with black sleeves", "white with green": a second colour, on a part of it
  if (isSecond || paints(r, i)) r.said.add = true
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

/** Whether the garment has been given a colour, so that another one must be of something on it. */
const isColoured = (r: Reading): boolean =>
  r.drafts.some(
    ({ attribute, change, replaced }) => attribute === 'colour' && change === 'set' && replaced === undefined,
  )

/**
 * What the second colour is of: "black with a white print", "pink with black lace", "blue with gray long sleeves", "green
 * with a white dinosaur". Returns where to go on; undefined where nothing takes it.
 */
function readOwner(r: Reading, colour: number, first: number): number | undefined {
  let at = first
  while (isPart(r.items[at], 'colour') || isAdjunct(r.items[at])) at++
  const item = r.items[at]
  if (isPart(item, 'pattern')) {
    const meaning = partMeaning('pattern', r.said) ?? { attribute: 'pattern', change: 'set', value: null }
    r.emit(meaning, colour, at)
    return at + 1
  }
  if (item?.entry?.role === 'feature') return readFeature(r, at)
  if (item?.entry?.role === 'value') {
    const { attribute } = item.entry
    const isOwner = attribute === 'pattern' || (attribute === 'sleeve' && item.phrase.endsWith('sleeves'))
    return isOwner ? readValue(r, at) : undefined
  }
  return item && !item.entry ? readMotif(r, at) : undefined
}

const isColourAhead = (items: readonly Item[], j: number): boolean => {
  const next = items[j + 1]?.entry?.role
  return (next === 'join' || next === 'or') && items.slice(j + 2, j + 4).some(isColour)
}
