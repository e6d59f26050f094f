/** Filters said in a sentence: found, taken out of it, and put together with those in force. */
import { categoryOf } from '../catalogue/categories.ts'
import type { Filters } from '../catalogue/filters.ts'
import { normalSize } from '../catalogue/product.ts'
import { LEXICON } from '../language/lexicon.ts'
import { correct } from '../language/spelling.ts'
import { findExclusions } from './exclusions.ts'

/** Filters to set; null lifts one. What is to be left out adds up. */
export type FilterChange = { [Name in keyof Filters]?: Filters[Name] | null }

export const NO_FILTERS: FilterChange = {
  minPrice: null,
  maxPrice: null,
  size: null,
  inStock: null,
  category: null,
  brand: null,
  withoutBrands: null,
  colour: null,
  withoutColours: null,
  onSale: null,
}

const CURRENCY = String.raw`(?:€|\$|£|(?:eur|euros?|usd|dollars?|gbp|pounds?|bucks|quid)\b)`
const TENS = ['ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
/** A bare number is an amount only where the sentence goes on about something else: "3 buttons" is none. */
const AMOUNT = String.raw`${CURRENCY}?\s*(\d{1,6}(?:[.,]\d{1,2})?|(?:an? |one )?hundred|${TENS.join('|')})(?:\s*${CURRENCY}|(?=\s*(?:$|[,.;:!?–-]|(?:and|but|or|to|please|in|with|for|by|from|only|then|size|total|now|at most|max|maximum|tops|pls|plz|thx|tho|thanks|up|upwards|is|left|to)\b)))`
const SIZE = String.raw`(xxs|xs|s|m|l|xl|xxl|xxxl|[2-6]xl|x-small|small|medium|large|x-large|extra (?:small|large)|one size|\d{2})(?![\w-])`
/** What a word of size stands before when it is all of the phrase: "medium blue" and "large dots" are of no size. */
const NO_NOUN = String.raw`\s*(?:$|[,.;!?]|(?:only|please|size|under|below|over|from|by|for|too|now|if|and|but|or)\b)`
const NO_MATTER = String.raw`(?:does not|doesn't|doesnt|do not|don't|dont|is not|isn't) (?:really )?(?:matter|important|a problem)\b`
const WHATEVER =
  "(?:no matter|regardless of|never mind|ignore|forget about|(?:i )?(?:do not|don't|dont) (?:care|mind) about)(?: the| what| which)?"
const COST = `(?:that (?:is|are|costs?) |which (?:is|are|costs?) |costing |priced )?`

const number = (text = ''): number => {
  const words = text.toLowerCase()
  if (words.endsWith('hundred')) return 100
  const ten = TENS.indexOf(words)
  return ten < 0 ? Number(text.replace(',', '.')) : 10 * (ten + 1)
}

interface Rule {
  pattern: RegExp
  read(groups: string[]): FilterChange
}

const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(String.raw`(?<![\w-])${pattern}`, 'i'),
  read,
})

