/** Five independent sub-edits in a row: what is still right after each, and how far the look has drifted. */
import type { SubEdit } from '../attributes.ts'
import { type Look, lookOf, see, startLook } from '../editing/look.ts'
import { planes } from '../editing/pixels.ts'
import type { Reading } from '../editing/reading.ts'
import { longChainOf, roundedLightness, without } from '../garments/long-chains.ts'
import { rasterise, renderGarment } from '../garments/render.ts'
import { SEEDS } from '../garments/seeds.ts'
import type { Model } from '../inference/model.ts'
import type { Split } from './chains.ts'
import { readLook } from './eyes.ts'
import { keptRight, requestedRight, shareRight, type Truth } from './judge.ts'
import { metricsOf, type Row, type Settings, type Table, throughRounds, walk } from './measure.ts'
import type { Plot } from './plots.ts'
import { cosine, distance } from './statistics.ts'

export const ROUNDS = 5

export interface LongSample {
  edits: SubEdit[]
  /** The reference, then what is true after each round. */
  truths: Truth[]
  /** What would be true after `rounds` of them but for this one. */
  without(edit: SubEdit, rounds: number): Truth
  /** The true picture after this many rounds: planes [3, size, size] in [-1, 1]. */
  pixels(rounds: number): Float32Array
}

/** Chain `index` of a split, gone on to `rounds` edits; it begins as `sampleOf`'s does. */
export function longSampleOf(index: number, split: Split, size: number, rounds = ROUNDS): LongSample {
  const chain = longChainOf(index, SEEDS[split], rounds)
  const truth = (garment: Truth['garment']): Truth => ({ garment, lightness: roundedLightness(garment) })
  const { edits, garments, scene } = chain
  return {
    edits,
    truths: garments.map(truth),
    without: (edit, rounds) => truth(without(chain, edit, rounds)),
    pixels: (rounds) =>
      planes(rasterise(renderGarment(garments[rounds] as Truth['garment'], scene), size).rgb()),
  }
}

/**
 * After round k, `all.k` is whether every sub-edit so far is right, `newest.k` the one just asked for, `kept.k` the
 * share of the attributes nobody asked for. `driftLatent.k` is the root mean square of what parts the look's latent from
 * the true target's, `driftEmbedding.k` one less the cosine to the autoencoder's copy of that target, and `identity.k`
 * the cosine to the target itself. `ceiling.all.k` reads the copy.
 */
export async function rounds(model: Model, settings: Settings): Promise<Table> {
  const { size } = model.manifest.image
  const rows = await walk(model, settings, async ({ index }) => {
    const sample = longSampleOf(index, settings.split, size)
    const start = await startLook(model, sample.pixels(0))
    const made = await throughRounds(model, start, sample.edits, index, settings)
    return roundsRow(
      model,
      sample,
      made.map(({ look }) => look),
      settings,
    )
  })
  return { queries: settings.limit, metrics: byFigure(metricsOf(rows, settings.seed)) }
}

const DRAWN = {
  all: 'all so far right',
  newest: 'newest right',
  kept: 'others kept',
  identity: 'identity',
  driftEmbedding: 'drift',
}

export const plotOfRounds = ({ metrics, queries }: Table): Plot => {
  const rounds = Array.from({ length: ROUNDS }, (_, i) => i + 1)
  return {
    title: `Five rounds in a row, ${queries} garments`,
    categories: rounds.map(String),
    xName: 'round',
    yName: '',
    lines: Object.entries(DRAWN).map(([figure, name]) => ({
      name,
      values: rounds.map((k) => metrics[`${figure}.${k}`]?.mean ?? null),
    })),
  }
}

/** The figures of one chain, from the look after each of its rounds. */
export async function roundsRow(
  model: Model,
  sample: LongSample,
  looks: readonly Look[],
  settings: Settings,
): Promise<Row> {
  const row: Row = {}
  for (const [i, look] of looks.entries()) {
    const k = i + 1
    const pixels = sample.pixels(k)
    const copy = await lookOf(model, await model.encode(pixels))
    const reading = await readLook(model, look, settings)
    const asked = sample.edits.slice(0, k)
    const newest = asked.slice(-1)
    const target = sample.truths[k] as Truth
    const right = (seen: Reading, edits: readonly SubEdit[]) =>
      edits.every((edit) => requestedRight(edit, seen, sample.without(edit, k), target))
    row[`all.${k}`] = right(reading, asked)
    row[`newest.${k}`] = right(reading, newest)
    row[`kept.${k}`] = shareRight(keptRight(asked, reading, sample.truths[0] as Truth, target))
    row[`driftLatent.${k}`] = distance(look.latent, copy.latent) / Math.sqrt(copy.latent.length)
    row[`driftEmbedding.${k}`] = 1 - cosine(look.embedding, copy.embedding)
    row[`identity.${k}`] = cosine(look.embedding, (await see(model, pixels)).embedding)
    row[`ceiling.all.${k}`] = right(await readLook(model, copy, settings), asked)
  }
  return row
}

/** A figure's rounds one below the other. */
const byFigure = (metrics: Table['metrics']): Table['metrics'] => {
  const names = Object.keys(metrics)
  const figures = [...new Set(names.map((name) => name.replace(/\.\d+$/, '')))]
  const order = figures.flatMap((figure) => names.filter((name) => name.replace(/\.\d+$/, '') === figure))
  return Object.fromEntries(order.map((name) => [name, metrics[name] as Table['metrics'][string]]))
}
