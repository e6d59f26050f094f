/** A conversation while one of its turns is handled: what is known, and what is to be committed. */
import type { Category, SubEdit } from '../attributes.ts'
import { Filters, passes } from '../catalogue/filters.ts'
import type { Reading } from '../editing/reading.ts'
import type { Blobs } from '../storage/blobs.ts'
import type { StoredConversation, StoredLook } from '../storage/conversations.ts'
import type { Holds } from '../storage/holds.ts'
import type { Shares } from '../storage/shares.ts'
import type { Forgotten } from '../storage/shoppers.ts'
import { describe } from './describe.ts'
import { DialogueError } from './errors.ts'
import { type Texts, textsFor } from './languages.ts'
import type { LookView, Match, Picture, StoreView, Verdict } from './reply.ts'
import { RIGHTS, type Rights, type Role } from './roles.ts'
import type { Shared } from './shared.ts'
import { type Article, facetsOf, type Hit, type Shop } from './shop.ts'
import { goTo, INITIAL, type List, type Settings, type Sort, State } from './state.ts'
import { around, type Stock, stockOf } from './stock.ts'
import type { MadeLook, Studio } from './studio.ts'

/** Products in a list. */
const LISTED = 8
/** The nearest so many are put in order when a price decides: beyond them nothing is like the look. */
const SORTED = 60
/** Stores told of beside the own one, on a product in a list. */
const NEARBY = 2

export interface Making {
  parent: number | null
  edit: SubEdit | null
  verdict: Verdict
  seed: number | null
  origin: string | null
}

/** Who is speaking, and what is known of them. */
export interface Shopper {
  /** Channel and user. */
  id: string
  role: Role
  locale?: string | undefined
  settings: Settings
  /** Deletes everything of theirs, this conversation included, and says how much that was. */
  forget(): Promise<Forgotten>
}

/** What a conversation is held in. */
export interface Rooms {
  studio: Studio
  shop: Shop
  blobs: Blobs
  holds: Holds
  shares: Shares
}

export class Session {
  state: State
  /** Of all chapters; those of this turn too. */
  readonly looks: StoredLook[]
  readonly signal: AbortSignal | undefined
  readonly studio: Studio
  readonly shop: Shop
  readonly holds: Holds
  readonly shares: Shares
  /** What the shopper wants in every conversation. */
  settings: Settings
  /** Who is speaking; undefined where nobody is. */
  readonly shopper: Shopper | undefined
  readonly #blobs: Blobs
  readonly #texts: Texts
  #committed: State
  #settings: Settings
  #uncommitted: StoredLook[] = []

  constructor(
    stored: Pick<StoredConversation, 'state' | 'looks'> | undefined,
    rooms: Rooms,
    signal?: AbortSignal,
    shopper?: Shopper,
  ) {
    this.shopper = shopper
    this.settings = this.#settings = shopper?.settings ?? {}
    this.state = stateOf(stored, this.settings)
    this.#committed = this.state
    this.looks = [...(stored?.looks ?? [])]
    this.studio = rooms.studio
    this.shop = rooms.shop
    this.holds = rooms.holds
    this.shares = rooms.shares
    this.#blobs = rooms.blobs
    this.#texts = textsFor(shopper?.locale)
    this.signal = signal
  }

  /** What may be told to the one who is speaking. */
  get rights(): Rights {
    return RIGHTS[this.state.forCustomer ? 'shopper' : this.role]
  }

  /** What they are to the shop, whoever looks over their shoulder. */
  get role(): Role {
    return this.shopper?.role ?? 'shopper'
  }

  /** In the language of the one who is speaking. */
  get texts(): Texts {
    return this.#texts
  }

  /** Looks of the chapter in hand, in order. */
  get chapter(): StoredLook[] {
    return this.looks.filter(({ chapter }) => chapter === this.state.chapter)
  }

  look(n: number | null): StoredLook | undefined {
    return this.chapter.find((look) => look.n === n)
  }

