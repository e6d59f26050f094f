/** The shop, as the dialogue sees it: products, and lists of them. */
import type { Category } from '../attributes.ts'
import { categoryOf } from '../catalogue/categories.ts'
import type { Facets, Part } from '../catalogue/filters.ts'

export interface Hit {
  sku: string
  score: number
}

export interface Article {
  sku: string
  /** Absent where the shop has but one. */
  catalogue?: string
  title: string
  brand?: string
  /** What the shopper pays now, in `currency`. */
  price: number
  was?: number
  currency: string
  sizes: { size: string; inStock: boolean }[]
  inStock: boolean
  url?: string
  photo?: { id: string; width: number; height: number }
  /** The product as the shop gave it, for questions about it. */
  product?: Told
}

export interface Told {
  /** What the shop pays for it, in the article's currency. */
  cost?: number | undefined
  /** In the shop's own words. */
  category?: string | undefined
  colour?: string | undefined
  material?: string | undefined
  description?: string | undefined
  /** Each with its pieces by store, where the shop counts them. */
  variants?:
    | readonly {
        sku?: string | undefined
        barcode?: string | undefined
        size?: string | undefined
        stock?: Record<string, number> | undefined
      }[]
    | undefined
}

/** What filters look at, as the shop's own lists are filtered. */
export function facetsOf(article: Article): Facets & { category: Category | null } {
  const { product, title } = article
  const category = categoryOf(product?.category ?? '') ?? categoryOf(title) ?? null
  return { ...article, brand: article.brand ?? null, category, colour: product?.colour }
}

/** A store. Without a place, in degrees, it is near to nothing. */
export interface Place {
  name: string
  latitude?: number | undefined
  longitude?: number | undefined
}

export interface Shop {
  /** The currency that prices without one are meant in. */
  currency(catalogue?: string): Promise<string>
  catalogues(): Promise<string[]>
  /** Of all catalogues, or of one. */
  brands(catalogue?: string): Promise<string[]>
  stores(): Promise<Place[]>
  /** Skus of the products that carry this article number or barcode. */
  byCode(code: string): Promise<string[]>
  /** Those of these that are on the shelf, each under its own sku, whatever case it was asked for in. */
  articles(skus: readonly string[]): Promise<Map<string, Article>>
  /** The main photo's bytes; undefined when the product or its photo is not there. */
  photo(sku: string): Promise<Uint8Array | undefined>
  /** The best answers to words, best first. */
  byWords(words: string, filters: Part, limit: number): Promise<Hit[]>
  /** Exact nearest neighbours, nearest first. */
  nearest(embedding: Float32Array, filters: Part, limit: number): Promise<Hit[]>
  /** A product with a photo that passes; the same seed gives the same one. */
  random(seed: number, filters: Part): Promise<string | undefined>
}
