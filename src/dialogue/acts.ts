/** What a sentence asks for: plain rules over its words, before any of it is read as a change to the look. */
import { categoryOf } from '../catalogue/categories.ts'
import { split } from '../language/split.ts'
import { isForeign } from './cleaning.ts'
import type { Command, Listed } from './command.ts'
import { spelt } from './commands/slips.ts'
import { commandOf } from './commands.ts'
import { type FilterChange, findFilters } from './filters.ts'
import { plainOf } from './recognition/plain.ts'
import { commandOfLabel } from './recognition/read.ts'
import { type Label, type Recogniser, recogniser } from './recognition/recogniser.ts'
import { saying, soughtIn, wishedIn } from './saying.ts'

export type Act =
  | Command
  | { kind: 'filter'; change: FilterChange }
  /** Look around in the shop. */
  | { kind: 'browse'; words: string }
  /** Start from what the words describe. */
  | { kind: 'begin'; words: string }
  /** Change the look. What belongs to other acts is blank in `text`, so that positions are those of the sentence. */
  | { kind: 'edit'; text: string }

export interface ActContext {
  hasLook: boolean
  /** Category of the look in hand, where it is known. */
  category?: string | undefined
  /** Products in the list that was shown last. */
  listed: number
  /** The same, in words. */
  list?: readonly Listed[]
  brands: readonly string[]
  /** The last turn ended in a question that "yes" would answer. */
  isAsked?: boolean
}

/** Where one phrase ends and the next begins. */
const JOINT = /\s*[.;!?]+\s+|\s*,\s*(?:(?:and|then|but|now)\s+)*|\s+(?:and then|and|then|but)\s+/gi

/**
 * At least one act for a sentence that has a letter or digit in it. Commands are read word for word; what is left is
 * taken for what the examples say it most likely is.
 */
export function actsOf(said: string, context: ActContext, recognise = recogniser()): Act[] {
  // "Whatever, show me skirts": alone it asks for anything, before something else for nothing.
  const sentence = said.replace(/^\s*whatever\s*[,.;:!]+(?=\s*\w)/i, (found) => ' '.repeat(found.length))
  const whole = commandOf(sentence, { ...context, alone: true })
  if (whole) return [whole]
  const remembered = lasting(sentence, context.brands)
  if (remembered) return [remembered]
  const known: Said = { ...context, recognise: once(recognise) }
  const found = findFilters(sentence, context.brands)
  const learnt = ofOneKind(sentence, known, found ? SURER : SURE)
  if (learnt && !(found && BY_WORDS.has(learnt.kind))) return [learnt]
  const acts: Act[] = found ? [{ kind: 'filter', change: found.change }] : []
  const rest = found ? found.rest : sentence
  if (rest !== null) acts.push(...peeled(rest, known).flatMap((act) => guessed(act, known)))
  // A few words around a filter that mean nothing by themselves belong to it.
  const isAround = (act: Act) =>
    found && act.kind === 'edit' && !changes(act.text) && act.text.trim().split(/\s+/).length <= FEW
  const meant = meantOf(
    acts.filter((act) => !isAround(act)).map((act) => (found ? looked(act) : act)),
    context,
  )
  const isRead = found || meant.every(({ kind }) => kind === 'edit' || kind === 'begin')
  return isRead || !isChange(sentence, known) ? meant : [{ kind: 'edit', text: sentence }]
}

/**
 * Learns and compiles all that the first messages would otherwise wait for. An engine compiles a pattern for letters
 * of one byte and of two apart, and well only when it meets them again.
 */
export function getReady(): void {
  const context: ActContext = { hasLook: true, category: 'dress', listed: 1, brands: ['Brand'] }
  for (const sentence of [
    'make it longer, no collar, under 60',
    'сделай короче',
    '作短一点 ☂',
    'not Brand, “größer” 👗',
  ])
    for (let i = 0; i < 3; i++)
      for (const hasLook of [true, false])
        for (const act of actsOf(sentence, { ...context, hasLook })) if (act.kind === 'edit') split(act.text)
}

/** "Skirts under 40": beside a filter, a kind of garment is looked for. */
const looked = (act: Act): Act =>
  act.kind === 'begin' && !A_WISH.test(act.words) ? { kind: 'browse', words: act.words } : act
const A_WISH = /^\W*(?:an?|i|we|make|start|begin|design|create|now|next|need|want|give|something|one)\b/i

/** A filter beside them is taken out of their words first. */
const BY_WORDS = new Set<Act['kind']>(['begin', 'browse', 'cheaper'])

/** Learnt to be a change of the look, all of it. */
function isChange(sentence: string, said: Said): boolean {
  const [best] = said.recognise(sentence, said)
  return said.hasLook && best?.label === 'edit' && best.probability >= SURE && changes(sentence)
}

/** Each phrase of a message is looked at once, however often it is asked about. */
function once(recognise: Recogniser): Recogniser {
  const known = new Map<string, ReturnType<Recogniser>>()
  return (phrase, context) => {
    const before = known.get(phrase)
    if (before) return before
    const guesses = recognise(phrase, context)
    known.set(phrase, guesses)
    return guesses
  }
}

