/** Products found by words, under filters. */
import type { Knex } from 'knex'
import { type Part, passes } from './filters.ts'
import { openProducts } from './products.ts'
import type { Stocked } from './shelf.ts'
import { searchWords } from './words.ts'

export interface Found {
  product: Stocked
  /** 1 for the best of the list, towards 0 for the worst. */
  score: number
}

export interface Page<T> {
  found: T[]
  /** Whether there are more after these. */
  more: boolean
}

export interface SearchOptions {
  filters?: Part
  /** Default 10. */
  limit?: number
  /** How many of the best to pass over, for "more results". Default 0. */
  offset?: number
}

/** Products looked up at once while filters are applied. */
const BATCH = 200

/** Best first. Empty when no word of the query is in the catalogue. */
export async function searchText(
  db: Knex,
  words: string,
  { filters = {}, limit = 10, offset = 0 }: SearchOptions = {},
): Promise<Page<Found>> {
  const products = openProducts(db)
  const hits = await searchWords(db, words, filters)
  const found: Found[] = []
  for (let at = 0; at < hits.length && found.length <= offset + limit; at += BATCH) {
    const batch = hits.slice(at, at + BATCH)
    const stocked = await products.get(batch.map(({ sku }) => sku))
    for (const { sku, score } of batch) {
      const product = stocked.get(sku)
      if (product && passes(product, filters)) found.push({ product, score })
    }
  }
  return { found: found.slice(offset, offset + limit), more: found.length > offset + limit }
}
