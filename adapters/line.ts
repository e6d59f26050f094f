/**
 * The line in front of the core: so many turns at once, the rest in the order they came, and everyone can be told
 * their place. Turns of one conversation never stand in it together: `order.ts` lets them in one after the other.
 */
export interface Line {
  /**
   * Runs `work` when it is its turn, and gives what it gives. `onPlace` hears the 1-based place while waiting, and how
   * many seconds that is, going by the work that was done so far.
   * Throws the signal's reason when it is aborted before the start; the place is free at once.
   */
  run<T>(work: () => Promise<T>, options?: WaitOptions): Promise<T>
  readonly waiting: number
}

export interface WaitOptions {
  onPlace?: (place: number, seconds?: number) => void
  signal?: AbortSignal
}

/** Pieces of work that an estimate goes by, about. */
const REMEMBERED = 10

interface Waiter {
  place: number
  onPlace: WaitOptions['onPlace'] | undefined
  start(): void
}

/** @param atOnce turns that run at the same time */
export function line(atOnce: number): Line {
  const waiters: Waiter[] = []
  let running = 0
  /** Milliseconds that work takes, the newest counting most. */
  let typical: number | undefined

  const secondsAt = (place: number): number | undefined =>
    typical === undefined ? undefined : Math.max(1, Math.round((place / atOnce) * (typical / 1000)))

  const advance = () => {
    for (const waiter of waiters.splice(0, atOnce - running)) {
      running++
      waiter.start()
    }
    for (const [i, waiter] of waiters.entries()) {
      if (waiter.place === i + 1) continue
      waiter.place = i + 1
      waiter.onPlace?.(i + 1, secondsAt(i + 1))
    }
  }

  const start = ({ onPlace, signal }: WaitOptions): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = () => {
        waiters.splice(waiters.indexOf(waiter), 1)
        reject(signal?.reason)
        advance()
      }
      const waiter: Waiter = {
        place: 0,
        onPlace,
        start() {
          signal?.removeEventListener('abort', leave)
          resolve()
        },
      }
      if (signal?.aborted) return reject(signal.reason)
      signal?.addEventListener('abort', leave, { once: true })
      waiters.push(waiter)
      advance()
    })

  return {
    async run(work, options = {}) {
      await start(options)
      const began = performance.now()
      try {
        const done = await work()
        const took = performance.now() - began
        typical = typical === undefined ? took : typical + (took - typical) / REMEMBERED
        return done
      } finally {
        running--
        advance()
      }
    },
    get waiting() {
      return waiters.length
    },
  }
}
