/** How attribute values are called in a sentence. */
import type { Attribute, Value } from '../attributes.ts'

type Names<A extends Attribute> = Record<Value<A>, string>

export const SLEEVES: Names<'sleeve'> = {
  strapless: 'no straps or sleeves',
  straps: 'thin straps',
  sleeveless: 'no sleeves',
  cap: 'cap sleeves',
  short: 'short sleeves',
  elbow: 'elbow-length sleeves',
  'three-quarter': 'three-quarter sleeves',
  long: 'long sleeves',
}

export const NECKLINES: Names<'neckline'> = {
  crew: 'a round neck',
  v: 'a V-neck',
  scoop: 'a scoop neck',
  boat: 'a boat neck',
  square: 'a square neck',
  halter: 'a halter neck',
  'off-shoulder': 'bare shoulders',
  high: 'a high neck',
  collar: 'a collar',
}

export const LENGTHS: Names<'length'> = {
  cropped: 'cropped',
  hip: 'hip-length',
  mini: 'mini',
  knee: 'knee-length',
  midi: 'midi',
  maxi: 'maxi',
}

export const PATTERNS: Record<Value<'pattern'>, { adjective: string; marks: string }> = {
  solid: { adjective: 'plain', marks: 'the plain look' },
  striped: { adjective: 'striped', marks: 'the stripes' },
  dotted: { adjective: 'dotted', marks: 'the dots' },
  checked: { adjective: 'checked', marks: 'the checks' },
  floral: { adjective: 'floral', marks: 'the flowers' },
  animal: { adjective: 'animal-print', marks: 'the animal print' },
  graphic: { adjective: 'graphic', marks: 'the graphic' },
  'colour-block': { adjective: 'colour-block', marks: 'the colour blocks' },
  lace: { adjective: 'lace', marks: 'the lace' },
}

/** With its article, where it has one. */
export const DETAILS: Record<Value<'detail'>, string> = {
  belt: 'a belt',
  buttons: 'buttons',
  ruffles: 'ruffles',
  bow: 'a bow',
  pockets: 'pockets',
  hood: 'a hood',
  zip: 'a zip',
  trim: 'contrast trim',
  embellishment: 'embellishment',
}

/** "the belt", "the buttons". */
export const definite = (words: string): string => `the ${words.replace(/^an? /, '')}`

export const isPlural = (words: string): boolean => /s$/.test(words) && !/(ss|dress)$/.test(words)

export const isOrAre = (words: string): string => (isPlural(words) ? 'are' : 'is')

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** What is known by its name, otherwise the value itself. */
export const nameIn = (names: Record<string, string>, value: string): string => names[value] ?? value
