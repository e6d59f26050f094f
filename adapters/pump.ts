/** Shows how far an answer is: not too often, and never two at the same time. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface PumpOptions {
  /** Least time between two showings, in milliseconds. */
  everyMs: number
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
  { everyMs, patienceMs, onTrouble }: PumpOptions,
): Pump<T> {
  let next: (() => Promise<T>) | undefined
  let running: Promise<void> | undefined
  let free = performance.now() + patienceMs
  let isFirst = true
  const rest = () => sleep(Math.max(0, free - performance.now()))

  async function run(): Promise<void> {
    while (next) {
      await rest()
      const make = next
      next = undefined
      // The answer came in the meantime.
      if (!make) break
      isFirst = false
      await make().then(show).catch(onTrouble)
      free = performance.now() + everyMs
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
      await running
      if (!isFirst) await rest()
    },
  }
}
