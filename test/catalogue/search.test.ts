import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/catalogue/demo.ts'
import { openProducts, type Products } from '../../src/catalogue/products.ts'
import { searchText } from '../../src/catalogue/search.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'

let dir: string
let storage: Storage
let products: Products

const thing = (sku: string, title: string, more: object = {}) => ({
  product: { sku, title, price: 10, currency: 'EUR', ...more },
  fingerprint: sku,
})

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-search-'))
  storage = await openStorage(dir)
  products = openProducts(storage.db)
  await products.upsert(
    [
      thing('d1', 'Red floral dress'),
      thing('d2', 'Red dress', { price: 90 }),
      thing('d3', 'Blue dress', { description: 'The lining is red.' }),
      thing('p1', 'Wide jeans', { colour: 'red', brand: 'Dressmaker' }),
      thing('c1', 'Café apron'),
    ],
    'feed',
  )
})
afterAll(async () => {
  await storage.close()
  await rm(dir, { recursive: true, force: true })
})

const skus = async (...query: [words: string, options?: Parameters<typeof searchText>[2]]) =>
  (await searchText(storage.db, ...query)).found.map(({ product }) => product.sku)

describe('searching by words', () => {
  it('puts what has more of the words first, and titles before descriptions', async () => {
    expect(await skus('a red floral dress, please')).toEqual(['d1', 'd2', 'd3'])
  })

  it('keeps to the garment that is named, by whatever name', async () => {
    expect(await skus('red trousers')).toEqual(['p1'])
  })

  it('finds another form of a word, and letters without their accents', async () => {
    expect(await skus('flora')).toEqual([])
    expect(await skus('linings')).toEqual(['d3'])
    expect(await skus('cafe')).toEqual(['c1'])
  })

  it('keeps to filters, page by page', async () => {
    expect(await skus('red dress', { filters: { maxPrice: 20 } })).toEqual(['d1', 'd3'])
    const first = await searchText(storage.db, 'red dress', { limit: 2 })
    expect(first.more).toBe(true)
    const second = await searchText(storage.db, 'red dress', { limit: 2, offset: 2 })
    expect(second.more).toBe(false)
    expect(second.found).toHaveLength(1)
  })

  it.each(['', '   ', 'show me something', '🙂🙂', '"', 'NEAR(', "'; drop table products", 'zyxwv'])(
    'finds nothing for %j, and breaks nothing',
    async (words) => {
      expect(await skus(words)).toEqual([])
      expect(await products.count()).toBe(5)
    },
  )

  it('looks at a very long query without complaint', async () => {
    expect(await skus(`red dress ${'very '.repeat(5000)}`)).toContain('d2')
  })
})

describe('the demo shop', () => {
  it('is put up once, and goes on where it was stopped', async () => {
    const other = await openStorage(join(dir, 'demo'))
    const shop = openProducts(other.db)
    const stop = new AbortController()
    const stopped = seedDemo(shop, { count: 600, signal: stop.signal, onProgress: () => stop.abort() })
    await expect(stopped).rejects.toThrow()
    expect(await shop.count()).toBe(250)
    const steps: number[] = []
    expect(await seedDemo(shop, { count: 600, onProgress: (done) => steps.push(done) })).toBe(350)
    expect(steps).toEqual([250, 500, 600])
    expect(await shop.count('demo')).toBe(600)
    expect(await seedDemo(shop, { count: 600 })).toBe(0)
    await other.close()
  })
})
