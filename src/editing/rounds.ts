/** One round: a look and one sub-edit give the next look. Everything follows from (look, sub-edit, seed, model). */
import type { SubEdit } from '../attributes.ts'
import { phrase } from '../garments/phrases.ts'
import { concat } from '../inference/concat.ts'
import type { Manifest } from '../inference/manifest.ts'
import type { Model } from '../inference/model.ts'
import { keepsTone } from './lightness.ts'
import { imageToken, type Look, nextLook, pixelsIn } from './look.ts'
import { gaussian } from './noise.ts'
import { png } from './pixels.ts'
import { addNoise, cleanLatent, cumulativeAlphas, timesteps } from './schedule.ts'
import { SCHEDULERS } from './schedulers.ts'

export interface RoundOptions {
  /** Any integer. The same seed gives the same picture. */
  seed: number
  /** Denoising steps; default the manifest's. */
  steps?: number
  /** Classifier-free guidance scale; default the manifest's. 1 halves the work. */
  guidance?: number
  /** Name of a scheduler; default the manifest's. */
  scheduler?: string
  /** Share of the schedule at which the noised reference starts, (0, 1]; default the manifest's. */
  start?: number
  /** What the noise is laid over: the reference's latent, as the paper does, or nothing. Default the reference. */
  noiseFrom?: 'reference' | 'scratch'
  /** Whether the garment's tone is laid on and kept (`tone.ts`), or comes as it is drawn. Default laid. */
  tones?: (typeof TONES)[number]
  /** Pose picture [3, p, p] in [0, 1]; default none. */
  pose?: Float32Array
  signal?: AbortSignal
  /** After each step; `preview` is a small PNG, now and then. */
  onStep?: (step: number, steps: number, preview?: Uint8Array) => void
  /** Default true where `onStep` is given. */
  previews?: boolean
}

export const TONES = ['laid', 'drawn'] as const

/** Previews come at most this often, and take at most one part in PREVIEW_SHARE of the time: each is a decode. */
const PREVIEW_EVERY_MS = 300
const PREVIEW_SHARE = 10
const PREVIEW_SIDE = 128

/** The words the editor is conditioned on: the sub-edit in the vocabulary's own phrase, or as it was said. */
export function editText(edit: SubEdit): string {
  return edit.attribute === null ? edit.text : phrase(edit)
}

/**
 * Applies one sub-edit, or a whole sentence as the paper's one-round case, to a look.
 * Throws RangeError for an unknown scheduler, InferenceError, and the signal's reason when aborted.
 */
export async function editLook(
  model: Model,
  look: Look,
  edit: SubEdit | string,
  options: RoundOptions,
): Promise<Look> {
  const { schedule, sampler } = model.manifest
  const { seed, signal, onStep, previews = onStep !== undefined } = options
  const name = options.scheduler ?? sampler.scheduler
  const step = SCHEDULERS[name]
  if (!step)
    throw new RangeError(`There is no scheduler '${name}'. Known: ${Object.keys(SCHEDULERS).join(', ')}.`)
  const grid = timesteps(
    schedule.trainTimesteps,
    options.steps ?? sampler.steps,
    options.start ?? sampler.start,
  )
  const abar = cumulativeAlphas(schedule)
  const noise = gaussian(seed)
  const length = look.latent.length
  const before = await pixelsIn(model, look)
  const token = imageToken(model, before)
  const text = typeof edit === 'string' ? edit : editText(edit)
  const denoise = await conditioned(model, look.latent, text, token, options)

  const first = noise(length)
  let sample =
    options.noiseFrom === 'scratch' ? first : addNoise(look.latent, first, abar[grid[0] as number] as number)
  let due = performance.now() + PREVIEW_EVERY_MS
  for (const [i, t] of grid.entries()) {
    signal?.throwIfAborted()
    const now = abar[t] as number
    const next = i + 1 < grid.length ? (abar[grid[i + 1] as number] as number) : 1
    const clean = cleanLatent(await denoise(sample, t), sample, now, schedule.prediction)
    sample = step({ sample, clean, abar: now, abarNext: next, noise: () => noise(length) })
    let preview: Uint8Array | undefined
    if (previews && i + 1 < grid.length && performance.now() > due) {
      const began = performance.now()
      preview = await png(await model.decode(clean), PREVIEW_SIDE)
      const took = performance.now() - began
      due = began + Math.max(PREVIEW_EVERY_MS, took * PREVIEW_SHARE)
    }
    onStep?.(i + 1, grid.length, preview)
  }
  signal?.throwIfAborted()
  const laysTones = options.tones !== 'drawn' && typeof edit !== 'string'
  return nextLook(model, sample, before, { keepsTone: laysTones && keepsTone(edit) })
}

/**
 * The denoiser with its condition bound and guidance applied: (x_t, t) -> prediction. Guidance stops where the edit is
 * decided: repeated to the end, each step would overshoot from what the last one overshot to.
 */
async function conditioned(
  model: Model,
  latent: Float32Array,
  text: string,
  token: Promise<Float32Array>,
  options: RoundOptions,
) {
  const { manifest } = model
  const guidance = options.guidance ?? manifest.sampler.guidance
  const [tokens, image] = await Promise.all([model.text([text]), token])
  const pose = options.pose ?? new Float32Array(3 * manifest.pose.size ** 2)
  const withText = concat(tokens, image)
  const plain = (sample: Float32Array, t: number) =>
    model.denoise({ sample, timesteps: [t], condition: withText, reference: latent, pose })
  if (guidance === 1) return plain
  // the unconditioned row has its text set to zero, as in the self-reconstruction loss, and keeps the image token
  const condition = concat(withText, new Float32Array(tokens.length), image)
  const reference = concat(latent, latent)
  const poses = concat(pose, pose)
  return async (sample: Float32Array, t: number) => {
    if (!isGuided(manifest, t)) return plain(sample, t)
    const rows = await model.denoise({
      sample: concat(sample, sample),
      timesteps: [t, t],
      condition,
      reference,
      pose: poses,
    })
    return guide(rows, guidance)
  }
}

/** Does the sampler guide at this timestep? */
export function isGuided({ schedule, sampler }: Manifest, t: number): boolean {
  return t >= (1 - sampler.guided) * schedule.trainTimesteps
}

/** Classifier-free guidance (Ho and Salimans 2022): rows [conditioned; unconditioned] -> one. */
export function guide(rows: Float32Array, scale: number): Float32Array {
  const length = rows.length / 2
  return rows.slice(0, length).map((conditioned, i) => {
    const unconditioned = rows[length + i] as number
    return unconditioned + scale * (conditioned - unconditioned)
  })
}
