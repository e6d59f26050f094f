import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { newEncodings } from '../../adapters/encodings.ts'

/** Makes ten bytes, and counts how often and how many at the same time. */
function maker() {
  const count = { made: 0, now: 0, most: 0 }
  const make = async () => {
    count.most = Math.max(count.most, ++count.now)
    await sleep(5)
    count.now--
    count.made++
    return Buffer.alloc(10)
  }
  return { count, make }
}

it('makes a picture once, however many ask for it at the same time or later', async () => {
  const { get } = newEncodings()
  const { count, make } = maker()
  const all = await Promise.all(Array.from({ length: 10 }, () => get('a', make)))
  expect(all.every((bytes) => bytes?.length === 10)).toBe(true)
  await get('a', make)
  expect(count.made).toBe(1)
})

it('makes only so many at the same time', async () => {
  const { get } = newEncodings({ atOnce: 2 })
  const { count, make } = maker()
  await Promise.all(Array.from({ length: 10 }, (_, i) => get(`${i}`, make)))
  expect(count).toMatchObject({ made: 10, most: 2 })
})

it('keeps what was asked for last, and no more bytes than it may', async () => {
  const { get } = newEncodings({ maxBytes: 20 })
  const { count, make } = maker()
  for (const name of ['a', 'b', 'a', 'c', 'a']) await get(name, make)
  expect(count.made).toBe(3)
  await get('b', make)
  expect(count.made).toBe(4)
})

it('tries again what failed, or gave nothing', async () => {
  const { get } = newEncodings()
  const { make } = maker()
  await expect(get('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await get('a', async () => undefined)).toBeUndefined()
  expect(await get('a', make)).toHaveLength(10)
})
