/** Everything Hemline says, in one place, so that it can be said in another language. */
import type { Attribute, Value } from '../attributes.ts'
import type { Filters } from '../catalogue/filters.ts'
import type { Forgotten } from '../storage/shoppers.ts'
import type { Choice } from './reply.ts'
import { ENGLISH_MEANINGS } from './texts-meanings.ts'

export const MAX_CHARACTERS = 2000
export const MAX_ROUNDS = 8

export const money = (amount: number): string =>
  Number.isInteger(amount) ? String(amount) : amount.toFixed(2)
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const SAYABLE = 'For example “make it navy”, “longer sleeves, no collar” or “under 80”.'

/* How attribute values are called in a sentence. */

type Names<A extends Attribute> = Record<Value<A>, string>

export const SLEEVES: Names<'sleeve'> = {
  strapless: 'no straps or sleeves',
  straps: 'thin straps',
  sleeveless: 'no sleeves',
  cap: 'cap sleeves',
  short: 'short sleeves',
  elbow: 'elbow-length sleeves',
  'three-quarter': 'three-quarter sleeves',
  long: 'long sleeves',
}

export const NECKLINES: Names<'neckline'> = {
  crew: 'a round neck',
  v: 'a V-neck',
  scoop: 'a scoop neck',
  boat: 'a boat neck',
  square: 'a square neck',
  halter: 'a halter neck',
  'off-shoulder': 'bare shoulders',
  high: 'a high neck',
  collar: 'a collar',
}

export const LENGTHS: Names<'length'> = {
  cropped: 'cropped',
  hip: 'hip-length',
  mini: 'mini',
  knee: 'knee-length',
  midi: 'midi',
  maxi: 'maxi',
}

export const PATTERNS: Record<Value<'pattern'>, { adjective: string; marks: string }> = {
  solid: { adjective: 'plain', marks: 'the plain look' },
  striped: { adjective: 'striped', marks: 'the stripes' },
  dotted: { adjective: 'dotted', marks: 'the dots' },
  checked: { adjective: 'checked', marks: 'the checks' },
  floral: { adjective: 'floral', marks: 'the flowers' },
  animal: { adjective: 'animal-print', marks: 'the animal print' },
  graphic: { adjective: 'graphic', marks: 'the graphic' },
  'colour-block': { adjective: 'colour-block', marks: 'the colour blocks' },
  lace: { adjective: 'lace', marks: 'the lace' },
}

/** With its article, where it has one. */
export const DETAILS: Record<Value<'detail'>, string> = {
  belt: 'a belt',
  buttons: 'buttons',
  ruffles: 'ruffles',
  bow: 'a bow',
  pockets: 'pockets',
  hood: 'a hood',
  zip: 'a zip',
  trim: 'contrast trim',
  embellishment: 'embellishment',
}

/** "the belt", "the buttons". */
export const definite = (words: string): string => `the ${words.replace(/^an? /, '')}`

export const isPlural = (words: string): boolean => /s$/.test(words) && !/(ss|dress)$/.test(words)

export const isOrAre = (words: string): string => (isPlural(words) ? 'are' : 'is')

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** What is known by its name, otherwise the value itself. */
export const nameIn = (names: Record<string, string>, value: string): string => names[value] ?? value

