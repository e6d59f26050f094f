/** A request from its arrival to its answer: waits in line, talks to the core, keeps one card up to date. */
import { setTimeout as sleep } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { ConversationView, Core, LookView } from '../../src/dialogue/reply.ts'
import type { Role } from '../../src/dialogue/roles.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { withEither } from '../../src/signals.ts'
import { type Answer, fold, newAnswer, stepClock } from '../answer.ts'
import { AttachmentError, type FetchOptions, fetchAttached, type Source } from '../attachment.ts'
import { newLeaving } from '../leaving.ts'
import { line } from '../line.ts'
import { newOrder, type Place } from '../order.ts'
import { type Action, type Asking, ownerOf, saidBy } from './action.ts'
import { teamsFiles } from './attachment.ts'
import { finished, notice, STRIP, underWay } from './cards.ts'
import { Delivery, isBlocked, type Pace } from './delivery.ts'
import type { AdaptiveCard } from './elements.ts'
import type { Notes, Open, Said } from './notes.ts'
import type { Gallery } from './pictures.ts'
import type { Reference } from './reference.ts'
import type { Chat } from './sdk.ts'
import { TEXTS } from './texts.ts'

export interface TurnsOptions {
  core: Core
  notes: Notes
  gallery: Gallery
  chat(reference: Reference): Chat
  /** What this person is to the shop. */
  roleOf(reference: Reference, user: string): Role
  /** Where something shared can be seen; undefined where this server is reached from nowhere. */
  addressOf?(share: string): string | undefined
  log: Pick<Logger, 'error' | 'warn' | 'info'>
  /** Turns that run at the same time. Default 8. */
  atOnce?: number
  pace?: Pace
  files?: FetchOptions & { isFileHost?: (url: URL) => boolean }
}

type Photo = NonNullable<Said['photo']>

export type Turns = ReturnType<typeof createTurns>

/** How long acknowledgements are let past before work that is waiting for its turn, in milliseconds. */
const YIELD_MS = 1500
/** Turns of one chat that may wait for each other. */
const WAITING = 20
/** How often an answer is begun that the end of the process cut off: one that ends it itself is not for ever. */
const BEGUN = 3

