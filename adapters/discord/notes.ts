/** What this channel keeps itself: the settings of servers, and the answers that are being made. */
import type { Storage } from 'unstorage'
import { z } from 'zod'
import { Press } from '../../src/dialogue/turn.ts'

export const ServerSettings = z.object({
  /** Only members with one of these roles are served; empty: everyone. */
  roles: z.array(z.string()).default([]),
  /** Seconds between two requests of one member; 0: none. */
  cooldown: z.number().int().min(0).default(0),
  /** Requests of a member, and of the whole server, in a day; 0: no limit. */
  userQuota: z.number().int().min(0).default(0),
  serverQuota: z.number().int().min(0).default(0),
  /** Mentions are answered in a thread of their own. */
  threads: z.boolean().default(false),
  /** Pictures are covered until they are clicked. */
  spoilers: z.boolean().default(false),
})
export type ServerSettings = z.infer<typeof ServerSettings>

/** An answer that is being made: what a restart needs to own up to it. */
const Open = z.object({
  turn: z.string(),
  conversation: z.string(),
  owner: z.string(),
  text: z.string().optional(),
  press: Press.optional(),
  hasPhoto: z.boolean(),
  guild: z.string().optional(),
  place: z.string(),
  message: z.string().optional(),
  /** The user was told that it was cut off. */
  told: z.boolean().default(false),
})
export type Open = z.infer<typeof Open>

export interface Notes {
  settings(guild: string): Promise<ServerSettings>
  change(guild: string, settings: ServerSettings): Promise<void>
  begin(open: z.input<typeof Open>): Promise<void>
  end(turn: string): Promise<void>
  find(turn: string): Promise<Open | undefined>
  /** The answers that were neither ended nor owned up to. */
  cutOff(): Promise<Open[]>
}

/** Ids are Discord's numbers, so they are safe as keys. */
export function notes(storage: Storage): Notes {
  const known = new Map<string, ServerSettings>()
  const read = async (key: string): Promise<Open | undefined> =>
    Open.safeParse(await storage.getItem(key)).data
  return {
    async settings(guild) {
      const cached = known.get(guild)
      if (cached) return cached
      const settings = ServerSettings.parse((await storage.getItem(`server:${guild}`)) ?? {})
      known.set(guild, settings)
      return settings
    },
    async change(guild, settings) {
      await storage.setItem(`server:${guild}`, settings)
      known.set(guild, settings)
    },
    begin: (open) => storage.setItem(`open:${open.turn}`, open),
    end: (turn) => storage.removeItem(`open:${turn}`),
    find: (turn) => read(`open:${turn}`),
    async cutOff() {
      const keys = await storage.getKeys('open')
      return (await Promise.all(keys.map(read)))
        .filter((open) => open !== undefined)
        .filter(({ told }) => !told)
    },
  }
}
