/** The one entry: turns in, replies out, and after each of them a state that a restart can go on from. */
import { EventEmitter, once } from 'node:events'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { SubEdit } from '../attributes.ts'
import { withEither } from '../signals.ts'
import type { Blobs } from '../storage/blobs.ts'
import type { Conversations } from '../storage/conversations.ts'
import type { Holds } from '../storage/holds.ts'
import type { Shares } from '../storage/shares.ts'
import type { Shoppers } from '../storage/shoppers.ts'
import { answer } from './answer.ts'
import { rounds } from './answers/rounds.ts'
import { varied } from './answers/variations.ts'
import { DialogueError, errorReply } from './errors.ts'
import { textsFor } from './languages.ts'
import { mediaTypeOf } from './media-type.ts'
import { relay } from './progress.ts'
import type { ConversationView, Core, Desk, Reply, Showcase } from './reply.ts'
import { match, Session, type Shopper } from './session.ts'
import { sharedView } from './shared.ts'
import type { Shop } from './shop.ts'
import { Settings } from './state.ts'
import type { Studio } from './studio.ts'
import type { Turn } from './turn.ts'
import { viewOf } from './view.ts'
import { within } from './within.ts'

export interface CoreDeps {
  conversations: Conversations
  shoppers: Shoppers
  holds: Holds
  shares: Shares
  blobs: Blobs
  shop: Shop
  studio: Studio
  /** A sentence into its sub-edits, spans counted in it. */
  split(sentence: string): SubEdit[]
  /** Language of the answers where a turn names none, as in BCP 47; English if undefined. */
  locale?: string | undefined
  log: Pick<Logger, 'error'>
}

export interface DialogueCore extends Core, Desk, Showcase {
  /** Resolves when no turn is being handled, or after `patience` milliseconds. */
  whenQuiet(patience: number): Promise<void>
}

/** Turns of one conversation that may wait for each other. */
const WAITING = 20

/**
 * Turns of one conversation are handled in the order of the calls, those of different ones at the same time.
 * A turn runs to its end whether or not its replies are read; only the signal stops it, and keeps finished rounds.
 */
