import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/catalogue/demo.ts'
import { openProducts, type Products } from '../../src/catalogue/products.ts'
import { PhotoError } from '../../src/editing/photo.ts'
import { openMatcher } from '../../src/retrieval/matcher.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'

let dir: string
let storage: Storage
let products: Products

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-matcher-'))
  storage = await openStorage(dir)
  products = openProducts(storage.db)
})
afterEach(async () => {
  await storage.close()
  await rm(dir, { recursive: true, force: true })
})

/** Stands in for the encoder: a direction that depends on the picture's bytes and nothing else. */
const embedding = (picture: Uint8Array): Float32Array =>
  Float32Array.from(createHash('sha256').update(picture).digest(), (byte) => byte - 127.5)

/** Counts the pictures it was given. */
function encoder() {
  const seen = { pictures: 0 }
  const embed = async (pictures: Uint8Array[]) => {
    seen.pictures += pictures.length
    return pictures.map(embedding)
  }
  return { seen, embed }
}

const open = (embed: (pictures: Uint8Array[]) => Promise<Float32Array[]>, modelVersion = '1') =>
  openMatcher({ products, blobs: storage.blobs, embed, modelVersion })

async function photoOf(sku: string): Promise<Uint8Array> {
  const stocked = (await products.get([sku])).get(sku)
  return (await storage.blobs.get(stocked?.photo?.id ?? '')) as Uint8Array
}

describe('filling the matcher', () => {
  it('draws, stores and embeds every photo once, and later starts use what is stored', async () => {
    await seedDemo(products, { count: 70 })
    const first = encoder()
    const matcher = await open(first.embed)
    expect(matcher.size).toBe(0)
    const progress: number[] = []
    await matcher.fill({ onProgress: (done, total) => progress.push(done / total) })
    expect(matcher.size).toBe(70)
    expect(progress[0]).toBe(0)
    expect(progress.at(-1)).toBe(1)

    const later = encoder()
    const again = await open(later.embed)
    expect(again.size).toBe(70)
    await again.fill()
    expect(later.seen.pictures).toBe(0)
  })

  it('goes on where it was stopped, and matches among what is there meanwhile', async () => {
    await seedDemo(products, { count: 80 })
    const stop = new AbortController()
    const first = encoder()
    const matcher = await open(first.embed)
    const stopped = matcher.fill({
      signal: stop.signal,
      onProgress: (done) => done > 0 && stop.abort(),
    })
    await expect(stopped).rejects.toThrow(/abort/i)
    expect(matcher.size).toBe(first.seen.pictures)
    expect(matcher.size).toBeGreaterThan(0)
    expect(matcher.size).toBeLessThan(80)
    const found = await matcher.nearest(new Float32Array(32).fill(1))
    expect(found.found).toHaveLength(10)

    const second = encoder()
    await (await open(second.embed)).fill()
    expect(first.seen.pictures + second.seen.pictures).toBe(80)
  })

  it('embeds anew for another version of the model', async () => {
    await seedDemo(products, { count: 5 })
    await (await open(encoder().embed, '1')).fill()
    const newer = encoder()
    const matcher = await open(newer.embed, '2')
    expect(matcher.size).toBe(0)
    await matcher.fill()
    expect(newer.seen.pictures).toBe(5)
  })

  it('runs once when asked for twice', async () => {
    await seedDemo(products, { count: 10 })
    const { seen, embed } = encoder()
    const matcher = await open(embed)
    await Promise.all([matcher.fill(), matcher.fill()])
    expect(seen.pictures).toBe(10)
  })

  it('leaves out the one photo that cannot be read, and does not try it again', async () => {
    await seedDemo(products, { count: 40 })
    await (await open(encoder().embed)).fill()
    const spoilt = await photoOf((await products.list(-1, 5))[4]?.sku as string)
    const second = encoder()
    const matcher = await open(async (pictures) => {
      if (pictures.some((picture) => Buffer.compare(picture, spoilt) === 0))
        throw new PhotoError('picture-too-small', 'too small')
      return second.embed(pictures)
    }, '2')
    for (const _ of ['once', 'again']) await matcher.fill()
    expect(matcher).toMatchObject({ size: 39, unreadable: 1 })
    expect(second.seen.pictures).toBe(39)
  })

  it('that fails says why and keeps what was done', async () => {
    await seedDemo(products, { count: 40 })
    let calls = 0
    const matcher = await open(async (pictures) => {
      if (calls++ > 0) throw new Error('the inference process died')
      return pictures.map(embedding)
    })
    await expect(matcher.fill()).rejects.toThrow('the inference process died')
    expect(matcher.size).toBe(32)
  })
})

