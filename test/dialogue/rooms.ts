/** The dialogue's rooms as fast doubles: a studio that knows garments by heart, and a small shop. */
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { type Attribute, type SubEdit, VALUES } from '../../src/attributes.ts'
import { normalCode } from '../../src/catalogue/codes.ts'
import type { Filters } from '../../src/catalogue/filters.ts'
import { passes } from '../../src/catalogue/filters.ts'
import { createCore } from '../../src/dialogue/core.ts'
import type { Reply } from '../../src/dialogue/reply.ts'
import type { Article, Hit, Shop } from '../../src/dialogue/shop.ts'
import type { MadeLook, Studio } from '../../src/dialogue/studio.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import type { Intent } from '../../src/editing/intent.ts'
import { PhotoError } from '../../src/editing/photo.ts'
import type { Reading } from '../../src/editing/reading.ts'
import { verdict } from '../../src/editing/verdict.ts'
import { split } from '../../src/language/split.ts'
import type { Blobs } from '../../src/storage/blobs.ts'
import { openConversations } from '../../src/storage/conversations.ts'
import { openHolds } from '../../src/storage/holds.ts'
import { openShares } from '../../src/storage/shares.ts'
import { openShoppers } from '../../src/storage/shoppers.ts'
import { openStorage } from '../../src/storage/storage.ts'

type Worn = Partial<Record<Attribute, string | null>> & { details: string[]; lightness: number }

/** A real picture, so that channels can show it; what is worn on it stands behind its end. */
const PNG = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#888888' } })
  .png({ palette: true })
  .toBuffer()
const DRESS: Worn = {
  category: 'dress',
  colour: 'red',
  pattern: 'solid',
  sleeve: 'short',
  neckline: 'collar',
  length: 'knee',
  fit: 'regular',
  silhouette: 'straight',
  material: 'cotton',
  details: [],
  lightness: 50,
}

/** A photo that the studio understands. */
export const photoOf = (worn: Partial<Worn> = {}) =>
  Buffer.concat([PNG, Buffer.from(JSON.stringify({ ...DRESS, ...worn }))])

function lookOf(worn: Worn): MadeLook {
  const { details, lightness, ...attributes } = worn
  const confidence = Object.fromEntries(Object.keys(attributes).map((attribute) => [attribute, 1]))
  const reading: Reading = { attributes, details, lightness, confidence }
  const picture = photoOf(worn)
  const latent = Buffer.from(JSON.stringify(worn))
  return { picture, latent, reading, width: 256, height: 256, embedding: embeddingOf(worn) }
}

const SPACE = Object.entries(VALUES).flatMap(([attribute, values]) =>
  values.map((value) => ({ attribute: attribute as Attribute, value })),
)
const embeddingOf = (worn: Worn): Float32Array =>
  Float32Array.from(SPACE, ({ attribute, value }) => (worn[attribute] === value ? 1 : 0))

function changed(worn: Worn, { attribute, change, value }: SubEdit): Worn {
  if (attribute === 'detail' && value)
    return {
      ...worn,
      details:
        change === 'remove' ? worn.details.filter((detail) => detail !== value) : [...worn.details, value],
    }
  if (attribute === 'brightness')
    return { ...worn, lightness: worn.lightness + (change === 'less' ? -20 : 20) }
  if (attribute === null || attribute === 'style') return worn
  const scale: readonly string[] = VALUES[attribute]
  if (change === 'more' || change === 'less') {
    const step = (change === 'more' ? 1 : -1) * (attribute === 'fit' ? -1 : 1)
    const at = Math.min(scale.length - 1, Math.max(0, scale.indexOf(worn[attribute] ?? '') + step))
    return { ...worn, [attribute]: scale[at] }
  }
  if (change === 'remove') {
    const bare = { sleeve: 'sleeveless', neckline: 'crew', pattern: 'solid' } as Record<string, string>
    return { ...worn, [attribute]: bare[attribute] ?? 'none' }
  }
  return { ...worn, [attribute]: value }
}

export interface FakeStudio extends Studio {
  /** Sub-edits that never take, by their text. */
  stubborn: Set<string>
  /** Thrown by the round that has this number, counted from 1 over the studio's life. */
  failures: Map<number, Error>
  /** Every round that was asked for. */
  rounds: { text: string; seed: number; attempt: number; intent: Intent }[]
  stepMs: number
  model: string
}

