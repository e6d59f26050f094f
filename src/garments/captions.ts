/** Captions: a picture in words. */
import type { Garment } from '../attributes.ts'
import { NAMES } from './phrases.ts'

const SHADES: Record<number, string> = {
  [-2]: 'very dark ',
  [-1]: 'dark ',
  0: '',
  1: 'light ',
  2: 'very light ',
}

const article = (words: string, category: string): string =>
  category === 'pants' ? words : `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`

/** Captions of the garment in three wordings that name nearly every attribute. */
export function captions(garment: Garment): [string, string, string] {
  const { category, colour, pattern, sleeve, neckline, length, fit, silhouette, details, material, shade } =
    garment
  const patternName =
    pattern === 'solid' ? 'plain' : pattern === 'dotted' ? 'polka dot' : (NAMES.PATTERN[pattern] ?? pattern)
  const sleeveName = sleeve ? NAMES.SLEEVE[sleeve] : undefined
  const neckName = neckline ? NAMES.NECKLINE[neckline]?.replace(/^with a /, '') : undefined
  const lengthName = NAMES.LENGTH[length]
  const shape = silhouette ? NAMES.SILHOUETTE[silhouette] : undefined
  const extras = details.map((detail) => (NAMES.DETAIL[detail] ?? detail).replace(/^an? /, ''))
  const list = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(', ')
  const tint = `${SHADES[shade] ?? ''}${colour}`
  return [
    `${article(`${tint} ${patternName} ${material} ${category}`, category)} with ${list(sleeveName, neckName, lengthName, shape, NAMES.FIT[fit], ...extras)}`,
    list(
      `${tint} ${category}`,
      patternName,
      material,
      sleeveName,
      neckName,
      `${fit} ${shape ?? 'cut'}`,
      lengthName,
      ...extras,
    ),
    `${article(`${fit} ${lengthName} ${material} ${category}`, category)} in ${tint}, ${list(patternName, shape, neckName, sleeveName)}${extras.length ? ` and ${extras.join(' and ')}` : ''}`,
  ]
}
