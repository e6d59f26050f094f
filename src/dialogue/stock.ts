/** Pieces by store and size, less what is held there for customers; the own store first, the nearest next. */
import { distance } from '../catalogue/stores.ts'
import type { Piece } from '../storage/holds.ts'
import type { Place, Told } from './shop.ts'

/** By store, then by size; the size is empty where there are none. */
export type Stock = ReadonlyMap<string, ReadonlyMap<string, number>>

export interface StoreStock {
  store: string
  isOwn: boolean
  /** From the own store, where both are known to be somewhere. */
  km?: number
  /** Of which there are some. */
  sizes: { size: string; pieces: number }[]
}

/** Undefined when the shop does not count pieces by store. */
export function stockOf(
  variants: Told['variants'],
  held: readonly (Pick<Piece, 'size' | 'store'> & { pieces: number })[],
): Stock | undefined {
  const stores = new Map<string, Map<string, number>>()
  const add = (store: string, size: string, pieces: number) => {
    const sizes = stores.get(store) ?? new Map<string, number>()
    stores.set(store, sizes.set(size, (sizes.get(size) ?? 0) + pieces))
  }
  // The same size comes once for each colour.
  for (const { size = '', stock = {} } of variants ?? [])
    for (const [store, pieces] of Object.entries(stock)) add(store, size, Math.max(0, pieces))
  if (stores.size === 0) return undefined
  for (const { store, size, pieces } of held) add(store, size, -pieces)
  return stores
}

/** Stores that have some, the nearest first; the own one is the first, whether it has any or not. */
export function around(stock: Stock, places: readonly Place[], own: string | undefined): StoreStock[] {
  const here = places.find(({ name }) => name === own)
  const all = [...stock].map(([store, sizes]): StoreStock => {
    const place = places.find(({ name }) => name === store)
    const km = store === own ? 0 : place && distance(here, place)
    return {
      store,
      isOwn: store === own,
      ...(km !== undefined && { km }),
      sizes: [...sizes].flatMap(([size, pieces]) => (pieces > 0 ? { size, pieces } : [])),
    }
  })
  if (own !== undefined && !stock.has(own)) all.unshift({ store: own, isOwn: true, km: 0, sizes: [] })
  const far = Number.POSITIVE_INFINITY
  return all
    .filter(({ isOwn, sizes }) => isOwn || sizes.length > 0)
    .sort((a, b) => Math.sign((a.km ?? far) - (b.km ?? far)) || 0)
}
