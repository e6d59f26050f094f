/** Several tries of one change to pick one from: each begins where the change began, and none is in hand until then. */
import { outcome } from '../outcome.ts'
import type { Reply } from '../reply.ts'
import { lookView, readingOf, type Session } from '../session.ts'
import { round } from './rounds.ts'

export const VARIATIONS = 4

/**
 * @param n the look whose change is tried; the one in hand by default
 * @param made looks of the tries that are there already, where a turn was cut off
 */
export async function* varied(
  session: Session,
  n: number | null = session.state.current,
  made: readonly number[] = [],
): AsyncGenerator<Reply> {
  const { texts, state: before } = session
  const look = session.look(n)
  const parent = session.look(look?.parent ?? null)
  if (!look?.edit || !parent) {
    yield { kind: 'text', text: texts.nothingToVary }
    return
  }
  const { edit } = look
  if (made.length === 0)
    yield { kind: 'plan', edits: Array.from({ length: VARIATIONS }, () => edit), variationsOf: look.n }
  const tries = [...made]
  while (tries.length < VARIATIONS) {
    const place = { round: tries.length + 1, rounds: VARIATIONS }
    const began = performance.now()
    // All of them as strong as the first: what differs is the seed.
    const next = yield* round(session, parent, edit, place, 1)
    session.state = before
    tries.push(next.n)
    yield {
      kind: 'round',
      ...place,
      look: lookView(next),
      text: outcome(edit, next.verdict, readingOf(next)),
      ms: Math.round(performance.now() - began),
      matches: await session.matches(),
    }
  }
  yield {
    kind: 'question',
    text: texts.whichVariation(tries),
    choices: tries.map((n) => ({ label: texts.lookNamed(n), press: { kind: 'go-to', look: n } })),
  }
}
