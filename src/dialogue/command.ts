/** What a command is, and how the numbers and things it speaks of are read. */
import type { Attribute, SubEdit } from '../attributes.ts'
import type { CounterCommand } from './commands/counter.ts'
import type { FilterChange } from './filters.ts'
import type { Slot, Sort } from './state.ts'
import type { Press } from './turn.ts'

export type Topic =
  | 'hello'
  | 'thanks'
  | 'bye'
  | 'praise'
  | 'dislike'
  | 'who'
  | 'abuse'
  | 'laugh'
  | 'policy'
  | 'elsewhere'

/** A product by its number in the list, or what is in hand. */
export type Item = number | 'hand'

export const ABOUT = [
  'price',
  'sizes',
  'stock',
  'stores',
  'material',
  'brand',
  'colour',
  'sale',
  'buy',
  'all',
] as const
export type About = (typeof ABOUT)[number]

/** An attribute or a detail to be taken over, and the look it comes from; `last` is the newest. */
export interface Part {
  attribute: Attribute
  detail?: string
  look: number | 'last'
}

export type Command =
  | { kind: 'press'; press: Press; times?: number }
  /** One of these numbers of the list is meant: the description fits them all. */
  | { kind: 'which'; matches: number[] }
  /** Try once more what did not take. */
  | { kind: 'again' }
  /** The last change once more, or some of it back: "a little more". */
  | { kind: 'further'; less: boolean }
  /** Than product number `than` of the list, or than half of it. */
  | { kind: 'cheaper'; than?: number }
  | { kind: 'yes' }
  | { kind: 'no' }
  | { kind: 'talk'; topic: Topic }
  /** Go back to a look by what it was, or to the one before something came. */
  | { kind: 'recall'; words: string; when: 'at' | 'before' }
  /** Parts of other looks for the one in hand, or for look `base`. */
  | { kind: 'combine'; parts: Part[]; base?: number }
  /** All that was done to one look, done to another. */
  | { kind: 'merge'; looks: [number, number] }
  | { kind: 'compare'; what: 'products' | 'looks'; items: number[] }
  | { kind: 'ask'; about: About; item: Item; size?: string }
  /** What the look in hand is, or how it came to be. */
  | { kind: 'describe'; what: 'look' | 'history' }
  /** What a word of the vocabulary means. */
  | { kind: 'explain'; words: string; edit: SubEdit }
  | { kind: 'filter'; change: FilterChange }
  | { kind: 'sort'; sort: Sort }
  | { kind: 'keep'; item: Item }
  | { kind: 'drop'; slot: Slot | 'hand' | 'all' | number }
  | { kind: 'outfit' }
  | { kind: 'share'; what: 'look' | 'outfit' | number }
  /** For this and every later conversation. Null: what is in force now. */
  | { kind: 'remember'; change: FilterChange | null }
  | { kind: 'settings' }
  | { kind: 'forget' }
  | CounterCommand

export interface Listed {
  /** Its number in the list; by default its place, where nothing in between has left the shelf. */
  n?: number
  title: string
  brand?: string | undefined
  price: number
}

export interface CommandContext {
  /** Products in the list that was shown last. */
  listed: number
  /** The same, in words. */
  list?: readonly Listed[] | undefined
  /** Those of the shop. */
  brands?: readonly string[]
  /** The phrase is all that was said, so that a bare "2" or "back" is no part of something else. */
  alone: boolean
  /** The last turn ended in a question. */
  isOpen?: boolean
  /** Looks in the chapter in hand. */
  looks?: number
  /** It ends in a question mark. */
  isQuestion?: boolean
}

export interface Rule {
  pattern: RegExp
  /** Only when it is all that was said. */
  alone?: true
  read(groups: (string | undefined)[], context: CommandContext, phrase: string): Command | undefined
}

export const press = (press: Press): Command => ({ kind: 'press', press })
export const says = (pattern: string, command: Command, alone?: true): Rule => ({
  pattern: new RegExp(`^(?:${pattern})$`),
  ...(alone && { alone }),
  read: () => command,
})

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]
export const NUMBER = String.raw`(\d{1,3}|${NUMBERS.join('|')})`
export const ORDINAL = String.raw`(${ORDINALS.join('|')}|\d{1,2}(?:st|nd|rd|th)|last|original)`
export const GARMENT =
  'dress|top|shirt|blouse|jacket|coat|pants|trousers|jeans|skirt|piece|look|garment|outfit piece'

const counted = 'number|no\\.?|nr\\.?|option|match|product|result|item|#'
const HAND = `(?:it|this|that|these|those|them|mine)(?: (?:one|look|${GARMENT}|product))?|my look|the (?:look|${GARMENT}|current one)`
/** A product or what is in hand, in words; no groups, so that it can stand anywhere. */
export const ITEM = `(?:(?:the )?(?:${NOGROUP(ORDINAL)}(?: (?:one|match|product|result|option|item|thing|${GARMENT}))?|(?:${counted}) ?${NOGROUP(NUMBER)}|(?<=\\b(?:is|are|of) )\\d{1,2})|${HAND})`

function NOGROUP(pattern: string): string {
  return pattern.replace('(', '(?:')
}

/** What `ITEM` found. */
export function itemOf(text: string | undefined, listed: number): Item {
  if (text === undefined) return 'hand'
  const ordinal = new RegExp(`\\b${ORDINAL}\\b`).exec(text)
  if (ordinal) return ordinalOf(ordinal[1], listed) ?? 'hand'
  const number = new RegExp(`(?:${counted}) ?${NUMBER}\\b|^(\\d{1,2})$`).exec(text)
  return numberOf(number?.[1] ?? number?.[2]) ?? 'hand'
}

/** Every number that a phrase names: "1 and the third". */
export function numbersIn(text: string, last: number): number[] {
  const found = text.matchAll(
    new RegExp(`\\b${ORDINAL}\\b|(?<![\\w.])(\\d{1,2}|two|three|four|five|six|seven|eight)(?![\\w.])`, 'g'),
  )
  return [...found]
    .map(([, ordinal, number]) => (ordinal ? ordinalOf(ordinal, last) : numberOf(number)))
    .filter((n) => n !== undefined)
}

export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d+$/.test(text) ? Number(text) : NUMBERS.indexOf(text) + 1
  return number >= 1 ? number : undefined
}

export function ordinalOf(text: string | undefined, last: number): number | undefined {
  if (text === undefined) return undefined
  if (text === 'original') return 1
  if (text === 'last') return last >= 1 ? last : undefined
  const number = /^\d/.test(text) ? Number.parseInt(text, 10) : ORDINALS.indexOf(text) + 1
  return number >= 1 ? number : undefined
}
