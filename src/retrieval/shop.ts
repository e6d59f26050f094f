/** The shop as a conversation needs it: products with photos, and the best of them by words or by looks. */
import type { Knex } from 'knex'
import { withPhotos } from '../catalogue/demo.ts'
import { type Part, passes } from '../catalogue/filters.ts'
import type { Products } from '../catalogue/products.ts'
import { searchText } from '../catalogue/search.ts'
import type { Photo, Stocked } from '../catalogue/shelf.ts'
import type { Place, Stores } from '../catalogue/stores.ts'
import type { Blobs } from '../storage/blobs.ts'
import type { Matcher } from './matcher.ts'

export interface ShopOptions {
  db: Knex
  blobs: Blobs
  products: Products
  stores: Stores
  matcher: Matcher
  /** Of an empty catalogue. */
  currency: string
}

export interface Hit {
  sku: string
  score: number
}

export interface Article {
  sku: string
  catalogue: string
  title: string
  brand?: string
  /** What the shopper pays now, in `currency`. */
  price: number
  /** The price before a sale. */
  was?: number
  currency: string
  sizes: { size: string; inStock: boolean }[]
  inStock: boolean
  url?: string
  photo?: Photo
  /** The product as the feed gave it, for questions about description, material or stock. */
  product: Stocked['product']
}

export interface Shop {
  /** The currency that prices without one are meant in. */
  currency(catalogue?: string): Promise<string>
  catalogues(): Promise<string[]>
  brands(catalogue?: string): Promise<string[]>
  /** Where it sells. */
  stores(): Promise<Place[]>
  /** Skus of the products that carry this article number or barcode. */
  byCode(code: string): Promise<string[]>
  /** Those of these that are on the shelf, each under its own sku, in whatever case it was asked for. */
  articles(skus: readonly string[]): Promise<Map<string, Article>>
  /** The main photo's bytes; undefined when the product or its photo is not there. */
  photo(sku: string): Promise<Uint8Array | undefined>
  /** The best answers to words, best first. */
  byWords(words: string, filters: Part, limit: number): Promise<Hit[]>
  /** Exact nearest neighbours among the products embedded so far, nearest first. */
  nearest(embedding: Float32Array, filters: Part, limit: number): Promise<Hit[]>
  /** A product with a photo that passes; the same seed gives the same one while the catalogue is the same. */
  random(seed: number, filters: Part): Promise<string | undefined>
}

/** Products looked at together for a random one. */
const BATCH = 50

export function openShop({ db, blobs, products, stores, matcher, currency }: ShopOptions): Shop {
  const drawn = (stocked: readonly Stocked[]) => withPhotos({ products, blobs }, stocked)
  const hit = ({ product, score }: { product: Stocked; score: number }): Hit => ({ sku: product.sku, score })

  return {
    currency: async (catalogue) => (await products.currency(catalogue)) ?? currency,
    catalogues: () => products.catalogues(),
    brands: (catalogue) => products.brands(catalogue),
    stores: () => stores.all(),
    byCode: (code) => products.byCode(code),

    async articles(skus) {
      const stocked = await drawn([...(await products.get(skus)).values()])
      return new Map(stocked.map((product) => [product.sku, articleOf(product)]))
    },

    async photo(sku) {
      const [product] = await drawn([...(await products.get([sku])).values()])
      return product?.photo && blobs.get(product.photo.id)
    },

    byWords: async (words, filters, limit) =>
      (await searchText(db, words, { filters, limit })).found.map(hit),

    nearest: async (embedding, filters, limit) =>
      (await matcher.nearest(embedding, { filters, limit })).found.map(hit),

    async random(seed, filters) {
      const ids = await products.ids(filters.catalogue)
      const first = spread(seed) % Math.max(1, ids.length)
      const order = [...ids.slice(first), ...ids.slice(0, first)]
      for (let at = 0; at < order.length; at += BATCH) {
        const passing = (await products.byIds(order.slice(at, at + BATCH))).filter((product) =>
          passes(product, filters),
        )
        for (const candidate of passing) {
          const [product] = await drawn([candidate])
          if (product?.photo) return product.sku
        }
      }
      return undefined
    },
  }
}

function articleOf(stocked: Stocked): Article {
  const { sku, catalogue, title, brand, price, was, currency, sizes, inStock, url, photo, product } = stocked
  return {
    sku,
    catalogue,
    title,
    ...(brand !== null && { brand }),
    price,
    ...(was !== undefined && { was }),
    currency,
    sizes: [...sizes],
    inStock,
    ...(url !== undefined && { url }),
    ...(photo && { photo }),
    product,
  }
}

/** Neighbouring seeds land far apart. Knuth's multiplicative hash, The Art of Computer Programming 6.4. */
const spread = (seed: number): number => Math.imul(seed, 2654435761) >>> 0
