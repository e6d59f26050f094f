/**
 * Turns in the air. A turn runs to its end whether or not anyone is listening, so that a closed tab loses
 * nothing; a tab that comes back joins the turn where it is, and only an explicit stop aborts it.
 */
import { EventEmitter, once } from 'node:events'
import type { Core, Reply } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { toWire, type WireReply } from './wire.ts'

export interface RunningTurn {
  readonly id: string
  /** Everything that was said so far, then what follows, until the turn ends. Each call is its own listener. */
  listen(): AsyncGenerator<WireReply>
  stop(): void
}

export interface RunningTurns {
  /** Starts a turn, or joins it when the same message is already being handled. */
  start(turn: Turn): RunningTurn
  /** The newest turn of a conversation that has not ended. */
  of(conversation: string): RunningTurn | undefined
  /** Stops every turn of a conversation. */
  stop(conversation: string): void
}

/** @param onFailure hears of turns that threw; the shopper hears a plain sentence instead. */
export function runningTurns(core: Core, onFailure: (turn: Turn, error: unknown) => void): RunningTurns {
  const running = new Map<string, Map<string, RunningTurn>>()

  const start = (turn: Turn): RunningTurn => {
    const siblings = running.get(turn.conversation) ?? new Map<string, RunningTurn>()
    const already = siblings.get(turn.id)
    if (already) return already

    const stopping = new AbortController()
    const record = recording()
    const started: RunningTurn = { id: turn.id, listen: record.listen, stop: () => stopping.abort() }
    running.set(turn.conversation, siblings.set(turn.id, started))
    void run(core.handle(turn, stopping.signal), record.add)
      .catch((error) => {
        onFailure(turn, error)
        record.add({ kind: 'error', code: 'internal', text: FAILED })
      })
      .finally(() => {
        siblings.delete(turn.id)
        if (siblings.size === 0) running.delete(turn.conversation)
        record.end()
      })
    return started
  }

  return {
    start,
    of: (conversation) => [...(running.get(conversation)?.values() ?? [])].at(-1),
    stop: (conversation) => running.get(conversation)?.forEach((turn) => void turn.stop()),
  }
}

const FAILED = 'Something went wrong on our side, and your looks are safe. Please try that again.'

async function run(replies: AsyncIterable<Reply>, add: (reply: WireReply) => void): Promise<void> {
  for await (const reply of replies) add(toWire(reply))
}

/** A list that can be read from its beginning while it still grows. */
function recording() {
  const said: WireReply[] = []
  let ended = false
  const growth = new EventEmitter().setMaxListeners(0)
  return {
    add(reply: WireReply) {
      said.push(reply)
      growth.emit('grown')
    },
    end() {
      ended = true
      growth.emit('grown')
    },
    async *listen(): AsyncGenerator<WireReply> {
      for (let at = 0; ; ) {
        const reply = said[at]
        if (reply) {
          at++
          // Someone who joins late wants where the round is, not every step that led there.
          if (reply.kind !== 'progress' || !said[at]) yield reply
        } else if (ended) return
        else await once(growth, 'grown')
      }
    },
  }
}
