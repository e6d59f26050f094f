/**
 * What is easily taken for the true target: in the same scene, the same garment but for one attribute; and what an edit
 * that did not take would find instead: the like of the reference. Without the latter a look that was never edited finds
 * its target among the first ten.
 */
import type { Garment } from '../attributes.ts'
import { see } from '../editing/look.ts'
import { planes } from '../editing/pixels.ts'
import { applies, chainOf, drawEdit, takes, WEIGHTS } from '../garments/chains.ts'
import { applyEdit, sameGarment } from '../garments/edits.ts'
import { random } from '../garments/random.ts'
import { rasterise, renderGarment } from '../garments/render.ts'
import { SEEDS } from '../garments/seeds.ts'
import type { Model } from '../inference/model.ts'
import { PICTURE, type Split } from './chains.ts'

/** Draws of a sub-edit for each garment that is wanted. */
const DRAWS = 60
/** Of `random`: chains and scenes draw from others. */
const STREAM = 9

/**
 * Different garments: `count` that one sub-edit of a kind that chains have makes of the target of chain `index`, and as
 * many that one makes of its reference; never one of the two. Throws RangeError where there are not so many.
 */
export function lookAlikesOf(index: number, split: Split, count: number): Garment[] {
  const { seed, garments } = chainOf(index, SEEDS[split])
  const r = random(seed, STREAM)
  const originals = [garments[PICTURE.both], garments[PICTURE.reference]]
  const found: Garment[] = []
  for (const [of, original] of originals.entries()) {
    const weights = WEIGHTS.filter(([attribute]) => applies(attribute, original.category))
    for (let draw = 0; found.length < count * (of + 1); draw++) {
      if (draw === DRAWS * count)
        throw new RangeError(`There are no ${count} garments one sub-edit away from those of chain ${index}.`)
      const edit = drawEdit(r.weighted(weights), original.category, r)
      const garment = applyEdit(original, edit)
      const known = [...originals, ...found]
      if (takes(edit, original, garment) && !known.some((one) => sameGarment(one, garment)))
        found.push(garment)
    }
  }
  return found
}

/** Their retrieval embeddings, each of the person and in the room of the chain. */
export async function embeddedLookAlikes(
  model: Model,
  index: number,
  { split, lookAlikes }: { split: Split; lookAlikes: number },
): Promise<Float32Array[]> {
  const { scene } = chainOf(index, SEEDS[split])
  const size = model.manifest.image.size
  const embeddings: Float32Array[] = []
  for (const garment of lookAlikesOf(index, split, lookAlikes)) {
    const picture = planes(rasterise(renderGarment(garment, scene), size).rgb())
    embeddings.push((await see(model, picture)).embedding)
  }
  return embeddings
}
