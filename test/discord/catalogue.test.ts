import { afterEach, beforeEach, expect, it } from 'vitest'
import { fakeCore } from '../web/fake-core.ts'
import { openBot, scratch, withDesk } from './bot.ts'
import { type DiscordServer, discordServer } from './server.ts'

let discord: DiscordServer
let place: Awaited<ReturnType<typeof scratch>>
let core: ReturnType<typeof fakeCore>
let bot: Awaited<ReturnType<typeof openBot>>

async function open() {
  core = fakeCore()
  bot = await openBot(
    discord,
    {
      ...withDesk(core),
      catalogues: async () => ['acme', 'main'],
      brands: async (catalogue) => (catalogue === 'acme' ? ['Ossa'] : ['Ossa', 'Tidewater']),
      suggest: async (_words, _limit, part) => [
        { sku: part?.catalogue ?? 'any', title: 'A dress', price: 1, currency: 'EUR' },
      ],
    },
    place.dir,
  )
}

beforeEach(async () => {
  discord = await discordServer()
  place = await scratch()
  await open()
})
afterEach(async () => {
  await bot.close()
  await discord.close()
  await place.remove()
  expect(bot.failures).toEqual([])
  expect(discord.violations).toEqual([])
})

it('a server has a catalogue of its own, over a restart and however one asks; a direct message has all', async () => {
  const anna = discord.user('Anna')
  const set = await anna.settled(anna.command('settings', { catalogue: 'Acme' }))
  expect(set.content).toContain('Shows: the catalogue “acme”, every brand')
  await bot.close()
  await open()

  const started = await anna.settled(anna.command('start', { words: 'a dress' }))
  await anna.settled(anna.press(started, 'Start over'))
  await anna.answerTo(anna.say('<@1000000000000000001> a dress'))
  await anna.answerTo(anna.say('a dress', { direct: true }))
  const acme = { catalogue: 'acme' }
  expect(core.turns.map(({ within }) => within)).toEqual([acme, acme, acme, undefined])
  const typing = anna.autocomplete('start', 'product', 'dress')
  expect(await discord.until('suggestions', () => typing.choices)).toMatchObject([{ value: 'acme' }])
})

it('a brand that the catalogue does not have is let go, and unknown names are refused', async () => {
  const anna = discord.user('Anna')
  const settings = async (options: Record<string, string>) =>
    (await anna.settled(anna.command('settings', options))).content
  expect(await settings({ brand: 'tidewater' })).toContain('every catalogue, products by Tidewater')
  expect(await settings({ catalogue: 'acme' })).toContain('the catalogue “acme”, every brand')
  expect(await settings({ brand: 'Tidewater' })).toBe(
    'There is no brand “Tidewater” in this shop. There are Ossa.',
  )
  expect(await settings({ catalogue: 'nova' })).toBe(
    'There is no catalogue “nova” in this shop. There are acme, main.',
  )
  expect(await settings({ catalogue: 'all' })).toContain('every catalogue, every brand')
})
