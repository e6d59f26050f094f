import { Events } from 'discord.js'
import { expect, it } from 'vitest'
import { login, newClient } from '../../adapters/discord/client.ts'
import { CHANNEL, discordServer, GUILD, TOKEN } from './server.ts'

it('what is heard is not remembered: neither messages nor those who wrote them', async () => {
  const discord = await discordServer()
  const client = newClient(false, { rest: { api: discord.api } })
  let heard = 0
  client.on(Events.MessageCreate, () => void heard++)
  await login(client, TOKEN)
  for (let i = 0; i < 1000; i++) discord.user(`Someone ${i}`).say('good morning')
  await expect.poll(() => heard, { timeout: 10_000 }).toBe(1000)
  const guild = client.guilds.cache.get(GUILD)
  const channel = guild?.channels.cache.get(CHANNEL)
  expect(channel?.isTextBased() && channel.messages.cache.size).toBe(0)
  // The newest few, and the bot itself, whose permissions are looked up.
  expect(guild?.members.cache.size).toBeLessThanOrEqual(6)
  expect(guild?.members.me?.id).toBe(client.user?.id)
  expect(client.users.cache.size).toBeLessThanOrEqual(501)
  await client.destroy()
  await discord.close()
})
