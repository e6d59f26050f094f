/** A request from its acknowledgement to its answer: waits in line, talks to the core, shows how far it is. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordAPIError } from 'discord.js'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { ConversationView, Core } from '../../src/dialogue/reply.ts'
import type { Press, Turn } from '../../src/dialogue/turn.ts'
import { type Answer, fold, newAnswer, stepClock } from '../answer.ts'
import { type Attached, AttachmentError, type FetchOptions, fetchAttached } from '../attachment.ts'
import { line } from '../line.ts'
import { cdn } from './attachment.ts'
import { readLook } from './custom-id.ts'
import { Delivery, type Pace, type Place } from './delivery.ts'
import { body, finished, goOn, type Shape, underWay, variations } from './message.ts'
import type { Notes, Open } from './notes.ts'
import { TEXTS } from './texts.ts'

/** How long acknowledgements are let past before work that is waiting for its turn, in milliseconds. */
const YIELD_MS = 1500
/** Answers whose pictures are composed at the same time: more would only hold up acknowledgements. */
const COMPOSED_AT_ONCE = 2

/** Tries that “Variations” makes. */
export const VARIATIONS = 4

export interface Said {
  text?: string
  photo?: Attached
  press?: Press
  /** Try the change that made this look again, `times` times, each from where the look began. */
  reroll?: { look: number; picture: string; times: number }
  /** Only where the look still is the one that was meant. */
  meaning?: { look: number; picture: string }
}

export interface Ask {
  /** Discord's id of the interaction or message: the same twice is answered once. */
  id: string
  conversation: string
  /** Of the member's Discord, where it is known. */
  locale?: string
  shape: Shape
  said: Said
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
  /** True for words that are not to be answered. Default: none. */
  isBlocked?: (text: string) => boolean
  /** Hears of an answer that could not be sent to its channel. */
  onUnsent?: (ask: Ask, error: DiscordAPIError) => void
}

export type Turns = ReturnType<typeof createTurns>

