/** One message for one answer: edited in place, not too often, and replaced when it can no longer be reached. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordAPIError, type Message, RESTJSONErrorCodes } from 'discord.js'
import { type Pump, pump } from '../pump.ts'
import { TOKEN_MS } from './limits.ts'
import type { Body } from './message.ts'

export interface Place {
  /** Edits the message that acknowledged the user. */
  edit(body: Body): Promise<unknown>
  /** Sends a normal message to the same people, when the first can no longer be edited. */
  send(body: Body): Promise<Message>
  /** When the first message stops taking edits, in milliseconds since 1970; undefined: never. */
  until?: number
}

export interface Pace {
  /** Least time between two edits, in milliseconds. Default 2,000. */
  everyMs?: number
  /** The same between the progress of all answers together, on average. Default 40. */
  editMs?: number
  /** Before the first edit, so that a quick answer is not preceded by its own progress. Default 700. */
  patienceMs?: number
  /** How long an interaction's token is used, in milliseconds. Default 14.5 minutes. */
  tokenMs?: number
  /** How often the answer is tried when Discord fails, and the first pause between, which doubles. Default 4, 2,000. */
  tries?: number
  pauseMs?: number
}

const PACE: Required<Pace> = {
  everyMs: 2000,
  editMs: 40,
  patienceMs: 700,
  tokenMs: TOKEN_MS,
  tries: 4,
  pauseMs: 2000,
}

const GONE: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]

const isGone = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (GONE.includes(error.code) || error.status === 401)

/** Discord, or the way to it, failed; the same again may well work. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof DiscordAPIError) || error.status >= 500 || error.status === 429

export class Delivery {
  readonly #place: Place
  readonly #pace: Required<Pace>
  readonly #pump: Pump<Body>
  #edit: (body: Body) => Promise<unknown>

  /**
   * @param beside answers that are being made, this one included
   * @param onTrouble hears of edits that were given up; a later one makes up for them
   */
  constructor(place: Place, pace: Pace, beside: () => number, onTrouble: (error: unknown) => void) {
    this.#place = place
    this.#pace = { ...PACE, ...pace }
    const { everyMs, editMs, patienceMs } = this.#pace
    this.#pump = pump((body) => this.#deliver(body, false), {
      everyMs,
      calmMs: () => editMs * beside(),
      patienceMs,
      onTrouble,
    })
    this.#edit = place.edit
  }

  /** Shows how far it is, when there is time for it; what was not shown by then is passed over. */
  update(make: () => Promise<Body>): void {
    this.#pump.update(make)
  }

  /** The answer itself. Throws when Discord did not take it in any way. */
  async finish(body: Body): Promise<void> {
    await this.#pump.settle()
    for (let tried = 1; ; tried++) {
      try {
        await this.#deliver(body, true)
        return
      } catch (error) {
        if (!isPassing(error) || tried >= this.#pace.tries) throw error
        await sleep(this.#pace.pauseMs * 2 ** (tried - 1))
      }
    }
  }

  async #deliver(body: Body, isLast: boolean): Promise<void> {
    const { until } = this.#place
    const isFirstMessage = this.#edit === this.#place.edit
    if (isFirstMessage && until !== undefined && Date.now() >= until) return this.#replace(body)
    try {
      // discord.js adds the files to the list it is given: the same list must not be sent twice.
      await this.#edit({ ...body, attachments: [] })
    } catch (error) {
      // Someone who deleted the message wants no more of its progress, but may want the answer.
      if (!isGone(error) || (!isLast && isDeleted(error))) throw error
      await this.#replace(body)
    }
  }

  async #replace(body: Body): Promise<void> {
    const { attachments: _, ...fresh } = body
    const message = await this.#place.send(fresh as Body)
    this.#edit = (next) => message.edit(next)
  }
}

const isDeleted = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage
