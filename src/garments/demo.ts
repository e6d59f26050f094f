/** The demo shop: invented products, each with the garment and the seed its photo is drawn from. */
import type { Category, Garment } from '../attributes.ts'
import { NAMES } from './phrases.ts'
import { type Random, random } from './random.ts'
import { rasterise, renderGarment } from './render.ts'
import { sampleGarment } from './sample.ts'
import { sceneOf } from './scene.ts'
import { SEEDS } from './seeds.ts'

export interface DemoVariant {
  sku: string
  size: string
  colour: string
  price: number
  /** EAN-13 of a number that shops give themselves: such begin with 2. */
  barcode: string
  /** Pieces on hand in each store. */
  stock: Record<string, number>
}

/** A product in the JSON Lines shape of the catalogue, with what its photo is drawn from beside it. */
export interface DemoProduct {
  sku: string
  title: string
  brand: string
  description: string
  price: number
  sale_price?: number
  /** What the shop paid. */
  cost: number
  currency: 'EUR'
  category: Category
  colour: string
  material: string
  tags: string[]
  variants: DemoVariant[]
  garment: Garment
  /** Seed of the scene: body, background, light. */
  seed: number
}

const STORES = ['Lisbon', 'Hamburg', 'Lyon', 'online'] as const

/** Where they are, in degrees; online is nowhere. */
export const DEMO_PLACES = [
  { name: 'Lisbon', latitude: 38.71, longitude: -9.14 },
  { name: 'Hamburg', latitude: 53.55, longitude: 9.99 },
  { name: 'Lyon', latitude: 45.76, longitude: 4.84 },
]

/** What the shop pays, as a part of the full price. */
const COST = 0.4

/** Invented labels with how dear they are and whom they suit. */
const BRANDS: readonly { name: string; level: number; mood: string }[] = [
  { name: 'Marlow & Finch', level: 1.25, mood: 'elegant' },
  { name: 'Tidewater', level: 0.85, mood: 'casual' },
  { name: 'Nordlys', level: 1.1, mood: 'minimal' },
  { name: 'Casa Verano', level: 0.95, mood: 'summery' },
  { name: 'Pepper Street', level: 0.7, mood: 'playful' },
  { name: 'Atelier Juno', level: 1.7, mood: 'formal' },
  { name: 'Brookline Supply', level: 0.9, mood: 'everyday' },
  { name: 'Ossa', level: 1.35, mood: 'modern' },
  { name: 'Little Harbour', level: 0.75, mood: 'relaxed' },
  { name: 'Velvet Hour', level: 1.45, mood: 'evening' },
]

const NAMES_OF_STYLES = [
  'Ada',
  'Beatriz',
  'Cleo',
  'Dalia',
  'Edda',
  'Flora',
  'Greta',
  'Hanne',
  'Ines',
  'Juna',
  'Kaja',
  'Lotte',
  'Mara',
  'Nell',
  'Odile',
  'Petra',
  'Quinn',
  'Rosa',
  'Saga',
  'Tilda',
  'Una',
  'Vera',
  'Wren',
  'Yara',
  'Zoe',
] as const

/** Price in euros before brand and material. */
const BASE_PRICE: Record<Category, number> = {
  dress: 69,
  top: 29,
  shirt: 45,
  jacket: 89,
  pants: 55,
  skirt: 45,
}
const MATERIAL_PRICE: Record<Garment['material'], number> = {
  cotton: 1,
  denim: 1.15,
  satin: 1.3,
  knit: 1.2,
  leather: 2.1,
  sheer: 1.1,
}

const LETTER_SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL']
const WAIST_SIZES = ['34', '36', '38', '40', '42', '44', '46']

const CLOTH: Record<Garment['material'], string> = {
  cotton: 'soft cotton that washes well',
  denim: 'sturdy denim with contrast stitching',
  satin: 'fluid satin with a gentle sheen',
  knit: 'a warm ribbed knit',
  leather: 'smooth, polished leather',
  sheer: 'airy, see-through voile',
}

const OCCASIONS: Record<Category, readonly string[]> = {
  dress: [
    'a garden party',
    'a summer evening',
    'the office and the drink after it',
    'a wedding',
    'a day in town',
  ],
  top: ['the weekend', 'a concert', 'warm days', 'layering'],
  shirt: ['the office', 'a long lunch', 'smart weekdays', 'travelling light'],
  jacket: ['cool evenings', 'the first days of spring', 'the commute', 'a night out'],
  pants: ['long walks', 'the office', 'every day', 'a weekend away'],
  skirt: ['dancing', 'the office', 'a Sunday in town', 'sunny afternoons'],
}

const cents = (euros: number): number => Math.round(euros * 100) / 100
/** Shop prices end in .90, never below 9.90. */
const shopPrice = (euros: number): number => cents(Math.max(10, Math.round(euros)) - 0.1)

const shadeWord = (shade: number): string => (shade <= -2 ? 'dark ' : shade >= 2 ? 'light ' : '')