const RULES: Rule[] = [
  rule(
    String.raw`(?:no|clear|remove|reset|drop|without|forget|lift|delete)(?: all| any| of)*(?: the| my| these)? filters?\b|(?:stop|no more) filtering\b|unfiltered\b`,
    () => NO_FILTERS,
  ),
  rule(
    String.raw`(?:any|every|whatever) price\b|prices? ${NO_MATTER}|${WHATEVER} prices?\b|(?:no|forget|lift|without|drop|remove|clear)(?: the| a| my)? (?:price (?:limit|cap|maximum|filter|range)|limit|cap|maximum)\b`,
    () => ({
      minPrice: null,
      maxPrice: null,
    }),
  ),
  rule(
    String.raw`(?:in )?(?:(?:any|all|every|whatever) sizes?(?! (?:left|available|there|for|of|in)\b)|(?:no|clear|drop|remove|without|forget)(?: the| my)? size filters?)\b|sizes? ${NO_MATTER}|${WHATEVER} sizes?\b`,
    () => ({ size: null }),
  ),
  rule(
    String.raw`(?:from |by )?(?:any|all|every) brands?\b|(?:no|clear|drop|remove|without|forget)(?: the| my)? brand filters?\b|brands? ${NO_MATTER}|${WHATEVER} brands?\b`,
    () => ({ brand: null, withoutBrands: null }),
  ),
  rule(String.raw`(?:(?:in )?(?:any|all|every) colou?rs?|not only (?:the )?sale)\b(?! (?:of|on|in))`, () => ({
    colour: null,
    withoutColours: null,
    onSale: null,
  })),
  rule(
    String.raw`(?:what is |what's |whats )?(?:only |just )?(?:sale items|(?:the |things |ones |those |what is |that are |show me )*(?:on sale|in the sale|reduced|discounted|marked down|on offer|with a discount))(?: only| ones| things)?\b|(?:is there |are there |any )+(?:a )?(?:discounts?|deals?|bargains?|special offers?)(?: on any(?:thing)?(?: of (?:them|these|those))?)?(?! on)\b`,
    () => ({ onSale: true }),
  ),
  rule(String.raw`(?:any|all|every) (?:category|categories|kinds?)\b`, () => ({ category: null })),
  rule(
    String.raw`(?:hide|exclude|skip|leave out|not|no|nothing|without)(?: (?:that|what|which|the|anything|any|things|ones|is|are|'s))* (?:sold[ -]out|out of stock)(?: ones| things)?\b|(?:only )?(?:things|ones|what|stuff) i can (?:actually )?(?:get|buy|order|have)(?: right)?(?: now| today| away)?\b`,
    () => ({ inStock: true }),
  ),
  rule(
    String.raw`(?:also |including |even )(?:what is |the )?(?:sold[ -]out|out of stock)(?: ones| too)?\b|(?:what is |the )?(?:sold[ -]out|out of stock)(?: ones| things)? (?:too|as well|also)\b`,
    () => ({
      inStock: null,
    }),
  ),
  rule(String.raw`^\s*(\d{2,6})\s*(?:-|–|to)\s*(\d{2,6})\s*${CURRENCY}?\s*$`, ([low, high]) => ({
    minPrice: Math.min(number(low), number(high)),
    maxPrice: Math.max(number(low), number(high)),
  })),
  rule(
    String.raw`${COST}(?:between|(?:price )?from|price:?)\s*${AMOUNT}\s*(?:and|to|-|–)\s*${AMOUNT}`,
    ([low, high]) => ({
      minPrice: Math.min(number(low), number(high)),
      maxPrice: Math.max(number(low), number(high)),
    }),
  ),
  rule(
    String.raw`${COST}(?:under|below|less than|cheaper than|not over|not above|cap(?:ped)? (?:it )?at|limit (?:it )?to|nothing (?:over|above)|not more than|no more than|up to|at most|(?:my )?(?:max(?:imum)?|budget|limit)(?: price)?(?: is| of|:)?(?: (?:now|usually|about|around|set to|to))*|(?:i )?(?:can|will|want to|would)(?: only)? spend(?: up to| at most| about)?|i (?:do not|don't|dont) want to (?:pay|spend) (?:more than|over)|within|<=?)\s*${AMOUNT}(?:\s+(?:at most|max(?:imum)?|tops))?|(?:i (?:have|have got|got|'ve got) |i've got )${AMOUNT} (?:to spend|left)|${AMOUNT} is (?:my|the) (?:limit|max|maximum|budget)|(?:for )?${AMOUNT} (?:at most|max(?:imum)?|tops|or (?:less|under|below|cheaper))\b`,
    (groups) => ({ maxPrice: number(groups.find((amount) => amount !== undefined)) }),
  ),
  rule(
    String.raw`${COST}(?:over|above|more than|at least|min(?:imum)?(?: of)?|starting (?:at|from)|upwards? of|>=?)\s*${AMOUNT}|from\s*${AMOUNT} (?:up|upwards|on)\b|${AMOUNT} (?:and|or) (?:up|above|more)\b`,
    (groups) => ({ minPrice: number(groups.find((amount) => amount !== undefined)) }),
  ),
  rule(
    `(?:(?:available|in stock) )?(?:in (?:a |my )?|(?:i am|i'm|my size is|i wear) (?:a )?)?size(?:: ?| )${SIZE}`,
    ([size]) => ({
      size: normalSize(size ?? ''),
    }),
  ),
  rule(
    `(?:(?:available |only )*in (?:an? |only )?|^\\s*(?:only |just )?(?=[sxml0-9]+\\b|small|medium|large|extra))(xxs|xs|xl|xxl|xxxl|(?:[sml]|(?:x-|extra )?(?:small|large)|medium)(?=${NO_NOUN}))(?: only)?(?![\\w-])`,
    ([size]) => ({ size: normalSize(size ?? '') }),
  ),
  rule(
    `(?:in )?my size,? (?:which is |is |i am )?${SIZE}|(?:my size is|i (?:wear|take)(?: an?)?|i(?: a|')m an?) ${SIZE}`,
    (groups) => ({
      size: normalSize(groups.find((size) => size !== undefined) ?? ''),
    }),
  ),
  rule(
    String.raw`(?:only )?(?:what is |what's |that is |that are |the ones )?(?:in stock|available)(?: only| ones?| now)?\b`,
    () => ({
      inStock: true,
    }),
  ),
]

/** Words that ask for the list to be shown, and what holds a filter to the rest of a sentence. */
const GLUE =
  "and|but|also|then|please|just|only|now|show|find|give|get|want|need|see|me|us|i|to|the|a|ones?|those|them|these|some|something|anything|things|matches|results|items|products|with|in|for|at|by|from|that|what|which|are|is|cost|costs|filter|it|keep|stay|show|set|my|have|you|do|anything|nothing|pls|sort|of|prices?|ever|wear|buy|again|fine|ok|okay|comes?|stuff|been|has|fits?|'s"
