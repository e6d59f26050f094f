/** What a list is to be without: "everything but Ossa", "no black ones". */
import { VALUES } from '../attributes.ts'
import type { Filters } from '../catalogue/filters.ts'
import { LEXICON } from '../language/lexicon.ts'

export type Exclusions = Pick<Filters, 'withoutBrands' | 'withoutColours'>

export interface Excluded {
  change: Exclusions
  /** The sentence with spaces in the place of what excludes, so that positions stay. */
  rest: string
}

const WITHOUT = `(?:(?:(?:show|give|find)(?: me)? |i (?:want|like) |want )?(?:everything|anything|all|any(?: brand)?|every brand|brands?|ones|things)(?: (?:but|except|besides|bar)(?: for)?| other than| apart from| not)|nothing|no more|never|other brands than|brands? other than|except(?: for)?|apart from|other than|not|no|without|exclud(?:e|ing)|hide|skip|leave out|filter out|remove|drop|avoid|anything but|i (?:really )?(?:do not|don't|dont|can't stand|cannot stand|hate|dislike)(?: (?:like|want|wear|buy))?|(?:do not|don't|dont) (?:show|give)(?: me)?)`
/** What may stand between. */
const LEAD = `(?:(?:from|by|of|the|any|brand|things|ones|products|items|stuff|clothes|anything|show|me) )*`
const AFTER = `(?: (?:ones?|things?|stuff|products?|brand|items?|dresses|clothes|again|any ?more|too|either|as well|also|please|pls|though|tho))*`

/** Undefined when the sentence excludes nothing. A colour is excluded of products only: "no red" changes the look. */
export function findExclusions(sentence: string, brands: readonly string[]): Excluded | undefined {
  const lower = sentence.toLowerCase()
  const named = brands.filter((name) => lower.includes(name.toLowerCase()))
  const withoutBrands = named.length > 0 ? excluded(sentence, named.map(escaped), '') : undefined
  const withoutColours = excluded(withoutBrands?.rest ?? sentence, ['[a-z]+(?: blue)?'], ONES)
  const brandsOut = withoutBrands?.words.flatMap((word) => named.find((name) => same(name, word)) ?? [])
  const coloursOut = withoutColours?.words.flatMap((word) => colourOf(word) ?? [])
  if (!brandsOut?.length && !coloursOut?.length) return undefined
  return {
    change: {
      ...(brandsOut?.length && { withoutBrands: brandsOut }),
      ...(coloursOut?.length && { withoutColours: coloursOut }),
    },
    rest: (coloursOut?.length && withoutColours?.rest) || (withoutBrands?.rest ?? sentence),
  }
}

/** After a colour they say that products are meant. */
const ONES = ` (?:ones|things|stuff|products|items|dresses|skirts|jackets|tops|shirts|pants|clothes)`

function excluded(sentence: string, names: readonly string[], then: string) {
  const name = `(${names.join('|')})`
  const list = String.raw`${name}(?:\s*(?:,|/|&|\bor\b|\band\b|\bnor\b)\s*(?:no |not )?${LEAD}${name})?`
  const match = new RegExp(
    String.raw`(?<![\w-])${WITHOUT}\s+${LEAD}${list}${then}(?![\w-])${AFTER}`,
    'i',
  ).exec(sentence)
  if (!match) return undefined
  const { 0: whole, index } = match
  return {
    words: match.slice(1).filter((word) => word !== undefined),
    rest: sentence.slice(0, index) + ' '.repeat(whole.length) + sentence.slice(index + whole.length),
  }
}

function colourOf(word: string): (typeof VALUES.colour)[number] | undefined {
  const entry = LEXICON.get(word.toLowerCase())
  return entry?.attribute === 'colour' ? VALUES.colour.find((colour) => colour === entry.value) : undefined
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
