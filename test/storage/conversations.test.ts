import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Conversations, openConversations, type StoredLook } from '../../src/storage/conversations.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { StorageError } from '../../src/storage/error.ts'

let dir: string
let file: string
let db: Knex
let conversations: Conversations

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-conversations-'))
  file = join(dir, 'hemline.db')
  db = await openDatabase(file)
  conversations = openConversations(db)
})
afterEach(async () => {
  await db.destroy()
  await rm(dir, { recursive: true, force: true })
})

const look = (n: number, more: Partial<StoredLook> = {}): StoredLook => ({
  chapter: 1,
  n,
  parent: n > 1 ? n - 1 : null,
  edit: n > 1 ? { text: 'longer', span: [0, 6], attribute: 'length', change: 'more', value: null } : null,
  seed: 4_294_967_295,
  origin: n > 1 ? null : 'product:T-1',
  verdict: 'done',
  reading: { attributes: { colour: 'navy' } },
  picture: 'a'.repeat(64),
  width: 256,
  height: 256,
  latent: 'b'.repeat(64),
  embedding: Float32Array.of(0.5, -0.25, n),
  model: '1',
  ...more,
})
const turn = { conversation: 'web:1', channel: 'web', id: 'm1', said: 'longer' }

describe('a conversation', () => {
  it('comes back as it was committed, after a restart too', async () => {
    await conversations.beginTurn(turn)
    const version = await conversations.commit({
      conversation: 'web:1',
      version: 0,
      state: { at: 2 },
      newLooks: [look(1), look(2), look(1, { chapter: 2 })],
      turn: { id: 'm1', replies: [{ kind: 'text', text: 'Done.' }], finished: true },
    })
    expect(version).toBe(1)
    await db.destroy()
    db = await openDatabase(file)
    expect(await openConversations(db).load('web:1')).toEqual({
      id: 'web:1',
      channel: 'web',
      version: 1,
      state: { at: 2 },
      looks: [look(1), look(2), look(1, { chapter: 2 })],
      turns: [{ id: 'm1', said: 'longer', finished: true, replies: [{ kind: 'text', text: 'Done.' }] }],
    })
  })

  it('that nobody began is not there', async () => {
    expect(await conversations.load('web:1')).toBeUndefined()
  })
})

describe('a turn', () => {
  it('is new once; sent again it is unfinished until it was answered, then finished', async () => {
    expect(await conversations.beginTurn(turn)).toEqual({ seen: 'new', replies: [] })
    expect(await conversations.beginTurn(turn)).toEqual({ seen: 'unfinished', replies: [] })
    const answered = { conversation: turn.conversation, state: null }
    await conversations.commit({
      ...answered,
      version: 0,
      turn: { id: 'm1', replies: [1], finished: false },
    })
    expect(await conversations.beginTurn(turn)).toEqual({ seen: 'unfinished', replies: [1] })
    await conversations.commit({
      ...answered,
      version: 1,
      turn: { id: 'm1', replies: [1, 2], finished: true },
    })
    expect(await conversations.beginTurn(turn)).toEqual({ seen: 'finished', replies: [1, 2] })
  })

  it('of the same id in another conversation is another turn', async () => {
    await conversations.beginTurn(turn)
    expect(await conversations.beginTurn({ ...turn, conversation: 'web:2' })).toMatchObject({ seen: 'new' })
  })
})

describe('a commit', () => {
  const commit = { conversation: 'web:1', version: 0, state: { at: 1 } }

  it('is refused when the conversation went on elsewhere, and changes nothing', async () => {
    await conversations.beginTurn(turn)
    await conversations.commit({ ...commit, newLooks: [look(1)] })
    const late = conversations.commit({ ...commit, state: { at: 9 }, newLooks: [look(2)] })
    await expect(late).rejects.toMatchObject({ name: 'StorageError', failure: 'busy' })
    expect(await conversations.load('web:1')).toMatchObject({
      version: 1,
      state: { at: 1 },
      looks: [{ n: 1 }],
    })
  })

  it('with one look that cannot be stored stores none of it', async () => {
    await conversations.beginTurn(turn)
    await conversations.commit({ ...commit, newLooks: [look(1)] })
    const twice = { ...commit, version: 1, state: { at: 3 }, newLooks: [look(2), look(1)] }
    await expect(conversations.commit(twice)).rejects.toThrow(/UNIQUE/)
    expect(await conversations.load('web:1')).toMatchObject({
      version: 1,
      state: { at: 1 },
      looks: [{ n: 1 }],
    })
  })

  it('on a full disk says so and keeps what was there', async () => {
    await conversations.beginTurn(turn)
    await conversations.commit({ ...commit, newLooks: [look(1)] })
    const [{ page_count }] = await db.raw('pragma page_count')
    await db.raw(`pragma max_page_count = ${page_count}`)
    const large = { ...commit, version: 1, state: 'x'.repeat(5_000_000) }
    const failure = await conversations.commit(large).catch((error) => error)
    expect(failure).toBeInstanceOf(StorageError)
    expect(failure).toMatchObject({ failure: 'full', message: expect.stringMatching(/disk is full/) })
    expect(await conversations.load('web:1')).toMatchObject({ version: 1, state: { at: 1 } })
  })

  it('is there as a whole or not at all after a kill', async () => {
    await db.destroy()
    let committed = 0
    for (const delay of [1, 7, 18]) {
      committed = Math.max(committed, await killedWhileCommitting(delay))
      db = await openDatabase(file)
      const left = await openConversations(db).load('c')
      const n = left?.version ?? -1
      expect(n).toBeGreaterThanOrEqual(committed)
      expect(left?.state).toEqual({ looks: n })
      expect(left?.looks).toHaveLength(n)
      expect(left?.turns.filter(({ finished }) => finished)).toHaveLength(n)
      await db.destroy()
    }
    expect(committed).toBeGreaterThan(0)
    db = await openDatabase(file)
  }, 60_000)
})

/** Lets a process commit, kills it `delay` milliseconds after its tenth commit, and gives the last it told of. */
async function killedWhileCommitting(delay: number): Promise<number> {
  const script = fileURLToPath(new URL('commit-forever.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  let killing = false
  child.stdout.on('data', (chunk) => {
    told += chunk
    if (killing || told.split('\n').length <= 10) return
    killing = true
    setTimeout(() => child.kill('SIGKILL'), delay)
  })
  await new Promise((resolve) => child.once('close', resolve))
  return Number(told.split('\n').at(-2))
}
