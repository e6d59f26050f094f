/** Several catalogues in one shop, from the feed to what each channel's shopper is shown. */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import knex from 'knex'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/catalogue/demo.ts'
import { CatalogueName } from '../../src/catalogue/filters.ts'
import { importCatalogue } from '../../src/catalogue/import.ts'
import { Product } from '../../src/catalogue/product.ts'
import { openProducts } from '../../src/catalogue/products.ts'
import { searchText } from '../../src/catalogue/search.ts'
import { type OpenCore, openCore } from '../../src/core.ts'
import type { Reply } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { demoProducts } from '../../src/garments/demo.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const ACME = 'acme'
const OTHERS = demoProducts(48).slice(24)

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-catalogues-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('a catalogue of its own', () => {
  let storage: Storage
  beforeEach(async () => {
    storage = await openStorage(join(dir, 'data'))
  })
  afterEach(() => storage.close())

  async function take(skus: readonly string[], catalogue?: string) {
    const file = join(dir, 'feed.jsonl')
    const lines = skus.map((sku) => ({
      sku,
      title: `Red dress ${sku}`,
      price: 10,
      currency: 'EUR',
      brand: sku,
    }))
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
    const products = openProducts(storage.db)
    const { blobs } = storage
    const named = catalogue === undefined ? {} : { catalogue }
    return importCatalogue({ file, products, blobs, currency: 'EUR', ...named })
  }

  it('is made by importing into it; without a name it is the main one', async () => {
    const products = openProducts(storage.db)
    await seedDemo(products, { count: 5 })
    expect(await take(['A', 'B'], ACME)).toMatchObject({ taken: 2, rejected: [], demoRetired: 5 })
    await take(['C'])
    expect(await products.catalogues()).toEqual([ACME, 'main'])
    expect(await products.brands(ACME)).toEqual(['A', 'B'])
    expect(await products.brands()).toEqual(['A', 'B', 'C'])
    const found = async (filters: { catalogue?: string }) =>
      (await searchText(storage.db, 'red dress', { filters })).found.map(({ product }) => product.sku)
    expect(await found({ catalogue: ACME })).toEqual(['A', 'B'])
    expect(await found({ catalogue: 'main' })).toEqual(['C'])
    expect((await found({})).sort()).toEqual(['A', 'B', 'C'])
    expect((await products.list(-1, 10, 'main')).map(({ sku }) => sku)).toEqual(['C'])
  })

  it('keeps its products when another feed has the same skus', async () => {
    await take(['A'], ACME)
    expect(await take(['A', 'B'])).toMatchObject({
      taken: 1,
      rejected: [{ line: 1, sku: 'A', reason: 'the sku is in the catalogue “acme” already' }],
    })
    expect(await take(['A'], ACME)).toMatchObject({ taken: 0, unchanged: 1, rejected: [] })
  })

  it('has a plain name', () => {
    for (const name of ['acme', 'summer-26', '2']) expect(CatalogueName.safeParse(name).success).toBe(true)
    for (const name of ['', 'Acme', '-a', 'a b', 'a'.repeat(41), "a'--"])
      expect(CatalogueName.safeParse(name).success).toBe(false)
  })
})

it('what was there before there were several is in the main one', async () => {
  const before = join(dir, 'before')
  await mkdir(before)
  await writeFile(join(dir, 'package.json'), '{"type":"module"}')
  const migrations = path('../../migrations')
  for (const name of await readdir(migrations))
    if (name < '006') await cp(join(migrations, name), join(before, name))
  const filename = join(dir, 'hemline.db')
  const old = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true })
  await old.migrate.latest({ directory: before, loadExtensions: ['.js'] })
  const product = { sku: 'A', title: 'Red dress', price: 10, currency: 'EUR' }
  const row = { source: 'feed', revision: 1, active: true, fingerprint: '', updated_at: '' }
  await old('products').insert({ ...product, ...row, product: JSON.stringify(product) })
  await old.destroy()
  const storage = await openStorage(dir)
  expect((await openProducts(storage.db).get(['A'])).get('A')).toMatchObject({ sku: 'A', catalogue: 'main' })
  await storage.close()
})

