import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCore } from '../../src/core.ts'
import type { Core } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { all, kinds, texts, viewIn } from './rooms.ts'

/** An untrained family: everything runs, nothing it makes means anything. */
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))
const DEMO = 24

let dir: string
const failures: unknown[] = []
const open = (onProgress?: (done: number, total: number) => void) =>
  openCore({
    dataDir: dir,
    modelDir: TINY,
    threads: 1,
    demo: DEMO,
    log: { error: (...what: unknown[]) => void failures.push(what), info: () => undefined } as never,
    ...(onProgress && { onProgress }),
  })
const say = (core: Core, id: string, said: Partial<Turn>) =>
  all(core.handle({ id, conversation: 'test', user: 'someone', channel: 'test', ...said }))

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-open-'))
})
afterAll(async () => {
  await rm(dir, { recursive: true, force: true })
  expect(failures).toEqual([])
})

it('an empty folder becomes a shop to talk to, and is found again as it was left', {
  timeout: 120_000,
}, async () => {
  const progress: number[] = []
  const core = await open((done) => progress.push(done))
  // Nobody waits for the photos.
  const started = await say(core, '1', { text: 'show me dresses' })
  expect(kinds(started)).toEqual(['products', 'done'])
  await core.ready
  expect(progress.at(-1)).toBe(DEMO)

  expect(kinds(await say(core, '2', { text: 'the first one' }))).toEqual(['products', 'done'])
  const edited = await say(core, '3', { text: 'make it navy' })
  expect(kinds(edited).slice(0, 2)).toEqual(['plan', 'round'])
  const view = viewIn(edited)
  expect(view.matches).toHaveLength(8)
  const picture = await core.picture(view.looks[1]?.picture.id ?? '')
  expect(await sharp(picture?.bytes).metadata()).toMatchObject({ format: 'png', width: 256, height: 256 })
  await core.close()

  const again = await open(() => expect.fail('everything was embedded before'))
  await again.ready
  expect(await again.view('test')).toEqual(view)
  expect(texts(await say(again, '4', { photo: Buffer.from('no photo') }))[0]).toMatch(/not a picture/)
  await again.close()
})

it('a folder without models is refused by name, and nothing stays open', async () => {
  await expect(
    openCore({
      dataDir: dir,
      modelDir: join(dir, 'none'),
      log: { error: () => {}, info: () => {} } as never,
    }),
  ).rejects.toThrow(/No model family in .*none/)
})