interface Said extends ActContext {
  recognise: Recogniser
}

/** From this probability on, a whole message is what it was learnt to be; and a part of one, from this. */
const SURE = 0.6
const SURER = 0.85
/** Where nothing else could be made of it. */
const UNSURE = 0.35

/** What a phrase was learnt to be, but for changes. Undefined where that is unsure, or asks for more than one thing. */
function ofOneKind(phrase: string, said: Said, least = SURE): Act | undefined {
  const [best] = said.recognise(phrase, said)
  // Another language looks like anything; and with nothing in hand, what nobody knows may be something to look for.
  if (!best || best.probability < least || isForeign(phrase)) return undefined
  if (!said.hasLook && best.label === 'out-of-scope' && best.probability < SURER) return undefined
  switch (best.label) {
    case 'mixed':
    case 'edit':
      return undefined
    case 'filter':
      return OF_PRICE.test(phrase) ? { kind: 'cheaper' } : undefined
    case 'start':
      return begun(phrase, said)
    case 'browse':
      return { kind: 'browse', words: spelt(soughtIn(phrase)) }
    // What is changed is no reason to lose the rest.
    case 'start-over':
    case 'forget':
    case 'drop':
      return changes(phrase) && !LOSING.test(phrase) ? undefined : asLabelled(best.label, phrase, said)
    case 'choose':
      return /\bcheap/i.test(phrase) && !/\bcheapest\b/i.test(phrase)
        ? undefined
        : asLabelled(best.label, phrase, said)
    default:
      return asLabelled(best.label, phrase, said)
  }
}
const LOSING = /\b(?:outfit|wardrobe|data|account|start\w*|begin|over again)\b/i

const OF_PRICE =
  /\b(?:cheap\w*|price\w*|pric(?:e)?y|expensive|afford\w*|budget|steep|money|dear|spend|cost\w*)\b/i

/** From what the words describe, or from anything where they describe nothing. */
function begun(phrase: string, { hasLook, category }: Said): Act | undefined {
  const words = spelt(wishedIn(phrase))
  // "A red dress", said to a dress, is that dress in red.
  if (hasLook && category !== undefined && categoryOf(words) === category && !A_NEW_ONE.test(phrase))
    return undefined
  if (/^\W*is\b/i.test(phrase)) return undefined
  // Nor is "something floral" another garment.
  if (hasLook && categoryOf(words) === undefined && changes(words) && !A_NEW_ONE.test(phrase))
    return undefined
  const says = categoryOf(words) !== undefined || changes(words) || (!hasLook && !ANYTHING.test(phrase))
  return says ? { kind: 'begin', words } : { kind: 'press', press: { kind: 'surprise' } }
}
const A_NEW_ONE = /\b(?:another|new|different|start|begin|next|random|surprise|second|also|make me|design)\b/i
const ANYTHING =
  /\b(?:surprise|random\w*|inspire|lucky|any(?:thing)?|whatever|(?:you|u|me|one) (?:choose|pick|decide)|(?:choose|pick|decide) (?:one|something|any|for))\b/i

const asLabelled = (label: Label, phrase: string, said: Said): Act | undefined =>
  commandOfLabel(label, plainOf(phrase), { ...said, alone: true })

const FEW = 3

/** Whether anything in it can be read as a change. */
const changes = (text: string): boolean =>
  split(text).some(({ attribute, text }) => attribute !== null || A_COMPARISON.test(text))

/** A comparison that nobody placed may be of style. */
const A_COMPARISON = /^(?:more|less) [\p{L}-]+$/u

/** What cannot be read as a change is, perhaps, what its words hint at. */
function guessed(read: Act, context: Said): Act {
  const act = read.kind === 'begin' || read.kind === 'browse' ? { ...read, words: spelt(read.words) } : read
  if (act.kind !== 'edit' && act.kind !== 'begin') return act
  const words = act.kind === 'edit' ? act.text : act.words
  const learnt = ofOneKind(words.trim(), context, changes(words) ? SURER : UNSURE)
  if (learnt) return learnt
  if (changes(words) || (act.kind === 'begin' && categoryOf(words))) return act
  const category = categoryOf(words)
  // Something that nobody here has heard of: the shop may have.
  const sought = SEEKING.exec(words)?.[1]
  if (category === undefined && sought) return { kind: 'browse', words: sought }
  if (category === undefined || words.trim().split(/\s+/).length > SHORT) return act
  // A garment and nothing else: "how about we do a skirt now", "let me see jackets".
  if (LOOKING.test(words)) return { kind: 'browse', words: words.trim() }
  return category === context.category ? act : { kind: 'begin', words: words.trim() }
}

const SHORT = 10
/** A thing or two, and no sentence. */
const SEEKING =
  /^\W*(?:show me|find me|do you have|do you sell|i am looking for|looking for) (?!it\b|the\b|me\b|how\b)((?:[\p{L}-]+ ?){1,3})\W*$/iu
const LOOKING = /\b(?:see|show|find|any|got|have|look|browse|search)\b/i

