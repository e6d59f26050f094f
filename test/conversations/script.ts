/**
 * Conversations as text, one a file:
 *
 *     # What it shows
 *     > what the shopper says
 *     = acts | what must hold afterwards | ...
 *
 * The acts are those of `evaluate acts`, joined by "+" in the order they are done. What must hold is written as a
 * name and its value; see `EXPECTED` below. Without `rounds` there must be none. A press is `> [undo]`, a photo
 * `> [photo category=pants colour=black] with what is said beside it`. `---` begins another conversation of the same
 * shopper; `~ stubborn no collar` makes the editor fail at that sub-edit, `~ willing` makes it obey again.
 */
import type { Press } from '../../src/dialogue/turn.ts'

/** What a line after "=" may claim, by its first word. A word that is none of these is a note, and counted. */
export const EXPECTED = [
  /** Rounds made in this turn. */
  'rounds',
  /** Number of the look in hand, or "none". */
  'look',
  /** Words that the look in hand is described with, or is not. */
  'wears',
  'lacks',
  /** Filters in force, or "none". */
  'filters',
  /** Slots that are filled, or "none"; and what they cost together. */
  'outfit',
  'total',
  /** Products in the list; what the first is called; prices from one amount to another. */
  'list',
  'first',
  'within',
  /** Part of what was answered; of a question; the code of an error. */
  'says',
  'asks',
  'error',
] as const
export type Expected = (typeof EXPECTED)[number]

/** What a turn may be an example of besides its acts. */
export const NOTES = ['override', 'conflict', 'impossible', 'picture'] as const
export type Note = (typeof NOTES)[number]

export interface Line {
  /** In the file, counted from 1. */
  at: number
  said: string
  press?: Press
  /** Attributes of the garment on the photo. */
  photo?: Record<string, string>
  acts: string
  expected: [Expected, string][]
  notes: Note[]
  /** Done before the turn. */
  before: { another: boolean; stubborn: string[] | undefined }
}

export interface Script {
  title: string
  lines: Line[]
}

/** Throws with the place of what it cannot read. */
export function readScript(file: string, text: string): Script {
  const script: Script = { title: '', lines: [] }
  const wrong = (at: number, why: string) => new Error(`${file}:${at}: ${why}`)
  let before: Line['before'] = { another: false, stubborn: undefined }
  for (const [i, line] of text.split('\n').entries()) {
    const at = i + 1
    const rest = line.slice(2).trim()
    if (line.startsWith('# ')) script.title ||= rest
    else if (line === '---') before = { ...before, another: true }
    else if (line === '~ willing') before = { ...before, stubborn: [] }
    else if (line.startsWith('~ stubborn '))
      before = { ...before, stubborn: [...(before.stubborn ?? []), line.slice('~ stubborn '.length)] }
    else if (line.startsWith('> ')) {
      script.lines.push({ at, ...spoken(rest), acts: '', expected: [], notes: [], before })
      before = { another: false, stubborn: undefined }
    } else if (line.startsWith('= ')) {
      const turn = script.lines.at(-1)
      if (!turn || turn.acts) throw wrong(at, 'nothing was said that this could follow')
      const [acts = '', ...claims] = rest.split(' | ')
      turn.acts = acts
      for (const claim of claims) {
        const [name = '', ...value] = claim.trim().split(' ')
        const expected = EXPECTED.find((known) => known === name)
        const note = NOTES.find((known) => known === name)
        if (expected && value.length > 0) turn.expected.push([expected, value.join(' ')])
        else if (note) turn.notes.push(note)
        else throw wrong(at, `“${claim}” can not be expected`)
      }
    } else if (line.trim() !== '') throw wrong(at, `“${line}” is no line of a conversation`)
  }
  const open = script.lines.find(({ acts }) => acts === '')
  if (open) throw wrong(open.at, 'nothing is expected of this')
  return script
}

function spoken(text: string): Pick<Line, 'said' | 'press' | 'photo'> {
  const [, kind = '', given = '', said = ''] = /^\[([\w-]+) ?([^\]]*)\] ?(.*)$/.exec(text) ?? []
  if (kind === '') return { said: text }
  if (kind === 'photo')
    return { said, photo: Object.fromEntries(given.split(' ').map((pair) => pair.split('='))) }
  const field = { start: 'sku', 'go-to': 'look', choose: 'match', again: 'look' }[kind]
  const value = field === 'sku' ? given : Number(given)
  return { said, press: { kind, ...(field && { [field]: value }) } as Press }
}
