/**
 * A round that checks itself: the reader looks at what came out; what did not take is tried again, and what was lost
 * on the way is put back.
 */
import type { Attribute, SubEdit } from '../attributes.ts'
import type { Model } from '../inference/model.ts'
import { type Intent, meant } from './intent.ts'
import { type Look, toned } from './look.ts'
import { editLook, type RoundOptions } from './rounds.ts'
import { restoring, strays } from './strays.ts'
import { askedTone, offTone } from './tone.ts'
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

type Judged = Omit<Checked, 'tries'> & { lost: Attribute[]; cost: number }

/** Counts for more than all that could stray. */
const MISSED = 100
/** How much stronger the guidance gets when a try of the same sub-edit did not take. */
export const BOLDER = 1.5
/** Seeds of neighbouring rounds lie close together; those of their further tries must not meet them. */
const APART = 1_000_003

/**
 * Applies one sub-edit until the reader finds it and nothing else changed, nor is missing of the intent. Another tone of
 * what is there is first laid on, which leaves the cloth as it is; everything else is drawn. What came out too light or
 * too dark is mended by its tone alone. After a try that took but lost something else comes one that asks for it back, on
 * the best look so far; where that does not help, one from the start with noise of its own. After a try that did not take
 * comes the same again on what it gave, for half of the way may be gone, and then one from the start, bolder each time.
 * When no try is clean, the one is given that took and strayed least; of equals the first, which is the gentlest.
 * `onStep` begins again with each. Throws what `editLook` throws.
 */
export async function editChecked(
  model: Model,
  look: Look,
  edit: SubEdit,
  { tries = model.manifest.sampler.tries, intent, ...options }: TryOptions,
): Promise<Checked> {
  const before = intent ? meant(look.reading, intent) : look.reading
  const judged = (made: Look): Judged => {
    const took = verdict(edit, look.reading, made.reading)
    const lost = strays(edit, before, made.reading)
    return { look: made, verdict: took, lost, cost: (took === 'not' ? MISSED : 0) + lost.length }
  }
  // the mean of an asked colour's pixels says more of its lightness than what is read
  const worth = ({ cost, lost }: Judged) =>
    edit.attribute === 'colour' && lost.includes('brightness') ? cost - 1 : cost
  const mended = async (made: Judged): Promise<Judged> => {
    const by = options.tones === 'drawn' ? null : offTone(edit, before, made.look.reading)
    const look = by && (await toned(model, made.look, by))
    const other = look && judged(look)
    return other && worth(other) <= worth(made) ? other : made
  }

  const tone = options.tones === 'drawn' ? null : askedTone(edit, before, look.reading)
  const laidOn = tone && (await toned(model, look, tone))
  let guidance = options.guidance ?? model.manifest.sampler.guidance
  let best: Judged | undefined
  let again: Look | undefined
  let missed: SubEdit | undefined
  let askedBack = 0
  for (let i = 0; ; i++) {
    const round = { ...options, seed: options.seed + i * APART }
    const drawn =
      best && missed
        ? await editLook(model, best.look, missed, round)
        : i === 0 && laidOn
          ? laidOn
          : again
            ? await editLook(model, again, edit, round)
            : await editLook(model, look, edit, { ...round, guidance })
    const made = await mended(judged(drawn))
    const isBetter = !best || made.cost < best.cost
    if (!best || isBetter) best = made
    if (best.cost === 0 || i + 1 >= tries) return { look: best.look, verdict: best.verdict, tries: i + 1 }
    const isShort = made.verdict === 'not' && !missed
    if (isShort && !again) guidance *= BOLDER
    again = isShort && !again ? made.look : undefined
    const isInVain = missed && !isBetter
    const missing = isInVain || best.verdict === 'not' ? [] : restoring(edit, before, best.look.reading)
    missed = missing[askedBack % missing.length]
    if (missed) askedBack++
  }
}
