/** Who may ask, and how often: roles, a pause between requests, and so many a day for a member and a server. */
import type { Notes, ServerSettings } from './notes.ts'
import type { Texts } from './texts.ts'

export interface Asker {
  user: string
  /** Null in direct messages. */
  guild: string | null
  roles: readonly string[]
}

export interface Quotas {
  /** Counts the request and gives undefined, or counts nothing and says why not. */
  take(asker: Asker, settings: ServerSettings, texts: Texts): Promise<string | undefined>
}

export interface QuotaOptions {
  /** Where requests are counted, over restarts and for all processes of the bot. */
  notes: Pick<Notes, 'count' | 'tidy'>
  /** Requests of one person in a day, wherever they ask; 0, the default: no limit. */
  perPerson?: number
  now?: () => number
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Members remembered at once for the pause: memory must not grow with them. */
const CAPACITY = 50_000

/**
 * Days are those of UTC, and what has no limit is not counted. The pause is kept in memory, as a server is always
 * served by one process and a pause is short.
 */
export function quotas({ notes, perPerson = 0, now = Date.now }: QuotaOptions): Quotas {
  const lastAt = new Map<string, number>()
  let today: number | undefined

  const rest = (member: string) => {
    // Taken out first, so that the one that rested longest is the first in the map.
    lastAt.delete(member)
    lastAt.set(member, now())
    const rested = lastAt.keys().next()
    if (lastAt.size > CAPACITY && !rested.done) lastAt.delete(rested.value)
  }

  return {
    async take({ user, guild, roles }, settings, texts) {
      const { roles: allowed, cooldown, userQuota, serverQuota } = settings
      const member = `${guild}:${user}`
      const before = lastAt.get(member)
      if (guild) {
        if (allowed.length > 0 && !allowed.some((role) => roles.includes(role))) return texts.role(allowed)
        const pause = (before ?? Number.NEGATIVE_INFINITY) + cooldown * 1000 - now()
        if (pause > 0) return texts.cooldown(Math.ceil(pause / 1000))
        // Before anything is waited for, or two at once would both be the first.
        rest(member)
      }
      const limits = [
        { id: member, most: guild ? userQuota : 0, said: texts.userQuota },
        { id: `${guild}`, most: guild ? serverQuota : 0, said: texts.serverQuota },
        { id: user, most: perPerson, said: texts.ownQuota },
      ].filter(({ most }) => most > 0)
      if (limits.length === 0) return undefined
      const day = Math.floor(now() / DAY_MS)
      if (day !== today) {
        today = day
        await notes.tidy()
      }
      const usedUp = await notes.count(day, limits)
      const limit = limits.find(({ id }) => id === usedUp)
      if (!limit) return undefined
      if (before === undefined) lastAt.delete(member)
      else lastAt.set(member, before)
      return limit.said(limit.most)
    },
  }
}
