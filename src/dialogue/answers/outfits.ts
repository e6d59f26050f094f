/** The outfit: one thing a slot, shown as one picture with what it costs; and cards to pass on. */
import type { Category } from '../../attributes.ts'
import type { StoredLook } from '../../storage/conversations.ts'
import type { Command, Item } from '../command.ts'
import { describe } from '../describe.ts'
import type { Picture, Reply } from '../reply.ts'
import { lookView, readingOf, type Session } from '../session.ts'
import { facetsOf } from '../shop.ts'
import { type Kept, keep, SLOTS, type Slot, slotOf } from '../state.ts'
import { listed, money } from '../texts.ts'
import { side } from './asks.ts'

export async function* kept(session: Session, item: Item): AsyncGenerator<Reply> {
  const { texts, state } = session
  const found =
    item === 'hand' ? await inHand(session) : await product(session, state.list?.shown[item - 1]?.sku)
  if (!found) {
    const { length } = state.list?.shown ?? []
    const none =
      item === 'hand' ? texts.nothingToKeep : length === 0 ? texts.noList : texts.notInList(item, length)
    yield { kind: 'text', text: none }
    return
  }
  const before = state.outfit.find(({ slot }) => slot === found.slot)
  session.state = keep(state, found)
  const pieces = await piecesOf(session)
  const piece = pieces.find(({ slot }) => slot === found.slot)
  yield {
    kind: 'text',
    text: texts.kept(piece?.name ?? '', texts.slots[found.slot], before !== undefined, totalOf(pieces)),
  }
}

export async function* dropped(
  session: Session,
  asked: Extract<Command, { kind: 'drop' }>['slot'],
): AsyncGenerator<Reply> {
  const { texts, state, current } = session
  const which = asked === 'hand' && current ? slotOf(categoryIn(current)) : asked
  const goes = (kept: Kept, i: number) => which === 'all' || kept.slot === which || i + 1 === which
  const gone = state.outfit.filter(goes)
  if (gone.length === 0) {
    yield { kind: 'text', text: state.outfit.length === 0 ? texts.emptyOutfit : texts.notInOutfit }
    return
  }
  session.state = { ...state, outfit: state.outfit.filter((kept, i) => !goes(kept, i)) }
  yield { kind: 'text', text: texts.dropped(listed(gone.map(({ slot }) => texts.slots[slot]))) }
}

export async function* shownOutfit(session: Session): AsyncGenerator<Reply> {
  const { texts } = session
  const pieces = await piecesOf(session)
  if (pieces.length === 0) {
    yield { kind: 'text', text: texts.emptyOutfit }
    return
  }
  const lines = pieces.map(
    ({ slot, name, cost }) => `${texts.slots[slot]}: ${name}${cost ? `, ${cost}` : ''}`,
  )
  const total = totalOf(pieces)
  const missing = SLOTS.filter((slot) => !pieces.some((piece) => piece.slot === slot))
  const picture = await outfitPicture(session, pieces)
  yield {
    kind: 'text',
    text: [
      ...lines,
      texts.total(total),
      missing.length > 0 ? texts.stillFree(listed(missing.map((slot) => texts.slots[slot]))) : '',
    ]
      .filter(Boolean)
      .join('\n'),
    ...(picture && { picture }),
  }
}

export async function* shared(session: Session, what: 'look' | 'outfit' | number): AsyncGenerator<Reply> {
  const { texts, current, state } = session
  if (what === 'outfit') {
    yield* shownOutfit(session)
    return
  }
  const look = what === 'look' ? current : undefined
  const listedSku = state.list?.shown[what === 'look' ? 0 : what - 1]?.sku
  const sku = look ? await session.nearestTo(look, categoryIn(look)) : listedSku
  const match = sku === undefined ? undefined : (await session.shop.articles([sku])).get(sku)
  if (!look && !match) {
    const { length } = state.list?.shown ?? []
    yield {
      kind: 'text',
      text: typeof what === 'number' && length > 0 ? texts.notInList(what, length) : texts.nothingToShare,
    }
    return
  }
  const name = look ? describe(readingOf(look)) : (match?.title ?? '')
  const nearest =
    match && `“${match.title}”, ${money(match.price)} ${match.currency}${match.url ? `, ${match.url}` : ''}`
  const share = await session.share({
    kind: look ? 'look' : 'product',
    title: name,
    ...(look && { picture: lookView(look).picture }),
    items: match ? [{ sku: match.sku, note: '' }] : [],
  })
  const ids = [look?.picture, match?.photo?.id].filter((id) => id !== undefined)
  const picture = await side(session, ids, [look && name, match?.title].filter(Boolean).join('; '))
  yield {
    kind: 'text',
    text: texts.card(name, look ? nearest : undefined, look ? undefined : nearest),
    ...(picture && { picture }),
    ...(share && { share }),
  }
}

export interface Piece {
  slot: Slot
  name: string
  /** In words; undefined when the shop has nothing like it. */
  cost?: string
  price?: number
  currency?: string
  picture?: string
}

/** What is in the outfit, as it can be told and shown. */
export async function piecesOf(session: Session): Promise<Piece[]> {
  const { outfit } = session.state
  const articles = await session.shop.articles(outfit.flatMap(({ sku }) => sku ?? []))
  return outfit.map(({ slot, sku, look }) => {
    const article = sku === null ? undefined : articles.get(sku)
    const made = look && session.looks.find(({ chapter, n }) => chapter === look.chapter && n === look.n)
    const name = made ? describe(readingOf(made)) : `“${article?.title ?? sku}”`
    const price = article && `${money(article.price)} ${article.currency}`
    const cost = made && article && price ? session.texts.nearestCosts(article.title, price) : price
    const picture = made?.picture ?? article?.photo?.id
    return {
      slot,
      name,
      ...(article && { price: article.price, currency: article.currency }),
      ...(cost && { cost }),
      ...(picture && { picture }),
    }
  })
}

/** Prices added up, currency by currency. */
export function totalOf(pieces: readonly Piece[]): string {
  const sums = new Map<string, number>()
  for (const { price, currency } of pieces)
    if (price !== undefined && currency) sums.set(currency, (sums.get(currency) ?? 0) + price)
  return (
    listed([...sums].map(([currency, sum]) => `${money(Math.round(sum * 100) / 100)} ${currency}`)) || '0'
  )
}

async function outfitPicture(session: Session, pieces: readonly Piece[]): Promise<Picture | undefined> {
  const ids = pieces.flatMap(({ picture }) => picture ?? [])
  return side(session, ids, listed(pieces.map(({ name }) => name)))
}

const categoryIn = (look: StoredLook): Category =>
  (readingOf(look).attributes.category as Category | null | undefined) ?? 'dress'

/** The look in hand with the nearest product of its slot; the product itself while it is unchanged. */
async function inHand(session: Session): Promise<Kept | undefined> {
  const { current } = session
  if (!current) return undefined
  const category = categoryIn(current)
  const slot = slotOf(category)
  if (current.origin?.startsWith('product:'))
    return { slot, sku: current.origin.slice('product:'.length), look: null }
  const { chapter, n } = current
  return { slot, sku: (await session.nearestTo(current, category)) ?? null, look: { chapter, n } }
}

async function product(session: Session, sku: string | undefined): Promise<Kept | undefined> {
  if (sku === undefined) return undefined
  const [article] = (await session.shop.articles([sku])).values()
  if (!article) return undefined
  return { slot: slotOf(facetsOf(article).category ?? 'top'), sku: article.sku, look: null }
}
