/** The looks of one chain that a case asks for, each made once, and every figure that can be read off them. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Look, startLook } from '../../editing/look.ts'
import type { Checked } from '../../editing/tries.ts'
import type { Model } from '../../inference/model.ts'
import type { Sample } from '../chains.ts'
import { doubtsOf } from '../confidence.ts'
import { judged } from '../edits.ts'
import { readLook } from '../eyes.ts'
import { prefixed, type Row, type Settings, throughRounds } from '../measure.ts'
import { clipRow } from '../quality.ts'
import { inOneRound, robustnessRow } from '../robustness.ts'
import { longSampleOf, roundsRow } from '../rounds.ts'
import type { Entry } from './ledger.ts'
import type { Case } from './plan.ts'

/** Chains whose pictures are kept for the sheets: the first ones, whatever they look like. */
export const SHOWN = 6

/** Where a kept picture is; round 0 is the reference. */
export const pictureFile = (rows: string, name: string, index: number, round: number): string =>
  join(rows, `${name}-${index}-${round}.png`)

export async function measured(
  model: Model,
  sample: Sample,
  { name, rounds, swap, once }: Case,
  settings: Settings,
  rows: string,
): Promise<Entry> {
  const { index, edits, pixels } = sample
  const start = await startLook(model, pixels('reference'))
  const long = longSampleOf(index, settings.split, model.manifest.image.size, rounds)
  const made = await throughRounds(model, start, long.edits, index, settings)
  const looks = made.map(({ look }) => look)
  const [one, two] = looks as [Look, Look]
  const [, back] = swap ? await throughRounds(model, start, [edits[1], edits[0]], index, settings) : []
  const sentences = once ? await inOneRound(model, start, sample, settings) : {}
  const seen = { first: await readLook(model, one, settings), both: await readLook(model, two, settings) }
  const disturbed = { forward: two, once: sentences, ...(back && { backward: back.look }) }
  const row: Row = {
    ...judged(seen, sample),
    ...(await robustnessRow(model, sample, disturbed, settings)),
    ...prefixed('two', await clipRow(model, sample, two, settings)),
    ...(sentences.whole && prefixed('whole', await clipRow(model, sample, sentences.whole, settings))),
    ...(rounds > 2 && (await roundsRow(model, long, looks, settings))),
    ...(back && prefixed('doubt', doubtRow(edits, made, back))),
  }
  if (index < SHOWN)
    for (const [round, { picture }] of [start, ...looks].entries())
      await writeFile(pictureFile(rows, name, index, round), picture)
  const vectors = { two: two.embedding, ...(sentences.whole && { whole: sentences.whole.embedding }) }
  return { index, row, vectors }
}

function doubtRow(edits: Sample['edits'], made: readonly Checked[], back: Checked): Row {
  const [, forward] = made
  const refused = made.slice(0, 2).some(({ verdict }) => verdict === 'not')
  return { ...doubtsOf(edits, (forward as Checked).look, back.look), verdict: refused }
}
