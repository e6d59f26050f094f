/** What a channel's buttons carry of a press that the dialogue offers, alike in every channel. */
import type { ConversationView } from '../src/dialogue/reply.ts'
import type { Press } from '../src/dialogue/turn.ts'

/** Presses that mean the same whenever they are pressed, and those that need what they are about beside them. */
export type Lasting =
  | { kind: 'undo' | 'redo' | 'more' | 'start-over' | 'surprise' | 'help' }
  | { kind: 'start'; sku: string }
  /** `picture`: the beginning of its id, because numbers begin anew when one starts over. */
  | { kind: 'again'; look: number; picture: string }

/** The beginning of a picture's id: enough to tell the pictures of one conversation apart. */
export const markOf = (picture: { id: string }): string => picture.id.slice(0, 10)

/** Undefined for a press that a channel has its own way to write, or whose look is not there. */
export function lasting(press: Press, view: ConversationView | undefined): Lasting | undefined {
  switch (press.kind) {
    case 'start':
      return press
    case 'again': {
      const look = view?.looks.find(({ n }) => n === press.look)
      return look && { kind: 'again', look: look.n, picture: markOf(look.picture) }
    }
    case 'more-results':
      return { kind: 'more' }
    case 'undo':
    case 'redo':
    case 'start-over':
    case 'surprise':
    case 'help':
      return { kind: press.kind }
    default:
      return undefined
  }
}
