/** Held-out chains as the evaluation sees them: pictures, truths, sub-edits. */
import type { SubEdit } from '../attributes.ts'
import { planes } from '../editing/pixels.ts'
import { chainOf } from '../garments/chains.ts'
import { rasterise, renderGarment } from '../garments/render.ts'
import { SEEDS } from '../garments/seeds.ts'
import type { Truth } from './judge.ts'

/** The figures are the test split's; anything that is tuned is tuned on the validation split. */
export const SPLITS = ['test', 'validation'] as const
export type Split = (typeof SPLITS)[number]

/** The pictures of a chain, by their place in it. */
export const PICTURE = { reference: 0, first: 1, second: 2, both: 3 } as const
export type Place = keyof typeof PICTURE

export interface Sample {
  index: number
  edits: [SubEdit, SubEdit]
  truths: Record<Place, Truth>
  /** Both sub-edits in one sentence, in any order and with slips as people make them; the wordings in turn. */
  sentence: string
  /** What the true target is, in words. */
  caption: string
  /** The true picture at this place: planes [3, size, size] in [-1, 1], rendered when first asked for. */
  pixels(place: Place): Float32Array
}

/** Chain `index` of a split; the same at every call. */
export function sampleOf(index: number, split: Split, size: number): Sample {
  const { edits, garments, lightness, scene, compound, captions } = chainOf(index, SEEDS[split])
  const rendered = new Map<Place, Float32Array>()
  const truth = (place: Place): Truth => ({
    garment: garments[PICTURE[place]],
    lightness: lightness[PICTURE[place]],
  })
  return {
    index,
    edits,
    truths: {
      reference: truth('reference'),
      first: truth('first'),
      second: truth('second'),
      both: truth('both'),
    },
    sentence: compound[index % compound.length] as string,
    caption: captions[PICTURE.both]?.[0] as string,
    pixels: (place) => {
      const known = rendered.get(place)
      if (known) return known
      const picture = planes(rasterise(renderGarment(garments[PICTURE[place]], scene), size).rgb())
      rendered.set(place, picture)
      return picture
    },
  }
}
