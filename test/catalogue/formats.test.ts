import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { FeedFormat, FeedRow } from '../../src/catalogue/formats/format.ts'
import { jsonLines } from '../../src/catalogue/formats/json-lines.ts'
import { shopify } from '../../src/catalogue/formats/shopify.ts'
import { formatOf } from '../../src/catalogue/formats.ts'
import { plainText } from '../../src/catalogue/plain-text.ts'

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))

async function rows(format: FeedFormat, chunks: AsyncIterable<Buffer>): Promise<FeedRow[]> {
  const all: FeedRow[] = []
  for await (const row of format(chunks, { currency: 'GBP' })) all.push(row)
  return all
}
const said = (text: string): AsyncIterable<Buffer> => Readable.from([Buffer.from(text)])

describe('a Shopify product CSV', () => {
  const read = () => rows(shopify, createReadStream(fixture('shopify.csv')))
  const product = async (sku: string) => {
    const found = (await read()).find((row) => 'product' in row && row.product.sku === sku)
    if (!found || !('product' in found)) throw new Error(`no ${sku}`)
    return found
  }

  it('folds the rows of one handle into one product with its variants and pictures', async () => {
    expect(await product('linen-tea-dress')).toEqual({
      line: 2,
      product: {
        sku: 'linen-tea-dress',
        title: 'Linen Tea Dress',
        description: 'Light & airy, for long afternoons.',
        brand: 'Quince Row',
        category: 'Dresses',
        price: 80,
        sale_price: 64,
        currency: 'GBP',
        colour: 'Blue',
        tags: ['summer', 'linen'],
        images: ['dress-front.png', 'dress-back.png', 'https://images.example.com/detail.png'],
        variants: [
          { sku: 'QR-1-S', price: 64, size: 'Small', colour: 'Blue', stock: { online: 3 } },
          { sku: 'QR-1-M', price: 64, size: 'Medium', colour: 'Blue', stock: { online: 0 } },
        ],
      },
    })
  })

  it('knows a product without options, and one that is not counted', async () => {
    const { product: coat } = await product('harbour-coat')
    expect(coat).toMatchObject({ price: 120, variants: [{ sku: 'harbour-coat', price: 120 }] })
    expect(coat).not.toHaveProperty('sale_price')
  })

  it('takes what is sold on at zero as in stock, and no "was" below the price', async () => {
    const { product: jeans } = await product('preorder-jeans')
    expect(jeans).toMatchObject({ price: 55, variants: [{ sku: 'PJ-1', price: 55 }] })
    expect(jeans.variants).toEqual([{ sku: 'PJ-1', price: 55 }])
  })

  it('says of every row that is no product on which line it is and why', async () => {
    const refused = (await read()).filter((row) => 'reason' in row)
    expect(refused).toEqual([
      { line: 5, sku: 'QR-1-L', reason: 'its price is "on request", not a number' },
      { line: 8, reason: 'the row has no Handle, so it belongs to no product' },
      {
        line: 9,
        sku: 'orphan-socks',
        reason: 'its first row has no Title; rows of one product must follow each other',
      },
      { line: 10, sku: 'gift-card', reason: 'it is a gift card' },
      { line: 11, sku: 'old-skirt', reason: 'it is not on sale: its status is archived' },
      { line: 12, sku: 'free-hat', reason: 'its price is missing' },
      { line: 12, sku: 'free-hat', reason: 'none of its variants has a price' },
    ])
  })

  it('reads a byte order mark and Windows line ends', async () => {
    const text = '\uFEFFHandle,Title,Variant Price\r\na,A,1\r\n'
    expect(await rows(shopify, said(text))).toMatchObject([{ line: 2, product: { sku: 'a', price: 1 } }])
  })

  it('that is something else is refused with what is missing', async () => {
    await expect(rows(shopify, said('name,price\nx,1\n'))).rejects.toThrow(/no column "Handle"/)
  })

  it('passes on an error of the file', async () => {
    const broken = (async function* () {
      yield Buffer.from('Handle,Title,Variant Price\na,A,1\n')
      throw new Error('the disk failed')
    })()
    await expect(rows(shopify, broken)).rejects.toThrow('the disk failed')
  })
})

describe('JSON Lines', () => {
  it('cuts lines anywhere the file is cut, also within a letter', async () => {
    const bytes = Buffer.from('{"sku":"é"}\r\n\n{"sku":"b"}')
    const pieces = Readable.from([bytes.subarray(0, 9), bytes.subarray(9, 14), bytes.subarray(14)])
    expect(await rows(jsonLines, pieces)).toEqual([
      { line: 1, product: { sku: 'é' } },
      { line: 3, product: { sku: 'b' } },
    ])
  })

  it('refuses what is no JSON object, and shows how it begins', async () => {
    expect(await rows(jsonLines, said('[1]\noops\n'))).toEqual([
      { line: 1, reason: 'not a JSON object: [1]' },
      { line: 2, reason: 'not a JSON object: oops' },
    ])
  })
})

describe('the format of a file', () => {
  it('is told by its name', () => {
    expect(formatOf('export.CSV')).toBe('shopify')
    expect(formatOf('goods.jsonl')).toBe('jsonl')
    expect(() => formatOf('goods.xml')).toThrow(/--format shopify or --format jsonl/)
  })
})

describe('a description', () => {
  it('becomes plain text', () => {
    expect(plainText('<style>p{}</style><p>Caf&eacute;&#33; 1 &lt; 2 &unknown;</p>\n<br/>end&#0;')).toBe(
      'Café! 1 < 2 &unknown; end',
    )
  })
})
