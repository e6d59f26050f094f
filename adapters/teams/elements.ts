/** The parts of Adaptive Cards 1.5 that are used here, and short ways to make them. */
import { clip } from '../clip.ts'
import { type Action, VERB } from './action.ts'

export interface AdaptiveCard {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  fallbackText: string
  body: Element[]
}

export type Element =
  | { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: Spacing; separator?: true }
  | { type: 'Image'; url: string; altText: string; size?: 'Stretch'; width?: string; spacing?: Spacing }
  | { type: 'ColumnSet'; columns: Column[]; spacing?: Spacing; separator?: true }
  | { type: 'Container'; items: Element[]; spacing?: Spacing; separator?: true }
  | { type: 'ActionSet'; actions: Button[]; spacing?: Spacing }

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

export type Button =
  | { type: 'Action.Execute'; title: string; verb: string; data: object; style?: 'positive' }
  | { type: 'Action.OpenUrl'; title: string; url: string }

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

export const picture = (url: string, alt: string, width?: string): Element => ({
  type: 'Image',
  url,
  altText: clip(alt, ALT),
  ...(width ? { width } : { size: 'Stretch' as const }),
})

export function button(owner: string, title: string, action: Action, style?: 'positive'): Button {
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
