/** Does the order of two independent sub-edits matter? The paper's swap case, with its control. */
import { see, startLook } from '../editing/look.ts'
import { pixelsOf } from '../editing/pixels.ts'
import type { Model } from '../inference/model.ts'
import type { Sample } from './chains.ts'
import { clipOf, readLook } from './eyes.ts'
import { bothRight } from './judge.ts'
import { metricsOf, prefixed, type Row, type Settings, type Table, twoRounds, walk } from './measure.ts'
import { cosine } from './statistics.ts'

/**
 * Similarity of the final looks of T1 then T2 and T2 then T1: `swap` by the retrieval embedding, `swapClip` by the
 * CLIP image token. With a `baseline` (the family trained without the multi-round loss) also its figures on the same
 * chains and the same noise, and `difference`, shipped less baseline, paired by chain. `model` looks at both, so
 * that a baseline's own eyes make no difference. `bothRight` is the mean of the two orders.
 */
export async function order(model: Model, settings: Settings, baseline?: Model): Promise<Table> {
  const swaps = (editor: Model) => walk(model, settings, (sample) => swapped(editor, model, sample, settings))
  // one after the other: two inference processes at once would only fight over the cores
  const shipped = await swaps(model)
  const control = baseline && (await swaps(baseline))
  const rows = shipped.map((row, i): Row => {
    const other = control?.[i]
    if (!other) return prefixed('shipped', row)
    return {
      ...prefixed('shipped', row),
      ...prefixed('baseline', other),
      'difference.swap': row.swap - other.swap,
      'difference.swapClip': row.swapClip - other.swapClip,
      'difference.bothRight': row.bothRight - other.bothRight,
    }
  })
  return { queries: settings.limit, metrics: metricsOf(rows, settings.seed) }
}

async function swapped(editor: Model, judge: Model, sample: Sample, settings: Settings) {
  const { index, edits, truths, pixels } = sample
  const { size } = judge.manifest.image
  const start = await startLook(editor, pixels('reference'))
  const finished = async (order: Sample['edits']) => {
    const [, look] = await twoRounds(editor, start, order, index, settings)
    const seen = { ...look, ...(await see(judge, await pixelsOf(look.picture, size))) }
    return {
      embedding: seen.embedding,
      reading: await readLook(judge, seen, settings),
      token: await clipOf(judge, look, settings),
    }
  }
  const [first, second] = edits
  const forward = await finished([first, second])
  const backward = await finished([second, first])
  const right = [forward, backward].filter(({ reading }) => bothRight(edits, reading, truths))
  return {
    swap: cosine(forward.embedding, backward.embedding),
    swapClip: cosine(forward.token, backward.token),
    bothRight: right.length / 2,
  }
}
