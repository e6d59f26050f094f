/** Replies as lines of text. */
import type { Match, Reply } from '../../src/dialogue/reply.ts'
import type { PictureShelf } from './pictures.ts'

/** Matches shown after a round; a list that was asked for is shown whole. */
const AFTER_ROUND = 3
const BAR = 24
const MARKS = { done: '✓', not: '✗', unknown: '·' } as const

/** What a reply looks like in a terminal; progress is drawn by `progressLine` instead and gives nothing here. */
export async function asText(reply: Exclude<Reply, { kind: 'done' }>, shelf: PictureShelf): Promise<string> {
  switch (reply.kind) {
    case 'plan':
      return reply.edits.length > 1 ? `  ${reply.edits.map(({ text }) => plain(text)).join('  ›  ')}\n` : ''
    case 'progress':
      return ''
    case 'round': {
      const { look, text, ms, matches } = reply
      const head = `${MARKS[look.verdict]} ${plain(text)} (${(ms / 1000).toFixed(1)} s)\n`
      return `${head}${await shelf.inline(look)}  ${await shelf.path(look)}\n${list(matches.slice(0, AFTER_ROUND))}`
    }
    case 'products':
      return `${plain(reply.text)}\n${list(reply.matches)}${reply.more ? '  (say “more results” for others)\n' : ''}`
    case 'question':
      return `${plain(reply.text)}\n${reply.choices.map(({ label }) => `  – ${label}\n`).join('')}`
    case 'text':
      return `${plain(reply.text)}\n`
    case 'error':
      return `! ${plain(reply.text)}\n`
  }
}

/** Text without control characters: what a feed or a sentence carries must not steer the terminal. */
export const plain = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, '')

/** One line that is drawn over itself while a round goes on. */
export function progressLine({ round, rounds, step, steps }: Extract<Reply, { kind: 'progress' }>): string {
  const sewn = Math.round((step / steps) * BAR)
  return `  ${round}/${rounds} ${'━'.repeat(sewn)}${' '.repeat(BAR - sewn)}`
}

const list = (matches: readonly Match[]): string => matches.map((match) => `  ${line(match)}\n`).join('')

function line({ n, title, brand, price, was, currency, sizes, inStock }: Match): string {
  const there = sizes.filter((size) => size.inStock).map(({ size }) => size)
  const stock = inStock ? there.join(' ') : 'sold out'
  const cost = `${price.toFixed(2)} ${currency}${was ? ` (was ${was.toFixed(2)})` : ''}`
  return plain([`${n}. ${title}`, brand, cost, stock].filter(Boolean).join('  ·  '))
}
