/** Every route of Discord's that the bot uses, too busy once or broken once: the answer comes all the same, once. */
import { REST } from 'discord.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { register } from '../../adapters/discord/commands.ts'
import { openNotes } from '../../adapters/discord/notes.ts'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { fakeCore } from '../web/fake-core.ts'
import { BRISK, openBot, scratch, withDesk } from './bot.ts'
import { BOT, CHANNEL, type DiscordServer, discordServer, type Sent, snowflake, TOKEN } from './server.ts'

let discord: DiscordServer
let bot: Awaited<ReturnType<typeof openBot>> | undefined
let place: Awaited<ReturnType<typeof scratch>>
beforeEach(async () => {
  place = await scratch()
  discord = await discordServer()
})
afterEach(async () => {
  await bot?.close()
  bot = undefined
  await discord.close()
  await place.remove()
  expect(discord.violations).toEqual([])
})

const open = async (options: Parameters<typeof openBot>[3] = {}) => {
  bot = await openBot(discord, withDesk(fakeCore({ products: 4 })), place.dir, options)
}
type Person = ReturnType<DiscordServer['user']>
const all = () => [...discord.messages.values()]
const mention = (anna: Person, words: string, more = {}) => anna.say(`<@${BOT.id}> ${words}`, more)
const found = (what: string, test: (message: Sent) => boolean) => discord.until(what, () => all().find(test))

interface Route {
  method: string
  path: RegExp
  /** Uses it, and gives the one answer. */
  use(anna: Person): Promise<Sent>
}

const MESSAGES = new RegExp(`^/channels/${CHANNEL}/messages$`)
const ROUTES: Record<string, Route> = {
  'the acknowledgement': {
    method: 'POST',
    path: /callback$/,
    use: async (anna) => {
      await open()
      return anna.settled(anna.command('start', { words: 'a dress' }))
    },
  },
  'the answer to a command': {
    method: 'PATCH',
    path: /@original$/,
    use: async (anna) => {
      await open()
      return anna.settled(anna.command('start', { words: 'a dress' }))
    },
  },
  'the answer that comes as a message, because the token ran out': {
    method: 'POST',
    path: MESSAGES,
    use: async (anna) => {
      await open({ pace: { ...BRISK, tokenMs: 0 } })
      anna.command('start', { words: 'a dress' })
      return found('a message', ({ files, answers }) => files.length > 0 && answers > 0)
    },
  },
  'the first word to a mention': {
    method: 'POST',
    path: MESSAGES,
    use: async (anna) => {
      await open()
      return anna.answerTo(mention(anna, 'a dress'))
    },
  },
  'the answer to a mention': {
    method: 'PATCH',
    path: /^\/channels\/\d+\/messages\/\d+$/,
    use: async (anna) => {
      await open()
      return anna.answerTo(mention(anna, 'a dress'))
    },
  },
  'the message that is replied to': {
    method: 'GET',
    path: /^\/channels\/\d+\/messages\/\d+$/,
    use: async (anna) => {
      await open()
      const replyTo = await anna.answerTo(mention(anna, 'a dress'))
      return anna.answerTo(mention(anna, 'help', { replyTo }))
    },
  },
  'a thread': {
    method: 'POST',
    path: /\/threads$/,
    use: async (anna) => {
      await open()
      await anna.settled(anna.command('settings', { threads: true }))
      const { id } = mention(anna, 'a dress')
      return found('an answer in the thread', ({ channel, answers }) => channel === id && answers > 0)
    },
  },
  'a word in private': {
    method: 'POST',
    path: /^\/users\/@me\/channels$/,
    use: async (anna) => {
      await open()
      const body = { code: 50013, message: 'Missing Permissions' }
      discord.fail({ method: 'POST', path: MESSAGES, times: 1, status: 403, body })
      mention(anna, 'a dress')
      return found('a word in private', ({ channel, answers }) => channel !== CHANNEL && answers > 0)
    },
  },
  'the channel of an answer that was cut off': {
    method: 'GET',
    path: /^\/channels\/\d+$/,
    use: async (anna) => {
      const storage = await openStorage(place.dir)
      const direct = snowflake()
      await openNotes(openChannelNotes(storage.db, 'discord')).begin({
        turn: snowflake(),
        conversation: `discord:${anna.id}:${direct}`,
        owner: anna.id,
        text: 'make it red',
        hasPhoto: false,
        told: false,
        place: direct,
      })
      await storage.close()
      await open()
      return found(
        'the truth',
        ({ channel, content }) => channel === direct && content.includes('interrupted'),
      )
    },
  },
}

const FAULTS = {
  'too busy (429)': {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: 0.2, global: false },
    headers: { 'retry-after': '0.2', 'x-ratelimit-scope': 'shared' },
  },
  'too busy for everything (429, global)': {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: 0.2, global: true },
    headers: { 'retry-after': '0.2', 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
  },
  'broken (503)': { status: 503, body: {} },
}

describe.each(Object.entries(FAULTS))('%s', (_, failure) => {
  it.each(Object.entries(ROUTES))('%s', async (_, { method, path, use }) => {
    const fault = discord.fail({ method, path, times: 1, ...failure })
    const answer = await use(discord.user('Anna'))
    expect(fault.times).toBe(0)
    expect(answer.answers).toBe(1)
    expect(all().filter(({ content }) => content === answer.content)).toHaveLength(1)
  })

  it('a message that is deleted', async () => {
    await open()
    const anna = discord.user('Anna')
    const answer = await anna.settled(anna.command('start', { words: 'a dress' }))
    const fault = discord.fail({
      method: 'DELETE',
      path: /@original$|\/messages\/\d+$/,
      times: 1,
      ...failure,
    })
    anna.press(answer, 'Delete')
    await discord.until('the deletion', () => answer.deleted)
    expect(fault.times).toBe(0)
  })

  it.each([
    ['GET', /^\/gateway\/bot$/],
    ['PUT', /\/commands$/],
  ] as const)('the start: %s %s', async (method, path) => {
    const fault = discord.fail({ method, path, times: 1, ...failure })
    await register(new REST({ api: discord.api }).setToken(TOKEN))
    await open()
    const anna = discord.user('Anna')
    expect((await anna.settled(anna.command('help'))).answers).toBe(1)
    expect(fault.times).toBe(0)
  })
})
