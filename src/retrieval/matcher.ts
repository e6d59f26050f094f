/** From a look's embedding to the nearest products: exact, under filters, and up to date with the catalogue. */
import { withPhotos } from '../catalogue/demo.ts'
import { type Facets, type Part, passes } from '../catalogue/filters.ts'
import { BEGINNING, type Change, type Cursor, type Products } from '../catalogue/products.ts'
import type { Found, Page, SearchOptions } from '../catalogue/search.ts'
import type { Stocked } from '../catalogue/shelf.ts'
import type { Blobs } from '../storage/blobs.ts'
import { openMatrix } from './matrix.ts'

export interface MatcherOptions {
  products: Products
  blobs: Blobs
  /** Encoded pictures -> one embedding each. Fails with an error named PhotoError when one of them cannot be read. */
  embed: (pictures: Uint8Array[]) => Promise<Float32Array[]>
  /** Embeddings are stored and compared per version; at most 64 characters. */
  modelVersion: string
}

export interface FillOptions {
  /** Products that have been looked at, of those that needed it when this began. */
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

export interface Matcher {
  /**
   * Embeds every photo that has no embedding by this model yet, drawing the demo shop's as it goes. Stored batch
   * by batch, so that it goes on where it was stopped. A photo that cannot be read is left out. Cheap when there is
   * nothing to do. While one is under way, a second call waits for it.
   */
  fill(options?: FillOptions): Promise<void>
  /** Products whose photo is nearest to the embedding, best first, among those embedded so far. */
  nearest(embedding: Float32Array, options?: SearchOptions): Promise<Page<Found>>
  /** Products that can be found now. */
  readonly size: number
  /** Photos that were left out because they cannot be read. */
  readonly unreadable: number
}

/** Photos embedded in one call. */
const BATCH = 32
/** Products taken over from the database at once. */
const NEWS = 500

/** What is kept of a product in memory. */
interface Row extends Facets {
  sku: string
}

/** Reads the stored embeddings; `fill` makes the missing ones. */
export async function openMatcher(options: MatcherOptions): Promise<Matcher> {
  const { products, modelVersion } = options
  const matrix = openMatrix()
  const rows: Row[] = []
  const rowOf = new Map<string, number>()
  const unreadable = new Set<string>()
  let known: Cursor = BEGINNING
  /** The catalogue's revision when all of it was known. */
  let knownRevision = BEGINNING.revision
  let reading: Promise<void> | undefined
  let filling: Promise<void> | undefined

  function take({ sku, product, vector }: Change): void {
    const row = rowOf.get(sku)
    if (product && vector) {
      const { price, was, category, brand, colour, sizes, inStock, catalogue } = product
      const at = row ?? matrix.push(vector)
      if (row !== undefined) matrix.set(row, vector)
      rows[at] = { sku, price, was, category, brand, colour, sizes, inStock, catalogue }
      rowOf.set(sku, at)
    } else if (row !== undefined) {
      const moved = matrix.remove(row)
      const last = rows.pop() as Row
      rowOf.delete(sku)
      if (moved !== undefined) {
        rows[row] = last
        rowOf.set(last.sku, row)
      }
    }
  }

  async function readNews(): Promise<void> {
    // Read before the news: what is written meanwhile counts as news the next time.
    const revision = await products.revision()
    if (revision === knownRevision) return
    for (;;) {
      const news = await products.changes(known, modelVersion, NEWS)
      for (const change of news) {
        take(change)
        known = change.at
      }
      if (news.length < NEWS) break
    }
    knownRevision = revision
  }

  const refresh = () => {
    reading ??= readNews().finally(() => {
      reading = undefined
    })
    return reading
  }

  await refresh()
  return {
    get size() {
      return matrix.rows
    },
    get unreadable() {
      return unreadable.size
    },

    fill(fillOptions = {}) {
      filling ??= fill({ ...options, unreadable }, fillOptions, refresh).finally(() => {
        filling = undefined
      })
      return filling
    },

    async nearest(embedding, { filters = {}, limit = 10, offset = 0 } = {}) {
      await refresh()
      const near = matrix.nearest(embedding, offset + limit + 1, passing(rows, filters))
      const page = near.slice(offset, offset + limit)
      const skus = page.map(({ row }) => (rows[row] as Row).sku)
      const stocked = await products.get(skus)
      return {
        found: page.flatMap(({ score }, i) => {
          const product = stocked.get(skus[i] as string)
          return product ? [{ product, score }] : []
        }),
        more: near.length > offset + limit,
      }
    },
  }
}

function passing(rows: readonly Row[], filters: Part): (row: number) => boolean {
  return Object.values(filters).some((filter) => filter !== undefined)
    ? (row) => passes(rows[row] as Row, filters)
    : () => true
}

interface Filling extends MatcherOptions {
  /** Blob ids of the photos that turned out to be so: they are not tried again. */
  unreadable: Set<string>
}

async function fill(
  options: Filling,
  { onProgress, signal }: FillOptions,
  refresh: () => Promise<void>,
): Promise<void> {
  const { products, modelVersion, unreadable } = options
  const total = (await products.countUnseen(modelVersion)) - unreadable.size
  if (total <= 0) return
  let done = 0
  onProgress?.(done, total)
  let coming = photosAfter(-1, options)
  for (;;) {
    const { last, count, photos } = await coming
    if (last === undefined) return
    signal?.throwIfAborted()
    // The next photos are drawn and read while these are embedded in the inference process.
    coming = photosAfter(last, options)
    coming.catch(() => {})
    if (photos.size > 0) {
      const vectors = await embedded([...photos], options)
      if (vectors.length > 0) await products.addEmbeddings(modelVersion, new Map(vectors))
      await refresh()
    }
    done += count
    onProgress?.(Math.min(done, total), total)
  }
}

/** One that cannot be read must not hold up all that come after it: since it is not told which, each is tried alone. */
async function embedded(
  photos: readonly [string, Uint8Array][],
  options: Filling,
): Promise<[string, Float32Array][]> {
  try {
    const vectors = await options.embed(photos.map(([, bytes]) => bytes))
    return photos.map(([id], i) => [id, vectors[i] as Float32Array])
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'PhotoError') throw error
    const found: [string, Float32Array][] = []
    if (photos.length > 1) for (const photo of photos) found.push(...(await embedded([photo], options)))
    else for (const [id] of photos) options.unreadable.add(id)
    return found
  }
}

interface Photos {
  /** Id of the last product; undefined when there was none. */
  last: number | undefined
  count: number
  /** Bytes by blob id. A photo whose bytes are gone or cannot be read just now is left out, for the next time. */
  photos: Map<string, Uint8Array>
}

async function photosAfter(
  afterId: number,
  { products, blobs, modelVersion, unreadable }: Filling,
): Promise<Photos> {
  const unseen: Stocked[] = await products.unseen(modelVersion, afterId, BATCH)
  const photos = new Map<string, Uint8Array>()
  for (const { photo } of await withPhotos({ products, blobs }, unseen)) {
    if (!photo || unreadable.has(photo.id)) continue
    const bytes = await blobs.get(photo.id).catch(() => undefined)
    if (bytes) photos.set(photo.id, bytes)
  }
  return { last: unseen.at(-1)?.id, count: unseen.length, photos }
}
