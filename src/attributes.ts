/**
 * The attribute vocabulary: the one contract between the parser, the garment renderer, the training data and
 * the checks. It is a leaf of the import tree, so every room may import it.
 */
import { z } from 'zod'

/** Values of every attribute, ordinal ones (`sleeve`, `length`, `fit`) from least to most. */
export const VALUES = {
  category: ['dress', 'top', 'shirt', 'jacket', 'pants', 'skirt'],
  colour: [
    'black',
    'white',
    'grey',
    'silver',
    'red',
    'burgundy',
    'orange',
    'yellow',
    'gold',
    'green',
    'olive',
    'teal',
    'blue',
    'navy',
    'purple',
    'pink',
    'brown',
    'beige',
    'multicolour',
  ],
  brightness: [],
  pattern: ['solid', 'striped', 'dotted', 'checked', 'floral', 'animal', 'graphic', 'colour-block', 'lace'],
  sleeve: ['strapless', 'straps', 'sleeveless', 'cap', 'short', 'elbow', 'three-quarter', 'long'],
  neckline: ['crew', 'v', 'scoop', 'boat', 'square', 'halter', 'off-shoulder', 'high', 'collar'],
  length: ['cropped', 'hip', 'mini', 'knee', 'midi', 'maxi'],
  fit: ['tight', 'regular', 'loose'],
  silhouette: ['straight', 'a-line', 'flared'],
  detail: ['belt', 'buttons', 'ruffles', 'bow', 'pockets', 'hood', 'zip', 'trim', 'embellishment'],
  material: ['cotton', 'denim', 'satin', 'knit', 'leather', 'sheer'],
  /** Open vocabulary: the adjective itself is the value ("casual", "elegant", "office-y"). */
  style: [],
} as const

export type Attribute = keyof typeof VALUES
export const ATTRIBUTES = Object.keys(VALUES) as Attribute[]
export type Value<A extends Attribute> = (typeof VALUES)[A][number]

export const CHANGES = ['set', 'add', 'remove', 'more', 'less', 'keep'] as const
export type Change = (typeof CHANGES)[number]

/**
 * One attribute change with its place in the sentence. `span` counts UTF-16 code units of the original
 * sentence, end exclusive. `attribute` is null for what the parser could not place.
 * For `fit`, more means tighter and less means looser.
 */
export const SubEdit = z.object({
  text: z.string(),
  span: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
  attribute: z.enum(ATTRIBUTES as [Attribute, ...Attribute[]]).nullable(),
  change: z.enum(CHANGES),
  value: z.string().nullable(),
})
export type SubEdit = z.infer<typeof SubEdit>

/**
 * What a garment is. `null` means that the attribute does not apply to the category (a skirt has no
 * neckline). `shade` carries brightness: it lightens or darkens the colour without changing its name, from
 * -2 (darkest) to 2 (lightest).
 */
export const Garment = z.object({
  category: z.enum(VALUES.category),
  colour: z.enum(VALUES.colour),
  shade: z.number().int().min(-2).max(2),
  pattern: z.enum(VALUES.pattern),
  sleeve: z.enum(VALUES.sleeve).nullable(),
  neckline: z.enum(VALUES.neckline).nullable(),
  length: z.enum(VALUES.length),
  fit: z.enum(VALUES.fit),
  silhouette: z.enum(VALUES.silhouette).nullable(),
  details: z.array(z.enum(VALUES.detail)),
  material: z.enum(VALUES.material),
})
export type Garment = z.infer<typeof Garment>
export type Category = Garment['category']

/** Which values each category can take. Absent attribute: it does not apply. */
export const APPLICABLE: Record<
  Category,
  {
    sleeve: boolean
    neckline: boolean
    silhouette: boolean
    length: readonly Value<'length'>[]
    details: readonly Value<'detail'>[]
  }
> = {
  dress: {
    sleeve: true,
    neckline: true,
    silhouette: true,
    length: ['mini', 'knee', 'midi', 'maxi'],
    details: ['belt', 'buttons', 'ruffles', 'bow', 'pockets', 'zip', 'trim', 'embellishment'],
  },
  top: {
    sleeve: true,
    neckline: true,
    silhouette: false,
    length: ['cropped', 'hip', 'mini'],
    details: ['buttons', 'ruffles', 'bow', 'pockets', 'hood', 'zip', 'trim', 'embellishment'],
  },
  shirt: {
    sleeve: true,
    neckline: true,
    silhouette: false,
    length: ['cropped', 'hip', 'mini'],
    details: ['belt', 'buttons', 'ruffles', 'bow', 'pockets', 'trim', 'embellishment'],
  },
  jacket: {
    sleeve: true,
    neckline: true,
    silhouette: false,
    length: ['cropped', 'hip', 'mini'],
    details: ['belt', 'buttons', 'pockets', 'hood', 'zip', 'trim', 'embellishment'],
  },
  pants: {
    sleeve: false,
    neckline: false,
    silhouette: true,
    length: ['mini', 'knee', 'midi', 'maxi'],
    details: ['belt', 'buttons', 'bow', 'pockets', 'zip', 'trim', 'embellishment'],
  },
  skirt: {
    sleeve: false,
    neckline: false,
    silhouette: true,
    length: ['mini', 'knee', 'midi', 'maxi'],
    details: ['belt', 'buttons', 'ruffles', 'bow', 'pockets', 'zip', 'trim', 'embellishment'],
  },
}

/** Attributes whose values lie on a scale, so that "more" and "less" have a direction. */
export const ORDINAL = ['sleeve', 'length', 'fit'] as const satisfies Attribute[]
