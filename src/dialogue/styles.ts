/** What a style means in attributes. Style is open vocabulary; these are the words that a change can be made of. */
import type { SubEdit } from '../attributes.ts'

type Change = Pick<SubEdit, 'attribute' | 'change' | 'value'>

const set = (attribute: Change['attribute'], value: string): Change => ({ attribute, change: 'set', value })
const more = (attribute: Change['attribute']): Change => ({ attribute, change: 'more', value: null })
const less = (attribute: Change['attribute']): Change => ({ attribute, change: 'less', value: null })
const add = (value: string): Change => ({ attribute: 'detail', change: 'add', value })

const FORMAL = [set('material', 'satin'), set('colour', 'black')]
const CASUAL = [set('material', 'cotton'), set('fit', 'loose')]
const MODEST = [more('length'), more('sleeve'), less('neckline')]
const REVEALING = [less('length'), less('sleeve'), more('neckline')]
const FEMININE = [set('silhouette', 'flared'), add('ruffles')]
const SIMPLE = [set('pattern', 'solid')]

const STYLES: Record<string, { more: Change[]; less?: Change[] }> = {
  formal: { more: FORMAL, less: CASUAL },
  elegant: { more: FORMAL, less: CASUAL },
  dressy: { more: FORMAL, less: CASUAL },
  fancy: { more: [set('material', 'satin'), add('embellishment')], less: SIMPLE },
  party: { more: [set('material', 'satin'), add('embellishment')] },
  office: { more: [...SIMPLE, less('neckline')] },
  professional: { more: [...SIMPLE, less('neckline')], less: CASUAL },
  casual: { more: CASUAL, less: FORMAL },
  comfortable: { more: CASUAL },
  modest: { more: MODEST, less: REVEALING },
  conservative: { more: MODEST, less: REVEALING },
  revealing: { more: REVEALING, less: MODEST },
  sexy: { more: REVEALING, less: MODEST },
  feminine: { more: FEMININE, less: [set('silhouette', 'straight')] },
  girly: { more: FEMININE, less: [set('silhouette', 'straight')] },
  romantic: { more: [set('pattern', 'floral'), add('ruffles')] },
  vintage: { more: [set('pattern', 'dotted'), set('silhouette', 'a-line')] },
  retro: { more: [set('pattern', 'dotted'), set('silhouette', 'a-line')] },
  edgy: { more: [set('material', 'leather'), set('colour', 'black')] },
  summery: { more: [set('pattern', 'floral'), less('sleeve')] },
  bold: { more: [more('brightness')], less: [less('brightness')] },
  simple: { more: SIMPLE },
  warm: { more: [set('material', 'knit'), set('sleeve', 'long')] },
}

/** Undefined for a style that has no plain meaning; a question is better then. Comparatives are styles too. */
export function changesOfStyle(style: string, change: SubEdit['change']): Change[] | undefined {
  const word = style.toLowerCase()
  const forms = [word, word.replace(/ier$/, 'y'), word.replace(/er$/, ''), word.replace(/r$/, '')]
  const known = forms.map((form) => STYLES[form]).find((changes) => changes !== undefined)
  return change === 'less' || change === 'remove' ? known?.less : known?.more
}
