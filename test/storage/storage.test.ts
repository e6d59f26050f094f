import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import memory from 'unstorage/drivers/memory'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProducts } from '../../src/catalogue/products.ts'
import { openBlobs } from '../../src/storage/blobs.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { StorageError, storageError } from '../../src/storage/error.ts'
import { openStorage } from '../../src/storage/storage.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-storage-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const failing = (code: string) => ({
  ...memory(),
  setItemRaw: async () => {
    throw Object.assign(new Error(`${code}: write`), { code })
  },
})

describe('blobs', () => {
  it('come back as they were, under an id that is their SHA-256', async () => {
    const { blobs, close } = await openStorage(dir)
    const id = await blobs.put(bytes('abc'))
    expect(id).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await blobs.get(id)).toEqual(Buffer.from('abc'))
    await close()
  })

  it('are stored once, and no half-written file stays beside them', async () => {
    const { blobs, pathOf, close } = await openStorage(dir)
    const id = await blobs.put(bytes('once'))
    await blobs.put(bytes('once'))
    expect(await readdir(join(pathOf(id), '..'))).toEqual([id.slice(2)])
    await close()
  })

  it('that were damaged on disk are not handed out, and are mended when they are stored again', async () => {
    const { blobs, pathOf, close } = await openStorage(dir)
    const id = await blobs.put(bytes('whole'))
    await writeFile(pathOf(id), 'who')
    expect(await blobs.get(id)).toBeUndefined()
    await blobs.put(bytes('whole'))
    expect(await blobs.get(id)).toEqual(Buffer.from('whole'))
    await close()
  })

  it('that the disk does not hand out or remove are told of, and are not taken for none', async () => {
    const { blobs, pathOf, close } = await openStorage(dir)
    const id = 'e'.repeat(64)
    await blobs.remove(id)
    // No file can be read or removed here, whoever runs the test.
    await mkdir(pathOf(id), { recursive: true })
    await expect(blobs.get(id)).rejects.toMatchObject({ name: 'StorageError', cause: { code: 'EISDIR' } })
    await expect(blobs.remove(id)).rejects.toMatchObject({ name: 'StorageError' })
    await close()
  })

  it.each(['', '../../etc/passwd', 'f'.repeat(64)])('there is none called %j', async (id) => {
    expect(await openBlobs(memory()).get(id)).toBeUndefined()
  })

  it.each([
    ['ENOSPC', 'full', /disk is full/],
    ['EROFS', 'read-only', /cannot be written/],
    ['ESOMETHING', 'unavailable', /could not be stored/],
  ])('%s says what happened and what to do', async (code, failure, message) => {
    const error = await openBlobs(failing(code))
      .put(bytes('x'))
      .catch((error) => error)
    expect(error).toBeInstanceOf(StorageError)
    expect(error).toMatchObject({ failure, message: expect.stringMatching(message), cause: { code } })
  })
})

describe('database', () => {
  it('is in WAL mode with foreign keys on, and keeps what it had when it is opened again', async () => {
    const file = join(dir, 'nested', 'hemline.db')
    const first = await openDatabase(file)
    expect(await first.raw('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(await first.raw('pragma foreign_keys')).toEqual([{ foreign_keys: 1 }])
    const now = new Date().toISOString()
    await first('conversations').insert({
      id: 'a',
      channel: 'test',
      version: 1,
      state: '{}',
      created_at: now,
      updated_at: now,
    })
    await first.destroy()
    const again = await openDatabase(file)
    expect(await again('conversations').pluck('id')).toEqual(['a'])
    await again.destroy()
  })

  it('can be taken back to nothing and built again', async () => {
    const db = await openDatabase(join(dir, 'hemline.db'))
    const config = { directory: 'migrations' }
    await db.migrate.rollback(config, true)
    expect(await db.schema.hasTable('products')).toBe(false)
    await db.migrate.latest(config)
    expect(await db.schema.hasTable('products')).toBe(true)
    await db.destroy()
  })

  it('from before has the codes of products without variants since 007', async () => {
    const db = await openDatabase(join(dir, 'hemline.db'))
    const products = openProducts(db)
    const piece = { title: 'Tee', price: 10, currency: 'EUR' }
    const arrivals = [
      { ...piece, sku: 'plain tee', barcode: '4006381333931' },
      { ...piece, sku: 'SIZES', variants: [{ sku: 'SIZES-M' }] },
    ]
    await products.upsert(
      arrivals.map((product) => ({ product, fingerprint: '' })),
      'feed',
    )
    const codes = () => db('product_codes').orderBy(['product', 'code']).pluck('code')
    const all = await codes()
    await db('product_codes').whereIn('code', ['PLAINTEE', '04006381333931']).delete()
    const config = { directory: 'migrations' }
    await db.migrate.down({ ...config, name: '007_codes_of_single_products.js' })
    await db.migrate.latest(config)
    expect(await codes()).toEqual(all)
    expect(await products.byCode('4006381333931')).toEqual(['plain tee'])
    await db.destroy()
  })

  it('that is no database is named as damaged', async () => {
    const file = join(dir, 'hemline.db')
    await writeFile(file, 'this is a shopping list, not a database; '.repeat(40))
    await expect(openDatabase(file)).rejects.toMatchObject({ name: 'StorageError', failure: 'damaged' })
  })

  it('may be made by two processes at once', async () => {
    const file = join(dir, 'hemline.db')
    const [one, other] = await Promise.all([openDatabase(file), openDatabase(file)])
    expect(await one('looks').count({ n: '*' })).toEqual(await other('looks').count({ n: '*' }))
    await Promise.all([one.destroy(), other.destroy()])
  })
})

describe('storageError', () => {
  it('leaves errors alone that are not about storage', () => {
    expect(storageError(new TypeError('no'))).toBeUndefined()
    expect(storageError('text')).toBeUndefined()
  })
})
