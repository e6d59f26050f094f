import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { State } from '../../src/dialogue/state.ts'
import { openConversations } from '../../src/storage/conversations.ts'
import { CONTEXTS, wrong } from './front.ts'
import { messages } from './mutations.ts'
import { openFake, photoOf, viewIn } from './rooms.ts'

/** `HEMLINE_FUZZ=100000 npx vitest run test/dialogue/fuzz.test.ts` takes minutes; bench/messages.ts times the same. */
const COUNT = Number(process.env.HEMLINE_FUZZ ?? 1500)
const SEED = Number(process.env.HEMLINE_FUZZ_SEED ?? 1)

it(`${COUNT} messages that nobody thought of are all read and planned`, { timeout: 3_600_000 }, () => {
  let read = 0
  for (const message of messages(SEED)) {
    if (++read > COUNT) break
    const context = CONTEXTS[read % CONTEXTS.length] ?? CONTEXTS[0]
    const faults = context && wrong(message, context)
    if (faults?.length !== 0) expect({ message, faults }).toEqual({ message, faults: [] })
  }
})

it('none of them takes state away that nobody asked to lose', { timeout: 3_600_000 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hemline-fuzz-'))
  const hemline = await openFake(dir)
  const conversations = openConversations(hemline.storage.db)
  const stateNow = async () => State.parse((await conversations.load('test:1'))?.state)
  await hemline.say({ photo: photoOf() })
  await hemline.say('keep it')
  let before = await stateNow()
  let said = 0
  for (const message of messages(SEED + 1)) {
    if (++said > Math.min(COUNT / 25, 500)) break
    // These are asked to take state away, and may.
    if (
      /over|again|forget|scratch|drop|remov|clear|reset|delete|wipe|erase|new|restart|fresh|outfit|wardrobe|gdpr/i.test(
        message,
      )
    )
      continue
    const replies = await hemline.say(message)
    const { looks, current } = viewIn(replies)
    const now = await stateNow()
    const lost = [
      now.chapter !== before.chapter && 'the looks',
      now.outfit.length < before.outfit.length && 'the outfit',
      looks.length < 1 && 'every look',
      (current === null || !looks.some(({ n }) => n === current)) && 'the look in hand',
      replies.length < 2 && 'the answer',
    ].filter(Boolean)
    expect({ message, lost }).toEqual({ message, lost: [] })
    before = now
  }
  expect(hemline.failures).toEqual([])
  await hemline.close()
  await rm(dir, { recursive: true, force: true })
})
