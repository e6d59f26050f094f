/** Does disagreement between the two orders of independent sub-edits foretell that an edit failed? */
import { type Look, startLook } from '../editing/look.ts'
import type { Reading } from '../editing/reading.ts'
import type { Model } from '../inference/model.ts'
import type { Sample } from './chains.ts'
import { readLook } from './eyes.ts'
import { bothRight } from './judge.ts'
import { AT_ONCE, metricsOf, type Row, type Settings, type Table, throughRounds, walk } from './measure.ts'
import { auroc, cosine } from './statistics.ts'

/** Scores of one chain, the higher the likelier that T1 then T2 failed. */
export interface Doubts {
  /** One less the cosine of the two orders' retrieval embeddings. */
  embedding: number
  /** Attributes, details one by one, that the reader names differently in the two. */
  attributes: number
  /** One less the reader's probability of what it read of the attributes asked for, the least sure of them. */
  reader: number
  /** 1 where the self-check said of a sub-edit that it did not take. */
  verdict: number
}
const SIGNALS = ['embedding', 'attributes', 'reader', 'verdict'] as const

/**
 * `auroc` of each signal for "not both sub-edits are right after T1 then T2": 0.5 is chance. The reader is the family's
 * own, as in the product; with a judge, it is the judge who says what failed. `msForward` is the time of the two rounds,
 * `msBackward` what the other order costs on top; the reader's probability costs nothing.
 */
export async function confidence(model: Model, settings: Settings): Promise<Table> {
  await model.warm()
  const share = Math.min(AT_ONCE, settings.limit)
  const cases = await walk(model, settings, async (sample) => {
    const { index, edits, truths, pixels } = sample
    const start = await startLook(model, pixels('reference'))
    const times = [performance.now()]
    const forward = await throughRounds(model, start, edits, index, settings)
    times.push(performance.now())
    const backward = await throughRounds(model, start, [edits[1], edits[0]], index, settings)
    times.push(performance.now())
    const [began = 0, between = 0, ended = 0] = times
    const [one, other] = [forward[1]?.look as Look, backward[1]?.look as Look]
    const failed = !bothRight(edits, await readLook(model, one, settings), truths)
    const refused = forward.some(({ verdict }) => verdict === 'not')
    return {
      doubts: { ...doubtsOf(edits, one, other), verdict: Number(refused) },
      failed,
      row: { failed, msForward: (between - began) / share, msBackward: (ended - between) / share } as Row,
    }
  })
  const areas = SIGNALS.map((signal) => {
    const suspicions = cases.map(({ doubts, failed }) => ({ score: doubts[signal], failed }))
    return [`auroc.${signal}`, auroc(suspicions, settings.seed)]
  })
  const rows = cases.map(({ row }) => row)
  return {
    queries: settings.limit,
    metrics: { ...Object.fromEntries(areas), ...metricsOf(rows, settings.seed) },
  }
}

/** What the looks of the two orders say of each other. */
export function doubtsOf(
  edits: Sample['edits'],
  forward: Pick<Look, 'reading' | 'embedding'>,
  backward: Pick<Look, 'reading' | 'embedding'>,
): Omit<Doubts, 'verdict'> {
  const { confidence } = forward.reading
  const asked = edits.flatMap(({ attribute }) => confidence[attribute as keyof typeof confidence] ?? [])
  // details and lightness come without a probability
  const sure = asked.length > 0 ? asked : Object.values(confidence)
  return {
    embedding: 1 - cosine(forward.embedding, backward.embedding),
    attributes: differences(forward.reading, backward.reading),
    reader: 1 - Math.min(...sure),
  }
}

function differences(a: Reading, b: Reading): number {
  const names = Object.keys(a.attributes) as (keyof Reading['attributes'])[]
  const details = [...a.details, ...b.details]
  return (
    names.filter((name) => a.attributes[name] !== b.attributes[name]).length +
    details.filter((detail) => !(a.details.includes(detail) && b.details.includes(detail))).length
  )
}
