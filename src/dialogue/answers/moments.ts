/** Looks by what they were: going back to one, and taking parts of one over to another. */
import type { SubEdit, VALUES } from '../../attributes.ts'
import type { Reading } from '../../editing/reading.ts'
import { phrase } from '../../garments/phrases.ts'
import type { StoredLook } from '../../storage/conversations.ts'
import type { Part } from '../command.ts'
import type { Reply } from '../reply.ts'
import { readingOf, type Session } from '../session.ts'
import { goTo } from '../state.ts'
import { arrived } from './moves.ts'
import { rounds } from './rounds.ts'

/** The newest look that was like the words, or the one before the first that became so. */
export async function* recalled(
  session: Session,
  words: string,
  when: 'at' | 'before',
  split: (sentence: string) => SubEdit[],
): AsyncGenerator<Reply> {
  const { texts } = session
  if (!session.current) {
    yield { kind: 'text', text: texts.noLook }
    return
  }
  const wanted = split(words).filter(({ attribute }) => attribute !== null)
  const found =
    wanted.length === 0 ? undefined : when === 'before' ? before(session, wanted) : at(session, wanted)
  if (!found) {
    yield { kind: 'text', text: texts.noSuchMoment(words, session.chapter.length) }
    return
  }
  session.state = goTo(session.state, found.n)
  yield* arrived(session, texts.backAt)
}

/** On the way to the look in hand first; then in any branch. */
function before(session: Session, wanted: readonly SubEdit[]): StoredLook | undefined {
  const own = session.current ? session.line(session.current) : []
  const others = session.chapter.filter((look) => !own.includes(look))
  const changed = [...own, ...others].find(({ edit }) => edit && wanted.some((wish) => speaksOf(edit, wish)))
  return changed && session.look(changed.parent)
}

function at(session: Session, wanted: readonly SubEdit[]): StoredLook | undefined {
  const others = session.chapter.filter(({ n }) => n !== session.state.current).reverse()
  const now = session.current
  const like = others.filter((look) => wanted.every((wish) => shows(readingOf(look), wish)))
  const meant =
    like.length > 0 ? like : others.filter(({ edit }) => edit && wanted.some((wish) => speaksOf(edit, wish)))
  // What is in hand shows it as well: then the one before it that does.
  return meant[0] ?? (now && wanted.every((wish) => shows(readingOf(now), wish)) ? now : undefined)
}

/** The wish names the same thing as the change, whichever way the change went. */
const speaksOf = (edit: SubEdit, wish: SubEdit): boolean =>
  edit.attribute === wish.attribute &&
  (wish.value === null || edit.value === null || edit.value === wish.value)

function shows({ attributes, details }: Reading, { attribute, change, value }: SubEdit): boolean {
  if (attribute === null || value === null) return false
  const has = attribute === 'detail' ? details.includes(value as never) : attributes[attribute] === value
  return change === 'remove' ? !has : has
}

/** Parts of other looks, as changes to the one in hand or to look `base`. */
export async function* combined(
  session: Session,
  parts: readonly Part[],
  base: number | undefined,
  length: number,
): AsyncGenerator<Reply> {
  const { texts } = session
  const last = session.chapter.length
  const numbers = [...parts.map(({ look }) => (look === 'last' ? last : look)), ...(base ? [base] : [])]
  const missing = numbers.find((n) => !session.look(n))
  if (missing !== undefined) {
    yield { kind: 'text', text: texts.noSuchLook(missing, last) }
    return
  }
  if (base !== undefined) {
    session.state = goTo(session.state, base)
    await session.list({ kind: 'look', look: base })
  }
  const { current } = session
  if (!current) return
  const now = readingOf(current)
  const edits: SubEdit[] = []
  const same: string[] = []
  for (const { attribute, detail, look } of parts) {
    const from = session.look(look === 'last' ? last : look)
    const edit = from && taken(readingOf(from), now, attribute, detail, length)
    if (edit) edits.push(edit)
    else same.push(detail ?? attribute)
  }
  if (edits.length > 0) yield* rounds(session, edits)
  if (same.length > 0) yield { kind: 'text', text: texts.alreadyAlike(same) }
}

/** The change that makes `now` like `from` in one attribute; undefined when it is like it already. */
function taken(
  from: Reading,
  now: Reading,
  attribute: keyof typeof VALUES,
  detail: string | undefined,
  length: number,
): SubEdit | undefined {
  const span: [number, number] = [0, length]
  if (attribute === 'detail') {
    const there = from.details.includes(detail as never)
    if (detail === undefined || there === now.details.includes(detail as never)) return undefined
    const change = { attribute, change: there ? 'add' : 'remove', value: detail } as const
    return { ...change, span, text: phrase(change) }
  }
  const value = from.attributes[attribute]
  if (!value || value === now.attributes[attribute]) return undefined
  const change = { attribute, change: 'set', value } as const
  return { ...change, span, text: phrase(change) }
}

/** Look `a` in hand, with all that was done on the way to `b` and not on the way to `a`. */
export async function* merged(session: Session, [a, b]: readonly [number, number]): AsyncGenerator<Reply> {
  const { texts } = session
  const [one, other] = [session.look(a), session.look(b)]
  if (!one || !other) {
    yield { kind: 'text', text: texts.noSuchLook(one ? b : a, session.chapter.length) }
    return
  }
  const done = new Set(session.line(one))
  const edits = session.line(other).flatMap((look) => (look.edit && !done.has(look) ? [look.edit] : []))
  session.state = goTo(session.state, a)
  await session.list({ kind: 'look', look: a })
  if (edits.length > 0) yield* rounds(session, edits)
  // The second is on the way to the first: it holds all of it.
  else yield* arrived(session, texts.backAt)
}