const ONLY_GLUE = new RegExp(String.raw`^(?:[\s,.;:!?]|\b(?:${GLUE})\b)*$`, 'i')
/** "do you have this", "what have you got like it": asks for the list, and nothing else. */
const LOOKING_FOR_IT =
  /^\W*(?:(?:show me|find me|see|what|what's|whats|what is|do|have|is there|are there|which) )*(?:you |ya )?(?:(?:have|got|sell) )*(?:this|that|it|anything|something|ones?|these|those)?(?: ?(?:else )?like (?:this|that|it))?\W*$/i
const TRAILING =
  /(?:[\s,;:]|\b(?:and|but|also|then|please|just|only|show|find|give|get|me|us|ones|those|them|matches|results|with|for|at|that|what|whats|which|are|is|costs?|keep(?: it| them)?|only|pls|anything|in|i|stuff|been|has|comes?|again|'s)\b)+$/i
const LEADING = /^(?:[\s,;:]|\b(?:and|but|also|then|please)\b)+/i

export interface Found {
  change: FilterChange
  /** The sentence without them: spaces in their place, so that positions stay; null when nothing else was said. */
  rest: string | null
}

/** Undefined when the sentence names no filter. `brands` are those of the shop. */
export function findFilters(sentence: string, brands: readonly string[]): Found | undefined {
  let rest = sentence
  const change: FilterChange = {}
  const blank = (start: number, length: number) => {
    rest = rest.slice(0, start) + ' '.repeat(length) + rest.slice(start + length)
  }
  for (const { pattern, read } of RULES) {
    const match = pattern.exec(rest)
    if (!match) continue
    Object.assign(change, read(match.slice(1)))
    blank(match.index, match[0].length)
  }
  const without = findExclusions(rest, brands)
  if (without) {
    Object.assign(change, without.change)
    rest = without.rest
  }
  const brand = brands
    .map((name) => ({ name, match: brandPattern(name).exec(rest) }))
    .find(({ match }) => match)
  if (brand?.match) {
    change.brand = brand.name
    blank(brand.match.index, brand.match[0].length)
  }
  const only = /^\s*(?:only|just)(?: show me| the)? ([\w-]+)(?:,? please)?[\s.!]*$/i.exec(rest)
  const category = only?.[1] && categoryOf(only[1])
  if (category) {
    change.category = category
    rest = ' '.repeat(rest.length)
  }
  const shade =
    /^\s*(?:please |can you |could you )*(?:show(?: me)? )?(?:only|just|nothing but|filter (?:by|for|on))(?: show(?: me)?| the| those)*(?: in)? ([\w-]+(?: blue| green)?)(?: ones?| things?| products?)?(?:,? please)?[\s.!]*$/i.exec(
      rest,
    )
  const colour = shade?.[1]?.toLowerCase() ?? ''
  const named = LEXICON.get(colour) ?? LEXICON.get(correct(colour) ?? '')
  if (named && named.role === 'value' && named.attribute === 'colour' && named.value) {
    change.colour = named.value as Filters['colour'] & string
    rest = ' '.repeat(rest.length)
  }
  if (Object.keys(change).length === 0) return undefined
  if (ONLY_GLUE.test(rest) || LOOKING_FOR_IT.test(rest)) return { change, rest: null }
  rest = rest.replace(TRAILING, (glue) => ' '.repeat(glue.length))
  rest = rest.replace(LEADING, (glue) => ' '.repeat(glue.length))
  return { change, rest }
}

/** A brand is meant when a word leads to it, or when it is all that was said. */
function brandPattern(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(
    String.raw`^\s*${escaped}(?: only)?\s*$|(?<![\w-])(?:by|from|only|just|brand:?|of|wear|buy|(?:only|just) (?:want|like|see)|(?:want|show me|see) only|(?:must|has to|should) be)\s+(?:the brand )?${escaped}(?![\w-])`,
    'i',
  )
}

/** The filters in force after a change. */
export function changed(filters: Filters, change: FilterChange): Filters {
  const entries = Object.entries({ ...filters, ...change }).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  const next: Filters = Object.fromEntries(entries)
  for (const [one, others] of [
    ['brand', 'withoutBrands'],
    ['colour', 'withoutColours'],
  ] as const) {
    const out = [
      ...new Set<string>([
        ...((change[others] !== null && filters[others]) || []),
        ...(change[others] ?? []),
      ]),
    ]
    // What was asked for last counts.
    if (change[one] == null && out.includes(next[one] ?? '')) delete next[one]
    const left = out.filter((name) => name !== next[one])
    Object.assign(next, { [others]: left })
    if (left.length === 0) delete next[others]
  }
  // A new limit that the other one contradicts takes its place.
  if (next.minPrice !== undefined && next.maxPrice !== undefined && next.minPrice > next.maxPrice)
    delete next[change.maxPrice === undefined ? 'maxPrice' : 'minPrice']
  return next
}
