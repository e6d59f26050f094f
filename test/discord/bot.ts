/** The bot on the loopback Discord, over any core. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DiscordOptions, openDiscord } from '../../adapters/discord/bot.ts'
import { openNotes } from '../../adapters/discord/notes.ts'
import type { Core, Desk } from '../../src/dialogue/reply.ts'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { type DiscordServer, TOKEN } from './server.ts'

/** Quick, so that tests are; the real pace is the default and has its own test. */
export const BRISK = { everyMs: 60, patienceMs: 20, pauseMs: 30 }

export async function scratch() {
  const dir = await mkdtemp(join(tmpdir(), 'hemline-discord-'))
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}

export const withDesk = <T extends Core>(core: T): T & Desk => ({
  ...core,
  suggest: async () => [],
  catalogues: async () => ['main'],
  brands: async () => ['Ossa', 'Tidewater'],
  forget: async () => 0,
})

export async function openBot(
  server: Pick<DiscordServer, 'api' | 'origin'>,
  core: Core & Desk,
  dir: string,
  options: Partial<DiscordOptions> = {},
) {
  const failures: unknown[] = []
  const log = {
    error: (...what: unknown[]) => void failures.push(what),
    warn: () => undefined,
    info: () => undefined,
  }
  const storage = await openStorage(dir)
  const bot = await openDiscord({
    core,
    notes: openNotes(openChannelNotes(storage.db, 'discord')),
    token: TOKEN,
    log: log as never,
    pace: BRISK,
    attachments: { origins: [server.origin], patienceMs: 2000 },
    ...options,
    client: { rest: { api: server.api, retries: 1 }, ...options.client },
  }).catch(async (error) => {
    await storage.close()
    throw error
  })
  const close = async () => {
    await bot.close()
    await storage.close()
  }
  return { ...bot, close, failures }
}