describe('the nearest products', () => {
  it('are led by the product whose photo was asked with, page by page without a gap', async () => {
    await seedDemo(products, { count: 30 })
    const matcher = await open(encoder().embed)
    await matcher.fill()
    const sku = (await products.list(-1, 5))[4]?.sku as string
    const query = embedding(await photoOf(sku))
    const all = await matcher.nearest(query, { limit: 30 })
    expect(all.found[0]).toMatchObject({ product: { sku } })
    expect(all.found[0]?.score).toBeCloseTo(1, 5)
    expect(all.more).toBe(false)
    const second = await matcher.nearest(query, { limit: 10, offset: 10 })
    expect(second.found).toEqual(all.found.slice(10, 20))
    expect(second.more).toBe(true)
  })

  it('pass the filters, and are as many as there are', async () => {
    await seedDemo(products, { count: 120 })
    const matcher = await open(encoder().embed)
    await matcher.fill()
    const filters = { maxPrice: 60, category: 'dress', inStock: true } as const
    const expected = (await products.list(-1, 500)).filter(
      ({ price, category, inStock }) => price <= 60 && category === 'dress' && inStock,
    )
    const { found } = await matcher.nearest(new Float32Array(32).fill(1), { filters, limit: 200 })
    expect(found.length).toBeGreaterThan(0)
    expect(found.map(({ product }) => product.sku).sort()).toEqual(expected.map(({ sku }) => sku).sort())
  })

  it('follow the catalogue: what left is gone, a new price counts', async () => {
    await seedDemo(products, { count: 10 })
    const matcher = await open(encoder().embed)
    await matcher.fill()
    const cheap = (await products.list(-1, 1))[0]
    if (!cheap?.photo) throw new Error('the photo was not drawn')
    await products.upsert(
      [
        {
          product: { ...cheap.product, price: 1, sale_price: undefined },
          photo: cheap.photo,
          fingerprint: 'new',
        },
      ],
      'feed',
    )
    const query = new Float32Array(32).fill(1)
    const bargains = await matcher.nearest(query, { filters: { maxPrice: 2 } })
    expect(bargains.found.map(({ product }) => product.sku)).toEqual([cheap.sku])
    await products.retire('demo')
    const left = await matcher.nearest(query)
    expect(left.found.map(({ product }) => product.sku)).toEqual([cheap.sku])
    expect(matcher.size).toBe(1)
  })

  it('are up to date without reading what is known again, and after a reading that failed half-way', async () => {
    const photo = (i: number) => ({ id: `photo-${i}`, width: 64, height: 64 })
    let readings = 0
    let failing = 0
    const counted: Products = {
      ...products,
      async changes(...asked) {
        if (++readings === failing) throw new Error('the disk is away')
        return products.changes(...asked)
      },
    }
    const { embed } = encoder()
    const matcher = await openMatcher({ products: counted, blobs: storage.blobs, embed, modelVersion: '1' })
    const query = new Float32Array(32).fill(1)

    await products.setPhotos(new Map()) // a revision without a row
    await matcher.nearest(query)
    readings = 0
    await matcher.nearest(query)
    expect(readings).toBe(0)

    const many = Array.from({ length: 510 }, (_, i) => i)
    const piece = { title: 'Tee', price: 10, currency: 'EUR' }
    await products.upsert(
      many.map((i) => ({ product: { ...piece, sku: `T-${i}` }, photo: photo(i), fingerprint: '' })),
      'feed',
    )
    const vectors = many.map((i) => [photo(i).id, embedding(Buffer.from(photo(i).id))] as const)
    await products.addEmbeddings('1', new Map(vectors.slice(0, 255)))
    await products.addEmbeddings('1', new Map(vectors.slice(255)))
    failing = 2
    await expect(matcher.nearest(query)).rejects.toThrow('the disk is away')
    await matcher.nearest(query)
    expect(matcher.size).toBe(510)
  })
})
