/** `hemline discord`: the bot over a core of its own, or one process for each share of its servers. */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import { REST, type RESTGetAPIGatewayBotResult, Routes, ShardingManager } from 'discord.js'
import type { Logger } from 'pino'
import { type Discord, openDiscord } from '../../adapters/discord/bot.ts'
import { register as registerCommands } from '../../adapters/discord/commands.ts'
import { openNotes } from '../../adapters/discord/notes.ts'
import { inviteLink, missingToken, startError } from '../../adapters/discord/startup.ts'
import { type OpenCore, openCore } from '../core.ts'
import { type DiscordSettings, readSettings } from '../settings.ts'
import { openLog } from './log.ts'
import { shopProgress } from './shop-progress.ts'

const BIN = fileURLToPath(new URL('../hemline.js', import.meta.url))

/** The bot over a core that is open already. Throws DiscordStartError. */
export async function startDiscord(
  core: OpenCore,
  { token, api, blockedWords, ...settings }: DiscordSettings & { language: string },
  log: Pick<Logger, 'error' | 'warn' | 'info'>,
): Promise<Discord> {
  if (!token) throw missingToken()
  return openDiscord({
    ...settings,
    core,
    token,
    log,
    notes: openNotes(core.notes('discord')),
    policy: { refusesWords: blocking(blockedWords) },
    client: { rest: { api } },
  })
}

/** @param words in lower case */
const blocking = (words: readonly string[]) => (text: string) =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => words.includes(word))

const register = new Command('register')
  .description('Tell Discord which commands there are; doing it again changes nothing')
  .action(async () => {
    const { token, api } = readSettings().discord
    if (!token) throw missingToken()
    const { application, commands } = await registerCommands(new REST({ api }).setToken(token))
    process.stdout.write(`${commands} commands are registered. Add the bot to a server:\n`)
    process.stdout.write(`${inviteLink(application)}\n`)
  })

export const discord = new Command('discord')
  .description('Run the Discord bot, or register its commands')
  .option('--processes <count>', 'spread the servers over so many processes, or “auto”', processes)
  .action(async ({ processes }: { processes?: number | 'auto' }) => {
    const { logLevel, port: _, discord, ...settings } = readSettings()
    if (!discord.token) throw missingToken()
    if (processes !== undefined) return spread(discord.token, discord.api, processes)
    const log = openLog(logLevel)
    const core = await openCore({ ...settings, log, onProgress: shopProgress() })
    try {
      const bot = await startDiscord(core, { ...discord, language: settings.language }, log)
      process.stdout.write(
        `Hemline is on Discord as ${bot.name} (models on ${core.device}). Ctrl-C stops it.\n`,
      )
      await asked()
      process.once('SIGINT', () => process.exit(1))
      await bot.close()
    } finally {
      await core.close()
    }
  })
  .addCommand(register)

/** discord.js starts this command again for each share, and starts one anew that ends. */
async function spread(token: string, api: string, processes: number | 'auto'): Promise<void> {
  const totalShards = processes === 'auto' ? await recommended(token, api) : processes
  const manager = new ShardingManager(BIN, { token, totalShards, shardArgs: ['discord'] })
  // Listened for before the first is started, which takes a while: none may be left behind.
  const stopped = asked()
  const spawned = manager.spawn({ timeout: 120_000 }).then(({ size }) => {
    process.stdout.write(`Hemline is on Discord in ${size} process(es). Ctrl-C stops it.\n`)
    return stopped
  })
  try {
    await Promise.race([spawned, stopped])
  } finally {
    manager.respawn = false
    for (const shard of manager.shards.values()) shard.kill()
  }
  // Those that were still to be started are not.
  process.exit()
}

/** As many as Discord recommends for this bot. Throws DiscordStartError. */
async function recommended(token: string, api: string): Promise<number> {
  try {
    const found = await new REST({ api }).setToken(token).get(Routes.gatewayBot())
    return (found as RESTGetAPIGatewayBotResult).shards
  } catch (error) {
    throw startError(error)
  }
}

/** Someone wants an end: by a signal or, in a process of a spread bot, by the end of the one that started it. */
const asked = (): Promise<unknown> =>
  Promise.race(
    ['SIGINT', 'SIGTERM', ...(process.send ? ['disconnect'] : [])].map((name) => once(process, name)),
  )

function processes(text: string): number | 'auto' {
  if (text === 'auto') return text
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A whole number of at least 1, or “auto”.')
  return Number(text)
}
