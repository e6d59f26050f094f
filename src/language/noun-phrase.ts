/** Noun phrases: what may stand in one, and the noun that it comes to. */
import type { Attribute } from '../attributes.ts'
import { isColour, isShade } from './clauses.ts'
import type { Item } from './read.ts'
import type { Reading } from './reading.ts'

/** How far a colour or a comparative looks ahead for its noun, in items: noun phrases are short. */
export const PHRASE = 6

export const isPart = (item: Item | undefined, attribute: Attribute) =>
  item?.entry?.role === 'part' && item.entry.attribute === attribute
export const isAdjunct = (item: Item | undefined) => item?.entry?.role === 'adjunct'
/** A motif, or "print", "pattern": one thing with the pattern's name before it. */
export const isPattern = (item: Item | undefined) =>
  isPart(item, 'pattern') || (item?.entry?.thing === true && item.entry.attribute === 'pattern')
/** May stand between a comparative and its noun. */
export const isInside = (item: Item) =>
  !item.entry || item.entry.role === 'adjunct' || isColour(item) || isShade(item)
/** Parts that are asked for by their bare name: "with sleeves", "has a print". */
export const standsAlone = (attribute: Attribute | undefined) =>
  attribute === 'pattern' || attribute === 'sleeve' || attribute === 'detail'

/** The thing that the noun phrase after `i` comes to: "pink [superman emblem]", "dark blue [collar]". */
export function thingAfter(r: Reading, i: number): number | undefined {
  for (let j = i + 1; j <= i + PHRASE && j < r.items.length; j++) {
    const { entry } = r.item(j)
    if (entry?.thing) return j
    // "a black chest logo"
    const isPlace = /^(neckline|fit)$/.test(entry?.attribute ?? '') && entry?.role === 'part'
    if (isPlace && r.items[j + 1]?.entry?.thing) continue
    const inside = !entry || entry.role === 'adjunct' || entry.role === 'size' || isPart(r.item(j), 'pattern')
    if (!inside && !(entry?.role === 'value' && entry.attribute !== 'sleeve' && !isColour(r.item(j))))
      return undefined
  }
  return undefined
}
