/** A part of the shop as a shop of its own. */
import type { Part } from '../catalogue/filters.ts'
import type { Shop } from './shop.ts'

/**
 * What is listed, looked for or picked at random is of this part. What is named can be any product of its catalogue:
 * nothing of another is there at all.
 */
export function within(shop: Shop, part: Part): Shop {
  const { catalogue } = part
  const inside = catalogue === undefined ? shop : catalogueOf(shop, catalogue)
  return {
    ...inside,
    byWords: (words, filters, limit) => shop.byWords(words, { ...filters, ...part }, limit),
    nearest: (embedding, filters, limit) => shop.nearest(embedding, { ...filters, ...part }, limit),
    random: (seed, filters) => shop.random(seed, { ...filters, ...part }),
  }
}

function catalogueOf(shop: Shop, catalogue: string): Shop {
  const articles: Shop['articles'] = async (skus) =>
    new Map([...(await shop.articles(skus))].filter(([, article]) => article.catalogue === catalogue))
  return {
    ...shop,
    currency: () => shop.currency(catalogue),
    catalogues: async () => [catalogue],
    brands: () => shop.brands(catalogue),
    byCode: async (code) => [...(await articles(await shop.byCode(code))).keys()],
    articles,
    photo: async (sku) => ((await articles([sku])).size > 0 ? shop.photo(sku) : undefined),
  }
}