export function createTurns(options: TurnsOptions) {
  const { core, notes, log, atOnce = 8, pace = {}, attachments = {}, isBlocked = () => false } = options
  const queue = line(atOnce)
  const acknowledgements = new PQueue()
  const composing = new PQueue({ concurrency: COMPOSED_AT_ONCE })
  const running = new Map<string, AbortController>()
  const closing = new AbortController()
  /** Lets go of the turns that the core is at: they are its own to end. */
  const leaving = new Set<() => void>()
  /** What close() waits for. */
  const air = new Set<Promise<void>>()

  /** Answers, and throws nothing: what goes wrong is told to the user where that is possible, and logged. */
  function take(ask: Ask): Promise<void> {
    const taking = takeOne(ask).finally(() => air.delete(taking))
    air.add(taking)
    return taking
  }

  async function takeOne(ask: Ask): Promise<void> {
    // Discord delivers an event again when a connection broke before it was confirmed.
    if (closing.signal.aborted || running.has(ask.id)) return
    const stopping = new AbortController()
    running.set(ask.id, stopping)
    const delivery = new Delivery(ask.place, pace, (error) =>
      log.warn({ err: error, turn: ask.id }, 'progress could not be shown'),
    )
    try {
      const answer = await answered(ask, stopping.signal, delivery)
      if (!answer) return
      await delivery.finish(answer)
      await notes.end(ask.id)
    } catch (error) {
      log.error({ err: error, turn: ask.id }, 'an answer could not be sent')
      if (error instanceof DiscordAPIError) {
        await notes.end(ask.id).catch(() => undefined)
        options.onUnsent?.(ask, error)
      }
    } finally {
      running.delete(ask.id)
    }
  }

  async function answered(ask: Ask, signal: AbortSignal, delivery: Delivery) {
    const { said, shape } = ask
    const answer = newAnswer()
    try {
      await Promise.race([acknowledgements.onIdle(), sleep(YIELD_MS)])
      if (said.text && isBlocked(said.text)) return body(TEXTS.blocked)
      const photo =
        said.photo &&
        (await fetchAttached(said.photo, cdn(attachments.origins), {
          ...attachments,
          signal: AbortSignal.any([signal, closing.signal]),
        }))
      const before = await core.view(ask.conversation)
      const steps = stepsOf(said, before, photo)
      if (typeof steps === 'string') return body(steps)
      await notes.begin(openOf(ask))
      await queue.run(ask.conversation, () => untilLeaving(talk(ask, steps, answer, signal, delivery)), {
        signal,
        onPlace(place) {
          answer.place = place
          delivery.update(() => underWay(core, answer, ask.id, shape))
        },
      })
      // Cut off by our own end: the note stays, and the next start owns up to it.
      if (closing.signal.aborted) return undefined
      return await composing.add(() =>
        said.reroll && said.reroll.times > 1 && answer.made.length > 0
          ? variations(core, answer, shape)
          : finished(core, answer, before, shape),
      )
    } catch (error) {
      if (closing.signal.aborted) return undefined
      if (signal.aborted) return body('Stopped. What was finished is kept.')
      if (error instanceof AttachmentError) return body(error.message)
      log.error({ err: error, turn: ask.id }, 'a turn failed')
      return body(TEXTS.failed)
    }
  }

  async function untilLeaving(talking: Promise<void>): Promise<void> {
    let leave = (): void => undefined
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    leaving.add(leave)
    try {
      await Promise.race([talking, left])
    } finally {
      leaving.delete(leave)
    }
  }

  async function talk(
    ask: Ask,
    steps: readonly Step[],
    answer: Answer,
    signal: AbortSignal,
    delivery: Delivery,
  ): Promise<void> {
    const clock = stepClock()
    for (const [i, step] of steps.entries()) {
      if (closing.signal.aborted) return
      const said = 'again' in step ? againOf(answer.view, step.again) : step
      const turn: Turn = {
        ...said,
        id: i === 0 ? ask.id : `${ask.id}-${i}`,
        conversation: ask.conversation,
        user: ask.shape.owner,
        channel: 'discord',
        ...(ask.locale && { locale: ask.locale }),
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
      for (const leave of leaving) leave()
      await Promise.all(air)
    },
  }
}

type Step = Pick<Turn, 'text' | 'photo' | 'press'> | { again: number }

/** What to hand to the core, one after the other; or a sentence, when there is nothing to do. */
function stepsOf(
  said: Said,
  view: ConversationView,
  photo: Uint8Array<ArrayBuffer> | undefined,
): Step[] | string {
  const { text, press, reroll, meaning } = said
  const meant = reroll ?? meaning
  if (meant && !isSame(view, meant)) return TEXTS.oldLook
  if (reroll) {
    const isInHand = view.current === reroll.look
    return [
      ...(isInHand ? [] : [{ press: { kind: 'go-to', look: reroll.look } as const }]),
      ...Array.from({ length: reroll.times }, () => ({ again: reroll.look })),
    ]
  }
  return [{ ...(text !== undefined && { text }), ...(photo && { photo }), ...(press && { press }) }]
}

/** Again from where the look in hand began: the look of the try before, once there is one. */
const againOf = (view: ConversationView | undefined, first: number): Pick<Turn, 'press'> => ({
  press: { kind: 'again', look: view?.current ?? first },
})

const isSame = ({ looks }: ConversationView, { look, picture }: { look: number; picture: string }): boolean =>
  looks.some(({ n, picture: { id } }) => n === look && id.startsWith(picture))

/** A menu's value as what it means. */
export function goTo(value: string | undefined): Said | undefined {
  const meaning = readLook(value ?? '')
  return meaning && { press: { kind: 'go-to', look: meaning.look }, meaning }
}

function openOf({ id, conversation, shape, said, at }: Ask): Parameters<Notes['begin']>[0] {
  const press = said.reroll ? undefined : said.press
  return {
    turn: id,
    conversation,
    owner: shape.owner,
    hasPhoto: said.photo !== undefined,
    ...(said.text !== undefined && { text: said.text }),
    ...(press && { press }),
    ...at,
  }
}

/** What is said of an answer that a stop or a crash cut off. */
export function cutOffBody({ owner, turn, hasPhoto, text, press }: Open) {
  if (hasPhoto) return body(TEXTS.interruptedPhoto(owner))
  return text === undefined && press === undefined ? body(TEXTS.interruptedPress(owner)) : goOn(owner, turn)
}
