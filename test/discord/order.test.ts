/** What one says while an answer is being made is about what that answer leaves, and not about what was there before. */
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TEXTS } from '../../adapters/discord/texts.ts'
import { type FakeOptions, fakeCore } from '../web/fake-core.ts'
import { openBot, scratch, withDesk } from './bot.ts'
import { BOT, type DiscordServer, discordServer, type Sent } from './server.ts'

/** For a machine that does other things too, in milliseconds. */
const PATIENCE_MS = 40_000

let discord: DiscordServer
let core: ReturnType<typeof fakeCore>
let bot: Awaited<ReturnType<typeof openBot>>
let place: Awaited<ReturnType<typeof scratch>>

async function open(options: FakeOptions = {}) {
  core = fakeCore({ products: 2, ...options })
  bot = await openBot(discord, withDesk(core), place.dir)
}
beforeEach(async () => {
  place = await scratch()
  discord = await discordServer()
})
afterEach(async () => {
  await bot.close()
  await discord.close()
  await place.remove()
  expect(discord.violations).toEqual([])
})

it('words wait for the picture that was sent before them', async () => {
  await open()
  const anna = discord.user('Anna')
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888888' } })
    .png()
    .toBuffer()
  const release = discord.hold('slow.png')
  const pictured = anna.say(`<@${BOT.id}>`, { attachments: [discord.host('slow.png', bytes)] })
  const worded = anna.say(`<@${BOT.id}> make it navy`)
  await sleep(400)
  release()
  expect((await anna.answerTo(pictured, PATIENCE_MS)).content).toMatch(/Got your picture/)
  expect((await anna.answerTo(worded, PATIENCE_MS)).content).toMatch(/navy/)
  expect(core.turns.map(({ text }) => text)).toEqual([undefined, 'make it navy'])
  expect(await core.view(core.turns[0]?.conversation ?? '')).toMatchObject({
    looks: [{ n: 1 }, { parent: 1 }],
  })
})

it('a button pressed during a round means the look that it is under', async () => {
  await open({ stepMs: 60 })
  const anna = discord.user('Anna')
  await anna.settled(anna.command('start', { words: 'a dress' }), PATIENCE_MS)
  const red = await anna.settled(anna.command('refine', { change: 'make it red' }), PATIENCE_MS)
  const working = anna.command('refine', { change: 'make it blue' })
  await discord.until('work', () => working.message?.content.includes('Round'), PATIENCE_MS)
  const pressed = anna.press(red, 'Keep')
  await Promise.all([anna.settled(working, PATIENCE_MS), anna.settled(pressed, PATIENCE_MS)])
  expect(core.turns.slice(2).map(({ text, press }) => text ?? press)).toEqual([
    'make it blue',
    { kind: 'go-to', look: 2 },
    'keep this',
  ])
})

it('what waits for an earlier answer can be cancelled, and what comes after it still waits', async () => {
  await open({ stepMs: 60, steps: 12 })
  const anna = discord.user('Anna')
  await anna.settled(anna.command('start', { words: 'a dress' }), PATIENCE_MS)
  const first = anna.command('refine', { change: 'make it red' })
  await discord.until('work', () => first.message?.content.includes('Round'), PATIENCE_MS)
  const second = anna.command('refine', { change: 'make it blue' })
  await discord.until('a button', () => second.message?.components.length, PATIENCE_MS)
  const third = anna.command('refine', { change: 'make it green' })
  anna.press(second.message as Sent, 'Cancel')
  expect((await anna.settled(second, PATIENCE_MS)).content).toBe(TEXTS.stopped)
  expect(core.turns.map(({ text }) => text)).toEqual(['a dress', 'make it red'])
  await Promise.all([anna.settled(first, PATIENCE_MS), anna.settled(third, PATIENCE_MS)])
  expect(core.turns.map(({ text }) => text)).toEqual(['a dress', 'make it red', 'make it green'])
})
