/** What it brings and costs that a round checks itself: the same chains and noise with one try and with all. */
import { startLook } from '../editing/look.ts'
import type { Checked } from '../editing/tries.ts'
import type { Model } from '../inference/model.ts'
import type { Sample } from './chains.ts'
import { judged } from './edits.ts'
import { readLook } from './eyes.ts'
import {
  AT_ONCE,
  metricsOf,
  prefixed,
  type Row,
  type Settings,
  type Table,
  throughRounds,
  walk,
} from './measure.ts'

/**
 * `without` has one try, `with` as many as asked for or the model's own; the figures of `edits`, with the time of a round
 * and the tries it took, and `difference`, with less without, paired by chain.
 */
export async function selfCheck(model: Model, settings: Settings): Promise<Table> {
  const measured = (tries?: number) =>
    walk(model, settings, (sample) => checkedRow(model, sample, settings, tries))
  await model.warm()
  // one after the other, or the times would be those of both
  const without = await measured(1)
  const checked = await measured(settings.tries)
  const rows = checked.map((row, i): Row => {
    const other = without[i] as typeof row
    const difference = Object.entries(row).map(([name, value]) => [name, Number(value) - Number(other[name])])
    return {
      ...prefixed('without', other),
      ...prefixed('with', row),
      ...prefixed('difference', Object.fromEntries(difference)),
    }
  })
  return { queries: settings.limit, metrics: metricsOf(rows, settings.seed) }
}

async function checkedRow(
  model: Model,
  sample: Sample,
  settings: Settings,
  tries: number | undefined,
): Promise<Row> {
  const { index, edits, pixels } = sample
  const start = await startLook(model, pixels('reference'))
  const began = performance.now()
  const [one, two] = (await throughRounds(model, start, edits, index, {
    ...settings,
    ...(tries !== undefined ? { tries } : {}),
  })) as [Checked, Checked]
  const msARound = (performance.now() - began) / 2 / Math.min(AT_ONCE, settings.limit)
  const seen = {
    first: await readLook(model, one.look, settings),
    both: await readLook(model, two.look, settings),
  }
  return { ...judged(seen, sample), tries: (one.tries + two.tries) / 2, msARound }
}
