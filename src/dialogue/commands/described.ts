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
  if (CHEAPEST.test(words)) return chosen(list, (a, b) => a.price - b.price)
  if (DEAREST.test(words)) return chosen(list, (a, b) => b.price - a.price)
  // Bare, it might be a change: "the sleeves longer".
  if (!SAYS_SO.test(phrase) && !(alone && /\bone\b/.test(words))) return undefined
  const asked = words.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !EMPTY.has(word))
  const fitting = list.flatMap((product, i) =>
    asked.length > 0 && asked.every((word) => says(product, word)) ? [i + 1] : [],
  )
  const [first] = fitting
  if (first === undefined) return undefined
  return fitting.length === 1 ? press({ kind: 'choose', match: first }) : { kind: 'which', matches: fitting }
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
  return best && press({ kind: 'choose', match: list.indexOf(best) + 1 })
}
