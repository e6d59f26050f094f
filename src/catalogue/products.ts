/** The shop's products as stored: upsert, look up, and what changed since. */
import type { Knex } from 'knex'
import { transaction } from '../storage/transaction.ts'
import { bytesOf, floatsOf } from '../storage/vectors.ts'
import { categoryOf } from './categories.ts'
import { codesOf, normalCode } from './codes.ts'
import { isInStock, type Product } from './product.ts'
import { type Photo, type Stocked, shelf } from './shelf.ts'
import { meetStores } from './stores.ts'
import { indexWords } from './words.ts'

export type Source = 'demo' | 'feed'

/** The catalogue of products that were given none. */
export const MAIN = 'main'

export interface Arrival {
  product: Product
  photo?: Photo | undefined
  /** Of everything the product was read from; the same again changes nothing. */
  fingerprint: string
}

/** A place in the order of changes: everything up to it is known. */
export interface Cursor {
  revision: number
  /** Products of one revision come in the order of their ids. */
  id: number
}
export const BEGINNING: Cursor = { revision: -1, id: -1 }

/** One product's news for a reader that follows along. */
export interface Change {
  at: Cursor
  sku: string
  /** Null when it has left the shelf. */
  product: Stocked | null
  /** The embedding of its photo; null until there is one. */
  vector: Float32Array | null
}

