/** Is the exact target found among the products by the look that was edited in two rounds? */
import { lookOf, see, startLook } from '../editing/look.ts'
import type { Model } from '../inference/model.ts'
import { embeddedLookAlikes } from './look-alikes.ts'
import { metricsOf, prefixed, type Row, type Settings, type Table, twoRounds, walk } from './measure.ts'
import { rankOf } from './statistics.ts'

const DEPTHS = [1, 10, 50]

/** Whether gallery row `target` is among the first 1, 10 and 50 for the query. */
export function recallRow(query: Float32Array, gallery: readonly Float32Array[], target: number): Row {
  const rank = rankOf(query, gallery, target)
  return Object.fromEntries(DEPTHS.map((k) => [`R@${k}`, rank <= k]))
}

export interface Searched {
  /** True targets, those of the queries among them. */
  gallery: number
  /** Of each query, beside the targets: garments one sub-edit away from its target, and as many from its reference. */
  lookAlikes: number
}

/**
 * The gallery holds the true target of every query and, up to its size, the targets of further chains of the split,
 * each on its own person in its own room; and of every query its look-alikes. No reference is in it. R@k of the edited
 * look stands beside that of the unedited reference, of the autoencoder's copy of the target (the ceiling) and of the target itself.
 */
export async function retrieval(model: Model, settings: Settings & Searched): Promise<Table> {
  const queries = await walk(model, settings, async (sample) => {
    const { index, edits, pixels } = sample
    const start = await startLook(model, pixels('reference'))
    const [, edited] = await twoRounds(model, start, edits, index, settings)
    return {
      edited: edited.embedding,
      reference: start.embedding,
      ceiling: (await lookOf(model, await model.encode(pixels('both')))).embedding,
      target: (await see(model, pixels('both'))).embedding,
      lookAlikes: await embeddedLookAlikes(model, index, settings),
    }
  })
  const others = await walk(
    model,
    settings,
    async ({ pixels }) => (await see(model, pixels('both'))).embedding,
    { from: settings.limit, count: Math.max(0, settings.gallery - settings.limit) },
  )
  const lookAlikes = queries.flatMap((query) => query.lookAlikes)
  const gallery = [...queries.map(({ target }) => target), ...others, ...lookAlikes]
  const rows = queries.map(({ edited, lookAlikes: _, ...bounds }, i): Row => {
    const found = (query: Float32Array): Row => recallRow(query, gallery, i)
    const beside = Object.entries(bounds).map(([name, query]) => prefixed(name, found(query)))
    return Object.assign(found(edited), ...beside)
  })
  return {
    queries: settings.limit,
    gallery: gallery.length,
    details: { searched: { lookAlikes: lookAlikes.length } },
    metrics: metricsOf(rows, settings.seed),
  }
}
