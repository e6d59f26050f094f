/**
 * A round that checks itself: the reader looks at what came out; what did not take is tried again, and what was lost
 * on the way is put back.
 */
import type { SubEdit } from '../attributes.ts'
import type { Model } from '../inference/model.ts'
import { type Intent, meant } from './intent.ts'
import type { Look } from './look.ts'
import { editLook, type RoundOptions } from './rounds.ts'
import { isFaint, restoring, strays } from './strays.ts'
import { type Verdict, verdict } from './verdict.ts'

export interface TryOptions extends RoundOptions {
  /** Tries at most, 1 for none again; default the manifest's. */
  tries?: number
  /** What earlier rounds asked for; default nothing. */
  intent?: Intent
}

export interface Checked {
  look: Look
  verdict: Verdict
  /** How many it took. */
  tries: number
}

/** Counts for more than all that could stray. */
const MISSED = 100
/** How much stronger the guidance gets when a try of the same sub-edit did not take. */
export const BOLDER = 1.5
/** Seeds of neighbouring rounds lie close together; those of their further tries must not meet them. */
const APART = 1_000_003

/**
 * Applies one sub-edit until the reader finds it and nothing else changed, nor is missing of the intent. A try that took but lost something else is
 * followed by one that asks for what was lost, on the look it gave; any other by one from the start, with noise of its
 * own, and bolder where the sub-edit took too little or not at all. When no try is clean, the one is given that took and
 * strayed least; of equals the first, which is the gentlest. `onStep` begins again with each. Throws what `editLook` throws.
 */
export async function editChecked(
  model: Model,
  look: Look,
  edit: SubEdit,
  { tries = model.manifest.sampler.tries, intent, ...options }: TryOptions,
): Promise<Checked> {
  const before = intent ? meant(look.reading, intent) : look.reading
  let guidance = options.guidance ?? model.manifest.sampler.guidance
  let best: (Omit<Checked, 'tries'> & { cost: number }) | undefined
  let lost: SubEdit | undefined
  for (let i = 0; ; i++) {
    const round = { ...options, seed: options.seed + i * APART }
    const made =
      best && lost
        ? await editLook(model, best.look, lost, round)
        : await editLook(model, look, edit, { ...round, guidance })
    const took = verdict(edit, look.reading, made.reading)
    const isWeak = took === 'not' || isFaint(edit, look.reading, made.reading)
    const cost = (took === 'not' ? MISSED : Number(isWeak)) + strays(edit, before, made.reading).length
    const better = !best || cost < best.cost
    if (!best || better) best = { look: made, verdict: took, cost }
    if (best.cost === 0 || i + 1 >= tries) return { look: best.look, verdict: best.verdict, tries: i + 1 }
    if (isWeak && !lost) guidance *= BOLDER
    // what could not be put back once is not asked for again
    lost = better && !isWeak ? restoring(edit, before, made.reading) : undefined
  }
}
