import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBarcode } from '../../src/catalogue/codes.ts'
import { seedDemo } from '../../src/catalogue/demo.ts'
import { openProducts } from '../../src/catalogue/products.ts'
import { distance, openStores, type Place } from '../../src/catalogue/stores.ts'
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
  await seedDemo(products, { stores: openStores(db), count: 200 })
  const embed = async (pictures: Uint8Array[]) => pictures.map(() => Float32Array.of(1, 0))
  const matcher = await openMatcher({ products, blobs, embed, modelVersion: '1' })
  shop = openShop({ db, blobs, products, stores: openStores(db), matcher, currency: 'USD' })
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

  it('is found by what is printed on an article: its number, a variant’s, a barcode in whatever form', async () => {
    const [article] = (await shop.articles(['HEM-00007'])).values()
    const variant = article?.product.variants?.[1]
    for (const code of ['hem-00007', variant?.sku ?? '', variant?.barcode ?? '', `0${variant?.barcode}`])
      expect(await shop.byCode(code)).toEqual(['HEM-00007'])
    expect(isBarcode(variant?.barcode ?? '')).toBe(true)
    expect(await shop.byCode('2000000099999')).toEqual([])
  })

  it('knows where its stores are', async () => {
    const places = await shop.stores()
    expect(places.map(({ name }) => name)).toEqual(['Hamburg', 'Lisbon', 'Lyon', 'online'])
    const [hamburg, lisbon, , online] = places as [Place, Place, Place, Place]
    expect(distance(hamburg, lisbon)).toBeGreaterThan(2150)
    expect(distance(hamburg, lisbon)).toBeLessThan(2250)
    expect(distance(hamburg, online)).toBeUndefined()
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
