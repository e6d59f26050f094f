/**
 * What a button means, as the data that it carries. Nothing about it is kept in memory, so that it works after a
 * restart; the owner stands in it, so that others in a group are told whose it is.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Choice, ConversationView } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'

const Place = z.number().int().min(1).max(1_000_000)
/** The beginning of a picture's id, because looks are numbered anew when one starts over. */
const Mark = z.string().regex(/^[\da-f]{10}$/)

export const Action = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['undo', 'redo', 'more', 'start-over', 'surprise', 'help', 'keep-look', 'share']),
  }),
  /** The change that made this look, once more. */
  z.object({ kind: z.literal('again'), look: Place, picture: Mark }),
  /** By article number, so that an old card takes what it shows and not what a newer list has in that place. */
  z.object({ kind: z.literal('start'), sku: z.string().min(1).max(200) }),
  z.object({ kind: z.enum(['keep', 'stores']), n: Place, sku: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('say'), text: z.string().min(1).max(500) }),
  /** Stops a turn that is being handled. */
  z.object({ kind: z.literal('cancel'), turn: z.string().min(1).max(200) }),
])
export type Action = z.infer<typeof Action>

/** Changes when what is written here does, so that old buttons are not misread. */
export const VERB = 'h1'

export const Pressed = z.object({ verb: z.literal(VERB), owner: z.string().min(1).max(200), action: Action })
export type Pressed = z.infer<typeof Pressed>

/** Whose buttons they are: cards are seen by others, whom ids do not concern. */
export const ownerOf = (user: string): string => createHash('sha256').update(user).digest('hex').slice(0, 16)

export const markOf = (picture: { id: string }): string => picture.id.slice(0, 10)

type Said = Pick<Turn, 'text' | 'press'>

/** What it says to the core; undefined when what it is about is not there any more. */
export function saidBy(
  action: Exclude<Action, { kind: 'cancel' }>,
  view: ConversationView,
): Said | undefined {
  switch (action.kind) {
    case 'more':
      return { press: { kind: 'more-results' } }
    case 'keep-look':
      return { text: 'keep this' }
    case 'share':
      return { text: 'share this' }
    case 'say':
      return { text: action.text }
    case 'keep':
    case 'stores':
      return view.matches.some(({ n, sku }) => n === action.n && sku === action.sku)
        ? { text: `${action.kind === 'keep' ? 'keep' : 'which store has'} number ${action.n}` }
        : undefined
    case 'again': {
      const { look, picture } = action
      const isThere = view.looks.some((one) => one.n === look && markOf(one.picture) === picture)
      return isThere ? { press: { kind: 'again', look } } : undefined
    }
    case 'start':
      return { press: action }
    default:
      return { press: { kind: action.kind } }
  }
}

/** What choosing an answer to a question means. */
export function actionOf({ press, text }: Choice, view: ConversationView | undefined): Action | undefined {
  if (!press) return text === undefined ? undefined : { kind: 'say', text }
  switch (press.kind) {
    case 'start':
      return press
    case 'again': {
      const look = view?.looks.find(({ n }) => n === press.look)
      return look && { kind: 'again', look: look.n, picture: markOf(look.picture) }
    }
    case 'more-results':
      return { kind: 'more' }
    case 'go-to':
      return { kind: 'say', text: `go back to look ${press.look}` }
    case 'choose':
      return { kind: 'say', text: `number ${press.match}` }
    default:
      return { kind: press.kind }
  }
}
