import { spawn } from 'node:child_process'
import { copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const BIN = path('../../src/hemline.js')

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-catalogue-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function hemline(...args: string[]) {
  const child = spawn(process.execPath, [BIN, 'catalogue', ...args], {
    env: {
      ...process.env,
      HEMLINE_DATA: join(dir, 'data'),
      HEMLINE_MODEL: path('../fixtures/tiny-family'),
      HEMLINE_SHOP_CURRENCY: 'GBP',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  return {
    code,
    out,
    err,
    lines: () =>
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  }
}

describe('hemline catalogue', () => {
  it('knows the stores that stock was told of, and is told where they are', async () => {
    const product = {
      sku: 'A',
      title: 'A red dress',
      price: 10,
      currency: 'EUR',
      variants: [{ sku: 'A-M', size: 'M', stock: { Porto: 1, Graz: 2 } }],
    }
    await writeFile(join(dir, 'shop.jsonl'), JSON.stringify(product))
    await hemline('import', join(dir, 'shop.jsonl'))
    expect((await hemline('stores')).lines()).toEqual([{ name: 'Graz' }, { name: 'Porto' }])
    const graz = { name: 'Graz', latitude: 47.07, longitude: 15.44 }
    await writeFile(join(dir, 'stores.jsonl'), JSON.stringify(graz))
    expect((await hemline('stores', join(dir, 'stores.jsonl'))).lines()).toEqual([graz, { name: 'Porto' }])
    await writeFile(join(dir, 'wrong.jsonl'), '{"name":"Graz","latitude":470}')
    const wrong = await hemline('stores', join(dir, 'wrong.jsonl'))
    expect(wrong.code).toBe(1)
    expect(wrong.err).toContain('wrong.jsonl, line 1: a store is')
  })

  it('imports a feed with its photos, lists it, and finds it by words and by photo', async () => {
    const shop = path('../catalogue/fixtures/shopify.csv')
    await copyFile(shop, join(dir, 'shop.csv'))
    for (const [name, colour] of [
      ['dress-front', 'navy'],
      ['harbour-coat', 'orange'],
    ]) {
      const picture = sharp({ create: { width: 80, height: 80, channels: 3, background: colour ?? '' } })
      await picture.png().toFile(join(dir, `${name}.png`))
    }
    const imported = await hemline('import', join(dir, 'shop.csv'))
    expect(imported).toMatchObject({ code: 0, out: '3 new, 0 updated, 0 unchanged, 7 rejected.\n' })
    expect(imported.err).toMatch(/Rejected: 7\n.*not a number\n {4}line 5 \(QR-1-L\)/s)
    expect(imported.err).toMatch(/Without a photo.*: 1\n.*preorder-jeans/s)

    const listed = (await hemline('list')).lines()
    expect(listed.map(({ sku }) => sku)).toEqual(['linen-tea-dress', 'harbour-coat', 'preorder-jeans'])

    const [dress] = (await hemline('search', '--text', 'airy dress', '-k', '1', '--json')).lines()
    expect(dress).toMatchObject({
      sku: 'linen-tea-dress',
      title: 'Linen Tea Dress',
      price: 64,
      currency: 'GBP',
      score: 1,
    })
    expect((await stat(dress.image)).size).toBeGreaterThan(0)

    const alike = (await hemline('search', '--photo', join(dir, 'harbour-coat.png'), '--json')).lines()
    expect(alike.map(({ sku }) => sku)).toEqual(['harbour-coat', 'linen-tea-dress'])
    expect(alike[0].score).toBeGreaterThan(0.99)
  }, 60_000)

  it('keeps several catalogues apart by name', async () => {
    const feed = async (sku: string) => {
      const file = join(dir, `${sku}.jsonl`)
      await writeFile(file, JSON.stringify({ sku, title: 'A red dress', price: 10, currency: 'EUR' }))
      return file
    }
    expect((await hemline('import', await feed('A'), '--name', 'acme')).code).toBe(0)
    expect((await hemline('import', await feed('B'))).code).toBe(0)
    const skus = async (...args: string[]) => (await hemline(...args)).lines().map(({ sku }) => sku)
    expect(await skus('list')).toEqual(['A', 'B'])
    expect(await skus('list', '--name', 'acme')).toEqual(['A'])
    expect(await skus('search', '--text', 'dress', '--name', 'main')).toEqual(['B'])
    const wrong = await hemline('import', await feed('C'), '--name', 'A b')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toMatch(/small letters, figures and dashes/)
  }, 60_000)

  it('says with an exit code what was wrong', async () => {
    expect(await hemline('search')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--text WORDS or --photo/),
    })
    expect(await hemline('import', join(dir, 'goods.xml'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/does not tell its format/),
    })
    await writeFile(join(dir, 'bad.jsonl'), '{"sku":"A"}\n')
    const bad = await hemline('import', join(dir, 'bad.jsonl'))
    expect(bad.code).toBe(1)
    expect(bad.err).toMatch(/line 1 \(A\).*no product that could be taken/s)
  }, 60_000)
})
