/** Where a product is to be had: store by store, with as much as the one who asks may see. */

import type { Texts } from '../languages.ts'
import type { Rights } from '../roles.ts'
import type { Told } from '../shop.ts'
import { listed } from '../texts.ts'

/** Undefined when the shop does not count pieces by store. */
export function whereOf(
  texts: Texts,
  variants: Told['variants'],
  { seesPieces }: Rights,
): string | undefined {
  const counted = (variants ?? []).flatMap(({ size, stock }) =>
    Object.entries(stock ?? {}).map(([store, pieces]) => ({ store, size: size ?? '', pieces })),
  )
  if (counted.length === 0) return undefined
  const stores = new Map<string, Map<string, number>>()
  for (const { store, size, pieces } of counted) {
    if (pieces <= 0) continue
    const sizes = stores.get(store) ?? new Map<string, number>()
    // The same size comes once for each colour.
    stores.set(store, sizes.set(size, (sizes.get(size) ?? 0) + pieces))
  }
  if (stores.size === 0) return texts.inNoStore
  const told = [...stores].map(([store, sizes]) => {
    const words = [...sizes].map(([size, pieces]) => (seesPieces ? texts.pieces(size, pieces) : size))
    return texts.inStore(store, listed(words.filter(Boolean)))
  })
  return `${told.join('; ')}.`
}
