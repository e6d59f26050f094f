/** The canonical short phrase of every sub-edit: what the editing models are conditioned on. */
import type { Edit } from './edits.ts'

const PATTERN: Record<string, string> = {
  solid: 'plain',
  dotted: 'polka dots',
  striped: 'striped',
  checked: 'checked',
  floral: 'floral print',
  animal: 'animal print',
  graphic: 'graphic print',
  'colour-block': 'colour block',
  lace: 'lace',
}
/** Patterns as things that can be taken away: "no stripes". */
const MARKS: Record<string, string> = {
  ...PATTERN,
  solid: 'plain look',
  striped: 'stripes',
  checked: 'checks',
}
const MATERIAL: Record<string, string> = { knit: 'knit', sheer: 'sheer fabric' }
const SLEEVE: Record<string, string> = {
  strapless: 'strapless',
  straps: 'thin straps',
  sleeveless: 'sleeveless',
  cap: 'cap sleeves',
  short: 'short sleeves',
  elbow: 'elbow sleeves',
  'three-quarter': 'three quarter sleeves',
  long: 'long sleeves',
}
const NECKLINE: Record<string, string> = {
  crew: 'crew neck',
  v: 'v neck',
  scoop: 'scoop neck',
  boat: 'boat neck',
  square: 'square neck',
  halter: 'halter neck',
  'off-shoulder': 'off the shoulder',
  high: 'high neck',
  collar: 'with a collar',
}
const LENGTH: Record<string, string> = {
  cropped: 'cropped',
  hip: 'hip length',
  mini: 'mini length',
  knee: 'knee length',
  midi: 'midi length',
  maxi: 'maxi length',
}
const FIT: Record<string, string> = { tight: 'tight fit', regular: 'regular fit', loose: 'loose fit' }
const SILHOUETTE: Record<string, string> = { straight: 'straight cut', 'a-line': 'a-line', flared: 'flared' }
const DETAIL: Record<string, string> = {
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

export const NAMES = { PATTERN, MARKS, SLEEVE, NECKLINE, LENGTH, FIT, SILHOUETTE, DETAIL } as const

/** Without its article: "no belt". */
const bare = (words: string): string => words.replace(/^(with )?an? /, '')

/**
 * One short lower-case phrase for every (attribute, change, value), the same every time. A value outside the
 * vocabulary is used as it stands; an edit without an attribute gives its value or the empty string.
 */
export function phrase(edit: Edit): string {
  const { attribute, change, value } = edit
  const more = change === 'more'
  const less = change === 'less'
  const remove = change === 'remove'
  if (change === 'keep') return `same ${attribute ?? value ?? ''}`.trim()
  const pick = (names: Record<string, string>) => (value === null ? null : (names[value] ?? value))
  switch (attribute) {
    case null:
      return value ?? ''
    case 'category':
      return remove ? `not a ${value ?? 'garment'}` : value === 'pants' ? 'pants' : `a ${value ?? 'garment'}`
    case 'colour':
      if (remove) return value === null ? 'no colour' : `no ${value}`
      if (value === null) return less ? 'less colour' : 'more colour'
      return change === 'add' ? `add ${value}` : less ? `less ${value}` : more ? `more ${value}` : value
    case 'brightness':
      return less || remove ? 'darker' : 'brighter'
    case 'pattern': {
      if (remove || less) return value === null || value === 'solid' ? 'no pattern' : `no ${pick(MARKS)}`
      return pick(PATTERN) ?? 'more pattern'
    }
    case 'sleeve': {
      if (remove) return 'no sleeves'
      const name = pick(SLEEVE)
      return name ?? (more ? 'longer sleeves' : less ? 'shorter sleeves' : 'with sleeves')
    }
    case 'neckline': {
      const name = pick(NECKLINE)
      if (remove) return name === null ? 'plain neckline' : `no ${bare(name)}`
      return name ?? (less ? 'higher neckline' : 'deeper neckline')
    }
    case 'length':
      return pick(LENGTH) ?? (less || remove ? 'shorter' : 'longer')
    case 'fit':
      return pick(FIT) ?? (less || remove ? 'looser' : 'tighter')
    case 'silhouette':
      if (remove) return 'straight cut'
      return pick(SILHOUETTE) ?? (less ? 'less flared' : 'more flared')
    case 'detail': {
      const name = pick(DETAIL)
      if (remove || less) return name === null ? 'no details' : `no ${bare(name)}`
      return `add ${name ?? 'details'}`
    }
    case 'material':
      if (remove || less) return value === null ? 'plain cotton' : `not ${value}`
      return `made of ${pick(MATERIAL) ?? 'cotton'}`
    case 'style':
      return `${less || remove ? 'less' : 'more'} ${value ?? 'style'}`
  }
}
