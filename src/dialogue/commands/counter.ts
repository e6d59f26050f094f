/**
 * What is said at a counter: looking a product up, holding one, the shortlist, the own store, the customer looking on.
 * Read from the message as it is written and only as a whole, because names and notes are in it.
 */
import { isBarcode } from '../../catalogue/codes.ts'
import { ITEM, type Item, itemOf, ORDINAL, ordinalOf } from '../command.ts'

/** A product by its place or in hand, or by an article number or barcode. */
export type Thing = Item | { code: string }

export type CounterCommand =
  /** By article number, barcode or name. */
  | { kind: 'look-up'; words: string }
  | { kind: 'hold'; thing: Thing; size?: string; store?: string; customer?: string }
  | { kind: 'holds' }
  | { kind: 'hold-by-number'; reference: string; wish: 'tell' | 'collected' | 'released' }
  | { kind: 'shortlist'; thing: Thing; note?: string }
  /** For number `n` of the shortlist. */
  | { kind: 'note'; n: number; note: string }
  | { kind: 'unlist'; n: number | 'last' | 'all' }
  | { kind: 'shortlisted' }
  | { kind: 'share-shortlist' }
  /** Undefined: to be told; null: to be forgotten. */
  | { kind: 'own-store'; store: string | null | undefined }
  | { kind: 'customer-mode'; on: boolean }
  | { kind: 'cost'; thing: Thing }

export interface CounterContext {
  listed: number
  stores: readonly string[]
}

interface Rule {
  pattern: RegExp
  read(groups: (string | undefined)[], context: CounterContext): CounterCommand | undefined
}

const CODE = String.raw`(?=[\w-]*\d)[A-Za-z\d][\w-]{3,}`
/** Article numbers have a digit in them; other words are no code. */
const THING = `(?:${ITEM}|${CODE})`
const LIST = '(?:the |my |our |her |his |their |this |a )?short[ -]?list'
const NUMBER_OF = String.raw`(?:the )?(?:number |no\.? ?|#)?(?:(\d{1,2})|${ORDINAL})(?: one)?`
const REFERENCE = '([2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4})'

const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(`^(?:(?:please|can you|could you|now|ok|okay),? )*(?:${pattern})(?: please)?$`, 'i'),
  read,
})