const STEPS = 3

const fresh = () => ({
  stubborn: new Set<string>(),
  failures: new Map<number, Error>(),
  rounds: [],
  stepMs: 0,
  model: 'fake-1',
})

export function fakeStudio(): FakeStudio {
  const studio: FakeStudio = {
    ...fresh(),
    async start(photo) {
      const bytes = Buffer.from(photo)
      if (!bytes.subarray(0, PNG.length).equals(PNG))
        throw new PhotoError('not-a-picture', 'That file is not a picture I can read.')
      return lookOf(JSON.parse(bytes.subarray(PNG.length).toString()))
    },
    isFit: async () => true,
    board: async ([first = PNG]) => ({ picture: first, width: 512, height: 256 }),
    async edit(from, edit, { seed, attempt, intent, signal, onStep }) {
      studio.rounds.push({ text: edit.text, seed, attempt, intent })
      const failure = studio.failures.get(studio.rounds.length)
      for (let step = 1; step <= STEPS; step++) {
        await sleep(studio.stepMs)
        signal?.throwIfAborted()
        onStep?.(step, STEPS)
      }
      if (failure) throw failure
      const worn: Worn = JSON.parse(Buffer.from(from.latent).toString())
      const made = lookOf(studio.stubborn.has(edit.text) ? worn : changed(worn, edit))
      return { ...made, verdict: verdict(edit, from.reading, made.reading) }
    },
  }
  return studio
}

const COLOURS = ['red', 'blue', 'green', 'navy', 'white', 'black']
const CATEGORIES = ['dress', 'skirt', 'jacket']

interface Item extends Article {
  worn: Worn
  category: string
}

/** Thirty-six products: dresses, skirts and jackets in six colours, at 20 to 195; every ninth is reduced. */
export const ITEMS: Item[] = Array.from({ length: 36 }, (_, i) => {
  const category = CATEGORIES[i % 3] as string
  const colour = COLOURS[Math.floor(i / 3) % 6] as string
  const sleeve = category === 'skirt' ? null : i < 18 ? 'short' : 'long'
  const neckline = category === 'skirt' ? null : 'crew'
  return {
    sku: `SKU-${i + 1}`,
    title: `${i < 18 ? 'Short' : 'Long'} ${colour} ${category}`,
    brand: i % 2 ? 'Tidewater' : 'Ossa',
    price: 20 + 5 * i,
    ...(i % 9 === 4 && { was: 40 + 5 * i }),
    currency: 'EUR',
    sizes: ['S', 'M', ...(i % 4 === 0 ? [] : ['L'])].map((size) => ({ size, inStock: i % 5 !== 0 })),
    inStock: i % 5 !== 0,
    category,
    product: {
      category,
      colour,
      material: i % 2 ? 'cotton' : 'linen and cotton',
      description: `A ${colour} ${category} for every day.`,
    },
    worn: { ...DRESS, category, colour, sleeve, neckline, length: i < 18 ? 'mini' : 'maxi' },
  }
})

/** Two of them are somewhere; the last is nowhere. */
export const PLACES = [
  { name: 'Lisbon', latitude: 38.71, longitude: -9.14 },
  { name: 'Lyon', latitude: 45.76, longitude: 4.84 },
  { name: 'online' },
]

export interface FakeShop extends Shop {
  items: Item[]
}

