/**
 * Shopify's product CSV, as its admin exports it. A product's first row has its title; the rows that follow with
 * the same handle add variants and pictures. The handle becomes the sku.
 * https://help.shopify.com/en/manual/products/import-export/using-csv
 */
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { plainText } from '../plain-text.ts'
import type { FeedFormat, FeedRow } from './format.ts'

type Row = Record<string, string>
interface Line {
  line: number
  row: Row
}

const REQUIRED = ['Handle', 'Title', 'Variant Price']
const OPTIONS = [1, 2, 3] as const
const SIZE = /^(size|größe|taille|talla|taglia|maat)$/i
const COLOUR = /^(colou?r|farbe|couleur|color|colore|kleur)$/i

export const shopify: FeedFormat = async function* (chunks, { currency }) {
  let group: Line[] = []
  for await (const { line, row } of lines(chunks)) {
    if (group[0] && group[0].row.Handle !== row.Handle) {
      yield* fold(group, currency)
      group = []
    }
    if (row.Handle) group.push({ line, row })
    else if (Object.values(row).some(Boolean))
      yield { line, reason: 'the row has no Handle, so it belongs to no product' }
  }
  yield* fold(group, currency)
}

async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  const parser = parse({
    bom: true,
    trim: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    columns: checkedHeader,
  })
  // An error of the file reaches the loop below through the parser.
  pipeline(Readable.from(chunks), parser, () => {})
  // `info.lines` is the line a record ends on; a description may span several.
  let before = 1
  for await (const { record, info } of parser) {
    const line = before + 1
    before = info.lines
    yield { line, row: record }
  }
}

function checkedHeader(header: string[]): string[] {
  const missing = REQUIRED.filter((name) => !header.includes(name))
  if (missing.length === 0) return header
  throw new Error(
    `This is not a Shopify product CSV: it has no column ${missing.map((name) => `"${name}"`).join(', ')}. Export it from Products in Shopify's admin, or say --format jsonl for JSON Lines.`,
  )
}

function* fold(group: readonly Line[], currency: string): Generator<FeedRow> {
  const first = group[0]
  if (!first) return
  const { line, row } = first
  const sku = row.Handle as string
  if (!row.Title)
    return yield {
      line,
      sku,
      reason: 'its first row has no Title; rows of one product must follow each other',
    }
  const withdrawn = whyWithdrawn(row)
  if (withdrawn) return yield { line, sku, reason: withdrawn }

  const offers: Offer[] = []
  for (const each of group) {
    // A row with a picture only adds no variant.
    if (!each.row['Variant Price'] && each !== first) continue
    const offer = offerOf(each, row, sku)
    if ('reason' in offer) yield offer
    else offers.push(offer)
  }
  const cheapest = offers.toSorted((a, b) => a.price - b.price)[0]
  if (!cheapest) return yield { line, sku, reason: 'none of its variants has a price' }
  yield {
    line,
    product: {
      sku,
      title: row.Title,
      description: plainText(row['Body (HTML)'] ?? ''),
      brand: row.Vendor,
      category:
        row.Type || lastPart(row['Product Category'] || row['Google Shopping / Google Product Category']),
      ...(cheapest.was === undefined
        ? { price: cheapest.price }
        : { price: cheapest.was, sale_price: cheapest.price }),
      currency,
      cost: amount(row['Cost per item']),
      colour: single(offers.map(({ variant }) => variant.colour)),
      tags: (row.Tags ?? '')
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
      images: imagesOf(group),
      variants: offers.map(({ variant }) => variant),
    },
  }
}

function whyWithdrawn(row: Row): string | undefined {
  if (/^(draft|archived)$/i.test(row.Status ?? '')) return `it is not on sale: its status is ${row.Status}`
  if (/^false$/i.test(row.Published ?? '')) return 'it is not on sale: Published is false'
  if (/^true$/i.test(row['Gift Card'] ?? '')) return 'it is a gift card'
  return undefined
}

interface Offer {
  price: number
  /** The price before a sale. */
  was?: number
  variant: {
    sku: string
    price: number
    size?: string
    colour?: string
    barcode?: string
    stock?: Record<string, number>
  }
}

function offerOf(
  { line, row }: Line,
  first: Row,
  handle: string,
): Offer | Extract<FeedRow, { reason: string }> {
  const price = amount(row['Variant Price'])
  if (price === undefined)
    return {
      line,
      sku: row['Variant SKU'] || handle,
      reason: `its price is ${row['Variant Price'] ? `"${row['Variant Price']}", not a number` : 'missing'}`,
    }
  const compareAt = amount(row['Variant Compare At Price'])
  const values = OPTIONS.map((n) => ({
    // Only the first row names the options.
    name: first[`Option${n} Name`] ?? '',
    value: row[`Option${n} Value`] ?? '',
  })).filter(({ name, value }) => value && name !== 'Title')
  const named = (pattern: RegExp) => values.find(({ name }) => pattern.test(name))?.value
  const size = named(SIZE)
  const colour = named(COLOUR)
  const stock = stockOf(row)
  return {
    price,
    ...(compareAt !== undefined && compareAt > price && { was: compareAt }),
    variant: {
      sku: row['Variant SKU'] || [handle, ...values.map(({ value }) => value)].join('-'),
      price,
      ...(size && { size }),
      ...(colour && { colour }),
      ...(row['Variant Barcode'] && { barcode: row['Variant Barcode'] }),
      ...(stock && { stock }),
    },
  }
}

/** Undefined where the shop does not count, or sells on when there is none left. */
function stockOf(row: Row): Record<string, number> | undefined {
  const pieces = Number(row['Variant Inventory Qty'])
  const counted = row['Variant Inventory Tracker'] && row['Variant Inventory Policy'] !== 'continue'
  if (!counted || !row['Variant Inventory Qty'] || !Number.isFinite(pieces)) return undefined
  return { online: Math.max(0, pieces) }
}

function imagesOf(group: readonly Line[]): string[] {
  const images = group
    .filter(({ row }) => row['Image Src'])
    .map(({ row }) => ({
      source: row['Image Src'] as string,
      position: Number(row['Image Position']) || 999,
    }))
    .sort((a, b) => a.position - b.position)
    .map(({ source }) => source)
  return [...new Set(images)]
}

const amount = (text: string | undefined): number | undefined =>
  text && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined

/** Shopify's own taxonomy is a path: "Apparel & Accessories > Clothing > Dresses". */
const lastPart = (path: string | undefined): string | undefined => path?.split('>').at(-1)?.trim()

function single<T>(values: readonly (T | undefined)[]): T | undefined {
  const distinct = new Set(values)
  return distinct.size === 1 ? values[0] : undefined
}
