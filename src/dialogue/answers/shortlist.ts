/** What is put aside for a customer with a note each, and sharing it. */
import type { Thing } from '../commands/counter.ts'
import type { Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { COUNTER } from '../texts-counter.ts'
import { side } from './asks.ts'
import { found, notFound } from './lookup.ts'

const MOST = 30
const LONGEST_NOTE = 300

/** Put there again, a product keeps its place and gets the new note. */
export async function* shortlist(
  session: Session,
  thing: Thing,
  note: string | undefined,
): AsyncGenerator<Reply> {
  const article = (await found(session, thing))?.article
  if (!article) {
    yield { kind: 'text', text: notFound(session, thing) }
    return
  }
  const { sku, title } = article
  const before = session.state.shortlist
  const at = before.findIndex((one) => one.sku === sku)
  if (at < 0 && before.length >= MOST) {
    yield { kind: 'text', text: COUNTER.shortlistFull(MOST) }
    return
  }
  const entry = { sku, note: (note ?? before[at]?.note ?? '').slice(0, LONGEST_NOTE) }
  const shortlist = at < 0 ? [...before, entry] : before.with(at, entry)
  session.state = { ...session.state, shortlist }
  yield { kind: 'text', text: COUNTER.shortlisted(title, at < 0 ? shortlist.length : at + 1) }
}

export async function* note(session: Session, n: number, words: string): AsyncGenerator<Reply> {
  const { shortlist } = session.state
  const entry = shortlist[n - 1]
  if (!entry) {
    yield { kind: 'text', text: COUNTER.notOnShortlist(n, shortlist.length) }
    return
  }
  const noted = shortlist.with(n - 1, { ...entry, note: words.slice(0, LONGEST_NOTE) })
  session.state = { ...session.state, shortlist: noted }
  yield { kind: 'text', text: COUNTER.noted(n, await titleOf(session, entry.sku)) }
}

export async function* unlist(session: Session, which: number | 'last' | 'all'): AsyncGenerator<Reply> {
  const { shortlist } = session.state
  const n = which === 'last' ? Math.max(1, shortlist.length) : which
  const entry = n === 'all' ? undefined : shortlist[n - 1]
  if (n !== 'all' && !entry) {
    yield { kind: 'text', text: COUNTER.notOnShortlist(n, shortlist.length) }
    return
  }
  session.state = { ...session.state, shortlist: shortlist.filter((one) => entry && one !== entry) }
  yield {
    kind: 'text',
    text: entry ? COUNTER.unlisted(await titleOf(session, entry.sku)) : COUNTER.shortlistCleared,
  }
}

/** As a list, so that “the second one” is one of it. */
export async function* shortlisted(session: Session): AsyncGenerator<Reply> {
  const { shortlist } = session.state
  if (shortlist.length === 0) {
    yield { kind: 'text', text: COUNTER.emptyShortlist }
    return
  }
  await session.list({ kind: 'skus', skus: shortlist.map(({ sku }) => sku), isFiltered: false })
  yield {
    kind: 'products',
    text: COUNTER.shortlist(shortlist.length),
    matches: await session.matches(),
    more: session.state.list?.more ?? false,
  }
}

export async function* sharedShortlist(session: Session): AsyncGenerator<Reply> {
  const { shortlist } = session.state
  if (shortlist.length === 0) {
    yield { kind: 'text', text: COUNTER.emptyShortlist }
    return
  }
  const articles = await session.shop.articles(shortlist.map(({ sku }) => sku))
  const photos = shortlist.flatMap(({ sku }) => articles.get(sku)?.photo?.id ?? []).slice(0, 4)
  const alt = shortlist.flatMap(({ sku }) => articles.get(sku)?.title ?? []).join('; ')
  const picture = await side(session, photos, alt)
  const share = await session.share({ kind: 'shortlist', title: COUNTER.shortlistTitle, items: shortlist })
  yield {
    kind: 'text',
    text: COUNTER.shareShortlist(shortlist.length),
    ...(picture && { picture }),
    ...(share && { share }),
  }
}

async function titleOf({ shop }: Session, sku: string): Promise<string> {
  const [article] = (await shop.articles([sku])).values()
  return article?.title ?? sku
}
