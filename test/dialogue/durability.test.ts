import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/dialogue/reply.ts'
import { State } from '../../src/dialogue/state.ts'
import { TEXTS } from '../../src/dialogue/texts.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { openConversations } from '../../src/storage/conversations.ts'
import { all, fakeStudio, kinds, openFake, photoOf, texts, viewIn } from './rooms.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-durability-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('a restart', () => {
  it('shows the same conversation, and goes on with it', async () => {
    const before = await openFake(dir)
    await before.say({ photo: photoOf() })
    await before.say('make it navy, long sleeves')
    await before.say('undo')
    await before.say('under 150')
    const view = await before.view()
    await before.close()

    const after = await openFake(dir)
    expect(await after.view()).toEqual(view)
    expect(view).toMatchObject({ current: 2, canUndo: true, canRedo: true, filters: ['under 150 EUR'] })
    expect(viewIn(await after.say('redo')).current).toBe(3)
    expect(kinds(await after.say('no collar'))).toEqual(['plan', 'round', 'done'])
    await after.close()
  })

  it('with other models reads looks afresh from their pictures', async () => {
    const before = await openFake(dir)
    await before.say({ photo: photoOf({ colour: 'green' }) })
    await before.close()
    const studio = Object.assign(fakeStudio(), { model: 'fake-2' })
    const after = await openFake(dir, { studio })
    const replies = await after.say('long sleeves')
    expect(texts(replies)).toEqual(['Long sleeves now.'])
    expect(viewIn(replies).matches[0]?.title).toBe('Long green dress')
    await after.close()
  })
})

describe('a kill in the middle of a round', () => {
  it('leaves the state after the last finished round; the same message goes on from there', async () => {
    const script = fileURLToPath(new URL('./killed.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, dir], { stdio: 'inherit' })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')

    const { core, studio, turn, view, close } = await openFake(dir)
    const found = await view()
    expect(found).toMatchObject({ current: 2, looks: [{ n: 1 }, { n: 2, edit: { text: 'navy' } }] })
    expect(found.messages.at(-1)?.text).toBe(TEXTS.interrupted)
    const replies = await all(core.handle({ ...turn('make it navy, long sleeves, no collar'), id: 'edit' }))
    expect(kinds(replies)).toEqual(['plan', 'round', 'round', 'round', 'done'])
    expect(studio.rounds.map(({ text }) => text)).toEqual(['long sleeves', 'no collar'])
    expect(viewIn(replies).looks.map(({ n, parent }) => [n, parent])).toEqual([
      [1, null],
      [2, 1],
      [3, 2],
      [4, 3],
    ])
    expect(viewIn(replies).messages.map(({ text }) => text)).not.toContain(TEXTS.interrupted)
    await close()
  }, 60_000)
})

describe('a kill at any point', () => {
  it('leaves the state before a round or after it, and the message said again ends the same', async () => {
    const script = fileURLToPath(new URL('./killed.ts', import.meta.url))
    const whole = await openFake(await mkdtemp(join(tmpdir(), 'hemline-whole-')))
    await whole.say({ photo: photoOf() })
    const replies = await all(whole.core.handle(whole.turn('make it navy, long sleeves, no collar')))
    const end = viewIn(replies).looks.map(({ n, parent, edit }) => [n, parent, edit?.text])
    await whole.close()
    for (const point of POINTS.filter((point) => point < replies.length)) {
      const folder = join(dir, `at-${point}`)
      const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(point)], {
        stdio: 'inherit',
      })
      const [, signal] = await once(child, 'exit')
      const { core, turn, view, close, storage } = await openFake(folder)
      const found = await view()
      const { state } = (await openConversations(storage.db).load('test:1')) ?? {}
      // The look in hand is the last one made, every look is there with its picture, and none is made twice.
      expect({ point, signal, current: found.current }).toEqual({
        point,
        signal: 'SIGKILL',
        current: found.looks.length,
      })
      expect(State.parse(state).past).toEqual(found.looks.slice(0, -1).map(({ n }) => n))
      for (const look of found.looks) expect(await core.picture(look.picture.id)).toBeDefined()
      const again = await all(core.handle({ ...turn('make it navy, long sleeves, no collar'), id: 'edit' }))
      const after = viewIn(again).looks.map(({ n, parent, edit }) => [n, parent, edit?.text])
      expect({ point, after }).toEqual({ point, after: end })
      await close()
    }
  }, 120_000)
})
/** Replies of a turn of three rounds, so many after its beginning: the plan, steps, rounds, and the end. */
const POINTS = [0, 1, 2, 4, 7, 10, 13, 16, 19]

