/** Replies as JSON lines, for programs that hold a conversation through a pipe. */
import type { Choice, ConversationView, Match, Reply } from '../../src/dialogue/reply.ts'
import type { PictureShelf } from './pictures.ts'

/** One line for each reply; pictures are named by the path of a file. */
export async function asJson(reply: Reply, shelf: PictureShelf): Promise<string> {
  return `${JSON.stringify(await shaped(reply, shelf))}\n`
}

async function shaped(reply: Reply, shelf: PictureShelf): Promise<object> {
  switch (reply.kind) {
    case 'progress': {
      const { preview: _preview, ...rest } = reply
      return rest
    }
    case 'round': {
      const { look, round, rounds, text, ms, matches } = reply
      const { edit, verdict } = look
      const image = await shelf.path(look)
      return {
        kind: reply.kind,
        round,
        rounds,
        look: look.n,
        edit,
        image,
        verdict,
        text,
        ms,
        matches: matches.map(brief),
      }
    }
    case 'products':
      return { ...reply, matches: reply.matches.map(brief) }
    case 'question':
      return { ...reply, choices: reply.choices.map(choice) }
    case 'done':
      return { kind: reply.kind, ...(await standing(reply.view, shelf)) }
    default:
      return reply
  }
}

const brief = ({ sku, title, price, currency, score }: Match) => ({ sku, title, price, currency, score })

const choice = ({ label, text }: Choice) => ({ label, text: text ?? label })

async function standing(view: ConversationView, shelf: PictureShelf): Promise<object> {
  const look = view.looks.find(({ n }) => n === view.current)
  return {
    look: view.current,
    image: look ? await shelf.path(look) : null,
    canUndo: view.canUndo,
    canRedo: view.canRedo,
    filters: view.filters,
  }
}
