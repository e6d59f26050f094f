/** The parts of Adaptive Cards 1.5 that are used here, and short ways to make them. */
import { clip } from '../clip.ts'
import { type Action, ANYONE, VERB } from './action.ts'

export interface AdaptiveCard {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  fallbackText: string
  body: Element[]
  /** Asked for anew by those who see the card: by everyone in a small chat. */
  refresh?: { action: Execute }
}

export type Element =
  | { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: Spacing; separator?: true }
  | {
      type: 'Image'
      url: string
      altText: string
      size?: 'Stretch'
      width?: string
      spacing?: Spacing
      selectAction?: Execute
    }
  | { type: 'ColumnSet'; columns: Column[]; spacing?: Spacing; separator?: true }
  | { type: 'Container'; items: Element[]; spacing?: Spacing; separator?: true }
  | { type: 'ActionSet'; actions: Button[]; spacing?: Spacing }
  | Input

/** Fields of a form; what is filled in comes with the action beside them. */
export type Input =
  | { type: 'Input.Text'; id: string; label: string; maxLength: number; value?: string; isMultiline?: true }
  | { type: 'Input.Number'; id: string; label: string; min: number; value?: number }
  | { type: 'Input.Toggle'; id: string; title: string; value: 'true' | 'false' }
  | {
      type: 'Input.ChoiceSet'
      id: string
      label: string
      choices: { title: string; value: string }[]
      value?: string
      style?: 'expanded'
      isMultiSelect?: true
      wrap?: true
    }

export interface TextRun {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  color?: 'Good' | 'Attention' | 'Accent'
  isSubtle?: true
  size?: 'Small' | 'Large'
  strikethrough?: true
}

interface Column {
  type: 'Column'
  width: 'auto' | 'stretch'
  items: Element[]
}

export interface Execute {
  type: 'Action.Execute'
  title: string
  verb: string
  data: object
  style?: 'positive'
}

export type Button =
  | Execute
  | { type: 'Action.OpenUrl'; title: string; url: string }
  /** For dialogs of a message extension, which send what is filled in by themselves. */
  | { type: 'Action.Submit'; title: string; data: object; style?: 'positive' }
  /** A form that opens within the card. */
  | {
      type: 'Action.ShowCard'
      title: string
      card: { type: 'AdaptiveCard'; body: Element[] }
    }

type Spacing = 'None' | 'Small' | 'Medium' | 'Large'

const SCHEMA = 'http://adaptivecards.io/schemas/adaptive-card.json'
/** Longer ones are cut by phones. */
const LABEL = 40
const ALT = 500

export const card = (body: Element[], fallbackText: string): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: SCHEMA,
  version: '1.5',
  fallbackText: clip(fallbackText, 300),
  body,
})

type Style = Omit<TextRun, 'type' | 'text'>

export const run = (text: string, style: Style = {}): TextRun => ({ type: 'TextRun', text, ...style })

/** Runs and not a TextBlock: these read no Markdown, so that nothing in a product's title can be a link. */
export const line = (runs: (TextRun | string | undefined | false)[], spacing?: Spacing): Element => ({
  type: 'RichTextBlock',
  inlines: runs.flatMap((one) => (one ? [typeof one === 'string' ? run(one) : one] : [])),
  ...(spacing && { spacing }),
})

export const picture = (url: string, alt: string, width?: string, selectAction?: Execute): Element => ({
  type: 'Image',
  url,
  altText: clip(alt, ALT),
  ...(width ? { width } : { size: 'Stretch' as const }),
  ...(selectAction && { selectAction }),
})

/** A card that is asked for anew whenever it is seen. */
export const refreshed = (made: AdaptiveCard, title: string, action: Action): AdaptiveCard => ({
  ...made,
  refresh: { action: button(ANYONE, title, action) },
})

export const form = (title: string, body: Element[]): Button => ({
  type: 'Action.ShowCard',
  title: clip(title, LABEL),
  card: { type: 'AdaptiveCard', body },
})

export function button(owner: string, title: string, action: Action, style?: 'positive'): Execute {
  const data = { verb: VERB, owner, action }
  return { type: 'Action.Execute', title: clip(title, LABEL), verb: VERB, data, ...(style && { style }) }
}

/** None for what a browser may not open. */
export function link(title: string, address: string | undefined): Button | undefined {
  if (!address || !URL.canParse(address) || address.length > 500) return undefined
  const { protocol, href } = new URL(address)
  return /^https?:$/.test(protocol)
    ? { type: 'Action.OpenUrl', title: clip(title, LABEL), url: href }
    : undefined
}

/** Rows of buttons, each no wider than a phone; nothing where there are none. */
export function buttons(all: readonly (Button | undefined | null | false)[], inRow: number): Element[] {
  const there = all.filter((one) => one !== undefined && one !== null && one !== false)
  const rows = Array.from({ length: Math.ceil(there.length / inRow) }, (_, i) =>
    there.slice(i * inRow, (i + 1) * inRow),
  )
  return rows.map((actions) => ({ type: 'ActionSet', actions, spacing: 'Small' }))
}
