/** Which of the six garment categories a shop's own words mean. */
import type { Category } from '../attributes.ts'

const NOUNS: Record<Category, string> = {
  dress: 'dress|gown|frock|sundress|minidress|kaftan',
  top: 'top|t-shirt|tshirt|tee|tank|camisole|cami|sweater|jumper|pullover|hoodie|sweatshirt|bodysuit|bustier|tunic|polo|knitwear',
  shirt: 'shirt|blouse|button-down|button-up',
  jacket: 'jacket|coat|blazer|cardigan|parka|anorak|trench|bomber|outerwear|tuxedo|waistcoat|gilet|cape',
  pants: 'pant|trouser|jean|chino|legging|jogger|shorts|culotte|slacks',
  skirt: 'skirt|miniskirt',
}

const PATTERNS = Object.entries(NOUNS) as [Category, string][]
/** One alternative a category, longest nouns first, so that `t-shirt` is not read as a shirt. */
const NOUN = new RegExp(
  `(?<![\\w-])(?:${PATTERNS.map(([category, nouns]) => `(?<${category}>${longestFirst(nouns)})`).join('|')})(?:e?s)?(?![\\w-])`,
  'g',
)
/** Shoes hide among the nouns. */
const NOT_NOUNS = /\b(high|low)[- ]tops?\b|\bdress shoes?\b/g

/**
 * The category named in a phrase: the last garment of its first part, since "cotton shirt dress with a jacket"
 * is a dress. Undefined when none is named.
 */
export function categoryOf(words: string): Category | undefined {
  const plain = words
    .toLowerCase()
    .replace(/[‐‑–]/g, '-')
    .replace(NOT_NOUNS, ' ')
    .replaceAll('t shirt', 't-shirt')
  const parts = plain.split(/\b(?:with|and|for|over|under)\b|[,;:&(|/]/)
  for (const part of parts) {
    const last = [...part.matchAll(NOUN)].at(-1)?.groups
    if (last) return PATTERNS.find(([category]) => last[category] !== undefined)?.[0]
  }
  return undefined
}

function longestFirst(nouns: string): string {
  return nouns
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|')
}
