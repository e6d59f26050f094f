import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/catalogue/demo.ts'
import { openProducts } from '../../src/catalogue/products.ts'
import { openMatcher } from '../../src/retrieval/matcher.ts'
import { openShop, type Shop } from '../../src/retrieval/shop.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'

let dir: string
let storage: Storage
let shop: Shop

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-shop-'))
  storage = await openStorage(dir)
  const { db, blobs } = storage
  const products = openProducts(db)
  await seedDemo(products, { count: 200 })
  const embed = async (pictures: Uint8Array[]) => pictures.map(() => Float32Array.of(1, 0))
  const matcher = await openMatcher({ products, blobs, embed, modelVersion: '1' })
  shop = openShop({ db, blobs, products, matcher, currency: 'USD' })
})
afterAll(async () => {
  await storage.close()
  await rm(dir, { recursive: true, force: true })
})

describe('the shop', () => {
  it('prices in the currency of its products, and names their brands', async () => {
    expect(await shop.currency()).toBe('EUR')
    const brands = await shop.brands()
    expect(brands).toContain('Tidewater')
    expect(brands).toEqual([...new Set(brands)].sort())
  })

  it('finds an article in any case, under its own sku, with a photo that can be fetched', async () => {
    const sku = (await shop.byWords('dress', {}, 1))[0]?.sku ?? ''
    const articles = await shop.articles([sku.toLowerCase(), 'no-such-thing'])
    expect([...articles.keys()]).toEqual([sku])
    expect(articles.get(sku)).toMatchObject({ sku, currency: 'EUR', photo: { width: 256, height: 256 } })
    expect((await shop.photo(sku))?.subarray(1, 4)).toEqual(Buffer.from('PNG'))
    expect(await shop.photo('no-such-thing')).toBeUndefined()
  })

  it('answers words under filters, best first', async () => {
    const hits = await shop.byWords('something striped, trousers maybe', { maxPrice: 80, inStock: true }, 5)
    expect(hits.length).toBeGreaterThan(0)
    const scores = hits.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    const articles = await shop.articles(hits.map(({ sku }) => sku))
    for (const article of articles.values()) {
      expect(article.price).toBeLessThanOrEqual(80)
      expect(article.inStock).toBe(true)
      expect(article.product.category).toBe('pants')
    }
  })

  it('knows no answer to words that are in no product', async () => {
    expect(await shop.byWords('carburettor', {}, 5)).toEqual([])
    expect(await shop.byWords('" OR 1; --', {}, 5)).toEqual([])
  })

  it('picks at random: the same seed the same, many seeds many', async () => {
    const filters = { category: 'dress' } as const
    const first = await shop.random(1, filters)
    expect(await shop.random(1, filters)).toBe(first)
    const picked = await Promise.all(Array.from({ length: 12 }, (_, seed) => shop.random(seed, filters)))
    expect(new Set(picked).size).toBeGreaterThan(6)
    expect(await shop.random(1, { maxPrice: 0.01 })).toBeUndefined()
  })

  it('has nothing near before anything is embedded', async () => {
    expect(await shop.nearest(Float32Array.of(1, 0), {}, 5)).toEqual([])
  })
})
