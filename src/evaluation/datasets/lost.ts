/** Pictures that a data set lists and that are missing or cannot be read: named, counted, and what they cost. */
import { writeFile } from 'node:fs/promises'
import { without } from './annotations.ts'
import type { Pair, Photos } from './dataset.ts'

export interface Lost {
  name: string
  /** MISSING, or why it cannot be read. */
  reason: string
}

export const MISSING = 'missing'

/** Names given with the counts; `writeLost` has them all. */
const NAMED = 5

/** How many pictures are listed and lost, a few of those by name. */
export function pictureCounts(listed: number, lost: readonly Lost[]): Record<string, number | string> {
  const missing = lost.filter(({ reason }) => reason === MISSING)
  const unreadable = lost.filter(({ reason }) => reason !== MISSING)
  const named = (group: string, some: readonly Lost[]) => {
    if (some.length === 0) return {}
    const names = some.slice(0, NAMED).map(({ name }) => name)
    const more = some.length > NAMED ? ` and ${some.length - NAMED} more (--missing writes the list)` : ''
    return { [group]: names.join(', ') + more }
  }
  return {
    listed,
    missing: missing.length,
    unreadable: unreadable.length,
    ...named('missingNames', missing),
    ...named('unreadableNames', unreadable),
  }
}

/** Queries without a figure, by what they lack. */
export function leftOut(
  asked: readonly Pair[],
  there: { has(name: string): boolean },
): { asked: number; withoutReference: number; withoutTarget: number; withoutBoth: number } {
  const counts = { asked: asked.length, withoutReference: 0, withoutTarget: 0, withoutBoth: 0 }
  for (const { reference, target } of asked) {
    if (!there.has(reference) && !there.has(target)) counts.withoutBoth++
    else if (!there.has(reference)) counts.withoutReference++
    else if (!there.has(target)) counts.withoutTarget++
  }
  return counts
}

/** A category with no query left to ask is a mistake and no figure. */
export function refuseBare(
  { pictures, categories }: Photos,
  asked: readonly (Pair & { category: string })[],
  there: { has(name: string): boolean },
): void {
  for (const [category, { pictures: listed }] of categories) {
    const isAsked = asked.some(
      (pair) => pair.category === category && there.has(pair.reference) && there.has(pair.target),
    )
    if (isAsked) continue
    const lost = listed.filter((name) => !there.has(name))
    const files = pictures.get(lost[0] ?? '')?.files.join(' or ')
    throw new Error(
      `No query of the category ${category} has both its pictures: of ${listed.length} that are listed, ${lost.length} are missing or cannot be read. The first should be ${files}. Put them there, or ${without(category, [...categories.keys()])}.`,
    )
  }
}

/** One line each: name, tab, reason. */
export function writeLost(file: string, lost: readonly Lost[]): Promise<void> {
  return writeFile(file, lost.map(({ name, reason }) => `${name}\t${reason}\n`).join(''))
}
