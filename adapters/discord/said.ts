/** What a command, a button or a message says, as a turn takes it. */
import type { ChatInputCommandInteraction, Message } from 'discord.js'
import type { Attached } from '../attachment.ts'
import { type Action, readLook } from './custom-id.ts'
import type { Meant } from './notes.ts'
import type { Said } from './turns.ts'

export function saidIn(interaction: ChatInputCommandInteraction): Said {
  const { options, commandName } = interaction
  switch (commandName) {
    case 'help':
      return { press: { kind: 'help' } }
    case 'refine':
      return { text: options.getString('change', true) }
    case 'shop':
      return { text: shopWords(interaction) }
    case 'outfit':
      return { text: SHOW_OUTFIT }
  }
  const photo = options.getAttachment('photo')
  const words = options.getString('words')
  const sku = options.getString('product')
  if (photo) return { photo: attached(photo), ...(words && { text: words }) }
  if (sku) return { press: { kind: 'start', sku } }
  return words ? { text: words } : { press: { kind: 'surprise' } }
}

const SHOW_OUTFIT = 'show my outfit'

/** The options as the sentence that means them, so that a command can do nothing that words cannot. */
function shopWords({ options }: ChatInputCommandInteraction): string {
  const what = options.getString('what')
  const over = options.getInteger('over')
  const under = options.getInteger('under')
  const size = options.getString('size')
  const brand = options.getString('brand')
  const filters = [
    over !== null && `over ${over}`,
    under !== null && `under ${under}`,
    size && `in size ${size}`,
    options.getBoolean('in-stock') && 'in stock',
    brand && `by ${brand}`,
  ].filter(Boolean)
  if (!what && filters.length === 0) return 'more results'
  return [what && `show me ${what}`, ...filters].filter(Boolean).join(' ')
}

/** @param value what was picked, of a menu; undefined when nothing is meant that could be done */
export function saidBy(action: Action, value: string | undefined): Said | undefined {
  switch (action.kind) {
    case 'undo':
    case 'redo':
    case 'start-over':
    case 'surprise':
    case 'help':
      return { press: { kind: action.kind } }
    case 'more':
      return { press: { kind: 'more-results' } }
    case 'outfit':
      return { text: SHOW_OUTFIT }
    case 'drop':
      return value ? { text: `drop the ${value} from my outfit` } : undefined
    case 'start':
      return { press: { kind: 'start', sku: action.sku } }
    case 'choose':
      return value ? { press: { kind: 'start', sku: value } } : undefined
    case 'go-to': {
      const meant = readLook(value ?? '')
      return meant && taken(meant)
    }
    case 'take':
      return taken(action)
    case 'keep':
      return { text: 'keep this', inHand: meantBy(action) }
    case 'again':
      return { press: { kind: 'again', look: action.look }, meaning: meantBy(action) }
    case 'reroll':
      return { press: { kind: 'again', look: action.look }, inHand: meantBy(action) }
    case 'variations':
      return { press: { kind: 'variations', look: action.look }, meaning: meantBy(action) }
    case 'say':
      return { text: action.text }
    default:
      return undefined
  }
}

const taken = (meant: Meant): Said => ({
  press: { kind: 'go-to', look: meant.look },
  meaning: meantBy(meant),
})

const meantBy = ({ look, picture }: Meant): Meant => ({ look, picture })

/** The first picture of a message; a file that is none where there is no other, so that this can be said. */
export function photoOf({ attachments }: Pick<Message, 'attachments'>): Said | undefined {
  const picture =
    attachments.find(({ contentType }) => contentType?.startsWith('image/')) ?? attachments.first()
  return picture && { photo: attached(picture) }
}

const attached = ({ url, name, size, contentType, width, height }: Attached): Attached => ({
  url,
  name,
  size,
  contentType: contentType ?? null,
  width: width ?? null,
  height: height ?? null,
})
