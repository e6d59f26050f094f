/** A request from its acknowledgement to its answer: waits in line, talks to the core, shows how far it is. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordAPIError } from 'discord.js'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { ConversationView, Core } from '../../src/dialogue/reply.ts'
import type { Press, Turn } from '../../src/dialogue/turn.ts'
import { withEither } from '../../src/signals.ts'
import { type Answer, fold, newAnswer, stepClock } from '../answer.ts'
import { type Attached, AttachmentError, type FetchOptions, fetchAttached } from '../attachment.ts'
import { newLeaving } from '../leaving.ts'
import { line } from '../line.ts'
import { newOrder, type Place as PlaceInOrder } from '../order.ts'
import { cdn } from './attachment.ts'
import { Delivery, type Pace, type Place } from './delivery.ts'
import { body, finished, goOn, underWay } from './message.ts'
import type { Meant, Notes, Open } from './notes.ts'
import type { Shape } from './shape.ts'
import { textsFor } from './texts.ts'

/** How long acknowledgements are let past before work that is waiting for its turn, in milliseconds. */
const YIELD_MS = 1500
/** Answers whose pictures are composed at the same time: more would only hold up acknowledgements. */
const COMPOSED_AT_ONCE = 2

export interface Said {
  text?: string
  photo?: Attached
  press?: Press
  /** Only where this look still is the one that was meant. */
  meaning?: Meant
  /** The same, and with this look in hand. */
  inHand?: Meant
}

export interface Ask {
  /** Discord's id of the interaction or message: the same twice is answered once. */
  id: string
  conversation: string
  shape: Shape
  said: Said
  /** It stands in the notes already: by who took it, or by a process that was cut off. */
  isNoted?: boolean
  /** The part of the catalogue that is shown there. */
  within?: Turn['within']
  place: Place
  /** Where the answer appears, for after a restart. */
  at: Pick<Open, 'guild' | 'place' | 'message'>
}

export interface TurnsOptions {
  core: Core
  notes: Notes
  log: Pick<Logger, 'error' | 'warn'>
  /** Turns that run at the same time. Default 8. */
  atOnce?: number
  pace?: Pace
  attachments?: FetchOptions & { origins?: readonly string[] }
  /** Hears of an answer that could not be sent to its channel. */
  onUnsent?: (ask: Ask, error: DiscordAPIError) => void
}

export type Turns = ReturnType<typeof createTurns>

