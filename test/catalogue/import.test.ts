import { cp, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { seedDemo } from '../../src/catalogue/demo.ts'
import { type ImportOptions, importCatalogue } from '../../src/catalogue/import.ts'
import { openProducts, type Products } from '../../src/catalogue/products.ts'
import { searchText } from '../../src/catalogue/search.ts'
import { StorageError } from '../../src/storage/error.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))

let dir: string
let shop: string
let storage: Storage
let products: Products

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-import-'))
  shop = join(dir, 'shop')
  await mkdir(join(shop, 'photos'), { recursive: true })
  storage = await openStorage(join(dir, 'data'))
  products = openProducts(storage.db)
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await storage.close()
  await rm(dir, { recursive: true, force: true })
})

const picture = (width: number, height: number, colour = '#336699') =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()

async function photo(path: string, width = 64, height = 96, colour?: string): Promise<void> {
  await mkdir(dirname(join(shop, path)), { recursive: true })
  await writeFile(join(shop, path), await picture(width, height, colour))
}

const feed = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join('\n')
async function feedFile(text: string): Promise<string> {
  const file = join(shop, 'feed.jsonl')
  await writeFile(file, text)
  return file
}

const run = (file: string, options: Partial<ImportOptions> = {}) =>
  importCatalogue({ file, products, blobs: storage.blobs, currency: 'EUR', ...options })
const one = async (sku: string) => (await products.get([sku])).get(sku)

const tee = { sku: 'T', title: 'Tee', price: 10, currency: 'EUR', images: ['tee.png'] }

describe('importing JSON Lines', () => {
  beforeEach(async () => {
    await cp(fixture('products.jsonl'), join(shop, 'products.jsonl'))
    await photo('photos/tee.png')
  })

  it('takes what is good and says of the rest where and why', async () => {
    const result = await run(join(shop, 'products.jsonl'))
    expect(result).toMatchObject({ taken: 3, updated: 0, unchanged: 0 })
    expect(result.rejected).toEqual([
      { line: 4, sku: 'T-3', reason: expect.stringContaining('price: must be a number') },
      {
        line: 5,
        sku: 'T-4',
        reason: expect.stringMatching(/price: must not be negative; currency: must be three/),
      },
      { line: 6, reason: 'not a JSON object: not json at all' },
      { line: 7, reason: 'not a JSON object: [1, 2, 3]' },
      { line: 8, sku: 'T-1', reason: 'the same sku was on line 1 already' },
      { line: 9, reason: expect.stringContaining('sku') },
    ])
  })

  it('keeps fields it does not know, reads numbers written as text, and stores the photo', async () => {
    await run(join(shop, 'products.jsonl'))
    expect(await one('T-1')).toMatchObject({
      price: 19.9,
      currency: 'EUR',
      category: 'top',
      product: { season: 'autumn' },
      photo: { width: 64, height: 96 },
    })
    const stored = await storage.blobs.get((await one('T-1'))?.photo?.id ?? '')
    expect(await sharp(stored).metadata()).toMatchObject({ format: 'webp', width: 64, height: 96 })
  })

  it('folds variants into sizes with their stock', async () => {
    await run(join(shop, 'products.jsonl'))
    expect(await one('T-2')).toMatchObject({
      brand: null,
      inStock: true,
      sizes: [
        { size: 'Medium', inStock: true },
        { size: 'L', inStock: false },
      ],
    })
  })

  it('finds a photo by its name when its folder is another one', async () => {
    await rm(join(shop, 'photos'), { recursive: true })
    await photo('elsewhere/tee.png')
    const result = await run(join(shop, 'products.jsonl'), { photosDir: join(shop, 'elsewhere') })
    expect(result.withoutPhoto.map(({ sku }) => sku)).not.toContain('T-1')
    expect((await one('T-1'))?.photo).toBeDefined()
  })

  it('reads no file outside the photo folder', async () => {
    await writeFile(join(dir, 'outside.png'), await picture(64, 64))
    const { withoutPhoto } = await run(join(shop, 'products.jsonl'))
    expect(withoutPhoto).toContainEqual({
      line: 10,
      sku: 'T-5',
      reason: expect.stringMatching(/outside/),
    })
    await symlink(join(dir, 'outside.png'), join(shop, 'gone.png'))
    expect((await run(join(shop, 'products.jsonl'))).withoutPhoto).toContainEqual(
      expect.objectContaining({ sku: 'T-5' }),
    )
    expect((await one('T-5'))?.photo).toBeUndefined()
  })
})

