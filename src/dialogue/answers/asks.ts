/** Questions: about a product, about two of them, about the look in hand. */
import { type SubEdit, VALUES } from '../../attributes.ts'
import { normalSize } from '../../catalogue/product.ts'
import { phrase } from '../../garments/phrases.ts'
import type { About, Item } from '../command.ts'
import { describe } from '../describe.ts'
import type { Match, Reply } from '../reply.ts'
import { readingOf, type Session } from '../session.ts'
import type { Article } from '../shop.ts'
import { capitalised, listed, money } from '../texts.ts'
import { meaningOf } from '../texts-meanings.ts'
import { whereOf } from './stores.ts'

export async function* asked(
  session: Session,
  about: About,
  item: Item,
  size: string | undefined,
): AsyncGenerator<Reply> {
  const { texts } = session
  const article = await meant(session, item)
  if (!article) {
    const { length } = session.state.list?.shown ?? []
    yield {
      kind: 'text',
      text: item === 'hand' || length === 0 ? texts.noList : texts.notInList(item, length),
    }
    return
  }
  const told = await answerOf(session, article, about, size)
  // A look is no product: what is told is told of the nearest one.
  const name = article.isIt ? `“${article.title}”` : texts.nearestNamed(article.title)
  yield { kind: 'text', text: `${name}: ${told}` }
}

async function answerOf(
  session: Session,
  article: Article,
  about: About,
  size: string | undefined,
): Promise<string> {
  const { texts } = session
  const { brand, sizes, inStock, product, was, url, currency } = article
  const there = sizes.filter((one) => one.inStock).map((one) => one.size)
  const price = `${money(article.price)} ${currency}`
  const cost = was === undefined ? price : texts.reduced(price, `${money(was)} ${currency}`)
  const stock = inStock ? texts.inStock : texts.soldOut
  const inSizes = there.length > 0 ? texts.sizesThere(listed(there)) : texts.noSizes
  switch (about) {
    case 'price':
      return `${cost}.`
    case 'sizes': {
      if (size === undefined) return inSizes
      const one = sizes.find((offered) => normalSize(offered.size) === size)
      return one
        ? one.inStock
          ? texts.sizeThere(size)
          : texts.sizeSoldOut(size, listed(there))
        : texts.noSize(size, listed(there))
    }
    case 'stock':
      return stock
    case 'stores':
      return (await whereOf(session, article)) ?? `${stock} ${capitalised(texts.storesNotCounted)}`
    case 'material':
      return product?.material ? `${product.material}.` : texts.notTold(texts.about.material)
    case 'colour':
      return product?.colour ? `${product.colour}.` : texts.notTold(texts.about.colour)
    case 'brand':
      return brand ? `${brand}.` : texts.notTold(texts.about.brand)
    case 'sale':
      return was === undefined ? texts.notReduced(price) : `${cost}.`
    case 'buy':
      return [`${cost}.`, capitalised(stock), url ?? texts.askTheShop].join(' ')
    case 'all':
      return [
        `${[cost, brand && texts.by(brand), product?.material].filter(Boolean).join(', ')}.`,
        capitalised(inStock ? inSizes : stock),
        shortened(product?.description),
      ]
        .filter(Boolean)
        .join(' ')
  }
}

/** A sentence or two are enough in a chat. */
const SHORT = 200
const shortened = (text: string | undefined) =>
  text === undefined || text.length <= SHORT ? text : `${text.slice(0, SHORT).replace(/\s+\S*$/, '')}…`

/** The product that is spoken of: by its number, the one in hand, or the one nearest to the look. */
export async function meant(
  session: Session,
  item: Item,
): Promise<(Article & { isIt: boolean }) | undefined> {
  const { shown = [] } = session.state.list ?? {}
  const { current } = session
  const own = current?.origin?.startsWith('product:') ? current.origin.slice('product:'.length) : undefined
  const sku = item === 'hand' ? (own ?? shown[0]?.sku) : shown[item - 1]?.sku
  if (sku === undefined) return undefined
  const [article] = (await session.shop.articles([sku])).values()
  return article && { ...article, isIt: item !== 'hand' || own !== undefined || !current }
}

export async function* compared(
  session: Session,
  what: 'products' | 'looks',
  items: readonly number[],
): AsyncGenerator<Reply> {
  if (what === 'looks') yield* comparedLooks(session, items)
  else yield* comparedProducts(session, items)
}

