/** The paper's robustness table: sub-edits swapped, words in another order, words missing; and by sentence length. */
import { type Look, startLook } from '../editing/look.ts'
import { png } from '../editing/pixels.ts'
import { editLook } from '../editing/rounds.ts'
import { random } from '../garments/random.ts'
import type { Model } from '../inference/model.ts'
import type { Sample } from './chains.ts'
import { masked, rotated } from './disturbed.ts'
import { clipOf, readLook } from './eyes.ts'
import { bothRight } from './judge.ts'
import { metricsOf, noiseSeed, type Row, type Settings, type Table, twoRounds, walk } from './measure.ts'
import { cosine } from './statistics.ts'

/** Words gone, as in the paper. */
const MASKS = [2, 5, 9]
/** The longest sentence of each bin, in words; a last bin holds the longer ones. */
const LENGTHS = [5, 8, 11]
/** Of the draws of words, beside other uses of a chain's seed. */
const STREAM = 9

/** The looks of one chain that the table is read off; a mask that leaves no word has none. */
export interface Disturbed {
  forward: Look
  /** Absent where only what does not need it is wanted. */
  backward?: Look
  /** The sentence in one round: as it is, rotated, masked. */
  once: Record<string, Look>
}

/**
 * Similarities are cosines of CLIP picture embeddings. `swap` compares the looks of T1 then T2 and T2 then T1,
 * `swapEmbedding` the same by the retrieval embedding. The others are to the true target: `whole` the sentence in one
 * round, `rotate` its words shuffled, `mask2`, `mask5`, `mask9` so many of them gone (where more than that are there),
 * `two` the sub-edits in two rounds. `right` is whether both sub-edits are there.
 */
export async function robustness(model: Model, settings: Settings): Promise<Table> {
  const rows = await walk(model, settings, async (sample) => {
    const { index, edits, pixels } = sample
    const start = await startLook(model, pixels('reference'))
    const [, forward] = await twoRounds(model, start, edits, index, settings)
    const [, backward] = await twoRounds(model, start, [edits[1], edits[0]], index, settings)
    const once = await inOneRound(model, start, sample, settings)
    return robustnessRow(model, sample, { forward, backward, once }, settings)
  })
  return { queries: settings.limit, metrics: metricsOf(rows, settings.seed) }
}

/** The sentence, whole and disturbed, each in one round and with the same noise. */
export async function inOneRound(
  model: Model,
  start: Look,
  { index, sentence }: Pick<Sample, 'index' | 'sentence'>,
  settings: Settings,
): Promise<Disturbed['once']> {
  const seed = noiseSeed(settings.seed, index, 0)
  const looks: Disturbed['once'] = {}
  for (const [name, text] of Object.entries(disturbances(sentence, index)))
    looks[name] = await editLook(model, start, text, { ...settings, seed })
  return looks
}

/** The sentence in every way that the table asks for. */
export function disturbances(sentence: string, index: number): Record<string, string> {
  const masks = MASKS.filter((count) => words(sentence) > count).map((count) => [
    `mask${count}`,
    masked(sentence, count, random(index, STREAM + count)),
  ])
  return { whole: sentence, rotate: rotated(sentence, random(index, STREAM)), ...Object.fromEntries(masks) }
}

/** The figures of one chain. */
export async function robustnessRow(
  model: Model,
  sample: Pick<Sample, 'edits' | 'truths' | 'sentence' | 'pixels'>,
  { forward, backward, once }: Disturbed,
  settings: Settings,
): Promise<Row> {
  const { edits, truths, sentence, pixels } = sample
  const target = await clipOf(model, { picture: await png(pixels('both')) }, settings)
  const seen = async (look: Look): Promise<Row> => ({
    similarity: cosine(target, await clipOf(model, look, settings)),
    right: bothRight(edits, await readLook(model, look, settings), truths),
  })
  const row: Row = {}
  if (backward) {
    row.swap = cosine(await clipOf(model, forward, settings), await clipOf(model, backward, settings))
    row.swapEmbedding = cosine(forward.embedding, backward.embedding)
  }
  const bin = binOf(words(sentence))
  for (const [name, look] of Object.entries({ ...once, two: forward })) {
    for (const [figure, value] of Object.entries(await seen(look))) {
      row[`${name}.${figure}`] = value
      if (name === 'whole' || name === 'two') row[`${name}.${figure}.${bin}`] = value
    }
  }
  return row
}

const words = (sentence: string): number => sentence.trim().split(/\s+/).length

/** `words06-08` and the like, so that bins stand in order. */
export function binOf(count: number): string {
  const digits = (n: number) => String(n).padStart(2, '0')
  const from = 1 + Math.max(0, ...LENGTHS.filter((most) => most < count))
  const to = LENGTHS.find((most) => count <= most)
  return `words${digits(from)}-${to === undefined ? '' : digits(to)}`
}
