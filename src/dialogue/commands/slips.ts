/** Spelling slips in the words that commands are made of: "undoo", "shwo my outfit". */
import { WORDS as FASHION, LEXICON } from '../../language/lexicon.ts'
import { correct, distance } from '../../language/spelling.ts'
import { isEnglish } from '../../language/tags.ts'

const WORDS =
  `undo redo back again restart start over help compare difference between outfit cheaper cheapest expensive
  second third fourth fifth first last show more results price much material sizes available stock share link forget delete
  remember settings surprise random number sort order original previous before combine describe thanks hello please
  other others similar something anything everything look looks keep save remove what which how`.split(/\s+/)
const KNOWN = new Set(WORDS)
/** One slip, of whatever kind. */
const ONE = 1.15

/** Garments, colours and patterns as they are written, so that a shop finds "a gren dres". */
export function spelt(words: string): string {
  return words.replace(/\p{L}+/gu, (word) => {
    const meant = FASHION.has(word.toLowerCase()) ? undefined : correct(word.toLowerCase())
    const role = meant && LEXICON.get(meant)?.role
    return meant && (role === 'value' || role === 'garment') ? meant : word
  })
}

/** Words that are none, and one slip away from a command's word, become it. */
export function corrected(phrase: string): string {
  return phrase
    .split(' ')
    .map((word) => {
      if (
        word.length < 4 ||
        !/^[a-z]+$/.test(word) ||
        KNOWN.has(word) ||
        FASHION.has(word) ||
        isEnglish(word)
      )
        return word
      return (
        WORDS.find((known) => Math.abs(known.length - word.length) <= 1 && distance(word, known) <= ONE) ??
        word
      )
    })
    .join(' ')
}