export function fakeShop(blobs: Blobs): FakeShop {
  const passing = (filters: Filters) =>
    shop.items.filter((item) =>
      passes({ ...item, brand: item.brand ?? null, colour: item.product?.colour }, filters),
    )
  const best = (hits: Hit[], limit: number) =>
    hits
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
  const shop: FakeShop = {
    items: ITEMS,
    currency: async () => 'EUR',
    catalogues: async () => ['main'],
    brands: async () => ['Ossa', 'Tidewater'],
    stores: async () => PLACES,
    async byCode(code) {
      const wanted = normalCode(code)
      const codes = ({ sku, product }: Item) =>
        [sku, ...(product?.variants ?? []).flatMap((one) => [one.sku ?? '', one.barcode ?? ''])].map(
          normalCode,
        )
      return shop.items.filter((item) => codes(item).includes(wanted)).map(({ sku }) => sku)
    },
    async articles(skus) {
      const asked = new Set(skus.map((sku) => sku.toLowerCase()))
      const found = shop.items.filter(({ sku }) => asked.has(sku.toLowerCase()))
      const entries = found.map(async ({ worn, category: _, ...article }) => {
        const photo = { id: await blobs.put(photoOf(worn)), width: 256, height: 256 }
        return [article.sku, { ...article, photo }] as const
      })
      return new Map(await Promise.all(entries))
    },
    photo: async (sku) => {
      const item = shop.items.find((item) => item.sku === sku)
      return item && photoOf(item.worn)
    },
    async byWords(words, filters, limit) {
      const said = words.toLowerCase().match(/[a-z]+/g) ?? []
      const score = ({ title }: Item) =>
        title
          .toLowerCase()
          .split(' ')
          .filter((word) => said.some((one) => one.startsWith(word))).length
      return best(
        passing(filters).map((item) => ({ sku: item.sku, score: score(item) / 3 })),
        limit,
      )
    },
    async nearest(embedding, filters, limit) {
      const cosine = (worn: Worn) =>
        embeddingOf(worn).reduce((sum, x, i) => sum + x * (embedding[i] ?? 0), 0) / 9
      return best(
        passing(filters).map((item) => ({ sku: item.sku, score: cosine(item.worn) })),
        limit,
      )
    },
    random: async (seed, filters) => passing(filters)[seed % Math.max(1, passing(filters).length)]?.sku,
  }
  return shop
}

export interface OpenOptions {
  studio?: FakeStudio
  /** Replaces the store's own way to keep bytes, for example with one that is full. */
  put?: (put: Blobs['put']) => Blobs['put']
  locale?: string
}

/** A core over a data folder, as `openCore` would make it, but with the doubles. */
export async function openFake(dataDir: string, { studio = fakeStudio(), put, locale }: OpenOptions = {}) {
  const storage = await openStorage(dataDir)
  const blobs: Blobs = { ...storage.blobs, put: put ? put(storage.blobs.put) : storage.blobs.put }
  const conversations = openConversations(storage.db)
  const failures: unknown[] = []
  const shop = fakeShop(storage.blobs)
  const { nearest } = shop
  const core = createCore({
    conversations,
    shoppers: openShoppers(storage.db, blobs),
    holds: openHolds(storage.db),
    shares: openShares(storage.db),
    blobs,
    shop,
    studio,
    split,
    locale,
    log: { error: (...what: unknown[]) => void failures.push(what) } as never,
  })
  let turns = 0
  let conversation = 'test:1'
  const turn = (said: string | Partial<Turn>): Turn => ({
    id: `turn-${++turns}-${Math.random()}`,
    conversation,
    user: 'someone',
    channel: 'test',
    ...(typeof said === 'string' ? { text: said } : said),
  })
  const close = async () => {
    await core.close()
    await storage.close()
  }
  return {
    core,
    storage,
    studio,
    shop,
    failures,
    close,
    turn,
    /** Turns from here on belong to another conversation, unless they name one. */
    meet(other: string) {
      conversation = other
    },
    /** The studio and the shop as they were at first. */
    reset() {
      Object.assign(studio, fresh())
      shop.items = ITEMS
      shop.nearest = nearest
    },
    view: () => core.view(conversation),
    /** Says it, and gives all replies. */
    say: (said: string | Partial<Turn>, signal?: AbortSignal) => all(core.handle(turn(said), signal)),
  }
}

export async function all(replies: AsyncIterable<Reply>): Promise<Reply[]> {
  const seen: Reply[] = []
  for await (const reply of replies) seen.push(reply)
  return seen
}

export const kinds = (replies: readonly Reply[]): string[] =>
  replies.filter(({ kind }) => kind !== 'progress').map(({ kind }) => kind)

export const texts = (replies: readonly Reply[]): string[] =>
  replies.flatMap((reply) => ('text' in reply ? [reply.text] : []))

export function viewIn(replies: readonly Reply[]) {
  const last = replies.at(-1)
  if (last?.kind !== 'done') throw new Error('the turn has no end')
  return last.view
}
