import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Reply } from '../../src/dialogue/reply.ts'
import { all, openFake, photoOf, viewIn } from './rooms.ts'

let dir: string
let hemline: Awaited<ReturnType<typeof openFake>>
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-variations-'))
  hemline = await openFake(dir)
})
afterEach(async () => {
  await hemline.close()
  await rm(dir, { recursive: true, force: true })
})

const rounds = (replies: Reply[]) => replies.flatMap((reply) => (reply.kind === 'round' ? [reply] : []))

it('a change is tried four times from where it began; the look in hand stays until one is taken', async () => {
  const { say, studio } = hemline
  await say({ photo: photoOf() })
  await say('make it navy')
  const replies = await say('show me some variations')
  expect(replies[0]).toMatchObject({ kind: 'plan', variationsOf: 2 })
  expect(rounds(replies).map(({ look: { n, parent, edit } }) => [n, parent, edit?.text])).toEqual(
    [3, 4, 5, 6].map((n) => [n, 1, 'navy']),
  )
  // What differs is the seed, and none is bolder than the first.
  expect(studio.rounds.slice(1).map(({ seed, attempt }) => [seed, attempt])).toEqual(
    [3, 4, 5, 6].map((seed) => [seed, 1]),
  )
  const question = replies.find((reply) => reply.kind === 'question')
  expect(question?.choices.map(({ press }) => press)).toEqual(
    [3, 4, 5, 6].map((look) => ({ kind: 'go-to', look })),
  )
  expect(viewIn(replies)).toMatchObject({ current: 2, canUndo: true, canRedo: false })

  expect(viewIn(await say({ press: { kind: 'go-to', look: 5 } })).current).toBe(5)
  expect(viewIn(await say('undo')).current).toBe(2)
  // Asked for again, they are four others, and it is no question that was asked before.
  const others = await say({ press: { kind: 'variations', look: 2 } })
  expect(rounds(others).map(({ look }) => look.n)).toEqual([7, 8, 9, 10])
  expect(others.some(({ kind }) => kind === 'question')).toBe(true)
})

it('without a change there is nothing to vary', async () => {
  await hemline.say({ photo: photoOf() })
  const [reply] = await hemline.say({ press: { kind: 'variations' } })
  expect(reply).toMatchObject({ kind: 'text', text: expect.stringMatching(/^Change something first/) })
})

it('a stop keeps those that are there', async () => {
  const { core, turn, say, studio } = hemline
  await say({ photo: photoOf() })
  await say('make it navy')
  studio.stepMs = 5
  const stopping = new AbortController()
  const replies: Reply[] = []
  for await (const reply of core.handle(turn('variations'), stopping.signal)) {
    replies.push(reply)
    if (reply.kind === 'round' && reply.round === 2) stopping.abort()
  }
  expect(rounds(replies)).toHaveLength(2)
  expect(viewIn(replies)).toMatchObject({ current: 2, looks: { length: 4 } })
})

it('a turn that closing cut off goes on with those that are left', async () => {
  const { core, turn, say, studio } = hemline
  await say({ photo: photoOf() })
  await say('make it navy')
  studio.stepMs = 5
  const asked = turn('variations')
  for await (const reply of core.handle(asked))
    if (reply.kind === 'round' && reply.round === 2) void core.close()
  await hemline.close()
  hemline = await openFake(dir)
  const replies = await all(hemline.core.handle(asked))
  expect(rounds(replies).map(({ look }) => look.n)).toEqual([3, 4, 5, 6])
  expect(hemline.studio.rounds.length).toBeLessThanOrEqual(2)
  expect(viewIn(replies)).toMatchObject({ current: 2, looks: { length: 6 } })
})
