/** A small wardrobe for the fake core: garments, what a sub-edit does to one, and pictures of both. */
import { createHash } from 'node:crypto'
import {
  APPLICABLE,
  type Attribute,
  type Garment,
  ORDINAL,
  type SubEdit,
  VALUES,
} from '../../src/attributes.ts'
import type { Match, Picture } from '../../src/dialogue/reply.ts'
import { random } from '../../src/garments/random.ts'
import { rasterise, renderGarment } from '../../src/garments/render.ts'
import { isPossible, sampleGarment } from '../../src/garments/sample.ts'
import { sceneOf } from '../../src/garments/scene.ts'

export interface Worn {
  garment: Garment
  seed: number
}

const MORE: Partial<Record<string, { attribute: Attribute; change: 'more' | 'less' }>> = {
  longer: { attribute: 'length', change: 'more' },
  shorter: { attribute: 'length', change: 'less' },
  brighter: { attribute: 'brightness', change: 'more' },
  darker: { attribute: 'brightness', change: 'less' },
  tighter: { attribute: 'fit', change: 'more' },
  looser: { attribute: 'fit', change: 'less' },
}

/** Sub-edits by plain look-up, enough to drive a page; the real parser lives in `src/language`. */
export function split(sentence: string): SubEdit[] {
  const edits: SubEdit[] = []
  let start = 0
  for (const piece of sentence.split(/(,? and |,? but |, ?)/)) {
    const text = piece.trim()
    const separates = /^,?( ?and| ?but)?$/.test(text)
    if (!separates) edits.push({ text, span: [start, start + piece.length], ...read(text.toLowerCase()) })
    start += piece.length
  }
  return edits
}

function read(text: string): Pick<SubEdit, 'attribute' | 'change' | 'value'> {
  const words = text.split(/[^a-z-]+/)
  const no = words.some((word) => word === 'no' || word === 'without')
  const comparative = words.map((word) => MORE[word]).find(Boolean)
  if (comparative && words.includes('sleeves')) return { ...comparative, attribute: 'sleeve', value: null }
  if (comparative) return { ...comparative, value: null }
  if (words.includes('sleeves') || words.includes('sleeve'))
    return { attribute: 'sleeve', change: no ? 'remove' : 'set', value: words.find(isSleeve) ?? null }
  for (const [attribute, values] of Object.entries(VALUES) as [Attribute, readonly string[]][]) {
    const value = values.find((candidate) => words.includes(candidate))
    if (value) return { attribute, change: no ? 'remove' : 'set', value }
  }
  return { attribute: null, change: 'set', value: null }
}

const isSleeve = (word: string): boolean => (VALUES.sleeve as readonly string[]).includes(word)

/** The garment after one sub-edit; undefined when it cannot take it. */
export function apply(garment: Garment, edit: SubEdit): Garment | undefined {
  const { attribute, change, value } = edit
  if (attribute === null || attribute === 'style') return undefined
  const next = structuredClone(garment) as Record<string, unknown> & Garment
  if (attribute === 'brightness')
    next.shade = Math.max(-2, Math.min(2, garment.shade + (change === 'more' ? 1 : -1)))
  else if (attribute === 'detail') {
    const rest = garment.details.filter((detail) => detail !== value)
    next.details = change === 'remove' ? rest : [...rest, value as Garment['details'][number]]
  } else if (change === 'more' || change === 'less') {
    const scale = scaleOf(garment, attribute)
    const at = scale.indexOf(String(garment[attribute]))
    const to = scale[at + ((change === 'more') === (attribute !== 'fit') ? 1 : -1)]
    if (at < 0 || to === undefined) return undefined
    next[attribute as 'fit'] = to as Garment['fit']
  } else if (change === 'remove') {
    if (attribute === 'sleeve') next.sleeve = 'sleeveless'
    else if (attribute === 'neckline') next.neckline = 'crew'
    else return undefined
  } else if (value) next[attribute as 'colour'] = value as Garment['colour']
  return isPossible(next) ? next : undefined
}

function scaleOf(garment: Garment, attribute: Attribute): readonly string[] {
  if (attribute === 'length') return APPLICABLE[garment.category].length
  return (ORDINAL as readonly string[]).includes(attribute) ? VALUES[attribute] : []
}

export function describe({ garment }: Worn): string {
  const { colour, pattern, length, category, sleeve, neckline, details } = garment
  const parts = [`${colour} ${pattern === 'solid' ? '' : `${pattern} `}${length} ${category}`]
  if (sleeve) parts.push(sleeve === 'sleeveless' || sleeve === 'strapless' ? sleeve : `${sleeve} sleeves`)
  if (neckline) parts.push(`${neckline} neckline`)
  if (details.length) parts.push(details.join(' and '))
  return parts.join(', ')
}

export const draw = ({ garment, seed }: Worn, size = 256): Buffer =>
  rasterise(renderGarment(garment, sceneOf(seed, garment.category)), size).png()

export function pictureOf(bytes: Uint8Array, alt: string): Picture {
  return { id: createHash('sha256').update(bytes).digest('hex'), alt, width: 256, height: 256 }
}

export function sample(seed: number, category?: Garment['category']): Worn {
  return { garment: sampleGarment(random(seed), category), seed }
}

const BRANDS = ['Fenn & Rowe', 'Atelier Nord', 'Maren', 'Kestrel', 'Oda']
const SIZES = ['XS', 'S', 'M', 'L', 'XL']

/** Product `n` of the shop as a match, less its place and picture. */
export function product(seed: number, worn: Worn): Omit<Match, 'n' | 'picture' | 'score'> {
  const r = random(seed, 7)
  const price = r.integer(19, 149) - 0.05
  const sizes = SIZES.map((size) => ({ size, inStock: r.chance(0.7) }))
  const { colour, category, length, pattern } = worn.garment
  const title = `${pattern === 'solid' ? '' : `${pattern} `}${length} ${category} in ${colour}`
  return {
    sku: `D${seed}`,
    title: title[0]?.toUpperCase() + title.slice(1),
    brand: r.pick(BRANDS),
    price,
    ...(r.chance(0.3) ? { was: Math.round(price * 1.4) } : {}),
    currency: 'EUR',
    sizes,
    inStock: sizes.some((size) => size.inStock),
  }
}

/** How alike two garments are, 0 to 1. */
export function alike(a: Garment, b: Garment): number {
  const keys = Object.keys(a) as (keyof Garment)[]
  const same = keys.filter((key) => JSON.stringify(a[key]) === JSON.stringify(b[key])).length
  return (same + (a.category === b.category ? 6 : 0) + (a.colour === b.colour ? 2 : 0)) / (keys.length + 8)
}
