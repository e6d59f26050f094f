/** What was shared, as it is stored and as it is shown: always as to a shopper, whoever shared it. */
import { z } from 'zod'
import type { Share } from '../storage/shares.ts'
import type { SharedView } from './reply.ts'
import { match } from './session.ts'
import type { Shop } from './shop.ts'
import { Shortlisted } from './state.ts'

export const Shared = z.object({
  kind: z.enum(['look', 'product', 'shortlist']),
  title: z.string(),
  picture: z.object({ id: z.string(), alt: z.string(), width: z.number(), height: z.number() }).optional(),
  items: z.array(Shortlisted),
})
export type Shared = z.infer<typeof Shared>

/** With prices and stock of now. Products that have left the shelf since are left out. */
export async function sharedView({ id, content }: Share, shop: Shop): Promise<SharedView | undefined> {
  const { data } = Shared.safeParse(content)
  if (!data) return undefined
  const { kind, title, picture, items } = data
  const articles = await shop.articles(items.map(({ sku }) => sku))
  const matches = items.flatMap(({ sku, note }, i) => {
    const article = articles.get(sku)
    return article ? { ...match(article, i + 1, 1), ...(note && { note }) } : []
  })
  return { id, kind, title, ...(picture && { picture }), matches }
}
