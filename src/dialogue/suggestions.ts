/** What can be said next of a look: only what would change it, by what was read back from its picture. */
import { APPLICABLE, type Category, VALUES } from '../attributes.ts'
import type { Reading } from '../editing/reading.ts'

/** Sayings in the order they are offered, each with when it fits. */
const SAYINGS: readonly (readonly [saying: string, fits: (reading: Reading) => boolean])[] = [
  ['longer sleeves', ({ attributes: { sleeve } }) => isBelow('sleeve', sleeve, 'three-quarter')],
  ['longer', (reading) => isLower(reading) && isBelow('length', reading.attributes.length, 'midi')],
  ['make it navy', ({ attributes: { colour } }) => colour !== 'navy'],
  ['a v-neck', ({ attributes: { neckline } }) => typeof neckline === 'string' && neckline !== 'v'],
  ['flared', (reading) => isLower(reading) && reading.attributes.silhouette !== 'flared'],
  [
    'no sleeves',
    ({ attributes: { sleeve } }) => typeof sleeve === 'string' && !isBelow('sleeve', sleeve, 'sleeveless'),
  ],
  ['in red', ({ attributes: { colour } }) => colour !== 'red' && colour !== 'burgundy'],
  ['striped', (reading) => isLower(reading) && reading.attributes.pattern !== 'striped'],
  ['looser', ({ attributes: { fit } }) => fit !== 'loose'],
  ['add a belt', (reading) => canHave(reading, 'belt')],
  ['add pockets', (reading) => canHave(reading, 'pockets')],
  ['floral', ({ attributes: { pattern } }) => pattern !== 'floral'],
  ['denim', (reading) => isLower(reading) && reading.attributes.material !== 'denim'],
]

/** Enough for a row of chips, with some to spare for those that were said before. */
const OFFERED = 10

export const suggestionsFor = (reading: Reading): string[] =>
  SAYINGS.filter(([, fits]) => fits(reading))
    .map(([saying]) => saying)
    .slice(0, OFFERED)

/** On its scale at or below `most`; not where the garment has no such part, or nothing was read. */
function isBelow(attribute: 'sleeve' | 'length', value: string | null | undefined, most: string): boolean {
  const scale: readonly string[] = VALUES[attribute]
  return typeof value === 'string' && scale.indexOf(value) <= scale.indexOf(most)
}

const isLower = ({ attributes: { category } }: Reading) => category === 'skirt' || category === 'pants'

function canHave({ attributes: { category }, details }: Reading, detail: 'belt' | 'pockets'): boolean {
  const has = APPLICABLE[category as Category]?.details ?? []
  return has.includes(detail) && !details.includes(detail)
}