describe('importing a Shopify CSV', () => {
  it('fills the shop, with photos by name where the feed has web addresses only', async () => {
    await photo('photos/dress-front.png')
    await photo('photos/preorder-jeans.png')
    const result = await run(fixture('shopify.csv'), { photosDir: join(shop, 'photos') })
    expect(result).toMatchObject({ taken: 3, rejected: { length: 7 } })
    expect(result.withoutPhoto.map(({ sku }) => sku)).toEqual(['harbour-coat'])
    expect(await one('linen-tea-dress')).toMatchObject({
      category: 'dress',
      price: 64,
      was: 80,
      photo: { width: 64 },
    })
    const { found } = await searchText(storage.db, 'airy dresses', { filters: { size: 'S', inStock: true } })
    expect(found.map(({ product }) => product.sku)).toEqual(['linen-tea-dress'])
    const large = await searchText(storage.db, 'airy dresses', { filters: { size: 'M', inStock: true } })
    expect(large.found).toEqual([])
  })
})

describe('the same feed again', () => {
  it('changes nothing; a changed product or photo is updated', async () => {
    await photo('tee.png')
    const file = await feedFile(feed(tee, { ...tee, sku: 'U' }))
    expect(await run(file)).toMatchObject({ taken: 2 })
    const before = await products.revision()
    expect(await run(file)).toMatchObject({ taken: 0, updated: 0, unchanged: 2 })
    expect((await one('T'))?.photo).toBeDefined()
    await feedFile(feed({ ...tee, price: 8 }, { ...tee, sku: 'U' }))
    expect(await run(file)).toMatchObject({ updated: 1, unchanged: 1 })
    expect(await one('T')).toMatchObject({ price: 8 })
    expect(await products.revision()).toBeGreaterThan(before)

    const first = (await one('T'))?.photo?.id
    await photo('tee.png', 64, 96, '#aa0000')
    await utimes(join(shop, 'tee.png'), new Date(), new Date(Date.now() + 5000))
    expect(await run(file)).toMatchObject({ updated: 2 })
    expect((await one('T'))?.photo?.id).not.toBe(first)
  })

  it('goes on from where it was stopped', async () => {
    const many = Array.from({ length: 180 }, (_, i) => ({ ...tee, sku: `T-${i}`, images: [] }))
    const file = await feedFile(feed(...many))
    const stop = new AbortController()
    const stored = vi.fn(products.upsert)
    const stopping: Products = {
      ...products,
      async upsert(batch, source) {
        await stored(batch, source)
        if (stored.mock.calls.length === 2) stop.abort(new Error('stopped'))
      },
    }
    await expect(run(file, { products: stopping, signal: stop.signal })).rejects.toThrow('stopped')
    expect(await products.count()).toBe(100)
    expect(await run(file)).toMatchObject({ taken: 80, unchanged: 100 })
  })

  it('tries a photo again that could not be read before', async () => {
    await writeFile(join(shop, 'tee.png'), 'this is text')
    const file = await feedFile(feed(tee))
    expect((await run(file)).withoutPhoto).toEqual([
      { line: 1, sku: 'T', reason: 'the photo is not a picture that can be read' },
    ])
    await photo('tee.png')
    expect(await run(file)).toMatchObject({ updated: 1, withoutPhoto: [] })
  })
})

describe('a product that had a photo', () => {
  const photographed = async () => {
    await photo('tee.png')
    await run(await feedFile(feed(tee)))
    return (await one('T'))?.photo
  }

  it.each([
    ['is damaged now', () => writeFile(join(shop, 'tee.png'), 'this is text')],
    ['is gone', () => rm(join(shop, 'tee.png'))],
  ])('keeps it when the one that the feed names %s', async (_, spoil) => {
    const kept = await photographed()
    await spoil()
    const result = await run(await feedFile(feed({ ...tee, price: 8 })))
    expect(result).toMatchObject({ updated: 1, withoutPhoto: [{ sku: 'T' }] })
    expect(await one('T')).toMatchObject({ price: 8, photo: kept })
  })

  it('has none when the feed names none any more', async () => {
    await photographed()
    await rm(join(shop, 'tee.png'))
    await run(await feedFile(feed({ ...tee, images: [] })))
    expect((await one('T'))?.photo).toBeUndefined()
  })
})

