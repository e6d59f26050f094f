/** Readings to judge: of a red dress, of what became of it, and of any garment by a perfect reader. */
import type { Garment, SubEdit } from '../../src/attributes.ts'
import type { Reading } from '../../src/editing/reading.ts'

export const before: Reading = {
  attributes: {
    category: 'dress',
    colour: 'red',
    pattern: 'striped',
    sleeve: 'short',
    neckline: 'collar',
    length: 'knee',
    fit: 'regular',
    silhouette: 'a-line',
    material: 'cotton',
  },
  details: ['belt'],
  lightness: 50,
  confidence: {},
}
export type Change = Partial<Reading['attributes']> & { details?: string[]; lightness?: number }
export const made = ({ details, lightness, ...attributes }: Change): Reading => ({
  ...before,
  attributes: { ...before.attributes, ...attributes },
  details: details ?? before.details,
  lightness: lightness ?? before.lightness,
})
export const ask = (
  attribute: SubEdit['attribute'],
  change: SubEdit['change'],
  value: string | null = null,
): SubEdit => ({ text: '', span: [0, 0], attribute, change, value })

/** What a perfect reader would say of a garment's picture. */
export function truth({ details, shade: _, ...attributes }: Garment, lightness: number): Reading {
  return { attributes, details, lightness, confidence: {} }
}
