/** Where a product is to be had, store by store; and the store of the one who is speaking. */
import type { Reply } from '../reply.ts'
import type { Rights } from '../roles.ts'
import type { Session } from '../session.ts'
import type { Article } from '../shop.ts'
import { around, type StoreStock } from '../stock.ts'
import { listed } from '../texts.ts'
import { COUNTER } from '../texts-counter.ts'

/** The own store first, the nearest next. Undefined when the shop does not count pieces by store. */
export async function whereOf(session: Session, article: Article): Promise<string | undefined> {
  const { texts, rights, settings } = session
  const stock = (await session.stockOf([article])).get(article.sku)
  if (!stock) return undefined
  const stores = around(stock, await session.shop.stores(), settings.store)
  if (!stores.some(({ sizes }) => sizes.length > 0)) return texts.inNoStore
  return `${stores.map((one) => told(session, one, rights)).join('; ')}.`
}

function told({ texts }: Session, { store, isOwn, km, sizes }: StoreStock, { seesPieces }: Rights): string {
  const name = isOwn ? COUNTER.here(store) : km === undefined ? store : COUNTER.away(store, Math.round(km))
  if (sizes.length === 0) return COUNTER.hasNone(name)
  const words = sizes.map(({ size, pieces }) => (seesPieces ? texts.pieces(size, pieces) : size))
  return texts.inStore(name, listed(words.filter(Boolean)))
}

/** Choices of one question. */
const ASKED = 10

/**
 * Asks those who work in a store which it is, once; `sentence` is done when they have said so. Gives nothing when it is
 * known, or no business of theirs.
 */
export async function* askStore(session: Session, sentence: string): AsyncGenerator<Reply> {
  if (session.settings.store !== undefined || !session.rights.worksInStore) return
  const stores = await session.shop.stores()
  if (stores.length === 0) return
  session.state = { ...session.state, waiting: sentence }
  yield {
    kind: 'question',
    text: COUNTER.whichStore,
    choices: stores.slice(0, ASKED).map(({ name }) => ({ label: name, text: `my store is ${name}` })),
  }
}

export async function* ownStore(session: Session, name: string | null | undefined): AsyncGenerator<Reply> {
  const { settings } = session
  if (name === undefined) {
    yield { kind: 'text', text: settings.store ? COUNTER.yourStore(settings.store) : COUNTER.noStore }
    return
  }
  if (name === null) {
    const { store: _, ...rest } = settings
    session.settings = rest
    yield { kind: 'text', text: COUNTER.storeForgotten }
    return
  }
  const names = (await session.shop.stores()).map((store) => store.name)
  const store = names.find((known) => known.toLowerCase() === name.toLowerCase())
  if (store === undefined) {
    yield { kind: 'text', text: COUNTER.noSuchStore(name, names) }
    return
  }
  session.settings = { ...settings, store }
  yield { kind: 'text', text: COUNTER.storeKept(store) }
}

export async function* customerMode(session: Session, on: boolean): AsyncGenerator<Reply> {
  if (session.role === 'shopper') {
    yield { kind: 'text', text: COUNTER.onlyStaff }
    return
  }
  session.state = { ...session.state, forCustomer: on }
  yield { kind: 'text', text: on ? COUNTER.forCustomer : COUNTER.forStaff }
}
