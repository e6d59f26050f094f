/** A turn: what one user said or pressed, once. Every channel translates its platform's event into this. */
import { z } from 'zod'
import { Filters, Part } from '../catalogue/filters.ts'
import { ROLES } from './roles.ts'

/** Something pressed instead of typed; each has words that mean the same. */
export const Press = z.discriminatedUnion('kind', [
  /** Begin from a product of the catalogue. */
  z.object({ kind: z.literal('start'), sku: z.string().max(200) }),
  z.object({ kind: z.literal('surprise') }),
  z.object({ kind: z.literal('undo') }),
  z.object({ kind: z.literal('redo') }),
  /** Go to look number `look` of this conversation. */
  z.object({ kind: z.literal('go-to'), look: z.number().int().min(1) }),
  z.object({ kind: z.literal('start-over') }),
  /** Take match number `match` (1-based) of the last list as the new start. */
  z.object({ kind: z.literal('choose'), match: z.number().int().min(1) }),
  z.object({ kind: z.literal('more-results') }),
  /** Apply the sub-edit of look number `look` again, because it did not take. */
  z.object({ kind: z.literal('again'), look: z.number().int().min(1) }),
  /** Try the change that made look `look`, or the one in hand, a few times, to pick one from. */
  z.object({ kind: z.literal('variations'), look: z.number().int().min(1).optional() }),
  z.object({ kind: z.literal('help') }),
  /** These filters and no others, as a form says them. */
  z.object({ kind: z.literal('filter'), filters: Filters }),
])
export type Press = z.infer<typeof Press>

export const Turn = z.object({
  /** The platform's message id: the same id twice is handled once. */
  id: z.string().min(1).max(200),
  /** Channel-scoped conversation id, for example `web:5f1c...`. */
  conversation: z.string().min(1).max(200),
  user: z.string().min(1).max(200),
  channel: z.string().min(1).max(50),
  /** What the channel knows the user to be; a shopper, if it says nothing. */
  role: z.enum(ROLES).optional(),
  /** Language of the answers, as in BCP 47 ("de-AT"), where the channel knows it; otherwise the shop's. */
  locale: z.string().max(35).optional(),
  /** The part of the catalogue that is shown where this was said; otherwise all of it. */
  within: Part.optional(),
  text: z.string().max(20_000).optional(),
  /** The encoded bytes of a picture the user sent, not yet validated. */
  photo: z.instanceof(Uint8Array).optional(),
  press: Press.optional(),
})
export type Turn = z.infer<typeof Turn>