export const TEXTS = {
  help:
    'Start with words (“a red summer dress”), a photo, or “surprise me”. Then say what to change: “make it navy”, ' +
    '“longer sleeves, no collar”, “looser”. Narrow the list with “under 80”, “size M” or “in stock”, take one with ' +
    '“the second one”, see “more results”. “Undo”, “redo”, “go back to look 2” and “start over” always work.',
  hello: `Hello! Say what you are looking for, send a photo, or say “surprise me”.`,
  helloAgain: `Hello! Say what to change. ${SAYABLE}`,
  thanks: 'You are welcome. Say on, if there is more to change.',
  bye: 'Goodbye! Your looks stay here for the next time.',
  praise: 'Glad you like it. Say on, if there is more to change.',
  dislike: 'Then let us change it. Say what is wrong, or say “undo”.',
  fine: 'All right, it stays as it is.',
  who: `I am Hemline: I change garments as you say and find the nearest ones in this shop. ${SAYABLE}`,
  outOfScope: `I can only change garments and find them in this shop. ${SAYABLE}`,
  englishOnly: 'Sorry, I only understand English so far. For example “make it blue” or “longer sleeves”.',
  symbols: `Please say it in words. ${SAYABLE}`,
  empty: `Nothing was said. Say what to change, or “help”.`,
  tooLong: (length: number) =>
    `That message has ${length.toLocaleString('en')} characters; I read up to ${MAX_CHARACTERS.toLocaleString('en')}. ` +
    'A sentence or two is enough.',

  noLook: 'There is no look yet. Start with words (“a red dress”), a photo, or “surprise me”.',
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  noSuchLook: (n: number, looks: number) =>
    looks === 0
      ? `There is no look ${n}, because there is none yet.`
      : `There is no look ${n}; they go from 1 to ${looks}.`,
  backAt: (n: number, description: string) => `Back at look ${n}: ${description}.`,
  forwardTo: (n: number, description: string) => `Forward to look ${n}: ${description}.`,
  startedOver: 'A clean table. What shall we start from?',

  photoTaken: (description: string) => `I see: ${description}. What shall I change?`,
  startedFrom: (title: string) => `Starting from “${title}”. What shall I change?`,
  surprise: (title: string) => `How about “${title}”? Say what to change, or “surprise me” again.`,
  emptyShop: 'There is nothing in the shop yet. Send a photo to start from.',
  noPhoto: (title: string) => `“${title}” has no photo to start from. Please take another one.`,
  noneToStartFrom: (words: string) =>
    `For “${words}” I found these, but none of them has a photo to start from. Try other words, or send a photo.`,
  unknownProduct: (sku: string) => `There is no product “${sku}” in this shop (any more).`,

  found: (words: string) => `For “${words}”:`,
  nothingFound: (words: string, filters: string) =>
    `I found nothing for “${words}”${filters && ` (${filters})`}. Try fewer or other words${filters && ', or “clear filters”'}.`,
  whichOne: 'Which one of these?',
  nearest: 'The nearest to your look:',
  nearestUnder: (filters: string) => `The nearest to your look, ${filters}:`,
  ofThese: (filters: string) => `Of these, ${filters}:`,
  allOfThese: 'All of these:',
  furtherResults: 'Some more:',
  noMore: 'That was all there is.',
  nothingPasses: (filters: string) => `Nothing here is ${filters}. Say “clear filters”, or change them.`,
  noList: 'There is no list yet. Say what you are looking for, for example “a red dress”.',
  notInList: (n: number, length: number) => `There is no number ${n}; the list goes from 1 to ${length}.`,
  filtersKept: (filters: string) => `I will keep to what is ${filters}. What are you looking for?`,
  filtersCleared: 'No filters any more.',

  notUnderstood: (parts: readonly string[]) =>
    `I did not understand ${listed(parts.map((part) => `“${part}”`))} and left it out.`,
  doesNotApply: (category: string, parts: readonly string[]) =>
    `I left out ${listed(parts.map((part) => `“${part}”`))}: that does not go with ${category === 'pants' ? 'pants' : `a ${category}`}.`,
  noLonger: {
    sleeve: 'The sleeves are as long as I can make them.',
    length: 'It is as long as I can make it.',
  },
  noneThere: (parts: readonly string[]) =>
    `There is nothing to take away for ${listed(parts.map((part) => `“${part}”`))}: I see none here.`,
  means: (words: string, meaning: string, name?: string) =>
    `“${words}”${name ? `, to me the same as “${name}”` : ''}: ${meaning}.`,
  meanings: ENGLISH_MEANINGS,
  keeps: (parts: readonly string[]) =>
    `I will leave alone what you want to keep (${listed(parts)}). What shall I change?`,
  tooManyRounds: (left: readonly string[]) =>
    `That was a lot at once, so I left ${listed(left.map((part) => `“${part}”`))} for the next message.`,
  whichWay: (part: string) => `How should the ${part} change?`,
  whichStyle: (style: string) => `In which way “${style}”?`,
  tryAgain: (parts: readonly string[]) => `Shall I try ${listed(parts.map((part) => `“${part}”`))} again?`,
  tryAgainChoice: (part: string) => `Try “${part}” again`,
  leaveIt: 'Leave it',
  nothingToRepeat: 'There is no change to try again.',
  nothingToVary: 'Change something first; then I can try that change in several ways.',
  whichVariation: (looks: readonly number[]) =>
    `Which one do you take: look ${looks.join(', ')}? Yours is as it was.`,
  lookNamed: (n: number) => `Look ${n}`,

  nearestNamed: (title: string) => `The nearest product, “${title}”`,
  reduced: (price: string, was: string) => `${price}, reduced from ${was}`,
  notReduced: (price: string) => `not on sale; it costs ${price}.`,
  inStock: 'in stock.',
  soldOut: 'sold out.',
  sizesThere: (sizes: string) => `there in ${sizes}.`,
  noSizes: 'no size of it is in stock.',
  inStore: (store: string, sizes: string) => (sizes ? `${store} in ${sizes}` : store),
  pieces: (size: string, pieces: number) => (size ? `${size} (${pieces})` : `${count(pieces, 'piece')}`),
  inNoStore: 'in no store just now.',
  storesNotCounted: 'the shop does not say in which store.',
  sizeThere: (size: string) => `yes, there in ${size}.`,
  sizeSoldOut: (size: string, others: string) =>
    `${size} is sold out${others && `; there in ${others}`}. Say “size ${size}, in stock” for others.`,
  noSize: (size: string, others: string) =>
    `it does not come in ${size}${others && `; there in ${others}`}. Say “size ${size}” for others.`,
  about: { material: 'what it is made of', colour: 'its colour', brand: 'its brand' },
  notTold: (what: string) => `the shop does not say ${what}.`,
  askTheShop: 'The shop gives no link; ask for it by this name.',
  by: (brand: string) => `by ${brand}`,
  cheaperBy: (n: number, less: string) => `Number ${n} is cheaper by ${less}.`,
  samePrice: 'They cost the same.',
  nearer: (n: number) => `Number ${n} is nearer to what you asked for.`,
  differsIn: (attributes: string) => `They differ in ${attributes}.`,
  alike: 'As far as I can see they are alike.',
  lookIs: (n: number, description: string) => `Look ${n}: ${description}.`,
  inHand: (n: number) => `Look ${n} is in hand. “Go back to look ${n > 1 ? n - 1 : n}” takes another.`,
  aPhoto: 'your photo',
  theStart: 'the start',
  noSuchMoment: (words: string, looks: number) =>
    `I find no look that fits “${words}”. They go from 1 to ${looks}; say “history” to see them, or “go back to look 1”.`,
  alreadyAlike: (parts: readonly string[]) =>
    `The ${listed(parts)} ${parts.length > 1 ? 'are' : 'is'} the same already.`,
  sorted: {
    match: 'The nearest first:',
    'price-up': 'The cheapest first:',
    'price-down': 'The most expensive first:',
  },

  slots: { top: 'top', bottom: 'bottom', dress: 'dress', 'outer layer': 'outer layer' },
  nothingToKeep:
    'There is nothing in hand to keep. Start with words (“a red dress”), or keep one from a list: “keep the second one”.',
  kept: (name: string, slot: string, replaced: boolean, total: string) =>
    `Kept as your ${slot}${replaced ? ', in place of the one before' : ''}: ${name}. The outfit comes to ${total}. Say “show my outfit” to see it.`,
  dropped: (slots: string) => `Out of the outfit: ${slots}.`,
  notInOutfit: 'That is not in your outfit. Say “show my outfit” to see what is.',
  emptyOutfit: 'Your outfit is empty. Say “keep this” to put what is in hand into it.',
  nearestCosts: (title: string, price: string) => `nearest in the shop “${title}” at ${price}`,
  total: (total: string) => `Total: ${total}.`,
  stillFree: (slots: string) => `Still free: ${slots}.`,
  nothingToShare:
    'There is nothing to share yet. Start with words (“a red dress”), a photo, or “surprise me”.',
  card: (name: string, nearest: string | undefined, product: string | undefined) =>
    `A card to pass on: ${product ?? name}.${nearest ? ` Nearest in the shop: ${nearest}.` : ''}`,

  remembered: (words: string) =>
    `I will remember for next time: ${words}. “Forget my size” or “forget me” takes it back.`,
  rememberNothing: 'I remember no size, budget or brand of yours any more.',
  nothingToRemember: 'There is nothing to remember yet. For example “remember that my size is M”.',
  known: (words: string, looks: number, kept: number) =>
    `${words ? `I remember: ${words}.` : 'I remember no size, budget or brand of yours.'} ` +
    `This conversation holds ${count(looks, 'look')} and ${count(kept, 'thing')} in your outfit. “Forget me” deletes it all.`,
  forgotten: ({ conversations, looks, messages, pictures, settings }: Forgotten) =>
    `Deleted: ${listed([
      count(conversations, 'conversation'),
      count(looks, 'look'),
      count(messages, 'message'),
      count(pictures, 'stored picture'),
      settings > 0 ? 'your settings' : 'no settings (there were none)',
    ])}. Nothing of you is left here.`,
  abuse: `Let us stay friendly: I am here for clothes. ${SAYABLE}`,
  policy: `That is for the shop itself to say: I know its clothes, prices, sizes and stock, not its orders. ${SAYABLE}`,
  laugh: `Ha! Say on, if there is more to change.`,
  offerShop: 'We seem to be stuck; let us look at what the shop has. Take one of these, or start over.',
  askedBefore:
    'I asked that before and we got no further. Say it in other words, or look at what the shop has: “more results”.',

  interrupted: 'I was interrupted here. What was finished is kept; please say the rest again.',
  pictureLost: (n: number) =>
    `The picture of look ${n} is gone from the data folder. Go on from another look.`,
  unsafePhoto: 'I cannot work with that picture. Please send one of the garment itself.',
  unsafeLook:
    'What came of that is not fit to be shown, so your look is as it was. Please say it in other words.',
  cancelled: 'Stopped. What was finished is kept.',
  busy: 'Too many messages at once. Wait for the answers, then go on.',
  storage: (what: string) => `${what} Your looks so far are safe.`,
  inference: 'The picture could not be made just now. Your look is as it was; please try again.',
  internal: 'Something went wrong on our side. Your looks are safe; please try that again.',
} as const