async function* comparedProducts(session: Session, items: readonly number[]): AsyncGenerator<Reply> {
  const { texts } = session
  const matches = await session.matches()
  const chosen = items.map((n) => matches.find((match) => match.n === n))
  const missing = items.find((_, i) => chosen[i] === undefined)
  if (matches.length === 0 || missing !== undefined) {
    yield {
      kind: 'text',
      text:
        matches.length === 0 || missing === undefined
          ? texts.noList
          : texts.notInList(missing, matches.length),
    }
    return
  }
  const products = chosen.filter((match) => match !== undefined)
  const articles = await session.shop.articles(products.map(({ sku }) => sku))
  const lines = products.map((match) => `${match.n}. ${lineOf(session, match, articles.get(match.sku))}`)
  const picture = await side(
    session,
    products.flatMap(({ picture }) => picture?.id ?? []),
    listed(products.map(({ title }) => title)),
  )
  yield {
    kind: 'text',
    text: [...lines, difference(session, products)].join('\n'),
    ...(picture && { picture }),
  }
}

function lineOf(
  { texts }: Session,
  { title, price, currency, brand, sizes, inStock }: Match,
  article: Article | undefined,
): string {
  const there = sizes.filter((one) => one.inStock).map(({ size }) => size)
  return [
    `“${title}”`,
    `${money(price)} ${currency}`,
    brand && texts.by(brand),
    article?.product?.material,
    inStock ? there.join(' ') : texts.soldOut.replace('.', ''),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Which is the cheaper one, by how much, and which is nearer to the look. */
function difference({ texts }: Session, products: readonly Match[]): string {
  const [cheap, next] = [...products].sort((a, b) => a.price - b.price)
  const near = [...products].sort((a, b) => b.score - a.score)[0]
  if (!cheap || !next || !near) return ''
  const less = next.price - cheap.price
  const price = less > 0 ? texts.cheaperBy(cheap.n, `${money(less)} ${cheap.currency}`) : texts.samePrice
  return `${price} ${texts.nearer(near.n)}`
}

async function* comparedLooks(session: Session, items: readonly number[]): AsyncGenerator<Reply> {
  const { texts } = session
  const looks = items.map((n) => session.look(n)).filter((look) => look !== undefined)
  const [a, b] = looks
  if (!a || !b) {
    const missing = items.find((n) => !session.look(n)) ?? 1
    yield { kind: 'text', text: texts.noSuchLook(missing, session.chapter.length) }
    return
  }
  const lines = looks.map((look) => `${look.n}. ${describe(readingOf(look))}.`)
  const differing = (Object.keys(VALUES) as (keyof typeof VALUES)[]).filter(
    (attribute) =>
      (readingOf(a).attributes[attribute] ?? null) !== (readingOf(b).attributes[attribute] ?? null),
  )
  const picture = await side(
    session,
    looks.map((look) => look.picture),
    listed(looks.map((look) => describe(readingOf(look)))),
  )
  yield {
    kind: 'text',
    text: [...lines, differing.length > 0 ? texts.differsIn(listed(differing)) : texts.alike].join('\n'),
    ...(picture && { picture }),
  }
}

/** Pictures side by side; undefined when none can be had. */
export async function side(session: Session, ids: readonly string[], alt: string) {
  const pictures = (await Promise.all(ids.map((id) => session.picture(id)))).filter(
    (bytes) => bytes !== undefined,
  )
  return pictures.length > 0 ? session.drawn(await session.studio.board(pictures), alt) : undefined
}

export async function* described(session: Session, what: 'look' | 'history'): AsyncGenerator<Reply> {
  const { texts, current } = session
  if (!current) {
    yield { kind: 'text', text: texts.noLook }
    return
  }
  if (what === 'look') {
    yield { kind: 'text', text: texts.lookIs(current.n, describe(readingOf(current))) }
    return
  }
  const lines = session.chapter.map(
    ({ n, edit, origin }) => `${n}. ${edit?.text ?? (origin === 'photo' ? texts.aPhoto : texts.theStart)}`,
  )
  yield { kind: 'text', text: [...lines, texts.inHand(current.n)].join('\n') }
}

/** A word of the vocabulary, and what it is taken for where that goes by another name: "sweetheart" is a V-neck here. */
export function explained(texts: Session['texts'], words: string, edit: SubEdit): string {
  const { attribute, value } = edit
  const name = phrase({ attribute, change: 'set', value })
  const isOwnName =
    attribute === 'style' || value === words || ` ${name} `.includes(` ${words.replaceAll('-', ' ')} `)
  return texts.means(words, meaningOf(texts.meanings, attribute, value) ?? '', isOwnName ? undefined : name)
}
