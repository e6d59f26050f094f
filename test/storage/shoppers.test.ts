import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Blobs } from '../../src/storage/blobs.ts'
import { openConversations } from '../../src/storage/conversations.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openHolds } from '../../src/storage/holds.ts'
import { openShares } from '../../src/storage/shares.ts'
import { openShoppers } from '../../src/storage/shoppers.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'

let dir: string
let storage: Storage

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-shoppers-'))
  storage = await openStorage(dir)
})
afterEach(async () => {
  await storage.close()
  await rm(dir, { recursive: true, force: true })
})

const ANNA = 'discord/anna'

/** Lets someone say something and have a look of these pictures. */
async function speak(shopper: string | undefined, conversation: string, ...words: string[]) {
  const conversations = openConversations(storage.db)
  await conversations.beginTurn({ conversation, channel: 'discord', id: 'm1', said: 'a dress', shopper })
  const ids = await Promise.all(words.map((word) => storage.blobs.put(Buffer.from(word))))
  const newLooks = ids.map((picture, i) => ({
    chapter: 1,
    n: i + 1,
    parent: null,
    edit: null,
    seed: null,
    origin: 'photo',
    verdict: 'unknown' as const,
    reading: {},
    picture,
    width: 64,
    height: 64,
    latent: picture,
    embedding: Float32Array.of(1),
    model: '1',
  }))
  await conversations.commit({
    conversation,
    version: 0,
    state: {},
    newLooks,
    ...(shopper && { settings: { shopper, settings: { size: 'M' } } }),
  })
  return ids
}

describe('forgetting a shopper', () => {
  it('leaves nothing of theirs in any of their conversations, and all of the others', async () => {
    const { db, blobs } = storage
    const shoppers = openShoppers(db, blobs)
    const [picture = ''] = await speak(ANNA, 'discord:anna:1', 'hers')
    await speak(undefined, 'discord:anna:2', 'from before it was kept who speaks')
    const [other = ''] = await speak('discord/ben', 'discord:ben:1', 'his')
    const link = await openShares(db).add(ANNA, { kind: 'look' })
    const piece = { sku: 'A', size: 'M', store: 'Lisbon', request: '1' }
    const hold = await openHolds(db).place({ ...piece, heldBy: ANNA, expiresAt: new Date('2100') }, 1)

    expect(await shoppers.forgetAll(ANNA, 'discord:anna:')).toMatchObject({
      conversations: 2,
      looks: 2,
      pictures: 2,
      settings: 1,
    })
    expect(await db('conversations').pluck('id')).toEqual(['discord:ben:1'])
    expect(await db('shoppers').pluck('id')).toEqual(['discord/ben'])
    expect(await openShares(db).get(link)).toBeUndefined()
    expect(await openHolds(db).get(hold?.reference ?? '')).toMatchObject({ status: 'open', heldBy: null })
    expect(await blobs.get(picture)).toBeUndefined()
    expect(await blobs.get(other)).toBeDefined()
    expect(await shoppers.forgetAll(ANNA, 'discord:anna:')).toMatchObject({ conversations: 0, settings: 0 })
  })

  it('leaves a picture that another came to while those before it were removed', async () => {
    let isFirst = true
    const blobs: Blobs = {
      ...storage.blobs,
      async remove(id) {
        if (isFirst) await speak('discord/ben', 'discord:ben:1', 'second')
        isFirst = false
        await storage.blobs.remove(id)
      },
    }
    const [first = '', second = ''] = await speak(ANNA, 'discord:anna:1', 'first', 'second')
    const forgotten = await openShoppers(storage.db, blobs).forget(ANNA, 'discord:anna:1')
    expect(forgotten).toMatchObject({ looks: 2, pictures: 1 })
    expect(await storage.blobs.get(first)).toBeUndefined()
    expect(await storage.blobs.get(second)).toBeDefined()
  })

  it('waits for another process that is writing', async () => {
    await speak(ANNA, 'discord:anna:1', 'hers')
    const other = await openDatabase(join(dir, 'hemline.db'))
    const writing = await other.transaction()
    await writing('revisions').increment('value', 1)
    const forgetting = openShoppers(storage.db, storage.blobs).forget(ANNA, 'discord:anna:1')
    forgetting.catch(() => undefined)
    await sleep(200)
    await writing.commit()
    await other.destroy()
    expect(await forgetting).toMatchObject({ conversations: 1 })
  })
})
