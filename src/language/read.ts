/** A sentence as a list of known phrases: longest match first, each with its place in the original. */
import { type Entry, LEXICON, LONGEST, OPENERS, WORDS } from './lexicon.ts'
import { correct } from './spelling.ts'

export interface Item {
  entry: Entry | undefined
  /** Unknown, and written with a capital inside the sentence: "John Lennon". */
  isName?: boolean
  /** As matched: lower case, slips corrected. */
  phrase: string
  start: number
  end: number
}

interface Word {
  text: string
  isName?: boolean
  start: number
  end: number
}

/** A tag or an entity of markup says nothing; `&amp;` is written for "&". */
const MARKUP = /<\/?[a-z!][^<>]{0,200}>|&(?!amp;)#?\w{2,8};/gi
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’/-][\p{L}\p{M}\p{N}]+)*|[&+]|[.,;:!?()\n–—]/gu
const PAUSE = /^[.,;:!?()\n–—]$/
const LESS = /^(.{3,20}?)s?-?less$/

/** Made an adjective by its ending: "animal-like", "office-y". */
const LIKENESS = /^\p{L}{3,20}-(like|ish|esque|inspired|looking|themed|y)$/u

/** Reads phrases left to right. Unknown words come with `entry` undefined; pauses as joins. */
export function read(sentence: string): Item[] {
  // the same length, so that places stay what they are
  const text = sentence.replace(MARKUP, (markup) => ' '.repeat(markup.length)).replaceAll('&amp;', '&    ')
  const foreign = isForeign(text)
  const words = [...text.matchAll(WORD)].flatMap((match) => wordsOf(match[0], match.index, foreign))
  const items: Item[] = []
  for (let i = 0; i < words.length; ) {
    const taken = longest(words, i)
    items.push(...taken.items)
    i += taken.words
  }
  return items
}

/** One word, or the parts of one that the lexicon does not know joined: "red/blue", "black-and-white". */
function wordsOf(written: string, start: number, foreign: boolean): Word[] {
  const spelt = (word: string) => (foreign ? word : spelling(word))
  const text = written.toLowerCase().replaceAll('’', "'")
  const isName = start > 0 && /^\p{Lu}\p{Ll}/u.test(written)
  const whole = { text, isName, start, end: start + written.length }
  if (text.length > written.length) return [{ ...whole, text: written }] // a few capitals grow when lowered
  if (LEXICON.has(text) || !/[/-]/.test(text) || LESS.test(text) || LIKENESS.test(text))
    return [{ ...whole, text: spelt(text) }]
  let at = start
  return text.split(/([/-])/).flatMap((part) => {
    const word = { text: part === '/' ? '/' : spelt(part), isName, start: at, end: at + part.length }
    at = word.end
    return part === '-' || part === '' ? [] : [word]
  })
}

/** Letters that English does not write: its neighbours are no slips either ("más largo"). */
const isForeign = (text: string): boolean => /[^\p{ASCII}\P{L}]/u.test(text)

const spelling = (text: string): string =>
  WORDS.has(text) || LESS.test(text) || adjective(text) ? text : (correct(text) ?? text)

function longest(words: Word[], at: number): { items: Item[]; words: number } {
  const first = words[at] as Word
  const place = { start: first.start, end: first.end }
  if (PAUSE.test(first.text) || first.text === '/')
    return { items: [{ entry: { role: 'join' }, phrase: first.text, ...place }], words: 1 }
  const most = OPENERS.has(first.text) ? Math.min(LONGEST, words.length - at) : 1
  for (let count = most; count > 0; count--) {
    const span = words.slice(at, at + count)
    const phrase = span.map(({ text }) => text).join(' ')
    const entry = LEXICON.get(phrase)
    if (entry) return { items: [{ entry, phrase, ...place, end: (span.at(-1) as Word).end }], words: count }
  }
  return { items: alone(first, place), words: 1 }
}

/** A word by itself: "collarless", "sexier", or unknown. */
function alone({ text, isName = false }: Word, place: { start: number; end: number }): Item[] {
  const [, stem] = LESS.exec(text) ?? []
  const whole = stem && (LEXICON.get(stem) ?? LEXICON.get(`${stem}s`))
  if (whole) {
    return [
      { entry: { role: 'negation' }, phrase: 'without', ...place },
      { entry: whole, phrase: stem, ...place },
    ]
  }
  const style: Entry | undefined =
    text.includes('-') && LIKENESS.test(text) ? { role: 'value', attribute: 'style', value: text } : undefined
  return [{ entry: style ?? adjective(text), phrase: text, isName, ...place }]
}

/** "sexier", "warmer", "cuter": comparatives and superlatives of the adjectives that the lexicon knows. */
function adjective(text: string): Entry | undefined {
  const [, stem] = /^(.{2,20})(?:er|est)$/.exec(text) ?? []
  if (!stem) return undefined
  const doubled = /(.)\1$/.test(stem) ? stem.slice(0, -1) : stem
  for (const base of [stem, `${stem}e`, stem.replace(/i$/, 'y'), doubled]) {
    const entry = LEXICON.get(base)
    if (entry?.role === 'value' && !entry.thing) return entry
  }
  return undefined
}
