/** Products by what is printed on them: article numbers and barcodes; and by name. */
import { normalCode } from '../../catalogue/codes.ts'
import type { Thing } from '../commands/counter.ts'
import type { Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import type { Article } from '../shop.ts'
import { money } from '../texts.ts'
import { COUNTER } from '../texts-counter.ts'
import { meant } from './asks.ts'

export async function* lookedUp(session: Session, words: string): AsyncGenerator<Reply> {
  const skus = await session.shop.byCode(words)
  const before = session.state
  await session.list(skus.length > 0 ? { kind: 'skus', skus, isFiltered: false } : { kind: 'words', words })
  if (session.state.list?.shown.length === 0) {
    session.state = before
    yield { kind: 'text', text: COUNTER.notFound(words) }
    return
  }
  const isCode = skus.length > 0
  yield {
    kind: 'products',
    text: isCode ? COUNTER.foundByCode(words) : session.texts.found(words),
    matches: await session.matches(),
    more: session.state.list?.more ?? false,
  }
}

/** The product that is spoken of, in the size that the code says where it says one. */
export async function found(
  session: Session,
  thing: Thing,
): Promise<{ article: Article; size?: string } | undefined> {
  if (typeof thing !== 'object') {
    const article = await meant(session, thing)
    return article && { article }
  }
  const [sku] = await session.shop.byCode(thing.code)
  const [article] = sku === undefined ? [] : (await session.shop.articles([sku])).values()
  if (!article) return undefined
  const code = normalCode(thing.code)
  const variant = article.product?.variants?.find(({ sku, barcode }) =>
    [sku, barcode].some((one) => one !== undefined && normalCode(one) === code),
  )
  return { article, ...(variant?.size !== undefined && { size: variant.size }) }
}

/** Why nothing was found. */
export function notFound({ texts, state }: Session, thing: Thing): string {
  if (typeof thing === 'object') return COUNTER.notFound(thing.code)
  const { length } = state.list?.shown ?? []
  return thing === 'hand' || length === 0 ? texts.noList : texts.notInList(thing, length)
}

export async function* cost(session: Session, thing: Thing): AsyncGenerator<Reply> {
  if (!session.rights.seesCost) {
    yield { kind: 'text', text: session.rights.worksInStore ? COUNTER.onlyManagers : COUNTER.onlyStaff }
    return
  }
  const article = (await found(session, thing))?.article
  if (!article) {
    yield { kind: 'text', text: notFound(session, thing) }
    return
  }
  const { title, price, currency, product } = article
  const told =
    product?.cost === undefined
      ? COUNTER.costNotTold
      : COUNTER.cost(
          `${money(product.cost)} ${currency}`,
          price > 0 ? Math.round((100 * (price - product.cost)) / price) : 0,
        )
  yield { kind: 'text', text: `“${title}”: ${told}` }
}
