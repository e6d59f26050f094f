/** Who may ask, and how often: roles, a pause between requests, and so many a day for a member and a server. */
import type { ServerSettings } from './notes.ts'
import { TEXTS } from './texts.ts'

export interface Asker {
  user: string
  guild: string
  roles: readonly string[]
}

export interface Quotas {
  /** Counts the request and gives undefined, or counts nothing and says why not. */
  take(asker: Asker, settings: ServerSettings): string | undefined
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
export function quotas(now: () => number = Date.now): Quotas {
  const counts = new Map<string, Count>()
  const countOf = (key: string): Count => {
    const day = Math.floor(now() / DAY_MS)
    const known = counts.get(key)
    return known?.day === day ? known : { day, used: 0, at: known?.at ?? Number.NEGATIVE_INFINITY }
  }
  const note = (key: string, { day, used }: Count) => {
    // Taken out first, so that the one that rested longest is the first in the map.
    counts.delete(key)
    counts.set(key, { day, used: used + 1, at: now() })
    const rested = counts.keys().next()
    if (counts.size > CAPACITY && !rested.done) counts.delete(rested.value)
  }
  return {
    take({ user, guild, roles }, { roles: allowed, cooldown, userQuota, serverQuota }) {
      if (allowed.length > 0 && !allowed.some((role) => roles.includes(role))) return TEXTS.role(allowed)
      const mine = countOf(`${guild}:${user}`)
      const all = countOf(guild)
      const pause = mine.at + cooldown * 1000 - now()
      if (pause > 0) return TEXTS.cooldown(Math.ceil(pause / 1000))
      if (userQuota > 0 && mine.used >= userQuota) return TEXTS.userQuota(userQuota)
      if (serverQuota > 0 && all.used >= serverQuota) return TEXTS.serverQuota(serverQuota)
      note(`${guild}:${user}`, mine)
      note(guild, all)
      return undefined
    },
  }
}
