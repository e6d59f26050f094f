/** What a phrase shows of what it is said for: its words, what kind of words they are, and their order. */
import { categoryOf } from '../../catalogue/categories.ts'
import { LEXICON } from '../../language/lexicon.ts'
import { correct } from '../../language/spelling.ts'
import { isEnglish } from '../../language/tags.ts'

const ORDINAL =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))$/
const NUMBER = /^(?:#?\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)$/
const AMOUNT =
  /^(?:[€$£]?\d{2,6}(?:[.,]\d{2})?[€$£]?|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)$/
const SIZE = /^(?:xxs|xs|s|m|l|xl|xxl|small|medium|large|mediums|smalls|larges)$/

/** "colour", "pattern", "garment", "number" and so on; the word itself where it is of no kind. */
function kindOf(word: string, brands: ReadonlySet<string>): string {
  if (brands.has(word)) return '<brand>'
  if (ORDINAL.test(word)) return '<ordinal>'
  if (AMOUNT.test(word)) return '<amount>'
  if (NUMBER.test(word) && word !== 'one') return '<number>'
  if (SIZE.test(word)) return '<size>'
  if (categoryOf(word)) return '<garment>'
  const entry = LEXICON.get(word)
  if (entry?.role === 'value' && !entry.thing) return entry.attribute === 'colour' ? '<colour>' : '<value>'
  if (entry?.role === 'scale' && !entry.plain) return '<comparative>'
  if (entry?.role === 'part' && entry.attribute) return '<part>'
  if (entry?.thing && entry.attribute !== 'pattern') return '<part>'
  return word
}

/** Endings that change nothing of what is asked for. */
const stemOf = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ies|es|s|ing|ed)$/, '').replace(/(.)\1$/, '$1') : word

/** @param plain as commands are compared: lower case, contractions spelt out, marks away */
export function featuresOf(
  plain: string,
  {
    hasLook,
    category,
    brands,
    isQuestion,
  }: { hasLook: boolean; category?: string | undefined; brands: readonly string[]; isQuestion: boolean },
): string[] {
  const named = new Set(brands.flatMap((brand) => brand.toLowerCase().split(/\s+/)))
  const words = plain
    .split(/[\s,]+/)
    .filter((word) => /[\p{L}\p{N}#]/u.test(word))
    .slice(0, MOST)
    .map((word) => (named.has(word) || LEXICON.has(word) || isEnglish(word) ? word : (correct(word) ?? word)))
  const kinds = words.map((word) => kindOf(word, named))
  const stems = kinds.map((kind) => (kind.startsWith('<') ? kind : stemOf(kind)))
  const out = new Set<string>(['bias', hasLook ? 'look' : 'no-look'])
  const edged = ['^', ...stems, '$']
  stems.forEach((stem, i) => {
    out.add(`w:${stem}`)
    if (stem.startsWith('<')) out.add(`w:${words[i]}`)
    if (!hasLook) out.add(`n:${stem}`)
  })
  for (let i = 0; i + 1 < edged.length; i++) {
    out.add(`b:${edged[i]} ${edged[i + 1]}`)
    if (i + 2 < edged.length) out.add(`s:${edged[i]} ${edged[i + 2]}`)
    if (i + 2 < edged.length) out.add(`t:${edged[i]} ${edged[i + 1]} ${edged[i + 2]}`)
  }
  words.forEach((word, i) => {
    if (kinds[i]?.startsWith('<')) return
    const marked = `_${word}_`
    for (let k = 0; k + 4 <= marked.length; k++) out.add(`c:${marked.slice(k, k + 4)}`)
  })
  out.add(`length:${Math.min(6, Math.ceil(words.length / 2))}`)
  if (isQuestion) out.add('?')
  const garment = categoryOf(plain)
  if (garment) out.add(garment === category ? 'garment:same' : 'garment:other')
  const changes = kinds.filter((kind) => /^<(?:colour|value|comparative|part)>$/.test(kind)).length
  out.add(`changes:${Math.min(2, changes)}`)
  return [...out]
}

/** Words that are looked at. */
const MOST = 40
