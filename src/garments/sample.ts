/** Draws plausible garments, and says which combinations can be drawn at all. */
import { APPLICABLE, type Category, type Garment, VALUES } from '../attributes.ts'
import type { Random } from './random.ts'

type Neckline = NonNullable<Garment['neckline']>
type Sleeve = NonNullable<Garment['sleeve']>
type Detail = Garment['details'][number]

const BARE_NECKLINES: readonly Neckline[] = ['v', 'scoop', 'square']
const DRAPED: readonly Sleeve[] = ['short', 'elbow', 'three-quarter', 'long']

/** Pairs of details that take the same place on the garment. */
const CLASHES: readonly (readonly [Detail, Detail])[] = [
  ['zip', 'buttons'],
  ['belt', 'bow'],
  ['bow', 'hood'],
  ['ruffles', 'zip'],
  ['ruffles', 'buttons'],
  ['ruffles', 'bow'],
]

/** Details in the middle of the front. */
const FRONT: ReadonlySet<Detail> = new Set(['buttons', 'zip', 'bow', 'ruffles'])

/**
 * Whether the renderer can show every attribute of this garment at once. A strapless or strapped garment has a
 * v, scoop or square (straight) neck; a halter has bare shoulders; off-shoulder needs a sleeve below the
 * shoulder; a hood needs an open neck.
 */
export function isPossible(garment: Garment): boolean {
  const rules = APPLICABLE[garment.category]
  if (!rules.length.includes(garment.length)) return false
  if ((garment.sleeve !== null) !== rules.sleeve) return false
  if ((garment.neckline !== null) !== rules.neckline) return false
  if ((garment.silhouette !== null) !== rules.silhouette) return false
  if (garment.details.some((detail) => !rules.details.includes(detail))) return false
  if (CLASHES.some(([a, b]) => garment.details.includes(a) && garment.details.includes(b))) return false
  const { neckline, sleeve, details, pattern } = garment
  if (garment.colour === 'multicolour' && (pattern === 'colour-block' || pattern === 'lace')) return false
  if (neckline === null || sleeve === null) return true
  if ((sleeve === 'strapless' || sleeve === 'straps') && !BARE_NECKLINES.includes(neckline)) return false
  if (neckline === 'halter' && sleeve !== 'sleeveless') return false
  if (neckline === 'off-shoulder' && !DRAPED.includes(sleeve)) return false
  if (
    details.includes('hood') &&
    (['halter', 'off-shoulder', 'collar', 'high'].includes(neckline) ||
      sleeve === 'strapless' ||
      sleeve === 'straps')
  )
    return false
  // A deep neck leaves a cropped front no room for anything in its middle.
  const deep = neckline === 'v' || neckline === 'scoop' || neckline === 'square'
  if (
    garment.length === 'cropped' &&
    deep &&
    (pattern === 'graphic' || details.some((detail) => FRONT.has(detail)))
  )
    return false
  if (
    garment.category === 'jacket' &&
    (neckline === 'halter' || neckline === 'off-shoulder' || sleeve === 'strapless' || sleeve === 'straps')
  )
    return false
  return true
}

const CATEGORY_WEIGHTS: readonly (readonly [Category, number])[] = [
  ['dress', 0.32],
  ['top', 0.2],
  ['shirt', 0.14],
  ['jacket', 0.12],
  ['pants', 0.1],
  ['skirt', 0.12],
]

export const drawCategory = (r: Random): Category => r.weighted(CATEGORY_WEIGHTS)

/** A garment that `isPossible`; every value of every attribute turns up. */
export function sampleGarment(r: Random, category = drawCategory(r)): Garment {
  const rules = APPLICABLE[category]
  for (;;) {
    const sleeve = rules.sleeve ? r.pick(VALUES.sleeve) : null
    const bare = sleeve === 'strapless' || sleeve === 'straps'
    const necklines = bare ? BARE_NECKLINES : VALUES.neckline
    const details = r.shuffle(rules.details).slice(
      0,
      r.weighted([
        [0, 0.36],
        [1, 0.42],
        [2, 0.22],
      ]),
    )
    const garment: Garment = {
      category,
      colour: r.pick(VALUES.colour),
      shade: r.weighted([
        [-2, 1],
        [-1, 2],
        [0, 5],
        [1, 2],
        [2, 1],
      ]),
      pattern: r.chance(0.42) ? 'solid' : r.pick(VALUES.pattern),
      sleeve,
      neckline: rules.neckline ? r.pick(necklines) : null,
      length: r.pick(rules.length),
      fit: r.pick(VALUES.fit),
      silhouette: rules.silhouette ? r.pick(VALUES.silhouette) : null,
      details: orderDetails(details),
      material: r.chance(0.3) ? 'cotton' : r.pick(VALUES.material),
    }
    if (isPossible(garment)) return garment
  }
}

/** Details in the order of the vocabulary, so that equal garments are equal as JSON. */
export function orderDetails(details: readonly Detail[]): Detail[] {
  return VALUES.detail.filter((detail) => details.includes(detail))
}
