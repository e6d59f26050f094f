import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { newLeaving } from '../../adapters/leaving.ts'

const never = () => new Promise<string>(() => undefined)

it('gives what the work gives, or throws what it throws', async () => {
  const leaving = newLeaving()
  expect(await leaving.until(Promise.resolve('done'))).toBe('done')
  await expect(leaving.until(Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})

it('lets go of all work under way, and of what comes later', async () => {
  const leaving = newLeaving()
  const working = [leaving.until(never()), leaving.until(never())]
  leaving.leave()
  expect(await Promise.all([...working, leaving.until(never())])).toEqual([undefined, undefined, undefined])
})

it('keeps nothing of work that is over', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const leaving = newLeaving()
  const given: WeakRef<object>[] = []
  for (let i = 0; i < 20; i++) {
    const answer = await leaving.until(Promise.resolve({ i }))
    if (answer) given.push(new WeakRef(answer))
  }
  await sleep(1)
  collect()
  // The last one may still be at hand where it was made.
  expect(given.filter((one) => one.deref()).length).toBeLessThanOrEqual(1)
  leaving.leave()
})
