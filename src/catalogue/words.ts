/** Finding products by words: SQLite's full-text index, titles before descriptions. */
import type { Knex } from 'knex'
import { categoryOf } from './categories.ts'
import type { Part } from './filters.ts'
import type { Product } from './product.ts'

export interface Hit {
  sku: string
  /** 1 for the best of the list, towards 0 for the worst. */
  score: number
}

/** Weights of title, category, colour, material, brand, tags, description. */
const WEIGHTS = '10, 4, 8, 4, 4, 3, 1'

/** A query is a sentence at most; what comes after is not looked at. */
const MAX_TERMS = 20
/** Filters are applied to the best of these. */
const MAX_HITS = 5000

const FILLERS = new Set(
  `a an and any anything are as at be but can catalogue clothes could do find for from get give got have i
  i'd i'm in is it just kind let like looking made me my need nice of on one ones or please see shop show
  some something that the there these thing things this those to want wear what which with would you your`.split(
    /\s+/,
  ),
)

/** What a word says beside itself. */
const IMPLIED: Record<string, string> = {
  jean: 'denim',
  jeans: 'denim',
  knitwear: 'knit',
  jumper: 'knit',
  sweater: 'knit',
}

/** Renews the words of these products, at most some hundred; a null product's are taken out. */
export async function indexWords(
  trx: Knex.Transaction,
  products: readonly { id: number; product: Product | null }[],
): Promise<void> {
  const ids = products.map(({ id }) => id)
  await trx('product_words').whereIn('rowid', ids).delete()
  const rows = products.flatMap(({ id, product }) => (product ? [{ rowid: id, ...wordsOf(product) }] : []))
  if (rows.length > 0) await trx('product_words').insert(rows)
}

function wordsOf({ title, category, colour, material, brand, tags, description }: Product) {
  return {
    title,
    category: [categoryOf(category ?? '') ?? categoryOf(title), category].filter(Boolean).join(' '),
    colour: colour ?? '',
    material: material ?? '',
    brand: brand ?? '',
    tags: tags?.join(' ') ?? '',
    description: description ?? '',
  }
}

/** The words of a query that say something, in lower case. */
export function searchTerms(query: string): string[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []
  return [...new Set(words.filter((word) => !FILLERS.has(word)))]
}

/**
 * Skus by how well they answer a query, best first. A garment named in it is a must ("trousers" and "jeans" are
 * pants); of the other words, more are better. Empty when no word of it is in the catalogue.
 */
export async function searchWords(
  db: Knex,
  query: string,
  { category, catalogue }: Pick<Part, 'category' | 'catalogue'> = {},
): Promise<Hit[]> {
  const terms = searchTerms(query).slice(0, MAX_TERMS)
  terms.push(...terms.flatMap((term) => IMPLIED[term] ?? []))
  const named = category ?? categoryOf(query)
  if (named) terms.push(named)
  if (terms.length === 0) return []
  const rows: { sku: string; rank: number }[] = await db('product_words')
    .join('products', 'products.id', 'product_words.rowid')
    .whereRaw('product_words match ?', [terms.map((term) => `"${term}"`).join(' OR ')])
    .where('products.active', true)
    .modify((found) => {
      if (named) found.where('products.category', named)
      if (catalogue !== undefined) found.where('products.catalogue', catalogue)
    })
    .select('products.sku', db.raw(`bm25(product_words, ${WEIGHTS}) as rank`))
    .orderBy(['rank', 'products.id'])
    .limit(MAX_HITS)
  const best = rows[0]?.rank ?? -1
  return rows.map(({ sku, rank }) => ({ sku, score: rank / best }))
}
