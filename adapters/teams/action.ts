/**
 * What a button means, as the data that it carries. Nothing about it is kept in memory, so that it works after a
 * restart; the owner stands in it, so that others in a group are told whose it is.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Choice, ConversationView } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { lasting, markOf } from '../press.ts'

const Place = z.number().int().min(1).max(1_000_000)
const Sku = z.string().min(1).max(200)
/** The beginning of a picture's id, because looks are numbered anew when one starts over. */
const Mark = z.string().regex(/^[\da-f]{10}$/)

export const Action = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['undo', 'redo', 'more', 'start-over', 'surprise', 'help']) }),
  /** The change that made this look, once more; back to this look; or this look, where it is the one in hand. */
  z.object({ kind: z.enum(['again', 'look', 'keep-look', 'share']), look: Place, picture: Mark }),
  /** By article number, so that an old card takes what it shows and not what a newer list has in that place. */
  z.object({ kind: z.literal('start'), sku: Sku }),
  z.object({ kind: z.enum(['keep', 'stores']), n: Place, sku: Sku }),
  z.object({ kind: z.enum(['hold', 'shortlist']), sku: Sku }),
  z.object({ kind: z.literal('say'), text: z.string().min(1).max(500) }),
  /** Forms: what is filled in comes beside the action. */
  z.object({ kind: z.literal('filter') }),
  /** Numbers of the list that the card shows, by what they are. */
  z.object({ kind: z.literal('compare'), skus: z.array(Sku).max(8) }),
  /** Stops a turn that is being handled. */
  z.object({ kind: z.literal('cancel'), turn: z.string().min(1).max(200) }),
  /** The card of a product, or of something shared, as it is now. */
  z.object({ kind: z.literal('product'), sku: Sku }),
  z.object({ kind: z.literal('shared'), id: z.string().min(1).max(40) }),
])
export type Action = z.infer<typeof Action>
/** Those that are answered by the card they are on, and not by a turn. */
type OfTheCard = { kind: 'cancel' | 'product' | 'shared' }
export type Asking = Exclude<Action, OfTheCard>

/** Changes when what is written here does, so that old buttons are not misread. */
export const VERB = 'h1'

/** A choice that is none: choices may not be empty. */
export const ANY = '*'

/** What a person filled in: clients send all of it as text, and what was left empty as an empty one. */
const Field = z.preprocess(
  (value) => (value === '' || value === ANY ? undefined : value),
  z.string().max(200).optional(),
)
export const Filled = z.object({
  size: Field,
  maxPrice: z.preprocess(
    (value) => (value === '' || value === undefined ? undefined : Number(value)),
    z.number().min(0).max(1_000_000).optional().catch(undefined),
  ),
  brand: Field,
  inStock: Field,
  compared: Field,
})
export type Filled = z.infer<typeof Filled>

export const Pressed = z.object({ verb: z.literal(VERB), owner: z.string().min(1).max(200), action: Action })
export type Pressed = z.infer<typeof Pressed> & { filled?: Filled }

/** Whose buttons they are: cards are seen by others, whom ids do not concern. */
export const ownerOf = (user: string): string => createHash('sha256').update(user).digest('hex').slice(0, 16)
/** Owner of buttons that whoever presses them begins something of their own with. */
export const ANYONE = '*'

type Said = Pick<Turn, 'text' | 'press'>

/** What it says to the core; undefined when what it is about is not there any more. */
export function saidBy(action: Asking, view: ConversationView, filled: Filled = NOTHING): Said | undefined {
  switch (action.kind) {
    case 'more':
      return { press: { kind: 'more-results' } }
    case 'say':
      return { text: action.text }
    case 'keep':
    case 'stores':
      return view.matches.some(({ n, sku }) => n === action.n && sku === action.sku)
        ? { text: `${action.kind === 'keep' ? 'keep' : 'which store has'} number ${action.n}` }
        : undefined
    case 'hold':
    case 'shortlist': {
      const n = view.matches.find(({ sku }) => sku === action.sku)?.n
      return n === undefined ? undefined : { text: `${action.kind} number ${n}` }
    }
    case 'again':
    case 'look':
      return isThere(action, view)
        ? { press: { kind: action.kind === 'again' ? 'again' : 'go-to', look: action.look } }
        : undefined
    case 'keep-look':
    case 'share':
      // Words are about the look in hand, which an old card need not show.
      return isThere(action, view) && view.current === action.look
        ? { text: action.kind === 'share' ? 'share this' : 'keep this' }
        : undefined
    case 'filter':
      return { press: { kind: 'filter', filters: filtersOf(filled) } }
    case 'compare':
      return comparisonOf(action.skus, view, filled)
    case 'start':
      return { press: action }
    default:
      return { press: { kind: action.kind } }
  }
}

const NOTHING: Filled = Filled.parse({})

const isThere = (
  { look, picture }: { look: number; picture: string },
  { looks }: ConversationView,
): boolean => looks.some((one) => one.n === look && markOf(one.picture) === picture)

function filtersOf({ size, maxPrice, brand, inStock }: Filled) {
  return {
    ...(size !== undefined && { size }),
    ...(maxPrice !== undefined && { maxPrice }),
    ...(brand !== undefined && { brand }),
    ...(inStock === 'true' && { inStock: true }),
  }
}

/** The first two, where nothing was chosen. */
function comparisonOf(
  skus: readonly string[],
  view: ConversationView,
  { compared }: Filled,
): Said | undefined {
  const chosen = compared?.split(',').flatMap((place) => skus[Number(place)] ?? []) ?? []
  const wanted = chosen.length > 1 ? chosen.slice(0, 4) : skus.slice(0, 2)
  const numbers = wanted.map((wanted) => view.matches.find(({ sku }) => sku === wanted)?.n)
  if (numbers.length < 2 || numbers.includes(undefined)) return undefined
  return { text: `compare ${numbers.join(' and ')}` }
}

/** What choosing an answer to a question means. */
export function actionOf({ press, text }: Choice, view: ConversationView | undefined): Action | undefined {
  if (!press) return text === undefined ? undefined : { kind: 'say', text }
  switch (press.kind) {
    case 'go-to':
      return { kind: 'say', text: `go back to look ${press.look}` }
    case 'choose':
      return { kind: 'say', text: `number ${press.match}` }
    case 'variations':
      return { kind: 'say', text: 'variations' }
    default:
      return lasting(press, view)
  }
}
