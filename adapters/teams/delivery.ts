/** One card for one answer: posted once, then updated in place, through the connector's bad moments. */
import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import { type Pump, pump } from '../pump.ts'
import type { AdaptiveCard } from './elements.ts'
import type { Chat } from './sdk.ts'

export interface Pace {
  /** Least time between two updates, in milliseconds. Default 1,500: Teams takes about one a second in a chat. */
  everyMs?: number
  /** Before the first card, so that a quick answer is not preceded by its own progress. Default 700. */
  patienceMs?: number
  /** How often the answer is tried, and the first pause between, which doubles and varies. Default 6, 1,000. */
  tries?: number
  pauseMs?: number
}

export interface DeliveryOptions {
  pace: Pace
  /** The message that the answer is in already, from before a restart. */
  card?: string | undefined
  /** Hears of the message that the answer is in from now on. */
  onCard: (id: string) => Promise<void>
  /** Hears of progress that could not be shown. */
  onTrouble: (error: unknown) => void
}

/** Conflict of two operations on one chat, too many, and the connector's own failures. */
const PASSING: readonly number[] = [412, 429, 500, 502, 503, 504]
const MAX_WAIT_MS = 60_000

/** The bot was blocked, or taken out of the chat: nobody waits for an answer. */
export const isBlocked = (error: unknown): boolean => statusOf(error) === 403

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : undefined

/** No status at all: the way to the connector failed. */
const isPassing = (error: unknown): boolean => {
  const status = statusOf(error)
  return status === undefined || PASSING.includes(status)
}

export class Delivery {
  readonly #chat: Chat
  readonly #options: DeliveryOptions
  readonly #tries: number
  readonly #pauseMs: number
  readonly #pump: Pump<AdaptiveCard>
  #card: string | undefined
  /** Nobody wants to hear of it any more. */
  #isBlocked = false

  constructor(chat: Chat, options: DeliveryOptions) {
    const { everyMs = 1500, patienceMs = 700, tries = 6, pauseMs = 1000 } = options.pace
    this.#chat = chat
    this.#options = options
    this.#tries = tries
    this.#pauseMs = pauseMs
    this.#card = options.card
    // Progress that fails is made up for by the next.
    this.#pump = pump((card) => this.#show(card, 2, false), {
      everyMs,
      patienceMs,
      onTrouble: (error) => {
        this.#isBlocked ||= isBlocked(error)
        options.onTrouble(error)
      },
    })
  }

  /** The first sign of life. Throws nothing: where there is no typing, the card follows all the same. */
  async typing(): Promise<void> {
    await this.#chat.send({ type: 'typing' }).catch(this.#options.onTrouble)
  }

  /** Shows how far it is, when there is time for it. */
  update(make: () => Promise<AdaptiveCard>): void {
    this.#pump.update(make)
  }

  /** The answer itself. Throws what the connector said when it did not take it in any way. */
  async finish(card: AdaptiveCard): Promise<void> {
    await this.#pump.settle()
    await this.#show(card, this.#tries, true)
  }

  async #show(card: AdaptiveCard, tries: number, isLast: boolean): Promise<void> {
    if (this.#isBlocked) return
    const message = messageOf(card)
    const id = this.#card
    if (id !== undefined) {
      try {
        return await this.#retried(() => this.#chat.update(id, message), tries)
      } catch (error) {
        if (statusOf(error) !== 404) throw error
        // Someone who deleted the message wants no more of its progress, but may want the answer.
        if (!isLast) return
      }
    }
    this.#card = await this.#retried(() => this.#chat.send(message), tries)
    await this.#options.onCard(this.#card)
  }

  #retried<T>(work: () => Promise<T>, tries: number): Promise<T> {
    return pRetry(work, {
      retries: tries - 1,
      minTimeout: this.#pauseMs,
      factor: 2,
      randomize: true,
      maxTimeout: MAX_WAIT_MS,
      shouldRetry: ({ error }) => isPassing(error),
      onFailedAttempt: ({ error }) => sleep(retryAfter(error)),
    })
  }
}

/** What the connector asks to wait, in milliseconds. */
function retryAfter(error: unknown): number {
  const { response } = error as { response?: { headers?: { get?(name: string): string | undefined } } }
  const seconds = Number(response?.headers?.get?.('retry-after') ?? 0)
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds * 1000), MAX_WAIT_MS) : 0
}

export const messageOf = (card: AdaptiveCard) => ({
  type: 'message' as const,
  /** What a notification says. */
  summary: card.fallbackText,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
})
