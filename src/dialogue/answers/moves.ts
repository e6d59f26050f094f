/** Moves in the tree of looks: undo, redo, go to, start over. */
import { describe } from '../describe.ts'
import type { Reply } from '../reply.ts'
import { readingOf, type Session } from '../session.ts'
import { goTo, redo, type State, startOver, undo } from '../state.ts'

export function undone(session: Session, times: number): AsyncGenerator<Reply> {
  return stepped(session, undo, times, session.texts.nothingToUndo, session.texts.backAt)
}

export function redone(session: Session): AsyncGenerator<Reply> {
  return stepped(session, redo, 1, session.texts.nothingToRedo, session.texts.forwardTo)
}

export async function* wentTo(session: Session, n: number): AsyncGenerator<Reply> {
  if (!session.look(n)) {
    yield { kind: 'error', code: 'no-look', text: session.texts.noSuchLook(n, session.chapter.length) }
    return
  }
  session.state = goTo(session.state, n)
  yield* arrived(session, session.texts.backAt)
}

export async function* startedOver(session: Session): AsyncGenerator<Reply> {
  session.state = startOver(session.state, session.settings)
  yield { kind: 'text', text: session.texts.startedOver }
}

async function* stepped(
  session: Session,
  step: (state: State) => State | undefined,
  times: number,
  atTheEnd: string,
  text: Session['texts']['backAt'],
): AsyncGenerator<Reply> {
  let state: State | undefined
  for (let taken = 0; taken < times; taken++) state = step(state ?? session.state) ?? state
  if (!state) {
    yield { kind: 'text', text: session.current ? atTheEnd : session.texts.noLook }
    return
  }
  session.state = state
  yield* arrived(session, text)
}

export async function* arrived(session: Session, text: Session['texts']['backAt']): AsyncGenerator<Reply> {
  const look = session.current
  if (!look) return
  await session.list({ kind: 'look', look: look.n })
  yield { kind: 'text', text: text(look.n, describe(readingOf(look))) }
}
