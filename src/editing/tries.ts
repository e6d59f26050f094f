/** A round that checks itself: the reader looks at what came out, and an edit that did not take is tried again. */
import type { SubEdit } from '../attributes.ts'
import type { Model } from '../inference/model.ts'
import type { Look } from './look.ts'
import { editLook, type RoundOptions } from './rounds.ts'
import { type Verdict, verdict } from './verdict.ts'

export interface TryOptions extends RoundOptions {
  /** Tries at most, 1 for none again; default the manifest's. */
  tries?: number
}

export interface Checked {
  look: Look
  verdict: Verdict
  /** How many it took. */
  tries: number
}

/** How much stronger the guidance gets with every further try of the same sub-edit. */
export const BOLDER = 1.5
/** Seeds of neighbouring rounds lie close together; those of their further tries must not meet them. */
const APART = 1_000_003

/**
 * Applies one sub-edit until the reader finds it, each try with noise of its own and stronger guidance. When no try
 * took, the first one is given: the gentlest with everything else in the picture. `onStep` begins again with each.
 * Throws what `editLook` throws.
 */
export async function editChecked(
  model: Model,
  look: Look,
  edit: SubEdit,
  { tries = model.manifest.sampler.tries, ...options }: TryOptions,
): Promise<Checked> {
  const guidance = options.guidance ?? model.manifest.sampler.guidance
  let first: Checked | undefined
  for (let i = 0; ; i++) {
    const made = await editLook(model, look, edit, {
      ...options,
      seed: options.seed + i * APART,
      guidance: guidance * BOLDER ** i,
    })
    const checked = { look: made, verdict: verdict(edit, look.reading, made.reading), tries: i + 1 }
    first ??= checked
    if (checked.verdict !== 'not') return checked
    if (i + 1 >= tries) return { ...first, tries: i + 1 }
  }
}
