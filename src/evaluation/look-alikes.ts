/** What is easily taken for the true target: the same scene, the same garment but for one attribute. */
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
const DRAWS = 200
/** Of `random`: chains and scenes draw from others. */
const STREAM = 9

/**
 * `count` different garments, each what one sub-edit of a kind that chains have makes of the target of chain `index`;
 * never its reference. Throws RangeError where there are not so many.
 */
export function lookAlikesOf(index: number, split: Split, count: number): Garment[] {
  const { seed, garments } = chainOf(index, SEEDS[split])
  const target = garments[PICTURE.both]
  const r = random(seed, STREAM)
  const weights = WEIGHTS.filter(([attribute]) => applies(attribute, target.category))
  const known = [garments[PICTURE.reference], target]
  for (let draw = 0; known.length < count + 2; draw++) {
    if (draw === DRAWS * count)
      throw new RangeError(
        `There are no ${count} garments one sub-edit away from the target of chain ${index}.`,
      )
    const edit = drawEdit(r.weighted(weights), target.category, r)
    const garment = applyEdit(target, edit)
    if (takes(edit, target, garment) && !known.some((one) => sameGarment(one, garment))) known.push(garment)
  }
  return known.slice(2)
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
