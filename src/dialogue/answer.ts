/** One turn's answer: what it asks for, each part in its order. */
import type { SubEdit } from '../attributes.ts'
import { type Act, actsOf } from './acts.ts'
import { asked as answered, compared, described, explained } from './answers/asks.ts'
import { hold, holdByNumber, holds } from './answers/holds.ts'
import { browsed, cheaper, chosen, filtered, moreResults, offered, sorted, which } from './answers/lists.ts'
import { cost, lookedUp } from './answers/lookup.ts'
import { forgotten, remembered, toldSettings } from './answers/memory.ts'
import { combined, merged, recalled } from './answers/moments.ts'
import { redone, startedOver, undone, wentTo } from './answers/moves.ts'
import { dropped, kept, shared, shownOutfit } from './answers/outfits.ts'
import { changed, further, repeated } from './answers/rounds.ts'
import { note, sharedShortlist, shortlist, shortlisted, unlist } from './answers/shortlist.ts'
import { startFromPhoto, startFromProduct, startFromWords, surprise } from './answers/starts.ts'
import { askStore, customerMode, ownStore } from './answers/stores.ts'
import { talked } from './answers/talk.ts'
import { varied } from './answers/variations.ts'
import { hasWords, withoutMarkup } from './cleaning.ts'
import { contextOf } from './context.ts'
import { DialogueError } from './errors.ts'
import { NO_FILTERS } from './filters.ts'
import type { Reply } from './reply.ts'
import type { Session } from './session.ts'
import { MAX_CHARACTERS } from './texts.ts'
import { COUNTER } from './texts-counter.ts'
import type { Press, Turn } from './turn.ts'

interface Context {
  session: Session
  turn: Turn
  split: (sentence: string) => SubEdit[]
  /** Looks that the last question was about. */
  asked: readonly number[]
  /** What was said before the question in which store it was. */
  waiting: string
}

/** Turns in a row that got nowhere, after which the shop itself is offered. */
const PATIENCE = 3

/** No question is asked twice running, and nobody is left to guess for long. */
export async function* answer(
  session: Session,
  turn: Turn,
  split: (sentence: string) => SubEdit[],
): AsyncGenerator<Reply> {
  const { texts } = session
  const lost: readonly string[] = [texts.outOfScope, texts.englishOnly, texts.symbols]
  const { question: last, asked } = session.state
  let question = ''
  let isLost = false
  let isDone = false
  for await (const reply of meant(session, turn, split)) {
    // Answered it is with the first round: after a plan alone, a restart has to know what the "yes" was for.
    if (asked.length > 0 && session.state.asked === asked && reply.kind !== 'plan')
      session.state = { ...session.state, asked: [] }
    if (reply.kind === 'question') {
      question = reply.text
      isLost = true
    } else if (reply.kind === 'round' || reply.kind === 'products') isDone = true
    else if (reply.kind === 'text' && lost.includes(reply.text)) isLost = true
    yield reply.kind === 'question' && reply.text === last ? { kind: 'text', text: texts.askedBefore } : reply
  }
  const unclear = isLost && !isDone ? session.state.unclear + 1 : 0
  if (unclear !== session.state.unclear || question !== last)
    session.state = { ...session.state, question, unclear: unclear % PATIENCE }
  if (unclear === PATIENCE) yield* offered(session)
}

async function* meant(
  session: Session,
  turn: Turn,
  split: (sentence: string) => SubEdit[],
): AsyncGenerator<Reply> {
  if (turn.photo && !(await session.studio.isFit(turn.photo)))
    throw new DialogueError('unsafe-picture', session.texts.unsafePhoto)
  const { asked, waiting, left } = session.state
  // A question holds for one answer; and what a turn before did not come to, this one need not.
  if (waiting || left > 0) session.state = { ...session.state, waiting: '', left: 0 }
  const context: Context = { session, turn, split, asked, waiting }
  if (turn.press) {
    yield* pressed(context, turn.press)
    return
  }
  const text = turn.text ?? ''
  if (text.length > MAX_CHARACTERS) {
    yield { kind: 'error', code: 'too-long', text: session.texts.tooLong(text.length) }
    return
  }
  const sentence = withoutMarkup(text)
  if (turn.photo) {
    if (hasWords(sentence)) leave(session, 1)
    yield* startFromPhoto(session, turn.photo)
  }
  if (hasWords(sentence)) yield* spoken(context, sentence)
  else if (!turn.photo) yield wordless(session, text)
}

function wordless(session: Session, text: string): Reply {
  if (/^\W*\?\W*$/.test(text)) return { kind: 'text', text: helpOf(session) }
  return text.trim() === ''
    ? { kind: 'error', code: 'empty', text: session.texts.empty }
    : { kind: 'text', text: session.texts.symbols }
}

async function* spoken(context: Context, sentence: string): AsyncGenerator<Reply> {
  const { session } = context
  const found = actsOf(sentence, {
    ...(await contextOf(session)),
    isAsked: context.asked.length > 0,
  })
  // "Find me something similar", said beside a photo, is answered by what the photo lists.
  const acts = context.turn.photo ? found.filter((act) => !isMore(act)) : found
  leave(session, 0)
  for (const [i, act] of acts.entries()) {
    const left = acts.length - 1 - i
    leave(session, left)
    yield* acted(context, act, left === 0)
  }
}

