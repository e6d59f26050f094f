/** Signals that live as long as the process, lent to work after work. */
import { setMaxListeners } from 'node:events'

/**
 * Does the work with a signal that is aborted as the first of these is. AbortSignal.any would do, but a signal keeps an
 * entry for everything that was made of it so, and one that lives on never lets go of them.
 */
export async function withEither<T>(
  signals: readonly AbortSignal[],
  work: (either: AbortSignal) => Promise<T>,
): Promise<T> {
  const either = new AbortController()
  const stops = signals.map((signal) => ({ signal, stop: () => either.abort(signal.reason) }))
  for (const { signal, stop } of stops) {
    if (signal.aborted) stop()
    // As many listen as there is work under way.
    setMaxListeners(0, signal)
    signal.addEventListener('abort', stop)
  }
  try {
    return await work(either.signal)
  } finally {
    for (const { signal, stop } of stops) signal.removeEventListener('abort', stop)
  }
}
