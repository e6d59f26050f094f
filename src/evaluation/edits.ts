/** One sub-edit in one round and two in two, with the bounds they are read against. */
import { lookOf, startLook } from '../editing/look.ts'
import type { Reading } from '../editing/reading.ts'
import type { Model } from '../inference/model.ts'
import type { Place, Sample } from './chains.ts'
import { readLook, readPixels } from './eyes.ts'
import { bothRight, keptRight, readRight, requestedRight, shareRight } from './judge.ts'
import {
  AT_ONCE,
  metricsOf,
  prefixed,
  type Row,
  type Settings,
  type Table,
  twoRounds,
  walk,
} from './measure.ts'

/** What is read after one sub-edit and after two. */
export interface Readings {
  first: Reading
  both: Reading
}

/**
 * The edited looks, beside the bounds of `ceiling`. `msARound` is machine time: what a round takes, over the queries
 * that share its calls.
 */
export async function edits(model: Model, settings: Settings): Promise<Table> {
  const rows = await walk(model, settings, async (sample) => {
    const start = await startLook(model, sample.pixels('reference'))
    const began = performance.now()
    const [one, two] = await twoRounds(model, start, sample.edits, sample.index, settings)
    const msARound = (performance.now() - began) / 2 / Math.min(AT_ONCE, settings.limit)
    const bounds = await boundsOf(model, sample, settings)
    const edited = {
      first: await readLook(model, one, settings),
      both: await readLook(model, two, settings),
    }
    return {
      ...judged(edited, sample),
      ...summarised(bounds, sample),
      msARound,
      ...detailed(edited, sample),
      ...prefixed('ceiling', detailed(bounds.ceiling, sample)),
    }
  })
  return { queries: settings.limit, metrics: metricsOf(rows, settings.seed) }
}

/**
 * What no editor of this family can exceed or should fall below, without a round: the ceiling is the autoencoder's
 * copy of the true target, the floor the reference as it was. `reader` reads the true target itself.
 */
export async function ceiling(model: Model, settings: Settings): Promise<Table> {
  const rows = await walk(model, settings, async (sample) => {
    const bounds = await boundsOf(model, sample, settings)
    return { ...summarised(bounds, sample), ...prefixed('ceiling', detailed(bounds.ceiling, sample)) }
  })
  return { queries: settings.limit, metrics: metricsOf(rows, settings.seed) }
}

type Bounds = Record<'ceiling' | 'floor' | 'reader', Readings>

async function boundsOf(model: Model, { pixels }: Sample, settings: Settings): Promise<Bounds> {
  const read = (place: Place) => readPixels(model, pixels(place), settings)
  const copied = async (place: Place) =>
    readLook(model, await lookOf(model, await model.encode(pixels(place))), settings)
  const reference = await read('reference')
  return {
    ceiling: { first: await copied('first'), both: await copied('both') },
    floor: { first: reference, both: reference },
    reader: { first: await read('first'), both: await read('both') },
  }
}

function summarised(bounds: Bounds, sample: Sample): Row {
  const { first, both } = bounds.reader
  const own = [
    shareRight(readRight(first, sample.truths.first)),
    shareRight(readRight(both, sample.truths.both)),
  ]
  return {
    ...prefixed('ceiling', judged(bounds.ceiling, sample)),
    ...prefixed('floor', judged(bounds.floor, sample)),
    ...prefixed('reader', judged(bounds.reader, sample)),
    'reader.accuracy': own.reduce((a, b) => a + b) / own.length,
  }
}

export function judged({ first, both }: Readings, { edits, truths }: Sample): Row {
  return {
    'one.requested': requestedRight(edits[0], first, truths.reference, truths.first),
    'one.kept': shareRight(keptRight([edits[0]], first, truths.reference, truths.first)),
    'two.bothRight': bothRight(edits, both, truths),
    'two.kept': shareRight(keptRight(edits, both, truths.reference, truths.both)),
  }
}

/** The same, by the attribute that was asked for and by the attribute that was to stay. */
function detailed({ first }: Readings, { edits: [edit], truths }: Sample): Row {
  return {
    [`one.requested.${edit.attribute}`]: requestedRight(edit, first, truths.reference, truths.first),
    ...prefixed('one.kept', keptRight([edit], first, truths.reference, truths.first)),
  }
}