describe('the same message twice', () => {
  it('is handled once, and answered the same', async () => {
    const { core, studio, turn, say, close } = await openFake(dir)
    await say({ photo: photoOf() })
    const once = turn('make it navy')
    const first = await all(core.handle(once))
    const second = await all(core.handle(once))
    expect(studio.rounds).toHaveLength(1)
    expect(second).toEqual(first.filter(({ kind }) => kind !== 'progress'))
    await close()
  })

  it('at once is handled once too', async () => {
    const { core, studio, turn, say, close } = await openFake(dir)
    await say({ photo: photoOf() })
    const once = turn('make it navy')
    const both = await Promise.all([all(core.handle(once)), all(core.handle(once))])
    expect(studio.rounds).toHaveLength(1)
    expect(both.map((replies) => viewIn(replies).looks.length)).toEqual([2, 2])
    await close()
  })

  it('in two conversations is two messages', async () => {
    const { core, turn, close } = await openFake(dir)
    const message = turn('surprise me')
    await all(core.handle(message))
    const other = await all(core.handle({ ...message, conversation: 'test:2' }))
    expect(viewIn(other)).toMatchObject({ current: 1, messages: [{ text: 'surprise me' }, {}] })
    await close()
  })
})

describe('messages at once', () => {
  it('in one conversation are handled in the order of their calls', async () => {
    const { core, studio, turn, say, close } = await openFake(dir)
    await say({ photo: photoOf() })
    studio.stepMs = 5
    const sent = ['make it navy', 'long sleeves', 'undo'].map((text) => core.handle(turn(text)))
    const [first, second, third] = await Promise.all(sent.toReversed().map(all)).then((got) =>
      got.toReversed(),
    )
    expect([first, second, third].map((replies) => viewIn(replies ?? []).current)).toEqual([2, 3, 2])
    await close()
  })

  it('in different ones do not wait for each other', async () => {
    const { core, studio, turn, close } = await openFake(dir)
    const start = (conversation: string) => all(core.handle({ ...turn({ photo: photoOf() }), conversation }))
    await Promise.all([start('slow'), start('quick')])
    studio.stepMs = 100
    let isSlowDone = false
    const slow = all(core.handle({ ...turn('navy'), conversation: 'slow' })).then(() => {
      isSlowDone = true
    })
    await all(core.handle({ ...turn('help'), conversation: 'quick' }))
    expect(isSlowDone).toBe(false)
    await slow
    await close()
  })

  it('beyond measure are turned away, and those before them answered', async () => {
    const { core, turn, close } = await openFake(dir)
    const replies = await Promise.all(Array.from({ length: 25 }, () => all(core.handle(turn('hello')))))
    const busy = replies.filter(([first]) => first?.kind === 'error' && first.code === 'busy')
    expect(busy.length).toBeGreaterThan(0)
    expect(replies.length - busy.length).toBeGreaterThanOrEqual(20)
    await close()
  })
})

describe('a reader that goes away', () => {
  it('does not stop the turn', async () => {
    const { core, say, turn, view, close } = await openFake(dir)
    await say({ photo: photoOf() })
    for await (const reply of core.handle(turn('make it navy, long sleeves')))
      if (reply.kind === 'plan') break
    await say('help')
    expect(await view()).toMatchObject({ current: 3 })
    await close()
  })
})

