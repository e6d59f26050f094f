/**
 * Keeps one inference child alive: calls in order, a fresh child when one dies or says nothing for too long, one retry
 * of the call in flight.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { InferenceError } from './error.ts'
import type { Answer, Ask } from './protocol.ts'

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
export type Request = WithoutId<Ask>

interface Call {
  id: number
  request: Request
  retried: boolean
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** A child at work that says nothing for this long hangs. Loading and running a graph takes seconds. */
const SILENCE_MS = 60_000

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))

export class InferenceProcess {
  #child: ChildProcess | undefined
  #calls = new Map<number, Call>()
  #next = 1
  #closed = false
  #watchdog: NodeJS.Timeout | undefined
  readonly #opening: Request
  readonly #silenceMs: number

  /** `opening` is sent first to every child, so that a fresh one knows what the lost one knew. */
  constructor(opening: Request, silenceMs = SILENCE_MS) {
    this.#opening = opening
    this.#silenceMs = silenceMs
  }

  /** Process id of the child; undefined while there is none. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Throws InferenceError when the child refuses the call, or when two children die over it. */
  call(request: Request): Promise<unknown> {
    if (this.#closed) return Promise.reject(new InferenceError('The models are closed.'))
    return new Promise((resolve, reject) => {
      const call: Call = { id: this.#next++, request, retried: false, resolve, reject }
      this.#calls.set(call.id, call)
      if (!this.#child) this.#start()
      this.#send(call)
      if (this.#calls.size === 1) this.#watch()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#watchdog)
    for (const { reject } of this.#calls.values()) reject(new InferenceError('The models were closed.'))
    this.#calls.clear()
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.disconnect()
    const killer = setTimeout(() => child.kill('SIGKILL'), 2000)
    await gone
    clearTimeout(killer)
  }

  #start() {
    const child = fork(CHILD, [], {
      // structured clone passes typed arrays as bytes; JSON would spell out every number
      serialization: 'advanced',
      execArgv: ['--import', import.meta.resolve('tsx')],
    })
    this.#child = child
    child.on('message', (answer: Answer) => this.#settle(answer))
    child.on('error', (error) => this.#lost(child, `failed (${error.message})`))
    child.on('exit', (code, signal) => this.#lost(child, `ended (${signal ?? `exit code ${code}`})`))
    child.send({ ...this.#opening, id: 0 })
  }

  /** Counts anew from the last sign of life. */
  #watch() {
    clearTimeout(this.#watchdog)
    if (this.#calls.size === 0) return
    const child = this.#child
    // its exit then does what every other exit does
    this.#watchdog = setTimeout(() => child?.kill('SIGKILL'), this.#silenceMs)
  }

  #send(call: Call) {
    this.#child?.send({ ...call.request, id: call.id })
  }

  #settle(answer: Answer) {
    const call = this.#calls.get(answer.id)
    if (!call) return
    this.#calls.delete(answer.id)
    this.#watch()
    if ('ok' in answer) call.resolve(answer.ok)
    else call.reject(new InferenceError(answer.failed))
  }

  #lost(child: ChildProcess, how: string) {
    if (child !== this.#child) return
    this.#child = undefined
    const waiting = [...this.#calls.values()]
    // only the first in line was being worked on: it alone may be what killed the child
    const [suspect] = waiting
    if (suspect?.retried) {
      this.#calls.delete(suspect.id)
      suspect.reject(
        new InferenceError(
          `The inference process ${how} twice over one call. Your look is as it was; try again.`,
        ),
      )
    } else if (suspect) suspect.retried = true
    if (this.#closed || this.#calls.size === 0) return
    this.#start()
    for (const call of this.#calls.values()) this.#send(call)
    this.#watch()
  }
}
