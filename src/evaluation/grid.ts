/** The first held-out chains as pictures: what was asked, what came, what was true. */
import { startLook } from '../editing/look.ts'
import { png } from '../editing/pixels.ts'
import { editText } from '../editing/rounds.ts'
import type { Model } from '../inference/model.ts'
import { requestedRight } from './judge.ts'
import { type Settings, twoRounds, walk } from './measure.ts'

export interface GridCase {
  index: number
  /** What each round was asked, and whether it is there in the end. */
  rounds: { text: string; right: boolean }[]
  /** Reference, round one, round two, true target: PNGs. */
  pictures: Uint8Array[]
}

export async function grid(model: Model, settings: Settings): Promise<GridCase[]> {
  return walk(model, settings, async ({ index, edits, truths, pixels }) => {
    const start = await startLook(model, pixels('reference'))
    const [one, two] = await twoRounds(model, start, edits, index, settings)
    const befores = [truths.second, truths.first] as const
    return {
      index,
      rounds: edits.map((edit, i) => ({
        text: editText(edit),
        right: requestedRight(edit, two.reading, befores[i as 0 | 1], truths.both),
      })),
      pictures: [start.picture, one.picture, two.picture, await png(pixels('both'))],
    }
  })
}
