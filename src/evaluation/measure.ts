/** What every measure shares: its settings, the walk over held-out chains, and rows of figures that become a table. */
import PQueue from 'p-queue'
import type { SubEdit } from '../attributes.ts'
import { intentOf, type Round } from '../editing/intent.ts'
import type { Look } from '../editing/look.ts'
import { pixelsOf } from '../editing/pixels.ts'
import { type Checked, editChecked, type TryOptions } from '../editing/tries.ts'
import type { Model } from '../inference/model.ts'
import { type Sample, type Split, sampleOf } from './chains.ts'
import type { JudgeModel } from './judge-model.ts'
import { type Estimate, estimate } from './statistics.ts'

/** What goes from round to round: the latent as it is, as the product does, or what the picture encodes to. */
export const LATENTS = ['kept', 're-encoded'] as const

type Sampling = Pick<
  TryOptions,
  'steps' | 'guidance' | 'scheduler' | 'start' | 'noiseFrom' | 'tones' | 'tries'
>

export interface Settings extends Sampling {
  split: Split
  /** Queries: chains 0 to limit - 1 of the split. */
  limit: number
  /** Of the noise and of the intervals. */
  seed: number
  /** Between rounds; default kept. */
  latents?: (typeof LATENTS)[number]
  /** Eyes of another training than the family's own, whose reader the self-check has asked already. */
  judge?: JudgeModel
  /** After each query. */
  onProgress?: (done: number, of: number) => void
}

export interface Table {
  queries: number
  /** Pictures searched; absent where nothing is. */
  gallery?: number
  /** What else the figures rest on, in named groups of named facts: cohorts, pictures that are missing, and the like. */
  details?: Record<string, Record<string, string | number>>
  metrics: Record<string, Estimate>
}

/** The figures of one query; a name that does not concern it is left out. */
export type Row = Record<string, number | boolean>

/** Queries in flight: with guidance their steps fill one shared denoiser call. */
export const AT_ONCE = 4

/** Visits chains `from` to `from + count - 1`, a few at once; the answers come in the order of the chains. */
export async function walk<T>(
  model: Model,
  { split, onProgress, limit }: Settings,
  visit: (sample: Sample) => Promise<T>,
  { from = 0, count = limit }: { from?: number; count?: number } = {},
): Promise<T[]> {
  const one = (i: number) => visit(sampleOf(from + i, split, model.manifest.image.size))
  return aFewAtOnce(count, one, onProgress)
}

/** Calls `one` with 0 to `count - 1`, AT_ONCE at a time; the answers come in that order. The first failure ends it. */
export async function aFewAtOnce<T>(
  count: number,
  one: (i: number) => Promise<T>,
  onProgress?: (done: number, of: number) => void,
): Promise<T[]> {
  const queue = new PQueue({ concurrency: AT_ONCE })
  let done = 0
  const counted = async (i: number) => {
    const result = await one(i)
    onProgress?.(++done, count)
    return result
  }
  try {
    return await queue.addAll(Array.from({ length: count }, (_, i) => () => counted(i)))
  } finally {
    queue.clear()
  }
}

/** A round of these has noise of its own, whatever is tried in it. */
const APART = 10_000_019

/** The seed of a chain's round, from 0: those of one chain and of its neighbours never meet. */
export const noiseSeed = (seed: number, index: number, round: number): number =>
  seed + 2 * index + (round % 2) + Math.floor(round / 2) * APART

/**
 * The looks after each round, one sub-edit each. The noise follows from (seed, chain, round), so that models and orders
 * are compared on the same noise.
 */
export async function throughRounds(
  model: Model,
  start: Look,
  edits: readonly SubEdit[],
  index: number,
  settings: Sampling & Pick<Settings, 'seed' | 'latents'>,
): Promise<Checked[]> {
  const rounds: Checked[] = []
  const line: Round[] = []
  let look = start
  for (const [round, edit] of edits.entries()) {
    const seed = noiseSeed(settings.seed, index, round)
    const made = await editChecked(model, look, edit, { ...settings, seed, intent: intentOf(line) })
    rounds.push(made)
    line.push({ edit, verdict: made.verdict, reading: made.look.reading })
    look = settings.latents === 're-encoded' ? await reEncoded(model, made.look) : made.look
  }
  return rounds
}

/** The looks after each of two rounds. */
export async function twoRounds(
  model: Model,
  start: Look,
  edits: Sample['edits'],
  index: number,
  settings: Settings,
): Promise<[Look, Look]> {
  const [one, two] = await throughRounds(model, start, edits, index, settings)
  return [(one as Checked).look, (two as Checked).look]
}

/** The look as one would have it who kept the picture alone. */
async function reEncoded(model: Model, look: Look): Promise<Look> {
  return { ...look, latent: await model.encode(await pixelsOf(look.picture, model.manifest.image.size)) }
}

/**
 * Each figure's mean with its interval, over the rows that have it; the parts of a figure after all the wholes. A query
 * is one row, or several.
 */
export function metricsOf(queries: readonly (Row | readonly Row[])[], seed: number): Table['metrics'] {
  const series = new Map<string, number[][]>()
  for (const query of queries) {
    const own = new Map<string, number[]>()
    for (const [name, value] of [query].flat().flatMap((row) => Object.entries(row)))
      append(own, name, Number(value))
    for (const [name, values] of own) append(series, name, values)
  }
  const isPart = (name: string) => name.includes('.') && series.has(name.slice(0, name.lastIndexOf('.')))
  const names = [...series.keys()]
  const order = [...names.filter((name) => !isPart(name)), ...names.filter(isPart).sort()]
  return Object.fromEntries(order.map((name) => [name, estimate(series.get(name) ?? [], seed)]))
}

function append<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name)
  if (list) list.push(one)
  else lists.set(name, [one])
}

/** Every name given the prefix: `reader` and `colour` make `reader.colour`. */
export function prefixed(prefix: string, row: Row | ReadonlyMap<string, boolean>): Row {
  const entries = row instanceof Map ? [...row] : Object.entries(row)
  return Object.fromEntries(entries.map(([name, value]) => [`${prefix}.${name}`, value]))
}
