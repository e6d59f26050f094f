/** Ways to begin: a photo, a product, words, or a surprise. */
import { createHash } from 'node:crypto'
import { searchTerms } from '../../catalogue/words.ts'
import { isForeign } from '../cleaning.ts'
import { describe } from '../describe.ts'
import { DialogueError } from '../errors.ts'
import type { Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { readingOf } from '../session.ts'
import { filterWords } from '../texts.ts'

export async function* startFromPhoto(session: Session, photo: Uint8Array): AsyncGenerator<Reply> {
  const look = await session.hold(await session.studio.start(photo), {
    parent: null,
    edit: null,
    verdict: 'unknown',
    seed: null,
    origin: 'photo',
  })
  yield* listOf(session, session.texts.photoTaken(lowerFirst(describe(readingOf(look)))))
}

export async function* startFromProduct(session: Session, sku: string): AsyncGenerator<Reply> {
  const title = await takeProduct(session, sku)
  yield* listOf(session, session.texts.startedFrom(title))
}

/** Starts from the best answer to the words that has a photo, and lists the others. */
export async function* startFromWords(session: Session, words: string): AsyncGenerator<Reply> {
  if (isForeign(words)) {
    yield { kind: 'text', text: session.texts.englishOnly }
    return
  }
  const before = session.state
  await session.list({ kind: 'words', words })
  const { list } = session.state
  if (!list || list.shown.length === 0) {
    session.state = before
    yield { kind: 'text', text: await nothingFor(session, words) }
    return
  }
  const title = await takeFirst(
    session,
    list.shown.map(({ sku }) => sku),
  )
  session.state = { ...session.state, list }
  yield {
    kind: 'products',
    text:
      title === undefined
        ? session.texts.noneToStartFrom(shortened(words))
        : session.texts.startedFrom(title),
    matches: await session.matches(),
    more: list.more,
  }
}

export async function* surprise(session: Session, turnId: string): AsyncGenerator<Reply> {
  const seed = createHash('sha256').update(turnId).digest().readUInt32BE()
  const { filters } = session.state
  const sku = (await session.shop.random(seed, filters)) ?? (await session.shop.random(seed, {}))
  if (sku === undefined) {
    yield { kind: 'text', text: session.texts.emptyShop }
    return
  }
  yield* listOf(session, session.texts.surprise(await takeProduct(session, sku)))
}

/** What to say when words found nothing. */
export async function nothingFor(session: Session, words: string): Promise<string> {
  if (searchTerms(words).length === 0) return session.texts.outOfScope
  const filters = filterWords(session.state.filters, await session.shop.currency())
  return session.texts.nothingFound(shortened(words), filters.join(', '))
}

const shortened = (words: string): string => (words.length > 80 ? `${words.slice(0, 80)}…` : words)

/** Takes a product's photo in hand as a new look, and gives the product's title. */
async function takeProduct(session: Session, asked: string): Promise<string> {
  const article = [...(await session.shop.articles([asked])).values()][0]
  if (!article) throw new DialogueError('unknown-product', session.texts.unknownProduct(asked))
  const title = await takeFirst(session, [article.sku])
  if (title === undefined) throw new DialogueError('unknown-product', session.texts.noPhoto(article.title))
  return title
}

/** The first of them that has a photo; undefined where none has. */
async function takeFirst(session: Session, skus: readonly string[]): Promise<string | undefined> {
  const articles = await session.shop.articles(skus)
  for (const sku of skus) {
    const article = articles.get(sku)
    const photo = article && (await session.shop.photo(sku))
    if (!photo) continue
    await session.hold(await session.studio.start(photo), {
      parent: null,
      edit: null,
      verdict: 'unknown',
      seed: null,
      origin: `product:${sku}`,
    })
    return article.title
  }
  return undefined
}

/** The products nearest to the look in hand. */
async function* listOf(session: Session, text: string): AsyncGenerator<Reply> {
  if (session.state.current !== null) await session.list({ kind: 'look', look: session.state.current })
  yield {
    kind: 'products',
    text,
    matches: await session.matches(),
    more: session.state.list?.more ?? false,
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
