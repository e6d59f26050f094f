import { REST } from 'discord.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { applicationOf, COMMANDS, register } from '../../adapters/discord/commands.ts'
import { inviteLink } from '../../adapters/discord/startup.ts'
import { fakeCore } from '../web/fake-core.ts'
import { openBot, scratch, withDesk } from './bot.ts'
import { BOT, type DiscordServer, discordServer, TOKEN } from './server.ts'

let discord: DiscordServer
let place: Awaited<ReturnType<typeof scratch>>
beforeEach(async () => {
  place = await scratch()
})
afterEach(async () => {
  await discord.close()
  await place.remove()
  expect(discord.violations).toEqual([])
})

const open = (options = {}) => openBot(discord, withDesk(fakeCore()), place.dir, options)

it('a token that Discord refuses is named, with where to get another', async () => {
  discord = await discordServer()
  const wrong = TOKEN.replace('loopback', 'wrong')
  await expect(open({ token: wrong })).rejects.toThrow(/HEMLINE_DISCORD_TOKEN.*Bot › Reset Token/)
  await expect(register(new REST({ api: discord.api }).setToken(wrong))).rejects.toThrow(
    /HEMLINE_DISCORD_TOKEN/,
  )
})

it('an intent that is not granted is named, with the switch for it', async () => {
  discord = await discordServer({ refuseIntents: true })
  await expect(open({ readThreads: true })).rejects.toThrow(
    /Message Content Intent.*Privileged Gateway Intents/,
  )
  const bot = await open()
  await bot.close()
})

it('the core is told the language of the member’s Discord', async () => {
  discord = await discordServer()
  const core = fakeCore()
  const bot = await openBot(discord, withDesk(core), place.dir)
  const anna = discord.user('Anna')
  await anna.settled(anna.command('start', { words: 'a dress' }))
  expect(core.turns.map(({ locale }) => locale)).toEqual(['en-GB'])
  await bot.close()
})

it('a server where the bot lacks a permission is named, with the permission and where to give it', async () => {
  discord = await discordServer({ lacking: 1n << 15n })
  const bot = await open()
  expect(bot.lacks).toEqual([
    expect.stringMatching(/On “Friends” the bot lacks Attach Files\. .*Server settings › Roles.*oauth2/),
  ])
  await bot.close()
})

it('commands are registered as often as one likes, with German and Spanish names', async () => {
  discord = await discordServer()
  const rest = new REST({ api: discord.api }).setToken(TOKEN)
  expect(await applicationOf(rest)).toMatchObject({ id: BOT.id })
  expect(await register(rest)).toEqual({ application: BOT.id, commands: COMMANDS.length })
  const once = JSON.stringify(discord.log.commands)
  await register(rest)
  expect(JSON.stringify(discord.log.commands)).toBe(once)
  for (const { name_localizations } of COMMANDS)
    expect(Object.keys(name_localizations ?? {})).toEqual(['de', 'es-ES', 'es-419'])
  expect(inviteLink(BOT.id)).toMatch(/scope=bot\+applications.commands&permissions=\d+$/)
})