function titleOf(garment: Garment, style: string): string {
  const { category, colour, pattern, material, shade, length, silhouette, sleeve } = garment
  const pattern_ =
    pattern === 'solid' ? '' : `${pattern === 'dotted' ? 'polka dot' : (NAMES.PATTERN[pattern] ?? pattern)} `
  const cloth = material === 'cotton' ? '' : `${material} `
  const cut =
    category === 'dress' || category === 'skirt'
      ? `${length} `
      : category === 'pants'
        ? `${silhouette === 'a-line' ? 'wide' : silhouette} `
        : sleeve === 'long' || sleeve === 'sleeveless' || sleeve === 'strapless'
          ? `${sleeve === 'long' ? 'long-sleeved' : sleeve} `
          : ''
  const noun = category === 'pants' && length === 'mini' ? 'shorts' : category
  return `${style} ${shadeWord(shade)}${colour} ${pattern_}${cut}${cloth}${noun}`
}

function descriptionOf(garment: Garment, r: Random): string {
  const { category, colour, pattern, sleeve, neckline, silhouette, details, fit, material } = garment
  const look = pattern === 'solid' ? `in plain ${colour}` : `in ${colour} with ${PRINTS[pattern]}`
  const features = [
    sleeve ? NAMES.SLEEVE[sleeve] : undefined,
    neckline ? NAMES.NECKLINE[neckline]?.replace(/^with /, '') : undefined,
    silhouette ? CUTS[silhouette] : undefined,
    NAMES.LENGTH[garment.length],
    ...details.map((detail) => NAMES.DETAIL[detail]),
  ].filter((feature) => feature !== undefined)
  const last = features.pop()
  const verb = category === 'pants' ? 'Pants' : `A ${category}`
  return `${verb} ${look}, made of ${CLOTH[material]}. ${fit === 'regular' ? 'Regular' : fit === 'tight' ? 'Close' : 'Loose'} fit: ${features.join(', ')} and ${last}. Made for ${r.pick(OCCASIONS[category])}.`
}

const CUTS: Record<NonNullable<Garment['silhouette']>, string> = {
  straight: 'a straight cut',
  'a-line': 'an a-line cut',
  flared: 'a flared cut',
}

const PRINTS: Record<Garment['pattern'], string> = {
  solid: 'no print',
  striped: 'wide stripes',
  dotted: 'large polka dots',
  checked: 'bold checks',
  floral: 'large flowers',
  animal: 'an animal print',
  graphic: 'one large graphic',
  'colour-block': 'a block of contrasting colour',
  lace: 'an openwork lace pattern',
}

function ean(index: number, size: number): string {
  const digits = `20${String(index + 1).padStart(8, '0')}${String(size).padStart(2, '0')}`
  const sum = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

function productOf(index: number, baseSeed: number): DemoProduct {
  const seed = baseSeed + index
  const r = random(seed, 11)
  const garment = sampleGarment(r)
  const brand = r.pick(BRANDS)
  const price = shopPrice(
    BASE_PRICE[garment.category] * MATERIAL_PRICE[garment.material] * brand.level * r.between(0.85, 1.25),
  )
  const sale = r.chance(0.2) ? shopPrice(price * r.pick([0.5, 0.6, 0.7, 0.8])) : null
  const sku = `HEM-${String(index + 1).padStart(5, '0')}`
  const sizes = garment.category === 'pants' || garment.category === 'skirt' ? WAIST_SIZES : LETTER_SIZES
  const from = r.integer(0, 1)
  const offered = sizes.slice(from, sizes.length - r.integer(0, 1))
  const variants = offered.map(
    (size): DemoVariant => ({
      sku: `${sku}-${size}`,
      barcode: ean(index, sizes.indexOf(size)),
      size,
      colour: garment.colour,
      price: sale !== null && sale < price ? sale : price,
      stock: Object.fromEntries(
        STORES.map((store) => [store, r.chance(0.22) ? 0 : r.integer(1, store === 'online' ? 30 : 6)]),
      ),
    }),
  )
  return {
    sku,
    title: titleOf(garment, r.pick(NAMES_OF_STYLES)),
    brand: brand.name,
    description: descriptionOf(garment, r),
    price,
    ...(sale !== null && sale < price ? { sale_price: sale } : {}),
    cost: cents(price * COST),
    currency: 'EUR',
    category: garment.category,
    colour: garment.colour,
    material: garment.material,
    tags: [
      brand.mood,
      garment.pattern,
      garment.length,
      garment.fit,
      ...garment.details,
      ...(sale !== null && sale < price ? ['sale'] : []),
    ],
    variants,
    garment,
    seed,
  }
}

/** The products of the demo shop: always the same for the same count and seed, and a larger count only adds. */
export function demoProducts(count = 2000, seed: number = SEEDS.demo): DemoProduct[] {
  return Array.from({ length: count }, (_, index) => productOf(index, seed))
}

/** The photo of a demo product as a PNG file, `size` x `size` pixels. */
export function renderProduct(product: Pick<DemoProduct, 'garment' | 'seed'>, size = 256): Buffer {
  return rasterise(
    renderGarment(product.garment, sceneOf(product.seed, product.garment.category)),
    size,
  ).png()
}
