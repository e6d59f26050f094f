import { expect, it } from 'vitest'
import { limit } from '../../adapters/web/limit.ts'

it('lets a burst through, then one for every refill', () => {
  let now = 0
  const { take } = limit({ burst: 2, refillMs: 100, now: () => now })
  expect([take('a'), take('a'), take('a')]).toEqual([true, true, false])
  now = 100
  expect([take('a'), take('a')]).toEqual([true, false])
})

it('holds one key back without holding another', () => {
  const { take } = limit({ burst: 1, refillMs: 100, now: () => 0 })
  expect([take('a'), take('a'), take('b')]).toEqual([true, false, true])
})

it('never saves up more than a burst', () => {
  let now = 0
  const { take } = limit({ burst: 2, refillMs: 100, now: () => now })
  take('a')
  now = 10_000
  expect([take('a'), take('a'), take('a')]).toEqual([true, true, false])
})

it('remembers no more keys than its capacity, forgetting the longest rested', () => {
  const { take } = limit({ burst: 1, refillMs: 1000, capacity: 2, now: () => 0 })
  take('a')
  take('b')
  take('c')
  expect([take('c'), take('a')]).toEqual([false, true])
})
