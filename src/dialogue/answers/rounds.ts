/** Changes to the look: a plan, then one round for each sub-edit, then a word on what did not work. */
import { ORDINAL, type SubEdit } from '../../attributes.ts'
import { intentOf } from '../../editing/intent.ts'
import { phrase } from '../../garments/phrases.ts'
import type { StoredLook } from '../../storage/conversations.ts'
import { isForeign } from '../cleaning.ts'
import { DialogueError } from '../errors.ts'
import { outcome } from '../outcome.ts'
import { type Plan, planOf } from '../plan.ts'
import { reporting } from '../progress.ts'
import type { Choice, Reply } from '../reply.ts'
import { lookView, readingOf, type Session } from '../session.ts'
import { TO_START, WAYS, WAYS_OF } from '../texts.ts'
import { undone } from './moves.ts'

type Progress = Extract<Reply, { kind: 'progress' }>

export async function* changed(
  session: Session,
  text: string,
  split: (sentence: string) => SubEdit[],
): AsyncGenerator<Reply> {
  if (isForeign(text)) {
    yield { kind: 'text', text: session.texts.englishOnly }
    return
  }
  const look = session.current
  if (!look) {
    yield { kind: 'question', text: session.texts.noLook, choices: TO_START }
    return
  }
  const plan = planOf(split(text), readingOf(look))
  if (plan.rounds.length > 0) yield* rounds(session, plan.rounds)
  yield* remarks(session, plan)
}

/** Where a plan that was cut off goes on. */
export interface Progressed {
  /** Rounds that are done. */
  done: number
  /** Looks of those that did not take. */
  failed: number[]
}

/** Applies sub-edits one after the other, the first to `base` or the look in hand. */
export async function* rounds(
  session: Session,
  edits: readonly SubEdit[],
  base: StoredLook | undefined = session.current,
  from?: Progressed,
): AsyncGenerator<Reply> {
  if (!base) return
  if (!from) yield { kind: 'plan', edits: [...edits] }
  const failed = [...(from?.failed ?? [])]
  let parent = base
  for (const [i, edit] of edits.entries()) {
    if (i < (from?.done ?? 0)) continue
    const place = { round: i + 1, rounds: edits.length }
    const began = performance.now()
    parent = yield* round(session, parent, edit, place)
    if (parent.verdict === 'not') failed.push(parent.n)
    yield {
      kind: 'round',
      ...place,
      look: lookView(parent),
      text: outcome(edit, parent.verdict, readingOf(parent)),
      ms: Math.round(performance.now() - began),
      matches: await session.matches(),
    }
  }
  yield* askAgain(session, failed)
}

/** Once more, and bolder, what the looks numbered `asked` were to show; by default the one in hand. */
export async function* repeated(session: Session, asked?: readonly number[]): AsyncGenerator<Reply> {
  const numbers = asked ?? [session.state.current]
  const looks = numbers.map((n) => session.look(n)).filter((look) => look !== undefined)
  const edits = looks.flatMap(({ edit }) => edit ?? [])
  if (edits.length === 0) {
    yield { kind: 'text', text: session.texts.nothingToRepeat }
    return
  }
  // The look in hand is the try itself: the next one begins where that began.
  const [only] = looks
  const isInHand = looks.length === 1 && only?.n === session.state.current
  yield* rounds(session, edits, isInHand ? session.look(only?.parent ?? null) : session.current)
}

/** "A little more": what was changed last, one step on or one back. */
export async function* further(session: Session, less: boolean): AsyncGenerator<Reply> {
  const last = session.current?.edit
  if (!last || last.attribute === null) {
    yield { kind: 'text', text: session.texts.nothingToRepeat }
    return
  }
  const { attribute, change } = last
  const isScale =
    (ORDINAL as readonly string[]).includes(attribute) ||
    attribute === 'brightness' ||
    attribute === 'neckline'
  if (change !== 'more' && change !== 'less' && !isScale) {
    yield* less ? undone(session, 1) : repeated(session)
    return
  }
  // Of what was set to a value, more of it is further the same way.
  const { change: first, value } = firstOf(session, last)
  const way = first === 'less' || (first === 'set' && isShort(value)) ? 'less' : 'more'
  const other = way === 'more' ? 'less' : 'more'
  const next = { attribute, change: less ? other : way, value: null } as const
  yield* rounds(session, [{ ...next, text: phrase(next), span: [0, 0] }])
}

