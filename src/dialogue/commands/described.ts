/** Choosing from the list by what a product is: "the cheapest one", "I'll take the blue one". */
import { type Command, type CommandContext, type Listed, press } from '../command.ts'

const CHOOSING =
  /^(?:(?:i (?:will |would )?(?:like to )?)?(?:take|choose|pick|select|want|have|get|use|go (?:with|for)|start (?:with|from)) |give me |i (?:like|love|prefer) )?the (.+?)$/
const SAYS_SO = /^(?:i |give me |take|choose|pick|select|get|use|go (?:with|for)|start )/
const CHEAPEST = /^(?:cheapest|least expensive)(?: (?:one|dress|of (?:them|these)|option))?$/
const DEAREST = /^(?:most expensive|dearest|priciest)(?: (?:one|dress|of (?:them|these)|option))?$/
/** Says nothing of a product. */
const EMPTY = new Set([
  'one',
  'the',
  'a',
  'an',
  'in',
  'with',
  'for',
  'by',
  'from',
  'at',
  'of',
  'product',
  'that',
  'is',
])

/** Undefined when no product of the list is meant. */
export function described(phrase: string, { list = [], alone }: CommandContext): Command | undefined {
  const words = CHOOSING.exec(phrase)?.[1]
  if (words === undefined || list.length === 0) return undefined
  const best = extreme(words, list)
  if (best) return best
  // Bare, it might be a change: "the sleeves longer".
  if (!SAYS_SO.test(phrase) && !(alone && /\bone\b/.test(words))) return undefined
  const asked = wordsOf(words).filter((word) => !EMPTY.has(word))
  return asked.length > 0 ? among(list, asked) : undefined
}

/** The product that fits best what a phrase says of it, whatever else the phrase says; undefined when none does. */
export function fitting(phrase: string, list: readonly Listed[]): Command | undefined {
  const best = extreme(
    /\b(?:cheapest|least expensive|most expensive|dearest|priciest)\b/.exec(phrase)?.[0] ?? '',
    list,
  )
  if (best) return best
  const asked = wordsOf(phrase).filter(
    (word) => !EMPTY.has(word) && list.some((product) => says(product, word)),
  )
  return asked.length > 0 ? among(list, asked) : undefined
}

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

function extreme(words: string, list: readonly Listed[]): Command | undefined {
  if (CHEAPEST.test(words)) return chosen(list, (a, b) => a.price - b.price)
  return DEAREST.test(words) ? chosen(list, (a, b) => b.price - a.price) : undefined
}

/** The one of which all of it is true, or the several. */
function among(list: readonly Listed[], asked: readonly string[]): Command | undefined {
  const matches = list.flatMap((product, i) =>
    asked.every((word) => says(product, word)) ? [product.n ?? i + 1] : [],
  )
  const [first] = matches
  if (first === undefined) return undefined
  return matches.length === 1 ? press({ kind: 'choose', match: first }) : { kind: 'which', matches: matches }
}

const says = ({ title, brand = '', price }: Listed, word: string): boolean =>
  /^\d+$/.test(word)
    ? Math.round(price) === Number(word)
    : `${title} ${brand}`
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .includes(word)

function chosen(list: readonly Listed[], order: (a: Listed, b: Listed) => number): Command | undefined {
  const best = [...list].sort(order)[0]
  return best && press({ kind: 'choose', match: best.n ?? list.indexOf(best) + 1 })
}