export function createTurns(options: TurnsOptions) {
  const { core, notes, log, atOnce = 8, pace = {}, attachments = {} } = options
  const queue = line(atOnce)
  const order = newOrder()
  const acknowledgements = new PQueue()
  const composing = new PQueue({ concurrency: COMPOSED_AT_ONCE })
  const running = new Map<string, AbortController>()
  const closing = new AbortController()
  const leaving = newLeaving()
  /** What close() waits for. */
  const air = new Set<Promise<void>>()

  /**
   * Answers, and throws nothing: what goes wrong is told to the user where that is possible, and logged. False, at
   * once, where the same is being answered already: Discord delivers an event again when a connection broke before it
   * was confirmed, and people press a button twice.
   */
  async function take(ask: Ask): Promise<boolean> {
    if (running.has(ask.id)) return false
    if (closing.signal.aborted) return true
    const stopping = new AbortController()
    running.set(ask.id, stopping)
    const inOrder = order.enter(ask.conversation)
    const taking = takeOne(ask, stopping.signal, inOrder).finally(() => {
      inOrder.leave()
      running.delete(ask.id)
      air.delete(taking)
    })
    air.add(taking)
    await taking
    return true
  }

  async function takeOne(ask: Ask, signal: AbortSignal, inOrder: PlaceInOrder): Promise<void> {
    const delivery = new Delivery(
      ask.place,
      pace,
      () => running.size,
      (error) => log.warn({ err: error, turn: ask.id }, 'progress could not be shown'),
    )
    try {
      if (ask.isNoted) await notes.update(openOf(ask))
      else if (!(await notes.begin(openOf(ask)))) return
      const answer = await answered(ask, signal, delivery, inOrder)
      if (!answer) return
      await delivery.finish(answer)
      await notes.end(ask.id)
    } catch (error) {
      log.error({ err: error, turn: ask.id }, 'an answer could not be sent')
      if (error instanceof DiscordAPIError) {
        await notes.end(ask.id).catch(() => undefined)
        options.onUnsent?.(ask, error)
      }
    }
  }

  async function answered(ask: Ask, signal: AbortSignal, delivery: Delivery, inOrder: PlaceInOrder) {
    const { said, shape } = ask
    const { texts } = shape
    const answer = newAnswer()
    const show = () => delivery.update(() => underWay(core, answer, ask.id, shape))
    try {
      await Promise.race([acknowledgements.onIdle(), sleep(YIELD_MS)])
      const { turn } = inOrder
      if (turn) {
        show()
        await withEither([signal, closing.signal], (either) => unlessAborted(turn, either))
      }
      const photo = said.photo && (await fetchedPhoto(said.photo, signal))
      const before = await core.view(ask.conversation)
      const meant = said.meaning ?? said.inHand
      if (meant && !isSame(before, meant)) return body(texts.oldLook)
      const steps = stepsOf(ask, before, photo)
      await queue.run(() => leaving.until(talk(ask, steps, answer, signal, delivery)), {
        signal,
        onPlace(place, seconds) {
          answer.place = place
          answer.wait = seconds
          show()
        },
      })
      // What comes next need not wait for the pictures of this.
      inOrder.leave()
      // Cut off by our own end: the note stays, and the next start owns up to it.
      if (closing.signal.aborted) return undefined
      return await composing.add(() => finished(core, answer, before, shape))
    } catch (error) {
      if (closing.signal.aborted) return undefined
      if (signal.aborted) return body(texts.stopped)
      if (error instanceof AttachmentError) return body(error.message)
      log.error({ err: error, turn: ask.id }, 'a turn failed')
      return body(texts.failed)
    }
  }

  const fetchedPhoto = (photo: Attached, stopping: AbortSignal) =>
    withEither([stopping, closing.signal], (signal) =>
      fetchAttached(photo, cdn(attachments.origins), { ...attachments, signal }),
    )

  async function talk(
    ask: Ask,
    steps: readonly Turn[],
    answer: Answer,
    signal: AbortSignal,
    delivery: Delivery,
  ): Promise<void> {
    const clock = stepClock()
    for (const turn of steps) {
      if (closing.signal.aborted) return
      // On the way to the look that is meant nothing is said.
      if (turn.id !== ask.id) {
        for await (const _ of core.handle(turn, signal));
        continue
      }
      for await (const reply of core.handle(turn, signal)) {
        fold(answer, reply, clock)
        if (reply.kind !== 'done' && !closing.signal.aborted)
          delivery.update(() => underWay(core, answer, ask.id, ask.shape))
      }
      if (signal.aborted || answer.failed) return
    }
  }

  return {
    take,
    /** Does what cannot wait: no answer is begun in the meantime. */
    first: <T>(acknowledge: () => Promise<T>): Promise<T> => acknowledgements.add(acknowledge),
    /** Stops the turn, wherever it is; false when there is none. */
    cancel(id: string): boolean {
      const stopping = running.get(id)
      stopping?.abort()
      return stopping !== undefined
    },
    /** Answers that are being made. */
    get running(): number {
      return running.size
    },
    /**
     * From here on nothing is begun, and what is being said is said to its end. Rounds in the making are left to the
     * core, and not stopped: a stop would be the user's, and end the turn, which is to go on after a restart.
     */
    async close() {
      closing.abort()
      leaving.leave()
      await Promise.all(air)
    },
  }
}

/** What to hand to the core, one after the other; the last is the ask itself, under its own id. */
function stepsOf(
  { id, conversation, shape, said, within }: Ask,
  view: ConversationView,
  photo: Turn['photo'],
): Turn[] {
  const { text, press, inHand } = said
  const who = {
    conversation,
    user: shape.owner,
    channel: 'discord',
    locale: shape.locale,
    ...(within && { within }),
  }
  const isThere = !inHand || view.current === inHand.look
  return [
    ...(isThere
      ? []
      : [{ ...who, id: `${id}-before`, press: { kind: 'go-to', look: inHand.look } as const }]),
    {
      ...who,
      id,
      ...(text !== undefined && { text }),
      ...(photo && { photo }),
      ...(press && { press }),
    },
  ]
}

/** The end of the work, or the signal, whose reason it throws: whichever comes first. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await Promise.race([work, once(signal, 'abort').then(() => signal.throwIfAborted())])
}

const isSame = ({ looks }: ConversationView, { look, picture }: Meant): boolean =>
  looks.some(({ n, picture: { id } }) => n === look && id.startsWith(picture))

/** What of an ask is noted for after a restart. */
export function openOf({ id, conversation, shape, said, at }: Omit<Ask, 'place'>): Open {
  const { text, press, inHand } = said
  return {
    turn: id,
    conversation,
    owner: shape.owner,
    hasPhoto: said.photo !== undefined,
    locale: shape.locale,
    told: false,
    ...(text !== undefined && { text }),
    ...(press && { press }),
    ...(inHand && { inHand }),
    ...at,
  }
}

/** What is said of an answer that a stop or a crash cut off. */
export function cutOffBody({ owner, turn, hasPhoto, locale }: Open) {
  const texts = textsFor(locale)
  return hasPhoto ? body(texts.interruptedPhoto(owner)) : goOn(owner, turn, texts)
}
