/** A product as a shop gives it: the JSON Lines shape, which every feed format is turned into. */
import { z } from 'zod'

/** Feeds write null for what they do not know; numbers often come as text. */
const absent = (value: unknown) => (value === null || value === '' ? undefined : value)
const optional = <T extends z.ZodType>(type: T) => z.preprocess(absent, type.optional())
const amount = z.preprocess(
  (value) => (typeof value === 'string' && /^\d+([.]\d+)?$/.test(value.trim()) ? Number(value) : value),
  z.number('must be a number').finite().min(0, 'must not be negative'),
)
const text = (max: number) => z.string().trim().max(max)
/** The number under a barcode: EAN, UPC or GTIN. */
const barcode = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : absent(value)),
  text(50).optional(),
)
const webAddress = z.url({ protocol: /^https?$/, error: 'must be a web address (http or https)' })

export const Variant = z.looseObject({
  sku: text(200).min(1),
  size: optional(text(60)),
  colour: optional(text(100)),
  price: optional(amount),
  barcode,
  /** Pieces in each store. Absent: the shop does not count them, so there are some. */
  stock: optional(z.record(z.string(), z.number())),
})
export type Variant = z.infer<typeof Variant>

/** Unknown fields are kept as they are. */
export const Product = z.looseObject({
  sku: text(200).min(1, 'must not be empty'),
  title: text(500).min(1, 'must not be empty'),
  price: amount,
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'must be three letters, for example EUR')
    .transform((code) => code.toUpperCase()),
  sale_price: optional(amount),
  /** What the shop pays for it itself: for few eyes, see src/dialogue/roles.ts. */
  cost: optional(amount),
  barcode,
  brand: optional(text(200)),
  description: optional(text(20_000)),
  /** In the shop's own words. */
  category: optional(text(300)),
  colour: optional(text(200)),
  material: optional(text(200)),
  url: optional(webAddress),
  /** Paths or web addresses, the main photo first. */
  images: optional(z.array(z.string().min(1).max(2000)).max(250)),
  variants: optional(z.array(Variant).max(2000)),
  tags: optional(z.array(text(100)).max(250)),
})
export type Product = z.infer<typeof Product>

/** What the shopper pays, and what it was before a sale. In units of the product's currency. */
export function priceOf({ price, sale_price }: Pick<Product, 'price' | 'sale_price'>): {
  price: number
  was?: number
} {
  return sale_price !== undefined && sale_price < price ? { price: sale_price, was: price } : { price }
}

export const isInStock = ({ stock }: Pick<Variant, 'stock'>): boolean =>
  stock === undefined || Object.values(stock).some((pieces) => pieces > 0)

const SIZE_WORDS: Record<string, string> = {
  'extra small': 'XS',
  'x-small': 'XS',
  small: 'S',
  medium: 'M',
  large: 'L',
  'x-large': 'XL',
  'extra large': 'XL',
  'xx-large': 'XXL',
  '2xl': 'XXL',
}

/** Sizes are compared in this form: `Medium`, `m` and `M` are one. */
export function normalSize(size: string): string {
  const plain = size.trim().toLowerCase().replace(/\s+/g, ' ')
  return SIZE_WORDS[plain] ?? plain.toUpperCase()
}