/** What makes a filter one for every conversation to come. */
const LASTING =
  /\b(?:remember|keep in mind|(?:make a )?note(?: of)?(?: it| that)?|from now on|always|usually|normally|(?:in|for) (?:the )?future|by default|every time|save|store)\b[:,]?(?: (?:that|it|this)\b)?/gi
const BUYS = /\bi (?:only |just )?(?:ever )?(?:only |just )?(?:buy|wear|like|want|shop|shop at)\b/gi

/** "remember that my size is M" */
function lasting(sentence: string, brands: readonly string[]): Act | undefined {
  if (sentence.search(LASTING) < 0) return undefined
  const blank = (found: string) => ' '.repeat(found.length)
  const plain = sentence.replace(LASTING, blank).replace(/\bplease\b|\bme\b|\bdo not\b/gi, blank)
  const found =
    findFilters(plain.replace(/\s+/g, ' '), brands) ??
    findFilters(plain.replace(BUYS, 'only').replace(/\s+/g, ' '), brands)
  return found && { kind: 'remember', change: found.change }
}

/** "the third in navy": that one, and a change to it. */
const TAKEN_THEN =
  /^\W*((?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|\d(?:st|nd|rd|th)|number \d)(?: one)?) ((?:in|with|without) .+)$/is

/** So many phrases from either end may be commands. */
const JOINTS = 8

/** Commands at the head and the tail of a sentence, and what is between them. */
function peeled(sentence: string, context: Said): Act[] {
  const whole = commandOf(sentence, { ...context, alone: true })
  if (whole) return [whole]
  const [, taken, change] = (context.listed > 0 && TAKEN_THEN.exec(sentence)) || []
  const choice = taken && commandOf(taken, { ...context, alone: false })
  if (choice && change && changes(change))
    return [choice, { kind: 'edit', text: ' '.repeat(sentence.length - change.length) + change }]
  const joints = [...sentence.matchAll(JOINT)].map((joint) => ({
    from: joint.index,
    to: joint.index + joint[0].length,
  }))
  let start = 0
  let end = sentence.length
  const head: Act[] = []
  const tail: Act[] = []
  for (const { from, to } of joints.slice(0, JOINTS)) {
    const command = partOf(sentence.slice(start, from), context)
    if (!command) continue
    head.push(command)
    start = to
  }
  for (const { from, to } of joints.slice(-JOINTS).toReversed()) {
    if (to <= start) break
    const command = partOf(sentence.slice(to, end), context)
    // "compare 1 and 2" is a command that its own "and" would cut in two.
    if (!command) continue
    tail.unshift(command)
    end = from
  }
  const middle = ' '.repeat(start) + sentence.slice(start, end) + ' '.repeat(sentence.length - end)
  const takes = head.some(
    (act) => act.kind === 'press' && (act.press.kind === 'choose' || act.press.kind === 'surprise'),
  )
  const clears = head.some((act) => act.kind === 'press' && act.press.kind === 'start-over')
  const between = middle.trim() ? left(middle, (context.hasLook || takes) && !clears, context) : []
  return [...head, ...between, ...tail]
}

/** A phrase of a longer message, as a command. */
function partOf(phrase: string, context: Said): Act | undefined {
  const command = commandOf(phrase, { ...context, alone: false })
  if (command) return command
  const isWord = !/\S\s+\S/.test(phrase.trim())
  const learnt = isWord || changes(phrase) ? undefined : ofOneKind(phrase, context, SURER)
  return learnt && !IDLE.has(learnt.kind) ? learnt : undefined
}
/** Said beside something else, they are no act of their own. */
const IDLE = new Set<Act['kind']>(['talk', 'yes', 'no', 'again', 'cheaper', 'begin'])

/** What the heads and tails left over may be a command too: "ok, undo". */
function left(middle: string, hasLook: boolean, context: Said): Act[] {
  const command = commandOf(middle, { ...context, alone: false })
  return command ? [command] : saying(middle, hasLook, context.category)
}

/** "Thanks, now in red": the thanks need no answer of their own; nor does what another act of the message says. */
function meantOf(acts: Act[], { isAsked }: ActContext): Act[] {
  const idle = new Set<Act['kind']>(isAsked ? ['talk', 'no'] : ['talk', 'no', 'yes'])
  const isRedo = (act: Act) => act.kind === 'press' && act.press.kind === 'redo'
  const isSaid = (act: Act, i: number): boolean =>
    // "do it again, redo"
    (act.kind === 'again' && acts.some(isRedo)) ||
    // "show my outfit, what does it cost"
    (act.kind === 'ask' && act.about === 'price' && act.item === 'hand' && acts[i - 1]?.kind === 'outfit') ||
    // "the second is too expensive, cheaper?"
    (act.kind === 'cheaper' && act.than === undefined && acts.some(isLimit))
  const meant = acts.filter((act, i) => !idle.has(act.kind) && !isSaid(act, i))
  return meant.length > 0 ? meant : acts
}

const isLimit = (act: Act): boolean =>
  (act.kind === 'cheaper' && act.than !== undefined) ||
  (act.kind === 'filter' && typeof act.change.maxPrice === 'number')
