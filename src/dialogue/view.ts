/** A conversation as a channel draws it. */
import type { StoredConversation, StoredTurn } from '../storage/conversations.ts'
import { piecesOf, totalOf } from './answers/outfits.ts'
import type { ConversationView, Reply } from './reply.ts'
import { lookView, type Rooms, readingOf, Session, type Shopper } from './session.ts'
import { suggestionsFor } from './suggestions.ts'
import { filterWords, TEXTS } from './texts.ts'

/** Turns whose messages are shown. */
const REMEMBERED = 100

export interface ViewOptions {
  /** Its last turn may be being handled: what that answers is heard from it, and not from here. Default: it is not. */
  isRunning?: boolean
  /** For whom it is drawn; by default a shopper of whom nothing is known. */
  shopper?: Shopper
}

export async function viewOf(
  stored: StoredConversation | undefined,
  rooms: Rooms,
  { isRunning = false, shopper }: ViewOptions = {},
): Promise<ConversationView> {
  const session = new Session(stored, rooms, undefined, shopper)
  const { state, settings } = session
  const pieces = await piecesOf(session)
  const turns = stored?.turns ?? []
  const last = turns.at(-1)
  const running = isRunning && last?.finished === false ? last : undefined
  const question = running ? undefined : openQuestion(last)
  return {
    ...(question && { question }),
    ...(pieces.length > 0 && { outfit: { pieces, total: totalOf(pieces) } }),
    looks: session.chapter.map(lookView),
    current: state.current,
    canUndo: state.current !== null && state.past.length > 0,
    canRedo: state.future.length > 0,
    matches: await session.matches(),
    ...(session.current && { suggestions: suggestionsFor(readingOf(session.current)) }),
    ...(session.role !== 'shopper' && {
      counter: { ...(settings.store && { store: settings.store }), forCustomer: state.forCustomer },
    }),
    filters: filterWords(state.filters, await rooms.shop.currency()),
    messages: turns
      .slice(-REMEMBERED)
      .flatMap((turn) => [
        ...(turn.said === null ? [] : [{ from: 'user' as const, text: turn.said }]),
        ...(turn === running ? [] : answersOf(turn)),
      ]),
  }
}

/** A question is open until the next turn, whatever that says. */
function openQuestion(turn: StoredTurn | undefined): ConversationView['question'] {
  const question = (turn?.replies as Reply[] | undefined)?.findLast((reply) => reply.kind === 'question')
  return question && { text: question.text, choices: question.choices }
}

function answersOf({ replies, finished }: StoredTurn): ConversationView['messages'] {
  const answered = (replies as Reply[]).flatMap((reply) => ('text' in reply ? [reply.text] : []))
  if (!finished) answered.push(TEXTS.interrupted)
  return answered.map((text) => ({ from: 'hemline' as const, text }))
}