describe('where one catalogue is shown', { timeout: 60_000 }, () => {
  let dataDir: string
  let core: OpenCore
  let turns = 0

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hemline-catalogues-core-'))
    const storage = await openStorage(dataDir)
    const products = openProducts(storage.db)
    await seedDemo(products, { count: 24 })
    await products.upsert(
      OTHERS.map((product) => ({
        product: Product.parse({ ...product, sku: product.sku.replace('HEM', 'ACME'), currency: 'CHF' }),
        fingerprint: product.sku,
      })),
      'demo',
      ACME,
    )
    await storage.close()
    const log = { error: (problem: object) => expect.fail(JSON.stringify(problem)), info: () => undefined }
    core = await openCore({
      dataDir,
      modelDir: path('../fixtures/tiny-family'),
      threads: 1,
      demo: 24,
      log: log as never,
    })
    await core.ready
  })
  afterAll(async () => {
    await core.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function say(channel: string, said: Partial<Turn>, catalogue: string | null = ACME) {
    const replies: Reply[] = []
    const conversation = `${channel}:${catalogue}`
    const part = catalogue === null ? {} : { within: { catalogue } }
    const turn = { id: `turn-${turns++}`, conversation, user: 'anna', channel, ...part, ...said }
    for await (const reply of core.handle(turn)) replies.push(reply)
    const skus = replies.flatMap((reply) => ('matches' in reply ? reply.matches.map(({ sku }) => sku) : []))
    const text = replies.map((reply) => ('text' in reply ? reply.text : '')).join('\n')
    const done = replies.findLast((reply) => reply.kind === 'done')
    return { replies, skus, text, view: done?.view }
  }

  it.each(['discord', 'web', 'teams', 'terminal'])('nothing of another is shown on %s', async (channel) => {
    const sayings: Partial<Turn>[] = [
      { text: 'a dress' },
      { text: 'make it blue' },
      { text: 'more like this' },
      { text: 'more results' },
      { text: 'under 150' },
      { text: 'show me pants' },
      { press: { kind: 'more-results' } },
      { press: { kind: 'surprise' } },
      { press: { kind: 'filter', filters: { inStock: true } } },
      { press: { kind: 'choose', match: 1 } },
      { text: 'keep this' },
    ]
    const seen = new Set<string>()
    for (const said of sayings) {
      const { skus, view } = await say(channel, said)
      for (const sku of [...skus, ...(view?.matches ?? []).map(({ sku }) => sku)]) seen.add(sku)
    }
    expect(seen.size).toBeGreaterThan(8)
    expect([...seen].filter((sku) => !sku.startsWith('ACME-'))).toEqual([])
    const { text } = await say(channel, { text: 'show my outfit' })
    expect(text).toMatch(/Total: [\d.]+ CHF/)
  })

  it('what is named is of it too: by sku, by code, while typing, by brand', async () => {
    const named = await say('discord', { press: { kind: 'start', sku: 'HEM-00001' } })
    expect(named.replies.find((reply) => reply.kind === 'error')).toMatchObject({ code: 'unknown-product' })
    const coded = await say('discord', { text: 'HEM-00001' })
    expect(coded.skus.filter((sku) => !sku.startsWith('ACME-'))).toEqual([])
    const own = await say('discord', { press: { kind: 'start', sku: 'acme-00030' } })
    expect(own.text).toMatch(/^Starting from/)
    const typed = await core.suggest('dress', 25, { catalogue: ACME })
    expect(typed.length).toBeGreaterThan(0)
    expect(typed.filter(({ sku }) => !sku.startsWith('ACME-'))).toEqual([])
    const of = (products: readonly { brand?: string | undefined }[]) =>
      [...new Set(products.flatMap(({ brand }) => brand ?? []))].sort()
    expect(await core.brands(ACME)).toEqual(of(OTHERS))
    const foreign = of(demoProducts(24)).find((brand) => !of(OTHERS).includes(brand))
    const filtered = await say('discord', { text: `show me dresses by ${foreign}` })
    expect(filtered.skus.filter((sku) => !sku.startsWith('ACME-'))).toEqual([])
    expect(await core.catalogues()).toEqual([ACME, 'main'])
  })

  it('where none is set, all of them are', async () => {
    const seen = new Set<string>()
    for (const text of ['show me dresses', 'more results', 'show me tops', 'more results', 'show me pants'])
      for (const sku of (await say('web', { text }, null)).skus) seen.add(sku.slice(0, 4))
    expect([...seen].sort()).toEqual(['ACME', 'HEM-'])
  })

  it('a list of before the catalogue was set is not shown any more', async () => {
    const said = { conversation: 'discord:changing' }
    const before = await say('discord', { ...said, text: 'show me dresses' }, 'main')
    expect(before.view?.matches.length).toBeGreaterThan(0)
    const after = await say('discord', { ...said, text: 'help' })
    expect(after.view?.matches).toEqual([])
  })
})