describe('closing', () => {
  type Hemline = Awaited<ReturnType<typeof openFake>>
  /** Closes it with the first reply of this kind. */
  async function closedAt(kind: Reply['kind'], { core, studio, close }: Hemline, message: Turn) {
    studio.stepMs = 50
    const replies: Reply[] = []
    let closing: Promise<void> | undefined
    for await (const reply of core.handle(message)) {
      replies.push(reply)
      if (reply.kind === kind) closing ??= close()
    }
    await closing
    return replies
  }

  it('waits for nothing longer than the step in hand; the turn goes on after the restart', async () => {
    const before = await openFake(dir)
    await before.say({ photo: photoOf() })
    const message = before.turn('navy, long sleeves')
    const replies = await closedAt('round', before, message)
    expect(kinds(replies)).toEqual(['plan', 'round', 'done'])

    const after = await openFake(dir)
    expect(kinds(await all(after.core.handle(message)))).toEqual(['plan', 'round', 'round', 'done'])
    await after.close()
  })

  it('of a “yes” that had only planned makes what was asked about, and beside the first try', async () => {
    const before = await openFake(dir)
    await before.say({ photo: photoOf() })
    before.studio.stubborn.add('no collar')
    await before.say('no collar')
    const message = before.turn('yes')
    await closedAt('plan', before, message)

    const after = await openFake(dir)
    const replies = await all(after.core.handle(message))
    expect(kinds(replies)).toEqual(['plan', 'round', 'done'])
    expect(viewIn(replies)).toMatchObject({ current: 3, looks: [{}, {}, { parent: 1 }] })
    await after.close()
  })

  it('makes a plan in full that followed something else', async () => {
    const before = await openFake(dir)
    await before.say('show me dresses')
    const message = before.turn('take the second one and make it navy')
    await closedAt('plan', before, message)

    const after = await openFake(dir)
    const replies = await all(after.core.handle(message))
    expect(kinds(replies)).toEqual(['products', 'plan', 'round', 'done'])
    expect(viewIn(replies)).toMatchObject({ current: 2 })
    await after.close()
  })

  it('says so where more was asked for than the rounds of the plan', async () => {
    const before = await openFake(dir)
    await before.say({ photo: photoOf() })
    const message = before.turn('make it navy, long sleeves, then undo')
    await closedAt('round', before, message)

    const after = await openFake(dir)
    const replies = await all(after.core.handle(message))
    expect(kinds(replies)).toEqual(['plan', 'round', 'round', 'text', 'done'])
    expect(texts(replies).at(-1)).toBe(TEXTS.interrupted)
    expect(texts(await after.say('longer'))).not.toContain(TEXTS.interrupted)
    await after.close()
  })

  it('takes no more messages', async () => {
    const { core, turn, close } = await openFake(dir)
    await core.close()
    expect((await all(core.handle(turn('hello'))))[0]).toMatchObject({ kind: 'error', code: 'busy' })
    await close()
  })
})

describe('a full disk', () => {
  it('is told plainly; the look in hand and all before it stay, and it goes on when there is room', async () => {
    let isFull = false
    const { say, failures, view, close } = await openFake(dir, {
      put: (put) => async (bytes) => {
        if (isFull) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
        return put(bytes)
      },
    })
    await say({ photo: photoOf() })
    await say('make it navy')
    const before = await view()
    isFull = true
    const replies = await say('long sleeves')
    expect(kinds(replies)).toEqual(['plan', 'error', 'done'])
    expect(replies.at(-2)).toMatchObject({ code: 'storage' })
    expect(texts(replies)[0]).toMatch(/disk is full.*looks so far are safe/)
    expect(await view()).toMatchObject({ looks: before.looks, current: before.current })
    expect(failures).toHaveLength(1)
    isFull = false
    expect(viewIn(await say('long sleeves'))).toMatchObject({ current: 3 })
    await close()
  })

  it('in the database too', async () => {
    const { say, storage, view, close } = await openFake(dir)
    await say({ photo: photoOf() })
    const [{ page_count: pages }] = await storage.db.raw('pragma page_count')
    await storage.db.raw(`pragma max_page_count = ${pages}`)
    const replies = await say(`make it navy ${'and please '.repeat(150)}`)
    expect(replies.find(({ kind }) => kind === 'error')).toMatchObject({ code: 'storage' })
    await storage.db.raw('pragma max_page_count = 1000000')
    expect(await view()).toMatchObject({ current: 1, looks: [{ n: 1 }] })
    expect(viewIn(await say('make it navy'))).toMatchObject({ current: 2 })
    await close()
  })
})

it('another process that continued the conversation first is not overwritten', async () => {
  const here = await openFake(dir)
  await here.say({ photo: photoOf() })
  here.studio.stepMs = 100
  const slow = here.say('make it navy')
  const there = await openFake(dir)
  await there.say('make it green')
  const replies = await slow
  expect(replies.at(-2)).toMatchObject({ kind: 'error', code: 'storage' })
  const view = await there.view()
  expect(view.looks.map(({ edit }) => edit?.value ?? null)).toEqual([null, 'green'])
  await Promise.all([here.close(), there.close()])
})
