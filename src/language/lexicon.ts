/**
 * The fashion lexicon: what shoppers' words mean in the vocabulary. A phrase may be several words; the tables are
 * plain data, in values.ts (what is asked for) and grammar.ts (how it is asked).
 */
import type { Attribute } from '../attributes.ts'
import { GRAMMAR, PARTS, SCALES } from './grammar.ts'
import { STYLES } from './styles.ts'
import { THINGS, VALUES } from './values.ts'

export type Role =
  /** Names a value: "navy", "striped", "v neck". */
  | 'value'
  /** Names a part or an attribute, without a value: "sleeves", "neckline", "colour". */
  | 'part'
  /** Lies on a scale: "longer", "dark". */
  | 'scale'
  /** "bigger", "thinner": of the fit, or only of the thing it stands before. */
  | 'size'
  | 'garment'
  | keyof typeof GRAMMAR
  /** A word by itself that grammar knows and that asks for nothing. */
  | 'filler'

export interface Entry {
  role: Role
  /** Undefined: a part of the garment that no attribute speaks of ("slit", "lining"). */
  attribute?: Attribute | undefined
  value?: string
  change?: 'more' | 'less'
  /** A thing that can be had by itself, and so takes the colours before it with it: "yellow letters", "brown belt". */
  thing?: true
  /** Of a scale: the adjective itself ("dark", "long"), not its comparative. */
  plain?: true
}

const entries = new Map<string, Entry>()
const add = (phrases: string, entry: Entry) => {
  for (const phrase of phrases.split(',')) {
    const key = phrase.trim()
    if (key && !entries.has(key)) entries.set(key, entry)
  }
}

for (const [attribute, table] of Object.entries(THINGS) as [Attribute, Record<string, string>][])
  for (const [value, phrases] of Object.entries(table))
    add(phrases, { role: 'value', attribute, value, thing: true })
for (const [attribute, table] of Object.entries(VALUES) as [Attribute, Record<string, string>][])
  for (const [value, phrases] of Object.entries(table))
    add(phrases, { role: attribute === 'category' ? 'garment' : 'value', attribute, value })
for (const { attribute, change, plain, phrases } of SCALES)
  add(phrases, { role: attribute ? 'scale' : 'size', attribute, change, ...(plain && { plain }) })
for (const [attribute, phrases] of PARTS) add(phrases, { role: 'part', attribute })
for (const [role, phrases] of Object.entries(GRAMMAR)) add(phrases, { role: role as Role })
for (const [value, phrases] of Object.entries(STYLES))
  add(`${value}, ${phrases}`, { role: 'value', attribute: 'style', value })

/** Phrase -> meaning. Keys are lower case, words separated by single spaces. */
export const LEXICON: ReadonlyMap<string, Entry> = entries
/** The longest phrase, in words. */
export const LONGEST = Math.max(...[...entries.keys()].map((phrase) => phrase.split(' ').length))
/** First words of phrases of several words: others need not be looked up with the words that follow. */
export const OPENERS: ReadonlySet<string> = new Set(
  [...entries.keys()]
    .filter((phrase) => phrase.includes(' '))
    .map((phrase) => phrase.split(' ')[0] as string),
)
/** Every single word the lexicon holds, for the spelling of unknown ones. */
export const WORDS: ReadonlySet<string> = new Set([...entries.keys()].flatMap((phrase) => phrase.split(' ')))
