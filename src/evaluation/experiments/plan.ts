/** Which families are measured, how far, and with which sampler: as few rounds as the tables need. */
import { readdir } from 'node:fs/promises'
import type { Settings } from '../measure.ts'

export interface Case {
  /** Of the ledger and the tables; a variation's is the family's and its own. */
  name: string
  family: string
  /** Of a row, one sub-edit each. */
  rounds: 2 | 5
  /** Also T2 then T1. */
  swap: boolean
  /** Also the whole sentence in one round, as it is and disturbed. */
  once: boolean
  sampler: Pick<Settings, 'scheduler' | 'noiseFrom' | 'latents'>
}

/** The paper's four, by the names that `make experiments` gives them. */
export const FOUR = ['sd', 'controlnet', 'baseline', 'full'] as const
/** The family whose sampler is varied. */
export const FULL = 'full'

/** In the order in which they are measured; `only` takes some of the names. Throws where there is nothing to measure. */
export async function casesOf(dir: string, only?: readonly string[]): Promise<Case[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((cause) => {
    throw new Error(
      `${dir} cannot be read. \`make experiments\` in training/ writes the families to measure.`,
      { cause },
    )
  })
  const there = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const known = FOUR.filter((name) => there.includes(name))
  const others = there.filter((name) => !known.some((one) => one === name)).sort()
  const plain = { swap: false, once: false, sampler: {} }
  const cases: Case[] = [
    ...known.map((name) => ({ name, family: name, rounds: 5, swap: true, once: true, sampler: {} }) as const),
    ...others.map((name) => ({ ...plain, name, family: name, rounds: 2, swap: true }) as const),
  ]
  if (there.includes(FULL))
    cases.push(
      { ...plain, name: `${FULL}.ddim`, family: FULL, rounds: 2, sampler: { scheduler: 'ddim' } },
      { ...plain, name: `${FULL}.scratch`, family: FULL, rounds: 2, sampler: { noiseFrom: 'scratch' } },
      { ...plain, name: `${FULL}.re-encoded`, family: FULL, rounds: 5, sampler: { latents: 're-encoded' } },
    )
  const chosen = only ? cases.filter(({ name }) => only.includes(name)) : cases
  if (chosen.length === 0)
    throw new Error(
      `${dir} holds nothing to measure${only ? ` named ${only.join(', ')}; there are ${cases.map(({ name }) => name).join(', ')}` : ''}.`,
    )
  return chosen
}