  /** The looks that led to one, oldest first, itself the last. */
  line(look: StoredLook): StoredLook[] {
    const looks = [look]
    for (let parent = this.look(look.parent); parent; parent = this.look(parent.parent)) looks.unshift(parent)
    return looks
  }

  get current(): StoredLook | undefined {
    return this.look(this.state.current)
  }

  get nextNumber(): number {
    return (this.chapter.at(-1)?.n ?? 0) + 1
  }

  /** What the next commit stores; undefined when nothing changed since the last. */
  get changes(): { state: State; newLooks: StoredLook[]; settings?: Settings } | undefined {
    const isRemembered = this.settings !== this.#settings
    if (this.state === this.#committed && this.#uncommitted.length === 0 && !isRemembered) return undefined
    return {
      state: this.state,
      newLooks: this.#uncommitted,
      ...(isRemembered && { settings: this.settings }),
    }
  }

  committed(): void {
    this.#settings = this.settings
    this.#committed = this.state
    this.#uncommitted = []
  }

  /** Drops what was not committed. */
  reset(): void {
    this.settings = this.#settings
    this.state = this.#committed
    this.looks.splice(this.looks.length - this.#uncommitted.length)
    this.#uncommitted = []
  }

  /** Stores a look's bytes and takes it in hand. */
  async hold(made: MadeLook, { parent, edit, verdict, seed, origin }: Making): Promise<StoredLook> {
    const [picture, latent] = await Promise.all([this.#blobs.put(made.picture), this.#blobs.put(made.latent)])
    const look: StoredLook = {
      chapter: this.state.chapter,
      n: this.nextNumber,
      parent,
      edit,
      seed,
      origin,
      verdict,
      reading: made.reading,
      picture,
      width: made.width,
      height: made.height,
      latent,
      embedding: made.embedding,
      model: this.studio.model,
    }
    this.looks.push(look)
    this.#uncommitted.push(look)
    this.state = goTo(this.state, look.n)
    return look
  }

  /** A stored look as the studio takes it. One that another model made is read afresh from its picture. */
  async made(look: StoredLook): Promise<Pick<MadeLook, 'picture' | 'latent' | 'reading' | 'embedding'>> {
    const [picture, latent] = await Promise.all([this.#blobs.get(look.picture), this.#blobs.get(look.latent)])
    if (!picture) throw new DialogueError('storage', this.texts.pictureLost(look.n))
    if (look.model !== this.studio.model || !latent) return this.studio.start(picture)
    return { picture, latent, reading: readingOf(look), embedding: look.embedding }
  }

  /** Makes the list that follows a look or words, from `offset` on, under the filters in force. */
  async list(from: List['from'], offset = 0): Promise<void> {
    const { filters, sort } = this.state
    const wanted = sort === 'match' ? offset + LISTED + 1 : Math.max(SORTED, offset + LISTED + 1)
    const found =
      from.kind === 'words'
        ? await this.shop.byWords(from.words, filters, wanted)
        : from.kind === 'look'
          ? await this.#near(from.look, wanted)
          : await this.#these(from)
    const hits = await this.#ordered(found, sort)
    const shown = hits.slice(offset, offset + LISTED)
    this.state = { ...this.state, list: { from, shown, offset, more: hits.length > offset + LISTED } }
  }

  /** The list in force, as matches. Products that have left the shelf since are left out. */
  async matches(): Promise<Match[]> {
    const shown = this.state.list?.shown ?? []
    const articles = await this.shop.articles(shown.map(({ sku }) => sku))
    const stores = await this.#storesOf([...articles.values()])
    const notes = new Map(this.state.shortlist.map(({ sku, note }) => [sku, note]))
    return shown.flatMap(({ sku, score }, i) => {
      const article = articles.get(sku)
      if (!article) return []
      const [there, note] = [stores.get(sku), notes.get(sku)]
      return { ...match(article, i + 1, score), ...(there && { stores: there }), ...(note && { note }) }
    })
  }

  /** By sku, for those whose pieces the shop counts by store. */
  async stockOf(articles: readonly Article[]): Promise<Map<string, Stock>> {
    const held = await this.holds.held(articles.map(({ sku }) => sku))
    return new Map(
      articles.flatMap(({ sku, product }) => {
        const stock = stockOf(
          product?.variants,
          held.filter((piece) => piece.sku === sku),
        )
        return stock ? [[sku, stock] as const] : []
      }),
    )
  }

  /** Told only to those whose store is known: for others no store is near. */
  async #storesOf(articles: readonly Article[]): Promise<Map<string, StoreView[]>> {
    const own = this.settings.store
    if (own === undefined || articles.length === 0) return new Map()
    const [stocks, places] = await Promise.all([this.stockOf(articles), this.shop.stores()])
    const { seesPieces } = this.rights
    const told = (stock: Stock): StoreView[] =>
      around(stock, places, own)
        .slice(0, 1 + NEARBY)
        .map(({ sizes, ...store }) => ({
          ...store,
          sizes: sizes.map(({ size, pieces }) => (seesPieces ? { size, pieces } : { size })),
        }))
    return new Map([...stocks].map(([sku, stock]) => [sku, told(stock)]))
  }

  async #these({ skus, isFiltered }: Extract<List['from'], { kind: 'skus' }>): Promise<Hit[]> {
    const articles = isFiltered ? await this.shop.articles(skus) : undefined
    const isIn = (sku: string) => {
      const article = articles?.get(sku)
      return !articles || (article !== undefined && passes(facetsOf(article), this.state.filters))
    }
    return skus.filter(isIn).map((sku) => ({ sku, score: 1 }))
  }

  async #ordered(hits: Hit[], sort: Sort): Promise<Hit[]> {
    if (sort === 'match') return hits
    const articles = await this.shop.articles(hits.map(({ sku }) => sku))
    const price = ({ sku }: Hit) => articles.get(sku)?.price ?? Number.POSITIVE_INFINITY
    const way = sort === 'price-up' ? 1 : -1
    return [...hits].sort((a, b) => way * (price(a) - price(b)))
  }

  /** Bytes of a stored picture. */
  async picture(id: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(id)
  }

  /** Stores a picture that is no look, and gives it as replies name it. */
  async drawn(
    { picture, ...size }: { picture: Uint8Array; width: number; height: number },
    alt: string,
  ): Promise<Picture> {
    return { id: await this.#blobs.put(picture), alt, ...size }
  }

  /** The product most like a look, of the look's own category; undefined where the shop has none that passes. */
  async nearestTo({ n }: StoredLook, category: Category): Promise<string | undefined> {
    const [hit] = await this.#near(n, 1, { ...this.state.filters, category })
    return hit?.sku
  }

  /** Keeps it under an id that can be passed on; undefined where nobody is speaking. */
  async share(content: Shared): Promise<string | undefined> {
    return this.shopper && this.shares.add(this.shopper.id, content)
  }

  /** By likeness; where no photo can be compared (yet), by what the look is. */
  async #near(n: number, wanted: number, filters = this.state.filters): Promise<Hit[]> {
    const look = this.look(n)
    if (!look) throw new RangeError(`there is no look ${n} in this chapter`)
    const { embedding } = look.model === this.studio.model ? look : await this.made(look)
    const hits = await this.shop.nearest(embedding, filters, wanted)
    return hits.length > 0 ? hits : this.shop.byWords(describe(readingOf(look)), filters, wanted)
  }
}

function stateOf(stored: Pick<StoredConversation, 'state'> | undefined, settings: Settings): State {
  return stored?.state ? State.parse(stored.state) : { ...INITIAL, filters: Filters.parse(settings) }
}

export const readingOf = (look: StoredLook): Reading => look.reading as Reading

export function lookView(look: StoredLook): LookView {
  const { n, parent, edit, verdict, picture, width, height } = look
  return { n, parent, edit, verdict, picture: { id: picture, alt: describe(readingOf(look)), width, height } }
}

export function match(
  { photo, product: _, catalogue: __, ...article }: Article,
  n: number,
  score: number,
): Match {
  return { n, ...article, ...(photo && { picture: { ...photo, alt: article.title } }), score }
}
