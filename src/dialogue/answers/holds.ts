/** Pieces held for customers: by whom, for whom, until when, and under which number. */
import { normalSize } from '../../catalogue/product.ts'
import type { Hold } from '../../storage/holds.ts'
import type { CounterCommand } from '../commands/counter.ts'
import type { Choice, Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { around, type StoreStock } from '../stock.ts'
import { listed } from '../texts.ts'
import { COUNTER } from '../texts-counter.ts'
import { found, notFound } from './lookup.ts'
import { kept } from './outfits.ts'
import { askStore } from './stores.ts'

type Wanted = Extract<CounterCommand, { kind: 'hold' }>

/** How long a piece is held, in milliseconds. */
const HELD_MS = 48 * 60 * 60 * 1000
/** Told at once. */
const MOST = 25
const LONGEST_NAME = 100

/** @param request the same one is given the same piece, however often it comes */
export async function* hold(
  session: Session,
  wanted: Wanted,
  sentence: string,
  request: string,
): AsyncGenerator<Reply> {
  if (!session.rights.holds) {
    yield { kind: 'text', text: COUNTER.cannotHold }
    if (typeof wanted.thing !== 'object') yield* kept(session, wanted.thing)
    return
  }
  const thing = await found(session, wanted.thing)
  if (!thing) {
    yield { kind: 'text', text: notFound(session, wanted.thing) }
    return
  }
  const { article } = thing
  const store = wanted.store ?? session.settings.store
  if (store === undefined) {
    yield* askStore(session, sentence)
    return
  }
  const stock = (await session.stockOf([article])).get(article.sku)
  if (!stock) {
    yield { kind: 'text', text: COUNTER.notCounted(article.title) }
    return
  }
  const stores = around(stock, await session.shop.stores(), store)
  const here = stores.find((one) => one.store === store)?.sizes ?? []
  const named = wanted.size ?? thing.size ?? (here.length === 1 ? here[0]?.size : undefined)
  if (named === undefined && here.length > 0) {
    yield {
      kind: 'question',
      text: COUNTER.whichSize(article.title, store),
      choices: here.slice(0, 10).map(({ size }) => inSize(article.sku, size, wanted)),
    }
    return
  }
  const there = here.find(({ size }) => normalSize(size) === normalSize(named ?? ''))
  const elsewhere = () =>
    COUNTER.noneHere(article.title, named ?? '', store, othersWith(stores, store, named))
  if (!there) {
    yield { kind: 'text', text: elsewhere() }
    return
  }
  // Of all that the store has, because those that are held count too.
  const pieces = piecesIn(article.product?.variants, store, there.size)
  const placed = await session.holds.place(
    {
      sku: article.sku,
      size: there.size,
      store,
      customer: wanted.customer?.slice(0, LONGEST_NAME),
      heldBy: session.shopper?.id ?? '',
      expiresAt: new Date(Date.now() + HELD_MS),
      request,
    },
    pieces,
  )
  yield { kind: 'text', text: placed ? COUNTER.held(article.title, placed) : elsewhere() }
}

/** By its number, so that the list may have changed by the time it is chosen. */
function inSize(sku: string, size: string, { store, customer }: Wanted): Choice {
  const where = store ? ` at ${store}` : ''
  return {
    label: size || 'One size',
    text: `hold ${sku} in ${size}${where}${customer ? ` for ${customer}` : ''}`,
  }
}

const piecesIn = (
  variants: readonly { size?: string | undefined; stock?: Record<string, number> | undefined }[] | undefined,
  store: string,
  size: string,
): number =>
  (variants ?? [])
    .filter((variant) => (variant.size ?? '') === size)
    .reduce((sum, { stock }) => sum + Math.max(0, stock?.[store] ?? 0), 0)

const othersWith = (stores: readonly StoreStock[], store: string, size: string | undefined): string =>
  listed(
    stores
      .filter(
        (one) =>
          one.store !== store &&
          one.sizes.some((there) => size === undefined || normalSize(there.size) === normalSize(size)),
      )
      .map((one) => one.store),
  )

export async function* holds(session: Session, sentence: string): AsyncGenerator<Reply> {
  const { seesHolds } = session.rights
  if (seesHolds === 'by-number') {
    yield { kind: 'text', text: COUNTER.onlyStaff }
    return
  }
  const { store } = session.settings
  if (seesHolds === 'own-store' && store === undefined) {
    yield* askStore(session, sentence)
    return
  }
  const of = seesHolds === 'all' ? undefined : store
  const open = await session.holds.list(of, MOST)
  if (open.length === 0) {
    yield { kind: 'text', text: COUNTER.noHolds(of) }
    return
  }
  const titles = await titlesOf(session, open)
  const lines = open.map((one) => COUNTER.holdLine(titles(one), one))
  yield { kind: 'text', text: [COUNTER.holds(of, open.length), ...lines].join('\n') }
}

export async function* holdByNumber(
  session: Session,
  reference: string,
  wish: 'tell' | 'collected' | 'released',
  sentence: string,
): AsyncGenerator<Reply> {
  const { rights, settings } = session
  if (wish !== 'tell' && !rights.holds) {
    yield { kind: 'text', text: COUNTER.onlyStaff }
    return
  }
  const one = await session.holds.get(reference)
  if (!one) {
    yield { kind: 'text', text: COUNTER.noSuchHold(reference) }
    return
  }
  const isOurs =
    rights.seesHolds === 'all' || (rights.seesHolds === 'own-store' && one.store === settings.store)
  if (wish === 'tell') {
    const titles = await titlesOf(session, [one])
    // A customer has the number and may hear of it; the name is for the store alone.
    const whose = isOurs && one.customer ? `, ${COUNTER.heldFor(one.customer)}` : ''
    const next = isOurs && one.status === 'open' ? ` ${COUNTER.endHold(reference)}` : ''
    yield { kind: 'text', text: `${COUNTER.hold[one.status](titles(one), one)}${whose}.${next}` }
  } else if (rights.seesHolds === 'own-store' && settings.store === undefined)
    yield* askStore(session, sentence)
  else if (!isOurs) yield { kind: 'text', text: COUNTER.ofAnotherStore(one.store) }
  else if (await session.holds.close(reference, wish))
    yield { kind: 'text', text: COUNTER.ended[wish](reference) }
  else {
    const titles = await titlesOf(session, [one])
    yield { kind: 'text', text: `${COUNTER.hold[one.status](titles(one), one)}.` }
  }
}

async function titlesOf({ shop }: Session, holds: readonly Hold[]): Promise<(hold: Hold) => string> {
  const articles = await shop.articles(holds.map(({ sku }) => sku))
  return ({ sku }) => articles.get(sku)?.title ?? sku
}
