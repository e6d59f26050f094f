/** A shop's feed into the catalogue: what was taken, what was not and why; the same feed again changes nothing. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Blobs } from '../storage/blobs.ts'
import type { FeedRow } from './formats/format.ts'
import { FORMATS, type FormatName, formatOf } from './formats.ts'
import { ProductPhotoError, preparePhoto } from './photo.ts'
import { type PhotoFinder, type PhotoSource, photoFinder } from './photo-finder.ts'
import { Product } from './product.ts'
import { type Arrival, MAIN, type Products } from './products.ts'
import type { Photo } from './shelf.ts'

export interface ImportOptions {
  file: string
  /** Default: told by the file's name. */
  format?: FormatName
  /** Folder of the photos. Default: the file's own folder. */
  photosDir?: string
  /** The catalogue that the products go into. Default: the main one. */
  catalogue?: string
  products: Products
  blobs: Blobs
  /** For feeds that name no currency. */
  currency: string
  /** Hosts that photos may be fetched from. Default: none. */
  hosts?: readonly string[]
  /** Bytes of the file that have been read, of all. */
  onProgress?: (read: number, total: number) => void
  signal?: AbortSignal
}

export interface Refusal {
  /** 1-based line of the file. */
  line: number
  sku?: string
  reason: string
}

export interface ImportResult {
  /** New products. */
  taken: number
  updated: number
  unchanged: number
  /** Rows that did not become a product or a variant. */
  rejected: Refusal[]
  /**
   * Products whose photo was not taken. They are found by words but not by looks, unless they keep the photo that
   * they had.
   */
  withoutPhoto: Refusal[]
  /** Demo products that made room for the shop's own. */
  demoRetired: number
}

/** Products stored at once: a kill loses no more than these, and the next import goes on from there. */
const BATCH = 50

/**
 * Imports a feed. Rows that cannot be used are reported and passed over. Throws when the file cannot be read or
 * is not in the format, and StorageError; what was stored until then stays.
 */
export async function importCatalogue(options: ImportOptions): Promise<ImportResult> {
  const { file, products, blobs, signal, hosts = [], catalogue = MAIN } = options
  const format = FORMATS[options.format ?? formatOf(file)]
  const result: ImportResult = {
    taken: 0,
    updated: 0,
    unchanged: 0,
    rejected: [],
    withoutPhoto: [],
    demoRetired: 0,
  }
  const { size } = await stat(file).catch((cause) => {
    throw unreadable(file, cause)
  })
  const chunks = bytesOf(options, size)
  const finder = await photoFinder({ folder: options.photosDir ?? dirname(file), hosts })
  const firstLine = new Map<string, number>()
  let batch: Checked[] = []

  const store = async () => {
    await storeBatch(batch, { products, blobs, finder, result, catalogue, ...(signal && { signal }) })
    batch = []
  }

  for await (const row of format(chunks, { currency: options.currency })) {
    signal?.throwIfAborted()
    const checked = check(row)
    if ('reason' in checked) {
      result.rejected.push(checked)
      continue
    }
    const before = firstLine.get(checked.product.sku)
    if (before !== undefined) {
      const reason = `the same sku was on line ${before} already`
      result.rejected.push({ line: checked.line, sku: checked.product.sku, reason })
      continue
    }
    firstLine.set(checked.product.sku, checked.line)
    batch.push(checked)
    if (batch.length === BATCH) await store()
  }
  await store()
  if (firstLine.size > 0) result.demoRetired = await products.retire('demo')
  return result
}

const unreadable = (file: string, cause: unknown) =>
  new Error(`${file} cannot be read. Check that it is there and is a file.`, { cause })

async function* bytesOf({ file, onProgress, signal }: ImportOptions, size: number): AsyncGenerator<Buffer> {
  let read = 0
  onProgress?.(0, size)
  try {
    for await (const chunk of createReadStream(file, signal ? { signal } : {})) {
      yield chunk
      read += chunk.length
      onProgress?.(read, size)
    }
  } catch (cause) {
    signal?.throwIfAborted()
    throw unreadable(file, cause)
  }
}

interface Checked {
  line: number
  product: Product
}

function check(row: FeedRow): Checked | Refusal {
  if ('reason' in row) return row
  const parsed = Product.safeParse(row.product)
  if (parsed.success) return { line: row.line, product: parsed.data }
  const { sku } = row.product
  const reason = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  return { line: row.line, ...(typeof sku === 'string' && sku && { sku }), reason }
}

interface Storing {
  catalogue: string
  products: Products
  blobs: Blobs
  finder: PhotoFinder
  result: ImportResult
  signal?: AbortSignal
}

async function storeBatch(batch: readonly Checked[], storing: Storing): Promise<void> {
  const { products, result, signal, catalogue } = storing
  const skus = batch.map(({ product }) => product.sku)
  const [known, elsewhere] = [await products.fingerprints(skus), await products.elsewhere(skus, catalogue)]
  const arrivals: Arrival[] = []
  for (const checked of batch) {
    signal?.throwIfAborted()
    const { product, line } = checked
    const other = elsewhere.get(product.sku)
    if (other !== undefined) {
      result.rejected.push({
        line,
        sku: product.sku,
        reason: `the sku is in the catalogue “${other}” already`,
      })
      continue
    }
    const source = await unlessRefused(checked, result, () => sourceOf(product, storing.finder))
    const fingerprint = fingerprintOf(product, source)
    if (known.get(product.sku) === fingerprint) {
      result.unchanged++
      continue
    }
    const photo = source && (await unlessRefused(checked, result, () => storePhoto(source, storing)))
    if (known.has(product.sku)) result.updated++
    else result.taken++
    // A photo that failed this time takes nothing from the one before; where the feed names none any more and there
    // is no file, the shop has taken it away.
    const isNamed = source !== undefined || (product.images ?? []).length > 0
    const kept =
      !photo && isNamed && known.has(product.sku) ? await photoOf(product.sku, products) : undefined
    // Without its fingerprint, a product whose photo failed is tried again by the next import.
    arrivals.push({ product, photo: photo ?? kept, fingerprint: source && !photo ? '' : fingerprint })
  }
  await products.upsert(arrivals, 'feed', catalogue)
}

/** Notes why a photo was not taken. */
async function unlessRefused<T>(
  { line, product }: Checked,
  result: ImportResult,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProductPhotoError)) throw error
    result.withoutPhoto.push({ line, sku: product.sku, reason: error.message })
    return undefined
  }
}

async function sourceOf(product: Product, finder: PhotoFinder): Promise<PhotoSource> {
  const names = [product.sku, ...(product.variants ?? []).map(({ sku }) => sku)]
  const source = await finder.find(product.images ?? [], names)
  if (!source) throw new ProductPhotoError('the feed names no photo, and no file is called like it')
  return source
}

const photoOf = async (sku: string, products: Products): Promise<Photo | undefined> =>
  (await products.get([sku])).get(sku)?.photo

async function storePhoto(source: PhotoSource, { blobs, signal }: Storing): Promise<Photo> {
  const { bytes, width, height } = await preparePhoto(await source.read(signal))
  return { id: await blobs.put(bytes), width, height }
}

const fingerprintOf = (product: Product, source: PhotoSource | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify([product, source?.mark ?? null]))
    .digest('hex')
