/** Whether the places that people were told are true, from nothing but what they were shown, and when. */
import type { Sent } from '../../test/discord/server.ts'

/** Between a place being written and its arrival others may move: so long, at most, in milliseconds. */
const ON_THE_WAY_MS = 1000

export interface Places {
  /** People who were told a place, and how many places in all; the highest of them. */
  people: number
  told: number
  highest: number
  /** Places that were not lower than the one before. */
  rising: number
  /** Pairs of which the one behind was served first. */
  overtaken: number
  /** Places higher than there were people waiting. */
  tooHigh: number
}

interface Waited {
  places: { at: number; place: number }[]
  /** From the first to the last sign of it. */
  until: number
  /** When it was seen to be worked on; never, for one that was given up. */
  begun: number
}

/** @param atOnce how many are served at the same time: those that are do not wait */
export function placesIn(messages: readonly Sent[], atOnce: number): Places {
  const all = messages.map(waitedFor)
  const waited = all.filter(({ places }) => places.length > 0)
  const told = waited.flatMap(({ places }) => places)
  const waitingAt = (at: number) =>
    // Not yet answered, the ones being served among them.
    messages.filter((one) => one.at <= at && (one.changes.at(-1) ?? at) >= at - ON_THE_WAY_MS).length - atOnce
  return {
    people: waited.length,
    told: told.length,
    highest: Math.max(0, ...told.map(({ place }) => place)),
    rising: waited.flatMap(({ places }) =>
      places.filter(({ place }, i) => i > 0 && place >= (places[i - 1]?.place ?? 0)),
    ).length,
    overtaken: waited.flatMap((one) => waited.filter((other) => isOvertaken(one, other))).length,
    tooHigh: told.filter(({ at, place }) => place > waitingAt(at)).length,
  }
}

function waitedFor({ contents, changes }: Sent): Waited {
  const shown = contents.map((content, i) => ({
    at: changes[i] as number,
    place: Number(/number (\d+) in line/.exec(content)?.[1]),
    isStop: content.startsWith('Stopped'),
  }))
  const places = shown.filter(({ place }) => place > 0)
  return {
    places,
    until: places.at(-1)?.at ?? 0,
    begun: shown.find(({ place, isStop }) => Number.isNaN(place) && !isStop)?.at ?? Number.POSITIVE_INFINITY,
  }
}

/** Shown to be ahead, as its place was no higher at an earlier time, and shown to wait after the other was begun with. */
const isOvertaken = (one: Waited, other: Waited): boolean =>
  one.until > other.begun + ON_THE_WAY_MS &&
  one.places.some(({ at, place }) =>
    other.places.some((seen) => seen.at >= at + ON_THE_WAY_MS && seen.place >= place),
  )
