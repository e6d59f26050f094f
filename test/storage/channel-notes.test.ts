import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'

let dir: string
let storage: Storage
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-notes-'))
  storage = await openStorage(dir)
})
afterEach(async () => {
  await storage.close()
  await rm(dir, { recursive: true })
})

describe('notes of a channel', () => {
  it('are kept over a restart, and are its own', async () => {
    const notes = openChannelNotes(storage.db, 'teams')
    await notes.put('chat:1', { at: 'here' })
    await notes.put('chat:1', { at: 'there' })
    await storage.close()
    storage = await openStorage(dir)
    expect(await openChannelNotes(storage.db, 'teams').get('chat:1')).toEqual({ at: 'there' })
    expect(await openChannelNotes(storage.db, 'other').get('chat:1')).toBeUndefined()
  })

  it('are added once, and what stands beside is written in any case', async () => {
    const notes = openChannelNotes(storage.db, 'teams')
    const beside = (n: number) => ({ id: 'chat', value: n })
    const added = await Promise.all([1, 2, 3].map((n) => notes.add('turn', n, beside(n))))
    expect(added.filter(Boolean)).toHaveLength(1)
    expect(await notes.get('chat')).toBe(3)
  })

  it('are listed and removed by how their ids begin, whatever is in them', async () => {
    const notes = openChannelNotes(storage.db, 'teams')
    for (const id of ['a:%', 'a:_', 'a:x', 'b:x']) await notes.put(id, id)
    expect((await notes.list('a:')).map(({ value }) => value)).toEqual(['a:%', 'a:_', 'a:x'])
    expect(await notes.list('a:%')).toHaveLength(1)
    await notes.remove('a:_')
    expect(await notes.removeOlder('a:', new Date(Date.now() - 60_000))).toBe(0)
    expect(await notes.removeOlder('a:', new Date(Date.now() + 60_000))).toBe(2)
    expect((await notes.list('')).map(({ id }) => id)).toEqual(['b:x'])
  })
})
