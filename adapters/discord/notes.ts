/** What this channel keeps itself: the settings of servers, the answers that are being made, and counts. */
import { z } from 'zod'
import { Press } from '../../src/dialogue/turn.ts'
import type { ChannelNotes, Limit } from '../../src/storage/channel-notes.ts'

export const LANGUAGES = ['en', 'de', 'es'] as const

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
  /** Of the answers; null: each member's own. */
  language: z.enum(LANGUAGES).nullable().default(null),
  /** The brand whose products are shown; null: every brand. */
  brand: z.string().nullable().default(null),
  /** The catalogue whose products are shown, and no others; null: all of them. */
  catalogue: z.string().nullable().default(null),
})
export type ServerSettings = z.infer<typeof ServerSettings>

/** The look that a button belongs to. `picture`: the beginning of its id. */
const Meant = z.object({ look: z.number().int().min(1), picture: z.string() })
export type Meant = z.infer<typeof Meant>

/** An answer that is being made: what a restart needs to own up to it. */
const Open = z.object({
  turn: z.string(),
  conversation: z.string(),
  owner: z.string(),
  text: z.string().optional(),
  press: Press.optional(),
  inHand: Meant.optional(),
  hasPhoto: z.boolean(),
  locale: z.string().optional(),
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
  /** Notes that it is being answered; false when it was before, by this process or by another. */
  begin(open: Open): Promise<boolean>
  /** Notes what has become of it. */
  update(open: Open): Promise<void>
  /** What was said is not kept any longer than this; that it was seen is, for a day. */
  end(turn: string): Promise<void>
  find(turn: string): Promise<Open | undefined>
  /** The answers that were neither ended nor owned up to. */
  cutOff(): Promise<Open[]>
  /** Counts a request of this day for each of these, or for none where one has had its most: then gives that one. */
  count(day: number, limits: readonly Limit[]): Promise<string | undefined>
  /** Lets go of what nobody will deliver again, or go on with, and of the counts of days that are over. */
  tidy(): Promise<void>
}

const DAY_MS = 24 * 60 * 60 * 1000

export function openNotes(notes: ChannelNotes): Notes {
  return {
    settings: async (guild) => ServerSettings.parse((await notes.get(`server:${guild}`)) ?? {}),
    change: (guild, settings) => notes.put(`server:${guild}`, settings),
    begin: (open) => notes.add(`turn:${open.turn}`, open),
    update: (open) => notes.put(`turn:${open.turn}`, open),
    end: (turn) => notes.put(`turn:${turn}`, { ended: true }),
    find: async (turn) => Open.safeParse(await notes.get(`turn:${turn}`)).data,
    async cutOff() {
      const found = await notes.list('turn:')
      return found.flatMap(({ value }) => Open.safeParse(value).data ?? []).filter(({ told }) => !told)
    },
    async count(day, limits) {
      const beginning = `quota:${day}:`
      const usedUp = await notes.count(limits.map(({ id, most }) => ({ id: beginning + id, most })))
      return usedUp?.slice(beginning.length)
    },
    async tidy() {
      for (const kind of ['turn:', 'quota:']) await notes.removeOlder(kind, new Date(Date.now() - DAY_MS))
    },
  }
}