/** What a round did. A thing is named with its article: "the sleeves", "a belt". */
export const OUTCOMES = {
  judge: (asked: string) => `I tried “${asked}”; you be the judge.`,
  now: (wanted: string) => `${capitalised(wanted)} now.`,
  notYet: (wanted: string, seen: string) => `Not ${wanted} yet: I see ${seen}.`,
  noSign: (wanted: string) => `No sign of ${wanted} yet.`,
  gone: (thing: string) => `${capitalised(thing)} ${isOrAre(thing)} gone.`,
  stillThere: (thing: string) => `${capitalised(thing)} ${isOrAre(thing)} still there.`,
  done: (asked: string) => `Done: ${asked}.`,
  didNotShow: (asked: string) => `I tried “${asked}”, but it did not show.`,
  unchanged: (thing: string, way: string) => `${capitalised(thing)} did not get ${way}.`,
  changed: (thing: string, way: string) =>
    `${capitalised(`${way} ${thing.replace(/^(it|the) ?/, '')}`.trim())} now.`,
  sleeves: 'sleeves',
  fit: (value: string) => `${value} fit`,
  garment: (category: string) => (category === 'pants' ? category : `a ${category}`),
  /** Taken away without being named more closely. */
  removed: { sleeve: 'the sleeves', pattern: 'the pattern' },
  part: (attribute: string) => `the ${attribute}`,
  comparatives: {
    brightness: { of: 'it', more: 'brighter', less: 'darker' },
    sleeve: { of: 'the sleeves', more: 'longer', less: 'shorter' },
    length: { of: 'it', more: 'longer', less: 'shorter' },
    fit: { of: 'the fit', more: 'tighter', less: 'looser' },
    neckline: { of: 'the neckline', more: 'deeper', less: 'higher' },
    pattern: { of: 'the pattern', more: 'livelier', less: 'quieter' },
  } as Partial<Record<Attribute, { of: string; more: string; less: string }>>,
} as const

