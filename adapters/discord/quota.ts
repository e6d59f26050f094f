/** Who may ask, and how often: roles, a pause between requests, and so many a day for a member and a server. */
import type { ServerSettings } from './notes.ts'
import type { Texts } from './texts.ts'

export interface Asker {
  user: string
  /** Null in direct messages. */
  guild: string | null
  roles: readonly string[]
}

export interface Quotas {
  /** Counts the request and gives undefined, or counts nothing and says why not. */
  take(asker: Asker, settings: ServerSettings, texts: Texts): string | undefined
}

export interface QuotaOptions {
  /** Requests of one person in a day, wherever they ask; 0, the default: no limit. */
  perPerson?: number
  now?: () => number
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Members and servers remembered at once: memory must not grow with them. */
const CAPACITY = 50_000

interface Count {
  day: number
  used: number
  at: number
}

/**
 * Counts are of this process and of the day in UTC: a restart gives everyone a new day, which is the lesser evil
 * against a write for each request. A server is always served by one process.
 */
export function quotas({ perPerson = 0, now = Date.now }: QuotaOptions = {}): Quotas {
  const counts = new Map<string, Count>()
  const countOf = (key: string): Count => {
    const day = Math.floor(now() / DAY_MS)
    const known = counts.get(key)
    return known?.day === day ? known : { day, used: 0, at: known?.at ?? Number.NEGATIVE_INFINITY }
  }
  const note = (key: string) => {
    const { day, used } = countOf(key)
    // Taken out first, so that the one that rested longest is the first in the map.
    counts.delete(key)
    counts.set(key, { day, used: used + 1, at: now() })
    const rested = counts.keys().next()
    if (counts.size > CAPACITY && !rested.done) counts.delete(rested.value)
  }
  const isUsedUp = (key: string, most: number): boolean => most > 0 && countOf(key).used >= most

  return {
    take({ user, guild, roles }, settings, texts) {
      const { roles: allowed, cooldown, userQuota, serverQuota } = settings
      const member = `${guild}:${user}`
      if (guild) {
        if (allowed.length > 0 && !allowed.some((role) => roles.includes(role))) return texts.role(allowed)
        const pause = countOf(member).at + cooldown * 1000 - now()
        if (pause > 0) return texts.cooldown(Math.ceil(pause / 1000))
        if (isUsedUp(member, userQuota)) return texts.userQuota(userQuota)
        if (isUsedUp(guild, serverQuota)) return texts.serverQuota(serverQuota)
      }
      if (isUsedUp(user, perPerson)) return texts.ownQuota(perPerson)
      for (const key of guild ? [user, member, guild] : [user]) note(key)
      return undefined
    },
  }
}