const RULES: Rule[] = [
  rule(
    String.raw`(?:look ?up|scan)(?: the)?(?: (?:sku|barcode|ean|gtin|upc|article|code|item))?(?: number| no\.?)?:? (.+)`,
    ([words]) => lookUp(words),
  ),
  rule(
    String.raw`(?:(?:check|find|show(?: me)?|get) )?(?:the )?(?:barcode|ean|gtin|upc|article number|article no\.?)(?: number)?:? ([\w -]{4,40})`,
    ([code]) => lookUp(code),
  ),
  rule(String.raw`([\d ]{8,17})`, ([digits]) => (isBarcode(digits ?? '') ? lookUp(digits) : undefined)),

  rule(`(?:hold|reserve|set aside) (${THING})((?: (?:in|at|size) .+?)?)(?: for (.+?))?`, held),
  rule(`put (${THING}) aside((?: (?:in|at|size) .+?)?) for (.+?)`, held),
  rule(
    '(?:(?:show|list|see)(?: me)? )?(?:the |our |all |my |open |all the |all our )*(?:holds|reservations)(?: (?:here|today|in (?:this|our|my) store))*|what (?:is|do we have|have we)(?: got)? (?:on hold|held|reserved)(?: here)?\\??',
    () => ({ kind: 'holds' }),
  ),
  rule(
    `(?:(?:show|look up|find|check|what is)(?: me)? )?(?:the )?(?:hold |reservation |reference )?(?:number |no\\.? )?${REFERENCE}\\??`,
    ([reference]) => ({ kind: 'hold-by-number', reference: ref(reference), wish: 'tell' }),
  ),
  rule(
    `(?:release|cancel|drop|end|give back) (?:the )?(?:hold |reservation )?(?:number |no\\.? )?${REFERENCE}|(?:the )?(?:hold )?${REFERENCE} (?:is |was )?(?:released|cancelled)`,
    ([before, after]) => ({ kind: 'hold-by-number', reference: ref(before ?? after), wish: 'released' }),
  ),
  rule(
    `(?:the )?(?:hold |reservation )?${REFERENCE} (?:is |was |has been )?(?:collected|picked up|bought|sold)|(?:collected|picked up|sold):? ${REFERENCE}`,
    ([before, after]) => ({ kind: 'hold-by-number', reference: ref(before ?? after), wish: 'collected' }),
  ),

  rule(
    `(?:add|put|save|keep) (${THING}) (?:to|on|onto|in) ${LIST}(?:(?: with (?:the |a )?note| note)?[:,;]? (.+))?`,
    listed,
  ),
  rule(`short[ -]?list (${THING})(?:(?: with (?:the |a )?note| note)?[:,;]? (.+))?`, listed),
  rule(
    String.raw`(?:add a |put a )?note (?:on|for|to|about) (?:number |no\.? ?|#)?(\d{1,2})(?: (?:of|on) ${LIST})?[:,]? (.+)`,
    ([n, note]) => ({ kind: 'note', n: Number(n), note: note as string }),
  ),
  rule(`(?:(?:show|open|list|see)(?: me)? )?${LIST}|what is on ${LIST}\\??`, () => ({ kind: 'shortlisted' })),
  rule(`(?:remove|drop|take|delete) ${NUMBER_OF} (?:from|off|out of) ${LIST}`, ([n, ordinal]) => {
    // The last of the shortlist, whatever list is shown.
    if (ordinal?.toLowerCase() === 'last') return { kind: 'unlist', n: 'last' }
    const place = n === undefined ? ordinalOf(ordinal?.toLowerCase(), 0) : Number(n)
    return place === undefined ? undefined : { kind: 'unlist', n: place }
  }),
  rule(`(?:clear|empty|delete|reset) ${LIST}`, () => ({ kind: 'unlist', n: 'all' })),
  rule(
    `(?:share|send|pass on|(?:give me |make )?(?:a )?link (?:to|for|of)) ${LIST}(?: (?:with|to) .+)?`,
    () => ({ kind: 'share-shortlist' }),
  ),

  rule(
    '(?:my store is|(?:set|change) my store to|i (?:am|work) (?:in|at)|i’m (?:in|at)|we are in) (?:the )?(.+?)(?: (?:store|shop|branch))?',
    ([name = ''], { stores }) => {
      const store = storeIn(name, stores)
      return store ? { kind: 'own-store', store } : undefined
    },
  ),
  // What is no store is answered too, where it can only be meant as one.
  rule('(?:my store is|(?:set|change) my store to) (.+)', ([store = '']) => ({ kind: 'own-store', store })),
  rule('(?:what|which) (?:is my store|store am i in)\\??|my store', () => ({
    kind: 'own-store',
    store: undefined,
  })),
  rule('(?:forget|delete|clear) my store', () => ({ kind: 'own-store', store: null })),

  rule('(?:turn on |switch to |start |enter )?customer (?:mode|view)(?: on)?', () => ({
    kind: 'customer-mode',
    on: true,
  })),
  rule(
    '(?:turn off |leave |exit |end |stop )customer (?:mode|view)|customer (?:mode|view) off|(?:back to |switch to )?staff (?:mode|view)(?: on)?',
    () => ({ kind: 'customer-mode', on: false }),
  ),
  rule(
    `what (?:does|do|did) (${THING}) cost us\\??|(?:what is )?(?:our|the) (?:cost|cost price|purchase price|margin)(?: (?:of|on|for) (${THING}))?\\??`,
    ([first, second], context) => ({ kind: 'cost', thing: thingOf(first ?? second, context) }),
  ),
]

const lookUp = (words: string | undefined): CounterCommand => ({
  kind: 'look-up',
  words: (words ?? '').replace(/^["“”']|["“”'.]+$/g, '').trim(),
})

const ref = (reference: string | undefined): string => (reference ?? '').toUpperCase()

function held(
  [thing, where = '', customer]: (string | undefined)[],
  context: CounterContext,
): CounterCommand {
  // "in M at Lisbon": one of them is a store, if either is.
  const parts = where.split(/ (?:in |at |from |size |a |the )+/i).filter(Boolean)
  const store = parts.map((part) => storeIn(part, context.stores)).find(Boolean)
  const size = parts.find((part) => !storeIn(part, context.stores))?.trim()
  return {
    kind: 'hold',
    thing: thingOf(thing, context),
    ...(size && { size }),
    ...(store && { store }),
    ...(customer && !/^(?:me|now|later)$/i.test(customer) && { customer: customer.trim() }),
  }
}

function listed([thing, note]: (string | undefined)[], context: CounterContext): CounterCommand {
  return { kind: 'shortlist', thing: thingOf(thing, context), ...(note && { note: note.trim() }) }
}

function thingOf(text: string | undefined, { listed }: CounterContext): Thing {
  if (text === undefined) return 'hand'
  return new RegExp(`^${ITEM}$`, 'i').test(text) ? itemOf(text.toLowerCase(), listed) : { code: text }
}

const storeIn = (text: string, stores: readonly string[]): string | undefined =>
  stores.find((store) => store.toLowerCase() === text.trim().toLowerCase())

/** Nobody says more at once to a shop; patterns take their time on long ones. */
const LONGEST = 500

/** Undefined when the message is something else. */
export function counterCommand(sentence: string, context: CounterContext): CounterCommand | undefined {
  const said = sentence
    .trim()
    .replace(/\s+/g, ' ')
    .replaceAll("'", '’')
    .replace(/[.!]+$/, '')
  if (said.length > LONGEST) return undefined
  for (const { pattern, read } of RULES) {
    const groups = pattern.exec(said)
    const command = groups && read(groups.slice(1), context)
    if (command) return command
  }
  return undefined
}