/** The parts of the sentence that describes a look. */
export const LOOK = {
  garment: 'garment',
  fit: (value: string) => `${value} fit`,
  having: (features: readonly string[]) => `with ${listed(features)}`,
} as const

/** How one can begin. */
export const TO_START: Choice[] = [
  { label: 'Surprise me', press: { kind: 'surprise' } },
  { label: 'Show me dresses', text: 'show me dresses' },
]

/** What a style without a plain meaning may have meant. */
export const WAYS: Choice[] = [
  { label: 'Dressier', text: 'more formal' },
  { label: 'More relaxed', text: 'more casual' },
  { label: 'More covered', text: 'more modest' },
]

const way = (...texts: string[]): Choice[] =>
  texts.map((text) => ({ label: text.charAt(0).toUpperCase() + text.slice(1), text }))

/** What an attribute may become, for someone who said only that it is to change. */
export const WAYS_OF: Partial<Record<Attribute, { part: string; choices: Choice[] }>> = {
  sleeve: { part: 'sleeves', choices: way('longer sleeves', 'shorter sleeves', 'no sleeves') },
  neckline: { part: 'neckline', choices: way('a V-neck', 'a round neck', 'a high neck') },
  length: { part: 'length', choices: way('longer', 'shorter') },
  fit: { part: 'fit', choices: way('tighter', 'looser') },
  colour: { part: 'colour', choices: way('brighter', 'darker', 'navy', 'red') },
  pattern: { part: 'pattern', choices: way('plain', 'striped', 'floral') },
  material: { part: 'fabric', choices: way('cotton', 'satin', 'denim') },
  silhouette: { part: 'shape', choices: way('straight', 'flared') },
}

/** Filters in words, each fit for "Nothing here is ..." and for a label. */
export function filterWords(filters: Filters, currency: string): string[] {
  const { minPrice, maxPrice, size, inStock, category, brand, colour, onSale } = filters
  const { withoutBrands, withoutColours } = filters
  const price =
    minPrice !== undefined && maxPrice !== undefined
      ? `from ${money(minPrice)} to ${money(maxPrice)} ${currency}`
      : maxPrice !== undefined
        ? `under ${money(maxPrice)} ${currency}`
        : minPrice !== undefined && `over ${money(minPrice)} ${currency}`
  return [
    price,
    size !== undefined && `in size ${size}`,
    inStock && 'in stock',
    category !== undefined && (category === 'pants' ? 'pants' : `a ${category}`),
    brand !== undefined && `by ${brand}`,
    withoutBrands && `not by ${withoutBrands.join(' or ')}`,
    colour,
    withoutColours && `not ${withoutColours.join(' or ')}`,
    onSale && 'on sale',
  ].filter((words) => typeof words === 'string')
}
