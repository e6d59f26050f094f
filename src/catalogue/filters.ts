/** What narrows a list of products, and whether a product passes. */
import { z } from 'zod'
import { VALUES } from '../attributes.ts'
import { normalSize } from './product.ts'

export const Filters = z.object({
  /** In the shop's currency, inclusive. */
  minPrice: z.number().min(0).optional(),
  maxPrice: z.number().min(0).optional(),
  size: z.string().optional(),
  inStock: z.boolean().optional(),
  category: z.enum(VALUES.category).optional(),
  brand: z.string().optional(),
  /** None of these. */
  withoutBrands: z.array(z.string()).optional(),
  /** As the attribute vocabulary names it; looked for in the shop's own words. */
  colour: z.enum(VALUES.colour).optional(),
  withoutColours: z.array(z.enum(VALUES.colour)).optional(),
  onSale: z.boolean().optional(),
})
export type Filters = z.infer<typeof Filters>

/** As `catalogue import --name` takes it. */
export const CatalogueName = z
  .string()
  .regex(/^[a-z\d][a-z\d-]{0,39}$/, 'a catalogue is named in small letters, figures and dashes, at most 40')

/** The part of the shop that is shown somewhere: filters that nobody there can lift, and the catalogue. */
export const Part = Filters.extend({ catalogue: CatalogueName.optional() })
export type Part = z.infer<typeof Part>

/** What filters look at. */
export interface Facets {
  /** What the shopper pays now. */
  price: number
  category: string | null
  brand: string | null
  sizes: readonly { size: string; inStock: boolean }[]
  inStock: boolean
  /** In the shop's own words. */
  colour?: string | null | undefined
  /** The price before a sale. */
  was?: number | undefined
  catalogue?: string | undefined
}

/** With a size and `inStock`, that size must be in stock. */
export function passes(facets: Facets, filters: Part): boolean {
  const { minPrice, maxPrice, size, inStock, category, brand, colour, onSale } = filters
  const { withoutBrands = [], withoutColours = [], catalogue } = filters
  if (catalogue !== undefined && facets.catalogue !== catalogue) return false
  if (onSale && facets.was === undefined) return false
  if (colour !== undefined && !isOfColour(facets.colour, colour)) return false
  if (withoutColours.some((other) => isOfColour(facets.colour, other))) return false
  if (minPrice !== undefined && facets.price < minPrice) return false
  if (maxPrice !== undefined && facets.price > maxPrice) return false
  if (category !== undefined && facets.category !== category) return false
  if (brand !== undefined && facets.brand?.toLowerCase() !== brand.toLowerCase()) return false
  if (withoutBrands.some((other) => facets.brand?.toLowerCase() === other.toLowerCase())) return false
  if (size === undefined) return !inStock || facets.inStock
  const wanted = normalSize(size)
  return facets.sizes.some((offered) => normalSize(offered.size) === wanted && (!inStock || offered.inStock))
}

/** "Dark navy" is navy, "Gray melange" grey. */
function isOfColour(words: string | null | undefined, colour: string): boolean {
  const said = words?.toLowerCase().split(/[^a-z]+/) ?? []
  return said.includes(colour) || (colour === 'grey' && said.includes('gray'))
}
