/**
 * A phrase whose label was learnt, as the command that it is: which look, which product, which way. The words around do
 * not matter any more, so that these patterns may be as broad as people are various.
 */
import { normalSize } from '../../catalogue/product.ts'
import {
  type About,
  type Command,
  type CommandContext,
  itemOf,
  NUMBER,
  numberOf,
  numbersIn,
  press,
} from '../command.ts'
import { fitting } from '../commands/described.ts'
import { slotIn } from '../commands/outfits.ts'
import { type FilterChange, findFilters, NO_FILTERS } from '../filters.ts'
import { combination, moment } from './looks.ts'
import type { Label } from './recogniser.ts'
import { answerIn, SHOPS_PEOPLE, topicOf } from './topics.ts'

type Read = (phrase: string, context: CommandContext & { brands: readonly string[] }) => Command | undefined

/** Undefined where the phrase does not say enough: a choice that fits no product. */
export const commandOfLabel = (label: Label, ...said: Parameters<Read>): Command | undefined =>
  READS[label]?.(...said)

const READS: Partial<Record<Label, Read>> = {
  undo: (phrase) => ({ kind: 'press', press: { kind: 'undo' }, times: timesIn(phrase) }),
  redo: () => press({ kind: 'redo' }),
  'go-to': moment,
  combine: combination,
  'start-over': (phrase) => (ANEW.test(phrase) ? press({ kind: 'start-over' }) : undefined),
  choose: choice,
  more: () => press({ kind: 'more-results' }),
  compare: comparison,
  ask: question,
  sort: order,
  keep: (phrase, { listed }) => ({ kind: 'keep', item: itemOf(phrase, listed) }),
  drop(phrase) {
    const slot = TAKES_OUT.test(phrase) ? slotIn(phrase) : undefined
    return slot === undefined ? undefined : { kind: 'drop', slot }
  },
  outfit: () => ({ kind: 'outfit' }),
  share: (phrase, { listed }) => ({ kind: 'share', what: sharedIn(phrase, listed) }),
  settings: memory,
  forget: (phrase) =>
    ERASES.test(phrase) && !(OF_THE_LOOK.test(phrase) && !OF_ME.test(phrase))
      ? { kind: 'forget' }
      : undefined,
  help: () => press({ kind: 'help' }),
  talk(phrase) {
    const topic = topicOf(phrase)
    return topic && { kind: 'talk', topic }
  },
  answer: (phrase) => ({ kind: answerIn(phrase) }),
  'out-of-scope': (phrase) => ({ kind: 'talk', topic: SHOPS_PEOPLE.test(phrase) ? 'policy' : 'elsewhere' }),
}

/** What cannot be taken back is done only where a word says so plainly. */
const ANEW =
  /\b(?:start\w*|begin\w*|restart|reset|scratch|zero|anew|afresh|fresh|over|clean|new|wipe|scrap|clear|nuke|nothing)\b/
