/** Products as they come back from the database, with their variants folded into sizes and stock. */
import type { Knex } from 'knex'
import type { Category } from '../attributes.ts'
import type { Facets } from './filters.ts'
import { isInStock, type Product, priceOf, type Variant } from './product.ts'

export interface Photo {
  /** Blob id. */
  id: string
  width: number
  height: number
}

/** A product on the shelf. */
export interface Stocked extends Facets {
  id: number
  sku: string
  catalogue: string
  title: string
  category: Category | null
  currency: string
  /** The price before a sale, if there is one. */
  was?: number
  url?: string
  /** Absent when it has none, and for a demo product whose photo is not drawn yet. */
  photo?: Photo
  /** As it was given, unknown fields included. */
  product: Product
}

interface ProductRow {
  id: number
  catalogue: string
  category: Category | null
  product: string
  photo: string | null
  photo_width: number
  photo_height: number
}

/** Runs a query on `products`, in its order. */
export async function shelf(db: Knex, query: Knex.QueryBuilder): Promise<Stocked[]> {
  const rows: ProductRow[] = await query.select(
    'id',
    'catalogue',
    'category',
    'product',
    'photo',
    'photo_width',
    'photo_height',
  )
  const found: { product: number; variant: string }[] = await db('variants')
    .whereIn(
      'product',
      rows.map(({ id }) => id),
    )
    .orderBy(['product', 'position'])
    .select('product', 'variant')
  const variants = new Map<number, Variant[]>()
  for (const { product, variant } of found) {
    const before = variants.get(product)
    if (before) before.push(JSON.parse(variant))
    else variants.set(product, [JSON.parse(variant)])
  }
  return rows.map((row) => stocked(row, variants.get(row.id)))
}

function stocked(row: ProductRow, variants: Variant[] | undefined): Stocked {
  const product: Product = { ...JSON.parse(row.product), ...(variants && { variants }) }
  const sizes = new Map<string, boolean>()
  for (const variant of variants ?? [])
    if (variant.size) sizes.set(variant.size, (sizes.get(variant.size) ?? false) || isInStock(variant))
  return {
    id: row.id,
    sku: product.sku,
    catalogue: row.catalogue,
    title: product.title,
    brand: product.brand ?? null,
    category: row.category,
    // The title names it where the feed has no field for it.
    colour: product.colour ?? product.title,
    ...priceOf(product),
    currency: product.currency,
    sizes: [...sizes].map(([size, inStock]) => ({ size, inStock })),
    inStock: variants === undefined || variants.some(isInStock),
    ...(product.url !== undefined && { url: product.url }),
    ...(row.photo !== null && {
      photo: { id: row.photo, width: row.photo_width, height: row.photo_height },
    }),
    product,
  }
}
