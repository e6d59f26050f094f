/** How real edited looks are, as a set and one by one: Fréchet distance to the true targets, and CLIP scores. */
import { type Look, lookOf, see, startLook } from '../editing/look.ts'
import { png } from '../editing/pixels.ts'
import { editLook } from '../editing/rounds.ts'
import type { Model } from '../inference/model.ts'
import type { Sample } from './chains.ts'
import { clipOf } from './eyes.ts'
import type { Features } from './features.ts'
import { frechetEstimate } from './frechet.ts'
import {
  metricsOf,
  noiseSeed,
  prefixed,
  type Row,
  type Settings,
  type Table,
  twoRounds,
  walk,
} from './measure.ts'
import { cosine } from './statistics.ts'

/** Embeddings have length 1, so that their distances are small: told in thousandths. */
export const THOUSANDTHS = 1000

/** Whose distance from the true targets is told; `target` is those targets. */
type Kind = 'whole' | 'two' | 'copy' | 'reference' | 'target'

/**
 * `two` is the look after two rounds, `whole` after the sentence in one round; `copy` (the autoencoder's of the true
 * target) and `reference` (unedited) are the bounds. `fid` is the Fréchet distance to the true targets on the retrieval
 * embedding, in thousandths, or on `features`; `clipText` the cosine of the look and the target's caption, which needs a
 * judge; `clipPicture` that of the look and the true target.
 */
export async function quality(model: Model, settings: Settings, features?: Features): Promise<Table> {
  const cases = await walk(model, settings, async (sample) => {
    const { index, edits, sentence, pixels } = sample
    const start = await startLook(model, pixels('reference'))
    const seed = noiseSeed(settings.seed, index, 0)
    const looks = {
      whole: await editLook(model, start, sentence, { ...settings, seed }),
      two: (await twoRounds(model, start, edits, index, settings))[1],
      copy: await lookOf(model, await model.encode(pixels('both'))),
      reference: start,
      target: await trueLook(model, sample),
    }
    const vectors = {} as Record<Kind, ArrayLike<number>>
    const row: Row = {}
    for (const [name, look] of Object.entries(looks) as [Kind, (typeof looks)[Kind]][]) {
      vectors[name] = features ? await features.of(look.picture) : look.embedding
      Object.assign(row, prefixed(name, await clipRow(model, sample, look, settings)))
    }
    return { row, vectors }
  })
  const distances = (['two', 'whole', 'copy', 'reference'] as const).map((name) => [
    `${name}.fid`,
    frechetEstimate(
      cases.map(({ vectors }) => vectors[name]),
      cases.map(({ vectors }) => vectors.target),
      { scale: features ? 1 : THOUSANDTHS, seed: settings.seed },
    ),
  ])
  const rows = cases.map(({ row }) => row)
  return {
    queries: settings.limit,
    metrics: { ...Object.fromEntries(distances), ...metricsOf(rows, settings.seed) },
  }
}

/** A look's cosine to the true target's caption and to its picture. */
export async function clipRow(
  model: Model,
  sample: Pick<Sample, 'caption' | 'pixels'>,
  look: Pick<Look, 'picture'>,
  settings: Settings,
): Promise<Row> {
  const picture = await clipOf(model, look, settings)
  const target = await clipOf(model, { picture: await png(sample.pixels('both')) }, settings)
  const text = await settings.judge?.clip?.text(sample.caption)
  return { ...(text && { clipText: cosine(text, picture) }), clipPicture: cosine(target, picture) }
}

async function trueLook(model: Model, { pixels }: Sample): Promise<Pick<Look, 'picture' | 'embedding'>> {
  const { embedding } = await see(model, pixels('both'))
  return { embedding, picture: await png(pixels('both')) }
}
