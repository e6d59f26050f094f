/** A part of the shop as a shop of its own. */
import type { Filters } from '../catalogue/filters.ts'
import type { Shop } from './shop.ts'

/** What is listed, looked for or picked at random is of this part; what is named can be any product. */
export function within(shop: Shop, part: Filters): Shop {
  return {
    ...shop,
    byWords: (words, filters, limit) => shop.byWords(words, { ...filters, ...part }, limit),
    nearest: (embedding, filters, limit) => shop.nearest(embedding, { ...filters, ...part }, limit),
    random: (seed, filters) => shop.random(seed, { ...filters, ...part }),
  }
}
