/** A start, and what people do while it goes on. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Notes, openNotes } from '../../adapters/discord/notes.ts'
import { TEXTS } from '../../adapters/discord/texts.ts'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { fakeCore } from '../web/fake-core.ts'
import { openBot, scratch, withDesk } from './bot.ts'
import { type DiscordServer, discordServer } from './server.ts'

/** For a machine that does other things too, in milliseconds. */
const PATIENCE_MS = 40_000

let discord: DiscordServer
let place: Awaited<ReturnType<typeof scratch>>

beforeEach(async () => {
  place = await scratch()
  discord = await discordServer()
})
afterEach(async () => {
  await discord.close()
  await place.remove()
  expect(discord.violations).toEqual([])
})

it('what is asked while the bot starts is not taken for something that was cut off', async () => {
  const storage = await openStorage(place.dir)
  const real = openNotes(openChannelNotes(storage.db, 'discord'))
  const core = fakeCore({ products: 2, stepMs: 100, steps: 10 })
  const anna = discord.user('Anna')
  // Looks for what was cut off so slowly that a bot that is connected already has begun an answer by then.
  const notes: Notes = {
    ...real,
    async cutOff() {
      for (let i = 0; i < 30 && core.turns.length === 0; i++) await sleep(20)
      return real.cutOff()
    },
  }
  const opening = openBot(discord, withDesk(core), place.dir, { notes })
  await expect.poll(() => discord.log.identifies, { timeout: PATIENCE_MS }).toBe(1)
  const asked = anna.command('start', { words: 'a dress' })
  const bot = await opening
  const answer = await anna.settled(asked, PATIENCE_MS)
  await sleep(100)
  expect(answer.contents.join()).not.toContain('I was interrupted')
  expect([...discord.messages.values()]).toHaveLength(1)
  expect(core.turns).toHaveLength(1)
  await bot.close()
  await storage.close()
})

it('“Go on” pressed twice goes on once, and says so', async () => {
  let bot = await openBot(discord, withDesk(fakeCore({ products: 2, stepMs: 100, steps: 50 })), place.dir)
  const anna = discord.user('Anna')
  await anna.settled(anna.command('start', { words: 'a dress' }), PATIENCE_MS)
  const asked = anna.command('refine', { change: 'make it red' })
  const shown = await discord.until(
    'work',
    () => asked.message?.content.includes('Round') && asked.message,
    PATIENCE_MS,
  )
  await bot.close()
  const core = fakeCore({ products: 2, stepMs: 50 })
  const conversation = core.view
  bot = await openBot(
    discord,
    withDesk({
      ...core,
      // So slow that the second press comes while the first is being answered.
      view: async (id) => {
        await sleep(500)
        return conversation(id)
      },
    }),
    place.dir,
  )
  await discord.until('the truth', () => shown.content.includes('I was interrupted'), PATIENCE_MS)
  const first = anna.press(shown, 'Go on')
  await discord.until('an acknowledgement', () => first.acknowledgedAt, PATIENCE_MS)
  const second = anna.press(shown, 'Go on')
  expect((await anna.settled(second, PATIENCE_MS)).content).toBe(TEXTS.goingOn)
  await anna.settled(first, PATIENCE_MS)
  expect(core.turns).toHaveLength(1)
  await bot.close()
})
