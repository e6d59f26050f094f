import { afterEach, beforeEach, expect, it } from 'vitest'
import { openNotes, ServerSettings } from '../../adapters/discord/notes.ts'
import { type QuotaOptions, quotas } from '../../adapters/discord/quota.ts'
import { TEXTS } from '../../adapters/discord/texts.ts'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'
import { scratch } from './bot.ts'

const DAY_MS = 24 * 60 * 60 * 1000

let place: Awaited<ReturnType<typeof scratch>>
let storage: Storage
beforeEach(async () => {
  place = await scratch()
  storage = await openStorage(place.dir)
})
afterEach(async () => {
  await storage.close()
  await place.remove()
})

async function restart() {
  await storage.close()
  storage = await openStorage(place.dir)
}
const open = (options: Omit<QuotaOptions, 'notes'> = {}) =>
  quotas({ notes: openNotes(openChannelNotes(storage.db, 'discord')), ...options })
const asker = (user: string, guild: string | null = 'friends') => ({ user, guild, roles: [] })
const counts = () => storage.db('channel_notes').where('id', 'like', 'quota:%').orderBy('id')

it('a day’s requests are counted over a restart, for the member, the server and the person', async () => {
  const limited = ServerSettings.parse({ userQuota: 2, serverQuota: 3 })
  expect(await open().take(asker('anna'), limited, TEXTS)).toBeUndefined()
  await restart()
  expect(await open().take(asker('anna'), limited, TEXTS)).toBeUndefined()
  await restart()
  expect(await open().take(asker('anna'), limited, TEXTS)).toBe(TEXTS.userQuota(2))
  expect(await open().take(asker('ben'), limited, TEXTS)).toBeUndefined()
  await restart()
  expect(await open().take(asker('ben'), limited, TEXTS)).toBe(TEXTS.serverQuota(3))

  const free = ServerSettings.parse({})
  expect(await open({ perPerson: 1 }).take(asker('cleo', null), free, TEXTS)).toBeUndefined()
  await restart()
  expect(await open({ perPerson: 1 }).take(asker('cleo'), free, TEXTS)).toBe(TEXTS.ownQuota(1))
})

it('what is refused is not counted, and what has no limit is not stored', async () => {
  const limited = ServerSettings.parse({ userQuota: 5, serverQuota: 1 })
  await open().take(asker('anna'), limited, TEXTS)
  for (let i = 0; i < 3; i++)
    expect(await open().take(asker('anna'), limited, TEXTS)).toBe(TEXTS.serverQuota(1))
  expect((await counts()).map(({ value }) => value)).toEqual(['1', '1'])
  await open().take(asker('anna', 'others'), ServerSettings.parse({}), TEXTS)
  expect(await counts()).toHaveLength(2)
})

it('of many at once, and of several processes, no more than the limit are let through', async () => {
  const limited = ServerSettings.parse({ userQuota: 7 })
  const processes = [open(), open()]
  const said = await Promise.all(
    Array.from({ length: 20 }, (_, i) => processes[i % 2]?.take(asker('anna'), limited, TEXTS)),
  )
  expect(said.filter((refusal) => refusal === undefined)).toHaveLength(7)
})

it('a new day is a new count, and the old one is swept', async () => {
  const limited = ServerSettings.parse({ userQuota: 1 })
  let now = Date.now()
  const quota = open({ now: () => now })
  expect(await quota.take(asker('anna'), limited, TEXTS)).toBeUndefined()
  expect(await quota.take(asker('anna'), limited, TEXTS)).toBe(TEXTS.userQuota(1))
  const old = new Date(now - 2 * DAY_MS).toISOString()
  await storage.db('channel_notes').update({ updated_at: old })
  now += DAY_MS
  expect(await quota.take(asker('anna'), limited, TEXTS)).toBeUndefined()
  expect((await counts()).map(({ id }) => id)).toEqual([`quota:${Math.floor(now / DAY_MS)}:friends:anna`])
})

it('a pause is kept between two requests, and a refused one begins none', async () => {
  let now = 0
  const quota = open({ now: () => now })
  const slow = ServerSettings.parse({ cooldown: 60, userQuota: 1 })
  expect(await quota.take(asker('anna'), slow, TEXTS)).toBeUndefined()
  now = 20_000
  expect(await quota.take(asker('anna'), slow, TEXTS)).toBe(TEXTS.cooldown(40))
  now = 60_000
  for (let i = 0; i < 2; i++) expect(await quota.take(asker('anna'), slow, TEXTS)).toBe(TEXTS.userQuota(1))
})