export function createTurns(options: TurnsOptions) {
  const { core, notes, gallery, log, atOnce = 8, pace = {}, files = {} } = options
  const queue = line(atOnce)
  const running = new Map<string, { user: string; conversation: string; stopping: AbortController }>()
  const acknowledgements = new PQueue()
  const closing = new AbortController()
  const order = newOrder()
  /** What close() waits for. */
  const air = new Set<Promise<void>>()
  const leaving = newLeaving()

  /** Answers, and throws nothing: what goes wrong is told to the user where that is possible, and logged. */
  function start(open: Open, reference: Reference): void {
    const stopping = new AbortController()
    running.set(open.turn, { user: open.user, conversation: open.conversation, stopping })
    const place = order.enter(open.conversation)
    const work = answer(open, reference, stopping, place.turn)
      .catch((error) => log.error({ err: error, turn: open.turn }, 'an answer could not be sent'))
      .finally(() => {
        running.delete(open.turn)
        air.delete(work)
        place.leave()
      })
    air.add(work)
  }

  /** @param earlier when the answers of this chat before are there: they come first, whatever they go through */
  async function answer(
    begun: Open,
    reference: Reference,
    stopping: AbortController,
    earlier: Place['turn'],
  ): Promise<void> {
    let open = begun
    let isDelivered = false
    const chat = options.chat(reference)
    const trouble = (error: unknown) => {
      if (isBlocked(error)) stopping.abort(error)
      else log.warn({ err: error, turn: open.turn }, 'progress could not be shown')
    }
    const delivery = new Delivery(chat, {
      pace,
      card: open.card,
      onTrouble: trouble,
      async onCard(card) {
        open = { ...open, card }
        await notes.change(open)
      },
    })
    try {
      await Promise.race([acknowledgements.onIdle(), sleep(YIELD_MS)])
      await delivery.typing()
      await earlier
      const source = teamsFiles(reference.serviceUrl, chat.token, files.isFileHost)
      const card = await made(open, stopping.signal, delivery, {
        source,
        role: options.roleOf(reference, open.user),
      })
      // Cut off by our own end: the note stays, and the next start goes on.
      if (!card) return
      if (!isBlocked(stopping.signal.reason)) await delivery.finish(card)
      isDelivered = true
    } catch (error) {
      if (!isBlocked(error)) throw error
      stopping.abort(error)
    } finally {
      if (isDelivered || !closing.signal.aborted) await notes.end(open.turn)
    }
    if (isBlocked(stopping.signal.reason)) {
      await notes.dropChat(open.conversation)
      log.info({ turn: open.turn }, 'the bot may not write to this chat any more')
    }
  }

  /** The whole answer; undefined when our own end came first. */
  async function made(
    open: Open,
    signal: AbortSignal,
    delivery: Delivery,
    { source, role }: { source: Source; role: Role },
  ): Promise<AdaptiveCard | undefined> {
    const { said, conversation, user } = open
    const answer = newAnswer()
    const show = () => delivery.update(() => progress(answer, open))

    const talk = async (photo: Uint8Array<ArrayBuffer> | undefined): Promise<AdaptiveCard> => {
      const before = await core.view(conversation)
      const words = said.action
        ? asked(said.action) && saidBy(said.action as Asking, before, said.filled)
        : said
      if (!words) return notice(TEXTS.gone)
      if ((said.photos ?? 0) > 1) answer.lines.push(TEXTS.manyPhotos)
      const { text, press } = { press: undefined, ...words }
      const turn: Turn = {
        id: open.turn,
        conversation,
        user,
        channel: 'teams',
        role,
        ...(open.locale && { locale: open.locale }),
        ...(text !== undefined && { text }),
        ...(photo && { photo }),
        ...(press && { press }),
      }
      const clock = stepClock()
      for await (const reply of core.handle(turn, signal)) {
        fold(answer, reply, clock)
        if (reply.kind !== 'done' && !closing.signal.aborted) show()
      }
      // Nothing is left of it, so neither is the way to it.
      if (answer.view?.messages.length === 0 && answer.view.looks.length === 0)
        await notes.dropChat(conversation)
      return whole(answer, before, user)
    }

    try {
      const card = await withEither([signal, closing.signal], async (either) => {
        const photo = said.photo && (await fetched(said.photo, source, either))
        show()
        return queue.run(() => leaving.until(talk(photo)), {
          signal: either,
          onPlace(place) {
            answer.place = place
            show()
          },
        })
      })
      return closing.signal.aborted ? undefined : card
    } catch (error) {
      if (closing.signal.aborted) return undefined
      if (signal.aborted) return notice(TEXTS.stopped)
      if (error instanceof AttachmentError) return notice(error.message)
      log.error({ err: error, turn: open.turn }, 'a turn failed')
      return notice(TEXTS.failed)
    }
  }

  function fetched({ url, name, contentType }: Photo, source: Source, signal: AbortSignal) {
    const { isFileHost: _, ...fetching } = files
    return fetchAttached({ url, name, ...(contentType && { contentType }) }, source, { ...fetching, signal })
  }

  async function progress(answer: Answer, { turn, user }: Open): Promise<AdaptiveCard> {
    const look = answer.made.at(-1)
    const { large: url } = await gallery.art(look?.picture, [])
    return underWay(answer, turn, ownerOf(user), look && url ? { url, alt: look.picture.alt } : undefined)
  }

  async function whole(answer: Answer, before: ConversationView, user: string): Promise<AdaptiveCard> {
    const inHand = lookIn(answer.view)
    const isNew = inHand !== undefined && inHand.picture.id !== lookIn(before)?.picture.id
    const look = answer.made.length > 0 || isNew ? inHand : undefined
    const earlier = look ? (answer.view?.looks ?? []).filter(({ n }) => n !== look.n).slice(-STRIP) : []
    const matches = answer.listed ? answer.matches : isNew ? (answer.view?.matches ?? []) : []
    return finished({
      answer,
      owner: ownerOf(user),
      look,
      matches,
      art: await gallery.art(look?.picture ?? answer.told, matches, earlier),
      shareUrl: answer.share && options.addressOf?.(answer.share),
    })
  }

  return {
    /**
     * Takes a request over, so that it is answered even if the process ends: resolves when it is noted. What was
     * taken before is not taken again. Gives a sentence when there is no room for it.
     */
    async take(open: Omit<Open, 'begun'>, reference: Reference): Promise<string | undefined> {
      if (closing.signal.aborted) return TEXTS.failed
      const waiting = [...running.values()].filter(({ conversation }) => conversation === open.conversation)
      if (waiting.length >= WAITING) return TEXTS.tooMany
      const begun = { ...open, begun: 1 }
      const isNew = await acknowledgements.add(() => notes.begin(begun, reference))
      if (isNew) start(begun, reference)
      return undefined
    },
    /** Stops a turn of this user; false when there is none. */
    stop(turn: string, user: string): boolean {
      const found = running.get(turn)
      if (found?.user !== user) return false
      found.stopping.abort(new Error('stopped by the user'))
      return true
    },
    /** Goes on with what the last process left. Meant for before the first request: what ends meanwhile is begun anew. */
    async resume(): Promise<void> {
      await notes.tidy()
      for (const open of await notes.open()) {
        // Came in while we looked: nothing has cut it off.
        if (running.has(open.turn)) continue
        const again = { ...open, begun: open.begun + 1 }
        const reference = await notes.chat(open.conversation)
        if (!reference || again.begun > BEGUN) {
          await notes.end(open.turn)
          continue
        }
        await notes.change(again)
        start(again, reference)
      }
    },
    get running() {
      return running.size
    },
    /** Lets go of everything; what is being answered goes on at the next start. */
    async close(): Promise<void> {
      closing.abort()
      leaving.leave()
      await Promise.all(air)
    },
  }
}

/** Whether it asks the dialogue for something. */
const asked = ({ kind }: Action): boolean => kind !== 'cancel' && kind !== 'product' && kind !== 'shared'

const lookIn = (view: ConversationView | undefined): LookView | undefined =>
  view?.looks.find(({ n }) => n === view.current)