/**
 * What was said before all the "more" and "less" that led to the look in hand: after "longer, a bit less", less is
 * shorter still.
 */
function firstOf(session: Session, last: SubEdit): SubEdit {
  let look = session.current
  while (look?.edit && isFurther(look.edit)) {
    const parent = session.look(look.parent)
    if (parent?.edit?.attribute !== last.attribute) break
    look = parent
  }
  return look?.edit ?? last
}

/** No words of the sentence name what goes further: its place in it is empty. */
const isFurther = ({ span: [start, end] }: SubEdit): boolean => start === end

const isShort = (value: string | null) =>
  ['strapless', 'straps', 'sleeveless', 'cap', 'short', 'cropped', 'hip', 'mini', 'loose'].includes(
    value ?? '',
  )

/** @param attempt default: one more than there were tries of this edit from there, each bolder than the one before */
export async function* round(
  session: Session,
  parent: StoredLook,
  edit: SubEdit,
  place: Pick<Progress, 'round' | 'rounds'>,
  attempt?: number,
): AsyncGenerator<Reply, StoredLook> {
  const { studio, signal } = session
  signal?.throwIfAborted()
  const seed = session.nextNumber
  const before = session.chapter.filter((look) => look.parent === parent.n && isSame(look.edit, edit))
  const line = session.line(parent).map((look) => ({ ...look, reading: readingOf(look) }))
  const made = yield* reporting<Progress, Awaited<ReturnType<typeof studio.edit>>>(async (report) =>
    studio.edit(await session.made(parent), edit, {
      seed,
      attempt: attempt ?? before.length + 1,
      intent: intentOf(line),
      signal,
      onStep: (step, steps, preview) =>
        report({ kind: 'progress', ...place, step, steps, ...(preview && { preview }) }),
    }),
  )
  if (!(await studio.isFit(made.picture))) throw new DialogueError('unsafe-picture', session.texts.unsafeLook)
  const look = await session.hold(made, {
    parent: parent.n,
    edit,
    verdict: made.verdict,
    seed,
    origin: null,
  })
  await session.list({ kind: 'look', look: look.n })
  return look
}

const isSame = (a: SubEdit | null, b: SubEdit): boolean =>
  a?.attribute === b.attribute && a.change === b.change && a.value === b.value && a.text === b.text

/** One question for all that did not take; "yes" means all of it. */
async function* askAgain(session: Session, failed: readonly number[]): AsyncGenerator<Reply> {
  const looks = failed.map((n) => session.look(n)).filter((look) => look !== undefined)
  if (looks.length === 0) return
  session.state = { ...session.state, asked: looks.map(({ n }) => n) }
  const choices: Choice[] = looks.map(({ n, edit }) => ({
    label: session.texts.tryAgainChoice(edit?.text ?? ''),
    press: { kind: 'again', look: n },
  }))
  const text = session.texts.tryAgain(looks.map(({ edit }) => edit?.text ?? ''))
  yield { kind: 'question', text, choices: [...choices, { label: session.texts.leaveIt, text: 'no' }] }
}

/** What of a message was not done, and why. */
async function* remarks({ texts }: Session, plan: Plan): AsyncGenerator<Reply> {
  const { rounds, left, unplaced, misfits, ended, absent, kept, vague, open } = plan
  const parts = [rounds, misfits.parts, ended, absent, vague, open]
  const said = parts.reduce((sum, part) => sum + part.length, 0)
  for (const attribute of ended) yield { kind: 'text', text: texts.noLonger[attribute] }
  if (absent.length > 0) yield { kind: 'text', text: texts.noneThere(absent) }
  if (misfits.parts.length > 0)
    yield { kind: 'text', text: texts.doesNotApply(misfits.category, misfits.parts) }
  for (const style of vague) yield { kind: 'question', text: texts.whichStyle(style), choices: WAYS }
  for (const attribute of open) {
    const { part, choices } = WAYS_OF[attribute] ?? { part: attribute, choices: [] }
    yield { kind: 'question', text: texts.whichWay(part), choices }
  }
  if (left.length > 0) yield { kind: 'text', text: texts.tooManyRounds(left.map(({ text }) => text)) }
  if (said > 0 && unplaced.length > 0) yield { kind: 'text', text: texts.notUnderstood(unplaced) }
  if (said === 0) yield { kind: 'text', text: kept.length > 0 ? texts.keeps(kept) : texts.outOfScope }
}
