/** Where sub-edits may begin and end: at joins, except where the join holds one thing together. */
import type { Item } from './read.ts'

export interface Clause {
  /** What joins it to the clause before: "and", "but", ",", "with", or nothing. */
  join: string
  items: Item[]
}

/** Joins that can coordinate: between colours they make one thing ("black and white", "red/blue"). */
const COORDINATES = /^(and|&|\+|,|or|n|nd|\/)$/

/** Cuts at every join but those between coordinated colours. */
export function clausesOf(items: readonly Item[]): Clause[] {
  let clause: Clause = { join: '', items: [] }
  const clauses = [clause]
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as Item
    // "sleeves: long"
    if (item.phrase === ':' && items[i - 1]?.entry?.role === 'part') continue
    const joins = item.entry?.role === 'join' || item.entry?.role === 'or'
    if (!joins || coordinates(items, i)) clause.items.push(item)
    else if (clause.items.length > 0) {
      clause = { join: item.phrase, items: [] }
      clauses.push(clause)
    } else clause.join = stronger(clause.join, item.phrase)
  }
  return clauses.filter(({ items }) => items.length > 0)
}

export const isColour = (item: Item | undefined): boolean =>
  item?.entry?.role === 'value' && item.entry.attribute === 'colour'

/** An adjective that fixes the shade of the colour after it: "dark", "light". */
export const isShade = (item: Item | undefined): boolean =>
  item?.entry?.role === 'scale' && item.entry.attribute === 'brightness' && item.entry.plain === true

/** Joins that may stand side by side between two colours: "red, white, and blue". */
const SIDE_BY_SIDE = 2

/** Between two colours, over the joins beside it and a shade: "red, white, and dark blue". */
function coordinates(items: readonly Item[], i: number): boolean {
  let before = i
  while (i - before <= SIDE_BY_SIDE && COORDINATES.test(items[before]?.phrase ?? '')) before--
  if (isWordColour(items[before])) before--
  let after = i
  while (after - i <= SIDE_BY_SIDE && COORDINATES.test(items[after]?.phrase ?? '')) after++
  if (isShade(items[after])) after++
  if (items[i]?.phrase === ',' && isTakenAway(items, before)) return false
  return isColour(items[before]) && isColour(items[after])
}

/** "scratch the white, pink it is": what is taken away is no part of what comes instead. */
const isTakenAway = (items: readonly Item[], colour: number): boolean =>
  items[colour - 1]?.phrase === 'not' ||
  [items[colour - 1], items[colour - 2]].some((item) =>
    /^(scratch|forget|drop|lose|scrap)$/.test(item?.phrase ?? ''),
  )

/** "black colored and white" */
const isWordColour = (item: Item | undefined) => /^colou?r(ed)?$/.test(item?.phrase ?? '')

/** Of two joins in a row ("., but") the word says more than the pause. */
const stronger = (a: string, b: string) => (/\w/.test(b) || a === '' ? b : a)