const ERASES =
  /\b(?:forget|forgotten|delete\w*|erase\w*|erasure|wipe\w*|remove\w*|clear|destroy|purge|rid|gone|gdpr|close|traces?|(?:not|don't|dont|stop) (?:keep|store|storing|keeping))\b/
/** "Remove everything" may be said of a garment. */
const OF_THE_LOOK = /\b(?:remove\w*|clear|gone|rid)\b/
const OF_ME =
  /\b(?:me|my|mine|i|we|our|us|you|your|data|accounts?|history|information|info|privacy|gdpr|conversations?|chats?|messages?|pictures?|photos?|traces?|profile|stored|saved|kept)\b/
const TAKES_OUT =
  /\b(?:out|off|from|without|remove|drop|delete|clear|empty|reset|discard|rid|not?|don't|dont|un(?:save|keep)|longer|stop|leave|go)\b/

function timesIn(phrase: string): number {
  if (/\btwice\b/.test(phrase)) return 2
  const count = new RegExp(`\\b${NUMBER} (?:steps?|times?|rounds?|looks?|changes|edits|things)\\b`).exec(
    phrase,
  )
  const last = new RegExp(`\\blast (?!one\\b)${NUMBER}\\b`).exec(phrase)
  return numberOf(count?.[1] ?? last?.[1]) ?? 1
}

const FROM_THE_END = /\b(?:second|next) to (?:the )?last\b|\b(?:one )?before (?:the )?last\b|\blast but one\b/

function choice(phrase: string, { listed, list = [] }: CommandContext): Command | undefined {
  if (FROM_THE_END.test(phrase) && listed > 1) return press({ kind: 'choose', match: listed - 1 })
  const [number] = numbersIn(phrase, listed)
  if (number !== undefined && number <= Math.max(listed, 8)) return press({ kind: 'choose', match: number })
  return fitting(phrase, list)
}

function comparison(phrase: string, { listed, looks = 0 }: CommandContext): Command {
  const what = /\blooks?\b/.test(phrase) ? 'looks' : 'products'
  const items = numbersIn(
    phrase.replace(/\b(?:first|these|those|the) (?:two|three)\b/g, ''),
    what === 'looks' ? looks : listed,
  )
  const all = /\b(?:first|these|those) three\b/.test(phrase) ? [1, 2, 3] : [1, 2]
  return {
    kind: 'compare',
    what,
    items:
      items.length > 1 ? items.slice(0, 4) : items[0] !== undefined && items[0] !== 1 ? [1, items[0]] : all,
  }
}

const ABOUT: [words: RegExp, about: About][] = [
  [/\b(?:on sale|reduced|discount\w*|reduction|marked down|more expensive before)\b/, 'sale'],
  [/\b(?:how much|price|priced|cost|costs|expensive|pay|damage|charge)\b/, 'price'],
  [
    /\b(?:made|material|fabric|cloth|composition|real|genuine|cotton|silk|wool|leather|denim|linen|polyester|satin|velvet)\b/,
    'material',
  ],
  [
    /\bhow many\b|\b(?:which|what|your) (?:of your )?(?:shops?|stores?|branch\w*)\b|\b(?:shop|store|branch)\b/,
    'stores',
  ],
  [/\b(?:stock|sold out|left|still (?:there|have|get|available)|back in)\b/, 'stock'],
  [/\b(?:brand|label|maker|makes|made by|designer|designed|manufacturer|by whom|who)\b/, 'brand'],
  [/\b(?:colou?rs?|shades?)\b/, 'colour'],
  [/\b(?:buy|order|purchase|where|checkout)\b/, 'buy'],
  [/\b(?:sizes?|biggest|largest|smallest|fit)\b/, 'sizes'],
  [/\bavailable\b/, 'stock'],
]
const A_SIZE =
  /\b(?:size |in (?:an? )?|an? |my size,? |is )?(xxs|xs|s|m|l|xl|xxl|xxxl|[2-6]xl|small|medium|large|\d{2})\b(?! (?:euros?|dollars?|pounds?))/
const HISTORY = /\b(?:chang\w+|history|so far|done|my looks|all looks|which looks|got here|get here)\b/
const LOOKING =
  /\b(?:describe|look(?:s|ing)? (?:like|at)|what (?:am|do) i (?:see|have|look)|picture|i see|wearing)\b/

function question(phrase: string, { listed }: CommandContext): Command {
  const item = itemOf(phrase, listed)
  const about = ABOUT.find(([words]) => words.test(phrase))?.[1]
  const size = A_SIZE.exec(phrase.replace(/\b(?:number|no|option|item|#) ?\d+\b/g, ' '))?.[1]
  if (size && (about === undefined || about === 'sizes' || about === 'stock'))
    return { kind: 'ask', about: 'sizes', item, size: normalSize(size) }
  if (about) return { kind: 'ask', about, item }
  if (item === 'hand' && HISTORY.test(phrase)) return { kind: 'describe', what: 'history' }
  if (item === 'hand' && LOOKING.test(phrase)) return { kind: 'describe', what: 'look' }
  return { kind: 'ask', about: 'all', item }
}

const CHEAP_LAST = /\bcheap\w*(?: ones?)? (?:last|at the (?:end|bottom))\b/

function order(phrase: string): Command {
  if (/\b(?:similar\w*|match\w*|relevan\w*|like\w*|near\w*|close\w*|fit)\b/.test(phrase))
    return { kind: 'sort', sort: 'match' }
  const down =
    /\b(?:desc\w*|high(?:est)? (?:to|first|price)|(?:most )?expensive(?: ones?)? (?:first|to|at|on)|expensive to|priciest|dear(?:est)?|most expensive|down)\b/
  const up = /\b(?:to (?:dear\w*|expensive|most expensive|high)|cheap\w* first|low\w* (?:to|first))\b/
  if (CHEAP_LAST.test(phrase)) return { kind: 'sort', sort: 'price-down' }
  return { kind: 'sort', sort: down.test(phrase) && !up.test(phrase) ? 'price-down' : 'price-up' }
}

function sharedIn(phrase: string, listed: number): 'look' | 'outfit' | number {
  if (/\b(?:outfit|wardrobe|ensemble)\b/.test(phrase)) return 'outfit'
  const item = itemOf(phrase, listed)
  return item === 'hand' ? 'look' : item
}

const NO_LONGER =
  /\b(?:forget|delete|remove|stop|erase|clear|drop|(?:do not|don't|dont|no longer|not) (?:use|remember|keep|save))\b/
const SAVES =
  /\b(?:remember|save|store|keep|note|set|always|from now on|default|every time|future|usually|never)\b/
const ASKS =
  /^(?:what|which|do you|did you|show|list|tell|my (?:settings|preferences)|settings|preferences)\b/

function memory(phrase: string, { brands }: Parameters<Read>[1]): Command {
  if (NO_LONGER.test(phrase)) {
    if (/\bsize\b/.test(phrase)) return { kind: 'remember', change: { size: null } }
    if (/\b(?:budget|price|limit)\b/.test(phrase))
      return { kind: 'remember', change: { minPrice: null, maxPrice: null } }
    if (/\bbrands?\b/.test(phrase)) return { kind: 'remember', change: { brand: null, withoutBrands: null } }
    return { kind: 'remember', change: NO_FILTERS }
  }
  if (ASKS.test(phrase)) return { kind: 'settings' }
  const change = wanted(phrase, brands)
  if (change) return { kind: 'remember', change }
  return SAVES.test(phrase) ? { kind: 'remember', change: null } : { kind: 'settings' }
}

/** Sizes, prices and brands in words that say what is always so. */
function wanted(phrase: string, brands: readonly string[]): FilterChange | undefined {
  const found = findFilters(phrase, brands)?.change
  const brand = brands.find((name) => phrase.includes(name.toLowerCase()))
  const size =
    /\b(?:size|take|wear|am|is|an?|i)\W+(xxs|xs|s|m|l|xl|xxl|xxxl|small|medium|large|\d{2})\b/.exec(
      phrase,
    )?.[1]
  const price = /\b(?:budget|spend|under|below|than|max\w*|most|limit)\D*(\d{2,5})\b/.exec(phrase)?.[1]
  const change: FilterChange = {
    ...found,
    ...(brand && { brand }),
    ...(price
      ? { maxPrice: Number(price) }
      : size && found?.maxPrice === undefined && { size: normalSize(size) }),
  }
  return Object.keys(change).length > 0 ? change : undefined
}
