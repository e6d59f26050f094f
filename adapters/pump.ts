/** Shows how far an answer is: not too often, and never two at the same time. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface PumpOptions {
  /** Least time between two showings, in milliseconds. */
  everyMs: number
  /** More than that, by how much is going on beside it; only another showing waits so long, and not what settles. */
  calmMs?: () => number
  /** Before the first, so that a quick answer is not preceded by its own progress, in milliseconds. */
  patienceMs: number
  /** Hears of showings that failed; a later one makes up for them. */
  onTrouble: (error: unknown) => void
}

export interface Pump<T> {
  /** Shows what `make` gives, when there is time for it; what was not shown by then is passed over. */
  update(make: () => Promise<T>): void
  /** Passes over what was not shown yet, and resolves when something else may be shown. */
  settle(): Promise<void>
}

export function pump<T>(
  show: (body: T) => Promise<void>,
  { everyMs, calmMs = () => 0, patienceMs, onTrouble }: PumpOptions,
): Pump<T> {
  let next: (() => Promise<T>) | undefined
  let running: Promise<void> | undefined
  let settling = new AbortController()
  const began = performance.now()
  let shownAt: number | undefined
  const rest = (pauseMs: number) => {
    const free = shownAt === undefined ? began + patienceMs : shownAt + pauseMs
    return sleep(Math.max(0, free - performance.now()), undefined, { signal: settling.signal }).catch(
      () => undefined,
    )
  }

  async function run(): Promise<void> {
    while (next) {
      await rest(Math.max(everyMs, calmMs()))
      const make = next
      next = undefined
      // The answer came in the meantime.
      if (!make) break
      await make().then(show).catch(onTrouble)
      shownAt = performance.now()
    }
    running = undefined
  }

  return {
    update(make) {
      next = make
      running ??= run()
    },
    async settle() {
      next = undefined
      settling.abort()
      await running
      settling = new AbortController()
      if (shownAt !== undefined) await rest(everyMs)
    },
  }
}