const isMore = (act: Act): boolean => act.kind === 'press' && act.press.kind === 'more-results'

/** So many acts of this turn follow the next. */
function leave(session: Session, left: number): void {
  if (session.state.left !== left) session.state = { ...session.state, left }
}

function acted(context: Context, act: Act, isLast: boolean): AsyncIterable<Reply> {
  const { session, split, asked, turn } = context
  switch (act.kind) {
    case 'press':
      return act.press.kind === 'undo' ? undone(session, act.times ?? 1) : pressed(context, act.press)
    case 'which':
      return which(session, act.matches)
    case 'again':
      return repeated(session, asked.length > 0 ? asked : undefined)
    case 'yes':
      return asked.length > 0 ? repeated(session, asked) : say(session.texts.helloAgain)
    case 'no':
      return say(session.texts.fine)
    case 'filter':
      return filtered(session, act.change, isLast)
    case 'cheaper':
      return cheaper(session, act.than)
    case 'browse':
      return browsed(session, act.words)
    case 'begin':
      return startFromWords(session, act.words)
    case 'edit':
      return changed(session, act.text, split)
    case 'further':
      return further(session, act.less)
    case 'explain':
      return say(explained(session.texts, act.words, act.edit))
    case 'sort':
      return sorted(session, act.sort)
    case 'recall':
      return recalled(session, act.words, act.when, split)
    case 'combine':
      return combined(session, act.parts, act.base, context.turn.text?.length ?? 0)
    case 'merge':
      return merged(session, act.looks)
    case 'ask':
      return act.about === 'stores' && session.settings.store === undefined
        ? firstTheStore(context, () => answered(session, act.about, act.item, act.size))
        : answered(session, act.about, act.item, act.size)
    case 'compare':
      return compared(session, act.what, act.items)
    case 'describe':
      return described(session, act.what)
    case 'keep':
      return kept(session, act.item)
    case 'drop':
      return dropped(session, act.slot)
    case 'outfit':
      return shownOutfit(session)
    case 'share':
      return shared(session, act.what)
    case 'remember':
      return remembered(session, act.change)
    case 'settings':
      return toldSettings(session)
    case 'forget':
      return forgotten(session)
    case 'look-up':
      return lookedUp(session, act.words)
    case 'hold':
      return hold(session, act, said(context), `${turn.conversation}/${turn.id}`)
    case 'holds':
      return holds(session, said(context))
    case 'hold-by-number':
      return holdByNumber(session, act.reference, act.wish, said(context))
    case 'shortlist':
      return shortlist(session, act.thing, act.note)
    case 'note':
      return note(session, act.n, act.note)
    case 'unlist':
      return unlist(session, act.n)
    case 'shortlisted':
      return shortlisted(session)
    case 'share-shortlist':
      return sharedShortlist(session)
    case 'own-store':
      return settled(context, act.store)
    case 'customer-mode':
      return customerMode(session, act.on)
    case 'cost':
      return cost(session, act.thing)
    case 'talk':
      return say(talked(session.texts, act.topic, session.current !== undefined))
  }
}

const said = ({ turn }: Context): string => turn.text ?? ''

/** Those who work in a store are asked which, where that matters; the rest is done when they have said so. */
async function* firstTheStore(context: Context, then: () => AsyncIterable<Reply>): AsyncGenerator<Reply> {
  let isAsked = false
  for await (const reply of askStore(context.session, said(context))) {
    isAsked = true
    yield reply
  }
  if (!isAsked) yield* then()
}

/** The store is known now; what was said before that is done. */
async function* settled(context: Context, store: string | null | undefined): AsyncGenerator<Reply> {
  const { session, waiting } = context
  if (waiting) leave(session, 1)
  yield* ownStore(session, store)
  if (waiting && session.settings.store !== undefined) {
    const turn = { ...context.turn, text: waiting }
    yield* spoken({ ...context, turn, waiting: '' }, withoutMarkup(waiting))
  }
}

function pressed({ session, turn }: Context, press: Press): AsyncIterable<Reply> {
  switch (press.kind) {
    case 'start':
      return startFromProduct(session, press.sku)
    case 'surprise':
      return surprise(session, turn.id)
    case 'undo':
      return undone(session, 1)
    case 'redo':
      return redone(session)
    case 'go-to':
      return wentTo(session, press.look)
    case 'start-over':
      return startedOver(session)
    case 'choose':
      return chosen(session, press.match)
    case 'more-results':
      return moreResults(session)
    case 'again':
      return repeated(session, [press.look])
    case 'variations':
      return varied(session, press.look)
    case 'help':
      return say(helpOf(session))
    case 'filter':
      return filtered(session, { ...NO_FILTERS, ...press.filters }, true)
  }
}

const helpOf = ({ texts, rights }: Session): string =>
  rights.worksInStore ? `${texts.help}\n${COUNTER.help}` : texts.help

async function* say(text: string): AsyncGenerator<Reply> {
  yield { kind: 'text', text }
}