export interface Products {
  /** Fingerprints of those of these products that are on the shelf. */
  fingerprints(skus: readonly string[]): Promise<Map<string, string>>
  /** Those of these that a feed put into another catalogue, with that one's name: a sku is of one product. */
  elsewhere(skus: readonly string[], catalogue: string): Promise<Map<string, string>>
  /** All or none of the batch; what is already there under the same sku is replaced. Default: the main catalogue. */
  upsert(batch: readonly Arrival[], source: Source, catalogue?: string): Promise<void>
  /** By sku, in whatever case it is written; each comes under its own. */
  get(skus: readonly string[]): Promise<Map<string, Stocked>>
  /** Skus of those that carry this article number or barcode, on themselves or on a variant. */
  byCode(code: string): Promise<string[]>
  /** Names of all catalogues that have a product, in alphabetical order. */
  catalogues(): Promise<string[]>
  /** Names of all brands, or of those in one catalogue, in alphabetical order. */
  brands(catalogue?: string): Promise<string[]>
  /** The currency of most products; undefined where there are none. */
  currency(catalogue?: string): Promise<string | undefined>
  /** Ids of all products, or of those in one catalogue, in the order they came. */
  ids(catalogue?: string): Promise<number[]>
  /** In the order of the ids given. */
  byIds(ids: readonly number[]): Promise<Stocked[]>
  /** In the order they came, after the product with this id. */
  list(afterId: number, limit: number, catalogue?: string): Promise<Stocked[]>
  count(source?: Source): Promise<number>
  /** Takes everything of a source off the shelf and says how much that was. */
  retire(source: Source): Promise<number>
  /** `photos` by sku. */
  setPhotos(photos: ReadonlyMap<string, Photo>): Promise<void>
  /**
   * Products after the one with id `afterId` whose photo has no embedding by this model, those included whose
   * photo is yet to be drawn.
   */
  unseen(model: string, afterId: number, limit: number): Promise<Stocked[]>
  countUnseen(model: string): Promise<number>
  /** `vectors` by photo. */
  addEmbeddings(model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>
  /** Grows whenever anything of the above changes something. */
  revision(): Promise<number>
  /** What changed after `since`, oldest first. */
  changes(since: Cursor, model: string, limit: number): Promise<Change[]>
}

/** Rows of one insert: SQLite limits the variables of a statement. */
const CHUNK = 100
const now = () => new Date().toISOString()

export function openProducts(db: Knex): Products {
  const active = () => db('products').where('active', true)
  const activeIn = (catalogue: string | undefined) =>
    catalogue === undefined ? active() : active().where({ catalogue })
  const unseen = (model: string) =>
    active().where((either) =>
      either
        .where((photographed) =>
          photographed
            .whereNotNull('photo')
            .whereNotIn('photo', db('embeddings').where({ model }).select('photo')),
        )
        .orWhere((demo) => demo.whereNull('photo').where('source', 'demo')),
    )

  return {
    async fingerprints(skus) {
      const rows = await db('products')
        .whereIn('sku', [...skus])
        .where('active', true)
        .select('sku', 'fingerprint')
      return new Map(rows.map(({ sku, fingerprint }) => [sku, fingerprint]))
    },

    async elsewhere(skus, catalogue) {
      const rows = await active()
        .whereIn('sku', [...skus])
        .where('source', 'feed')
        .whereNot({ catalogue })
        .select('sku', 'catalogue')
      return new Map(rows.map((row) => [row.sku, row.catalogue]))
    },

    async upsert(batch, source, catalogue = MAIN) {
      if (batch.length === 0) return
      await transaction(db, async (trx) => {
        const revision = await nextRevision(trx)
        for (const part of chunks(batch)) {
          const rows = part.map((arrival) => rowOf(arrival, source, catalogue, revision))
          const ids = await trx('products').insert(rows).onConflict('sku').merge().returning(['id', 'sku'])
          const idOf = new Map(ids.map(({ id, sku }) => [sku as string, id as number]))
          const placed = part.map(({ product }) => ({ id: idOf.get(product.sku) as number, product }))
          await trx('variants')
            .whereIn('product', [...idOf.values()])
            .delete()
          for (const variants of chunks(placed.flatMap(variantRows))) await trx('variants').insert(variants)
          await trx('product_codes')
            .whereIn('product', [...idOf.values()])
            .delete()
          for (const codes of chunks(placed.flatMap(codeRows))) await trx('product_codes').insert(codes)
          await meetStores(trx, storesIn(part))
          await indexWords(trx, placed)
        }
      })
    },

    async get(skus) {
      const found = await shelf(db, active().whereIn('sku', [...skus]))
      const exact = new Set(found.map(({ sku }) => sku))
      const others = skus.filter((sku) => !exact.has(sku)).map((sku) => sku.toLowerCase())
      if (others.length > 0)
        found.push(
          ...(await shelf(db, active().whereRaw(`lower(sku) in (${others.map(() => '?')})`, others))),
        )
      return new Map(found.map((product) => [product.sku, product]))
    },

    byCode: (code) =>
      active()
        .whereIn(
          'id',
          db('product_codes')
            .where({ code: normalCode(code) })
            .select('product'),
        )
        .orderBy('id')
        .pluck('sku'),

    catalogues: () => active().distinct('catalogue').orderBy('catalogue').pluck('catalogue'),

    brands: (catalogue) =>
      activeIn(catalogue).whereNotNull('brand').distinct('brand').orderBy('brand').pluck('brand'),

    async currency(catalogue) {
      const [most] = await activeIn(catalogue)
        .select('currency')
        .groupBy('currency')
        .orderByRaw('count(*) desc, currency')
        .limit(1)
      return most?.currency
    },

    ids: (catalogue) => activeIn(catalogue).orderBy('id').pluck('id'),

    async byIds(ids) {
      const found = new Map((await shelf(db, active().whereIn('id', [...ids]))).map((one) => [one.id, one]))
      return ids.flatMap((id) => found.get(id) ?? [])
    },

    list: (afterId, limit, catalogue) =>
      shelf(db, activeIn(catalogue).where('id', '>', afterId).orderBy('id').limit(limit)),

    count: (source) => countOf(source ? active().where({ source }) : active()),

    retire: (source) =>
      transaction(db, async (trx) => {
        const revision = await nextRevision(trx)
        const leaving = () => trx('products').where({ source, active: true })
        for (const part of chunks(await leaving().pluck('id')))
          await indexWords(
            trx,
            part.map((id) => ({ id, product: null })),
          )
        return (await leaving().update({ active: false, revision })) as number
      }),

    setPhotos: (photos) =>
      transaction(db, async (trx) => {
        const revision = await nextRevision(trx)
        for (const [sku, { id, width, height }] of photos)
          await trx('products')
            .where({ sku })
            .update({ photo: id, photo_width: width, photo_height: height, revision })
      }),

    unseen: (model, afterId, limit) =>
      shelf(db, unseen(model).where('id', '>', afterId).orderBy('id').limit(limit)),

    countUnseen: (model) => countOf(unseen(model)),

    addEmbeddings: (model, vectors) =>
      transaction(db, async (trx) => {
        const revision = await nextRevision(trx)
        const rows = [...vectors].map(([photo, vector]) => ({ photo, model, vector: bytesOf(vector) }))
        await trx('embeddings').insert(rows).onConflict(['photo', 'model']).merge()
        await trx('products')
          .whereIn('photo', [...vectors.keys()])
          .update({ revision })
      }),

    revision: async () =>
      Number((await db('revisions').where({ name: 'catalogue' }).first('value'))?.value ?? 0),

    async changes({ revision, id }, model, limit) {
      const rows = await db('products')
        .leftJoin('embeddings', (join) =>
          join.on('embeddings.photo', 'products.photo').andOnVal('embeddings.model', model),
        )
        .whereRaw('(products.revision, products.id) > (?, ?)', [revision, id])
        .orderBy(['products.revision', 'products.id'])
        .limit(limit)
        .select('products.id', 'products.sku', 'products.revision', 'embeddings.vector')
      const ids = rows.map((row) => row.id)
      const stocked = new Map((await shelf(db, active().whereIn('id', ids))).map((row) => [row.id, row]))
      return rows.map((row) => ({
        at: { revision: Number(row.revision), id: row.id },
        sku: row.sku,
        product: stocked.get(row.id) ?? null,
        vector: row.vector ? floatsOf(row.vector) : null,
      }))
    },
  }
}

/** Writing first takes the write lock at once, so that no transaction finds out too late that it must wait. */
async function nextRevision(trx: Knex.Transaction): Promise<number> {
  await trx('revisions').where({ name: 'catalogue' }).increment('value', 1)
  return Number((await trx('revisions').where({ name: 'catalogue' }).first('value')).value)
}

function rowOf(
  { product, photo, fingerprint }: Arrival,
  source: Source,
  catalogue: string,
  revision: number,
) {
  const { variants: _variants, ...rest } = product
  return {
    sku: product.sku,
    source,
    catalogue,
    revision,
    active: true,
    fingerprint,
    title: product.title,
    brand: product.brand ?? null,
    category: categoryOf(product.category ?? '') ?? categoryOf(product.title) ?? null,
    price: product.price,
    sale_price: product.sale_price ?? null,
    currency: product.currency,
    product: JSON.stringify(rest),
    photo: photo?.id ?? null,
    photo_width: photo?.width ?? null,
    photo_height: photo?.height ?? null,
    updated_at: now(),
  }
}

const variantRows = ({ id, product }: { id: number; product: Product }) =>
  (product.variants ?? []).map((variant, position) => ({
    product: id,
    position,
    size: variant.size ?? null,
    in_stock: isInStock(variant),
    variant: JSON.stringify(variant),
  }))

const codeRows = ({ id, product }: { id: number; product: Product }) =>
  codesOf(product).map((code) => ({ product: id, code }))

const storesIn = (arrivals: readonly Arrival[]): Set<string> =>
  new Set(
    arrivals.flatMap(({ product }) =>
      (product.variants ?? []).flatMap(({ stock }) => Object.keys(stock ?? {})),
    ),
  )

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.clone().count({ n: '*' })
  return Number(row.n)
}

function* chunks<T>(items: readonly T[], size = CHUNK): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
