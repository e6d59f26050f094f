/** The demo shop: products that stand in the catalogue until a real feed arrives, photos drawn when wanted. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Garment } from '../attributes.ts'
import { DEMO_PLACES, demoProducts, renderProduct } from '../garments/demo.ts'
import type { Blobs } from '../storage/blobs.ts'
import { Product } from './product.ts'
import type { Products } from './products.ts'
import type { Photo, Stocked } from './shelf.ts'
import type { Stores } from './stores.ts'

/** Edge of a drawn photo, in pixels. */
const PHOTO_SIZE = 256
/** Products stored at once: a kill loses no more than this, and the next start goes on from there. */
const BATCH = 250

export interface SeedOptions {
  /** Default 2,000. */
  count?: number
  /** Where it is noted where the demo shop's stores are. */
  stores?: Stores
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Puts the demo products on the shelf, without their photos, and says how many were new. Does nothing where
 * there is a feed's product, and nothing to those that are there already.
 */
export async function seedDemo(
  products: Products,
  { stores, count = 2000, onProgress, signal }: SeedOptions = {},
): Promise<number> {
  if ((await products.count('feed')) > 0 || (await products.count('demo')) >= count) return 0
  await stores?.locate(DEMO_PLACES)
  const all = demoProducts(count)
  let added = 0
  for (let at = 0; at < all.length; at += BATCH) {
    signal?.throwIfAborted()
    const batch = all.slice(at, at + BATCH)
    const known = await products.fingerprints(batch.map(({ sku }) => sku))
    const fresh = batch.filter(({ sku }) => !known.has(sku))
    await products.upsert(
      fresh.map((product) => ({ product: Product.parse(product), fingerprint: fingerprintOf(product) })),
      'demo',
    )
    added += fresh.length
    onProgress?.(Math.min(at + BATCH, all.length), all.length)
  }
  return added
}

const fingerprintOf = (product: object): string =>
  createHash('sha256').update(JSON.stringify(product)).digest('hex')

const Drawable = z.looseObject({ garment: Garment, seed: z.number() })

/** Draws and stores the photos that these products lack and can be drawn; the rest come back as they are. */
export async function withPhotos(
  { products, blobs }: { products: Products; blobs: Blobs },
  stocked: readonly Stocked[],
): Promise<Stocked[]> {
  const drawn = new Map<string, Photo>()
  for (const { sku, photo, product } of stocked) {
    const scene = photo ? undefined : Drawable.safeParse(product).data
    if (!scene) continue
    // Drawing holds the thread for some milliseconds: others get their turn between two photos.
    await new Promise(setImmediate)
    const id = await blobs.put(renderProduct(scene, PHOTO_SIZE))
    drawn.set(sku, { id, width: PHOTO_SIZE, height: PHOTO_SIZE })
  }
  if (drawn.size > 0) await products.setPhotos(drawn)
  return stocked.map((product) => {
    const photo = drawn.get(product.sku)
    return photo ? { ...product, photo } : product
  })
}