export function createCore(deps: CoreDeps): DialogueCore {
  const queues = new Map<string, PQueue>()
  const closing = new AbortController()
  const quiet = new EventEmitter().setMaxListeners(0)

  const queueOf = (conversation: string): PQueue => {
    const known = queues.get(conversation)
    if (known) return known
    const queue = new PQueue({ concurrency: 1 })
    queue.on('idle', () => {
      queues.delete(conversation)
      if (queues.size === 0) quiet.emit('quiet')
    })
    queues.set(conversation, queue)
    return queue
  }

  const run = async (turn: Turn, asked: AbortSignal | undefined, send: (reply: Reply) => void) => {
    const { log, conversations } = deps
    try {
      await withEither(asked ? [asked, closing.signal] : [closing.signal], async (signal) => {
        for await (const reply of handled(turn, signal)) send(reply)
      })
    } catch (error) {
      // Not even the failure could be stored; saying it is still possible.
      log.error({ err: error, turn: turn.id }, 'a turn could not be stored')
      send(errorReply(error, undefined, textsFor(turn.locale ?? deps.locale)).reply)
    }
    await Promise.all([conversations.load(turn.conversation), shopperOf(turn)])
      .then(([stored, shopper]) => viewOf(stored, roomsOf(turn), { shopper }))
      .then((view) => send({ kind: 'done', view }))
      .catch((error) => log.error({ err: error, turn: turn.id }, 'a conversation could not be read'))
  }

  const roomsOf = (turn: Turn) => (turn.within ? { ...deps, shop: within(deps.shop, turn.within) } : deps)

  const shopperOf = async (turn: Turn): Promise<Shopper> => ({
    id: idOf(turn),
    role: turn.role ?? 'shopper',
    locale: turn.locale ?? deps.locale,
    settings: Settings.catch({}).parse((await deps.shoppers.settings(idOf(turn))) ?? {}),
    forget: () => deps.shoppers.forget(idOf(turn), turn.conversation),
  })

  async function* handled(turn: Turn, signal: AbortSignal): AsyncGenerator<Reply> {
    const { conversation, id, channel } = turn
    const shopper = idOf(turn)
    const begun = await deps.conversations.beginTurn({
      conversation,
      channel,
      id,
      said: turn.text?.trim() || undefined,
      shopper,
    })
    const replied = begun.replies as Reply[]
    // Of a turn that has only planned nothing is done: it is answered anew.
    const before = begun.seen !== 'finished' && replied.every(({ kind }) => kind === 'plan') ? [] : replied
    yield* before
    if (begun.seen === 'finished') return
    const stored = await deps.conversations.load(conversation)
    let isForgotten = false
    const session = new Session(stored, roomsOf(turn), signal, {
      ...(await shopperOf(turn)),
      forget: async () => {
        isForgotten = true
        return deps.shoppers.forget(shopper, conversation)
      },
    })
    let replies = before
    let version = stored?.version ?? 0
    const commit = async (replies: readonly Reply[], finished: boolean) => {
      // There is no conversation any more that anything could be added to.
      if (isForgotten) return
      const { state, newLooks, settings } = session.changes ?? {
        state: session.state,
        newLooks: [],
        settings: undefined,
      }
      version = await deps.conversations.commit({
        conversation,
        version,
        state,
        newLooks,
        turn: { id, replies, finished },
        ...(settings && { settings: { shopper, settings } }),
      })
      session.committed()
    }

    try {
      for await (const reply of before.length > 0
        ? rest(session, before)
        : answer(session, turn, deps.split)) {
        if (reply.kind !== 'progress') {
          const said = [...replies, reply]
          // Before anyone sees it, so that what was seen is never lost.
          if (session.changes) await commit(said, false)
          replies = said
        }
        yield reply
      }
    } catch (error) {
      // A turn that closing cut off goes on when the message is delivered again.
      if (closing.signal.aborted) return
      const { reply, isOurs } = errorReply(error, signal, session.texts)
      if (isOurs) deps.log.error({ err: error, turn: id }, 'a turn failed')
      // What was begun and not committed is dropped: the look in hand is the last finished one.
      session.reset()
      replies = [...replies, reply]
      yield reply
    }
    await commit(replies, true)
  }

  const byCodeOrWords = async (words: string, limit: number) => {
    const skus = await deps.shop.byCode(words)
    return skus.length > 0
      ? skus.slice(0, limit).map((sku) => ({ sku, score: 1 }))
      : deps.shop.byWords(words, {}, limit)
  }

  return {
    handle(turn, signal) {
      const { stream, send, end } = relay<Reply>()
      const queue = queueOf(turn.conversation)
      if (closing.signal.aborted || queue.size >= WAITING) {
        send({ kind: 'error', code: 'busy', text: textsFor(turn.locale ?? deps.locale).busy })
        end()
      } else void queue.add(() => run(turn, signal, send)).finally(end)
      return stream
    },
    view: async (conversation): Promise<ConversationView> =>
      viewOf(await deps.conversations.load(conversation), deps, { isRunning: queues.has(conversation) }),
    async picture(id) {
      const bytes = await deps.blobs.get(id)
      const mediaType = bytes && mediaTypeOf(bytes)
      return bytes && mediaType ? { bytes, mediaType } : undefined
    },
    catalogues: () => deps.shop.catalogues(),
    brands: (catalogue) => deps.shop.brands(catalogue),
    async suggest(words, limit, part = {}) {
      const hits = words.trim() ? await deps.shop.byWords(words, part, limit) : []
      const articles = await deps.shop.articles(hits.map(({ sku }) => sku))
      return hits.flatMap(({ sku }) => articles.get(sku) ?? [])
    },
    async find(wanted, limit) {
      const { shop, studio } = deps
      if ('photo' in wanted && !(await studio.isFit(wanted.photo)))
        throw new DialogueError('unsafe-picture', textsFor(deps.locale).unsafePhoto)
      const hits =
        'photo' in wanted
          ? await shop.nearest((await studio.start(wanted.photo)).embedding, {}, limit)
          : await byCodeOrWords(wanted.words, limit)
      const articles = await shop.articles(hits.map(({ sku }) => sku))
      const there = hits.flatMap(({ sku, score }) => {
        const article = articles.get(sku)
        return article ? [{ article, score }] : []
      })
      return there.map(({ article, score }, i) => match(article, i + 1, score))
    },
    async shared(id) {
      const share = await deps.shares.get(id)
      return share && sharedView(share, deps.shop)
    },
    async sharedBy(channel, user, limit) {
      const shares = await deps.shares.of(idOf({ channel, user }), limit)
      return (await Promise.all(shares.map((share) => sharedView(share, deps.shop)))).flatMap(
        (one) => one ?? [],
      )
    },
    async forget(user, beginning) {
      // What is being said in one of them would bring it back.
      const talking = [...queues].filter(([id]) => id.startsWith(beginning))
      await Promise.all(talking.map(([, queue]) => queue.onIdle()))
      const { conversations } = await deps.shoppers.forgetAll(idOf(user), beginning)
      return conversations
    },
    async whenQuiet(patience) {
      if (queues.size === 0) return
      // Running out of patience is no failure.
      await once(quiet, 'quiet', { signal: AbortSignal.timeout(patience) }).catch(() => undefined)
    },
    async close() {
      closing.abort(new Error('Hemline is closing'))
      await Promise.all([...queues.values()].map((queue) => queue.onIdle()))
    },
  }
}

/** A user is known by the channel's own name for them. */
const idOf = ({ channel, user }: Pick<Turn, 'channel' | 'user'>): string => `${channel}/${user}`

/** What is left of a turn that was cut off after it had begun to answer, or a word that something is. */
async function* rest(session: Session, before: readonly Reply[]): AsyncGenerator<Reply> {
  yield* unfinished(session, before)
  if (session.state.left === 0) return
  session.state = { ...session.state, left: 0 }
  yield { kind: 'text', text: session.texts.interrupted }
}

/** The rounds of its last plan that are not done. */
async function* unfinished(session: Session, before: readonly Reply[]): AsyncGenerator<Reply> {
  const plan = before.findLast((reply) => reply.kind === 'plan')
  const last = before.at(-1)
  // What follows the rounds is said when all of them are done.
  if (!plan || (last?.kind !== 'round' && last !== plan)) return
  const finished = before.slice(before.indexOf(plan)).filter((reply) => reply.kind === 'round')
  if (plan.variationsOf !== undefined) {
    const made = finished.map(({ look }) => look.n)
    if (plan.variationsOf === session.state.current) yield* varied(session, plan.variationsOf, made)
    return
  }
  if (last.kind === 'round' && last.look.n !== session.state.current) return
  const failed = finished.filter(({ look }) => look.verdict === 'not').map(({ look }) => look.n)
  yield* rounds(session, plan.edits, session.current, { done: finished.length, failed })
}
