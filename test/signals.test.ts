import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { withEither } from '../src/signals.ts'

it.each([0, 1] as const)(
  'work is stopped by either signal, for the reason of that one (%i)',
  async (which) => {
    const two = [new AbortController(), new AbortController()] as const
    const working = withEither(
      two.map(({ signal }) => signal),
      (signal) => sleep(10_000, undefined, { signal }).catch(() => signal.reason),
    )
    two[which].abort(`by ${which}`)
    expect(await working).toBe(`by ${which}`)
  },
)

it('work that was stopped before it began hears of it', async () => {
  const signals = [new AbortController().signal, AbortSignal.abort('too late')]
  expect(await withEither(signals, async (signal) => signal.reason)).toBe('too late')
})

it('work that is over, or failed, leaves nothing at a signal that lives on', async () => {
  const { signal } = new AbortController()
  const empty = kept(signal)
  for (let i = 0; i < 100; i++) {
    const asked = new AbortController().signal
    expect(await withEither([asked, signal], async () => i)).toBe(i)
    const failing = withEither([asked, signal], () => Promise.reject(new Error(`${i}`)))
    await expect(failing).rejects.toThrow(`${i}`)
  }
  expect(getEventListeners(signal, 'abort')).toEqual([])
  expect(kept(signal)).toEqual(empty)
})

it('as many listen to a signal as there is work, without a warning', async () => {
  const warnings: unknown[] = []
  const hear = (warning: Error) => void warnings.push(warning)
  process.on('warning', hear)
  const { signal } = new AbortController()
  await Promise.all(Array.from({ length: 50 }, () => withEither([signal], () => sleep(5))))
  process.off('warning', hear)
  expect(warnings).toEqual([])
})

/** How much there is in each collection that the runtime has at a signal. */
const kept = (signal: object) =>
  Object.getOwnPropertySymbols(signal).flatMap((name) => {
    const value = (signal as Record<symbol, unknown>)[name]
    return value instanceof Set ? [[String(name), value.size]] : []
  })
