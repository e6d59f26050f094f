/** Lists of products: looking around, more of them, filters, and taking one. */
import type { Filters } from '../../catalogue/filters.ts'
import { isForeign } from '../cleaning.ts'
import { changed, type FilterChange } from '../filters.ts'
import type { Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import type { List, Sort } from '../state.ts'
import { filterWords, TO_START } from '../texts.ts'
import { nothingFor, startFromProduct } from './starts.ts'

export async function* browsed(session: Session, words: string): AsyncGenerator<Reply> {
  if (isForeign(words)) {
    yield { kind: 'text', text: session.texts.englishOnly }
    return
  }
  const before = session.state
  await session.list({ kind: 'words', words })
  if (session.state.list?.shown.length === 0) {
    session.state = before
    yield { kind: 'text', text: await nothingFor(session, words) }
    return
  }
  yield* shown(session, session.texts.found(words))
}

export async function* moreResults(session: Session): AsyncGenerator<Reply> {
  const from = source(session)
  if (!from) {
    yield { kind: 'text', text: session.texts.noList }
    return
  }
  const { list } = session.state
  if (list && !list.more) {
    yield { kind: 'text', text: session.texts.noMore }
    return
  }
  await session.list(from, list ? list.offset + list.shown.length : 0)
  yield* shown(session, session.texts.furtherResults)
}

/** @param isLast nothing follows that shows a list of its own */
export async function* filtered(
  session: Session,
  change: FilterChange,
  isLast: boolean,
): AsyncGenerator<Reply> {
  const filters = changed(session.state.filters, change)
  session.state = { ...session.state, filters }
  if (!isLast) return
  const words = await wordsOf(session, filters)
  const from = narrowed(source(session))
  if (!from) {
    yield { kind: 'text', text: words ? session.texts.filtersKept(words) : session.texts.filtersCleared }
    return
  }
  await session.list(from)
  if (session.state.list?.shown.length === 0) yield { kind: 'text', text: session.texts.nothingPasses(words) }
  else yield* shown(session, headline(session, from, words))
}

/** What was pointed at is too dear; or, where nothing was, half of what was shown. */
export async function* cheaper(session: Session, than?: number): AsyncGenerator<Reply> {
  const matches = await session.matches()
  if (than !== undefined) {
    const dear = matches.find(({ n }) => n === than)
    if (dear) yield* filtered(session, { maxPrice: Math.max(0, Math.ceil(dear.price) - 1) }, true)
    else
      yield {
        kind: 'text',
        text: matches.length === 0 ? session.texts.noList : session.texts.notInList(than, matches.length),
      }
    return
  }
  const prices = matches.map(({ price }) => price).sort((a, b) => a - b)
  const middle = prices[Math.floor((prices.length - 1) / 2)]
  if (middle === undefined) yield { kind: 'text', text: session.texts.noList }
  else yield* filtered(session, { maxPrice: Math.floor(middle) }, true)
}

export async function* chosen(session: Session, n: number): AsyncGenerator<Reply> {
  const shown = session.state.list?.shown ?? []
  const hit = shown[n - 1]
  if (hit) yield* startFromProduct(session, hit.sku)
  else if (shown.length === 0) yield { kind: 'text', text: session.texts.noList }
  else yield { kind: 'error', code: 'unknown-product', text: session.texts.notInList(n, shown.length) }
}

/** A description that fits several products of the list. */
export async function* which(session: Session, numbers: readonly number[]): AsyncGenerator<Reply> {
  const matches = (await session.matches()).filter(({ n }) => numbers.includes(n))
  yield {
    kind: 'question',
    text: session.texts.whichOne,
    choices: matches.map(({ n, title }) => ({
      label: `${n}. ${title}`,
      press: { kind: 'choose', match: n },
    })),
  }
}

function source({ state }: Session): List['from'] | undefined {
  return state.list?.from ?? (state.current === null ? undefined : { kind: 'look', look: state.current })
}

/** What is put together by name is shown whatever the filters are, until one is said of it. */
const narrowed = (from: List['from'] | undefined): List['from'] | undefined =>
  from?.kind === 'skus' ? { ...from, isFiltered: true } : from

function headline(session: Session, from: List['from'], filters: string): string {
  if (from.kind === 'skus') return filters ? session.texts.ofThese(filters) : session.texts.allOfThese
  if (from.kind === 'words') return session.texts.found([from.words, filters].filter(Boolean).join(', '))
  return filters ? session.texts.nearestUnder(filters) : session.texts.nearest
}

const wordsOf = async (session: Session, filters: Filters): Promise<string> =>
  filterWords(filters, await session.shop.currency()).join(', ')

async function* shown(session: Session, text: string): AsyncGenerator<Reply> {
  yield { kind: 'products', text, matches: await session.matches(), more: session.state.list?.more ?? false }
}

/** The list in another order. */
export async function* sorted(session: Session, sort: Sort): AsyncGenerator<Reply> {
  session.state = { ...session.state, sort }
  const from = source(session)
  if (!from) {
    yield { kind: 'text', text: session.texts.noList }
    return
  }
  await session.list(from)
  yield* shown(session, session.texts.sorted[sort])
}

/** What the shop has, for someone whom words did not help. */
export async function* offered(session: Session): AsyncGenerator<Reply> {
  const from = source(session)
  if (from) await session.list(from)
  if (session.state.list?.shown.length) yield* shown(session, session.texts.offerShop)
  else yield { kind: 'question', text: session.texts.offerShop, choices: TO_START }
}