describe('photos that cannot be used', () => {
  it.each([
    ['tiny', () => picture(1, 1), /at least 32/],
    ['too narrow once it is as small as it is stored', () => picture(3000, 80), /3000 x 80.*at least 32/],
    ['empty', async () => Buffer.alloc(0), /not a picture that can be read/],
    ['cut off', async () => (await picture(300, 300)).subarray(0, 200), /damaged/],
    [
      'a drawing',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
      /SVG/,
    ],
    ['over sixty megapixels', () => picture(8000, 8000), /more than 60 million/],
  ])('%s: the product is taken, and the reason told', async (_, bytes, reason) => {
    await writeFile(join(shop, 'tee.png'), await bytes())
    const result = await run(await feedFile(feed(tee)))
    expect(result.taken).toBe(1)
    expect(result.withoutPhoto).toEqual([{ line: 1, sku: 'T', reason: expect.stringMatching(reason) }])
  })

  it('the next one that the feed names is taken instead', async () => {
    await photo('second.png')
    const result = await run(await feedFile(feed({ ...tee, images: ['gone.png', 'second.png'] })))
    expect(result.withoutPhoto).toEqual([])
    expect((await one('T'))?.photo).toBeDefined()
  })
})

describe('photos at web addresses', () => {
  const remote = { ...tee, images: ['https://images.example.com/tee.png'] }

  it('are fetched from no host unless it is allowed', async () => {
    const fetched = vi.fn()
    vi.stubGlobal('fetch', fetched)
    const file = await feedFile(feed(remote))
    const { withoutPhoto } = await run(file)
    expect(withoutPhoto[0]?.reason).toMatch(/images\.example\.com.*HEMLINE_ALLOWED_IMAGE_HOSTS/)
    await run(file, { hosts: ['example.com'] })
    await run(await feedFile(feed({ ...tee, images: ['http://images.example.com/tee.png'] })), {
      hosts: ['images.example.com'],
    })
    expect(fetched).not.toHaveBeenCalled()
  })

  it('are fetched once from a host that is, without following it elsewhere', async () => {
    const fetched = vi.fn(async () => new Response(new Uint8Array(await picture(64, 64))))
    vi.stubGlobal('fetch', fetched)
    const file = await feedFile(feed(remote))
    const hosts = ['images.example.com']
    expect(await run(file, { hosts })).toMatchObject({ taken: 1, withoutPhoto: [] })
    expect(await run(file, { hosts })).toMatchObject({ unchanged: 1, withoutPhoto: [] })
    expect(fetched).toHaveBeenCalledExactlyOnceWith(
      new URL(remote.images[0] as string),
      expect.objectContaining({ redirect: 'error' }),
    )
  })

  it('that do not answer are told and tried again', async () => {
    vi.stubGlobal('fetch', async () => new Response('no', { status: 503 }))
    const file = await feedFile(feed(remote))
    const hosts = ['images.example.com']
    expect((await run(file, { hosts })).withoutPhoto[0]?.reason).toMatch(/could not be fetched from images/)
    vi.stubGlobal('fetch', async () => new Response(new Uint8Array(await picture(64, 64))))
    expect(await run(file, { hosts })).toMatchObject({ updated: 1, withoutPhoto: [] })
  })
})

describe('an import', () => {
  it('takes the place of the demo shop, which does not come back', async () => {
    await seedDemo(products, { count: 20 })
    expect(await run(await feedFile(feed({ ...tee, images: [] })))).toMatchObject({ demoRetired: 20 })
    expect(await products.count()).toBe(1)
    expect(await seedDemo(products, { count: 20 })).toBe(0)
    expect((await searchText(storage.db, 'dress')).found).toEqual([])
  })

  it('of nothing useful leaves the demo shop as it is', async () => {
    await seedDemo(products, { count: 20 })
    expect(await run(await feedFile('nonsense\n'))).toMatchObject({ taken: 0, demoRetired: 0 })
    expect(await products.count()).toBe(20)
  })

  it('stops on a full disk with what was stored before intact', async () => {
    await photo('tee.png')
    const blobs = {
      ...storage.blobs,
      put: async () => {
        throw new StorageError('full', 'The disk is full.')
      },
    }
    await run(await feedFile(feed({ ...tee, sku: 'before', images: [] })))
    await rm(join(shop, 'feed.jsonl'))
    await expect(
      run(await feedFile(feed({ ...tee, sku: 'T2', images: ['tee.png'] })), { blobs }),
    ).rejects.toThrow('The disk is full.')
    expect(await products.count()).toBe(1)
  })

  it('of a file or with a photo folder that is not there says which', async () => {
    await expect(run(join(shop, 'none.jsonl'))).rejects.toThrow(/none\.jsonl cannot be read/)
    const file = await feedFile(feed(tee))
    await expect(run(file, { photosDir: join(shop, 'none') })).rejects.toThrow(/photo folder .*none/)
  })
})
