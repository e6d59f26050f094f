/** What a sentence asks for: plain rules over its words, before any of it is read as a change to the look. */
import { split } from '../language/split.ts'
import type { Command, Listed } from './command.ts'
import { counterCommand } from './commands/counter.ts'
import { commandOf, LONGEST } from './commands.ts'
import { type FilterChange, findFilters } from './filters.ts'
import { changes, guessed, isChange, ofOneKind, once, type Said, SURE, SURER } from './learnt.ts'
import { recogniser } from './recognition/recogniser.ts'
import { saying } from './saying.ts'

export type Act =
  | Command
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
  /** Names of the shop's stores. */
  stores?: readonly string[]
  /** Looks in the chapter in hand. */
  looks?: number
  /** The last turn ended in a question. */
  isOpen?: boolean
  /** It was one that "yes" would answer. */
  isAsked?: boolean
}

/** Where one phrase ends and the next begins. */
const JOINT = /\s*[.;!?]+\s+|\s*,\s*(?:(?:and|then|but|now)\s+)*|\s+(?:and then|and|then|but)\s+/gi

const jointsOf = (sentence: string): { from: number; to: number }[] =>
  [...sentence.matchAll(JOINT)].map(({ index, 0: joint }) => ({ from: index, to: index + joint.length }))

/**
 * At least one act for a sentence that has a letter or digit in it. Commands are read word for word; what is left is
 * taken for what the examples say it most likely is.
 */
export function actsOf(said: string, context: ActContext, recognise = recogniser()): Act[] {
  // "Whatever, show me skirts": alone it asks for anything, before something else for nothing.
  const sentence = said.replace(/^\s*whatever\s*[,.;:!]+(?=\s*\w)/i, (found) => ' '.repeat(found.length))
  const { listed, stores = [] } = context
  const whole =
    counterCommand(sentence, { listed, stores }) ?? commandOf(sentence, { ...context, alone: true })
  if (whole) return [whole]
  const known: Said = { ...context, recognise: once(recognise) }
  const lasting = lastingIn(sentence, known)
  if (lasting) {
    const { change, rest } = lasting
    const others = rest === null ? [] : peeled(rest, known).flatMap((act) => guessed(act, known))
    return meantOf([{ kind: 'remember', change }, ...others], context)
  }
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
  const isRead =
    found ||
    meant.some(({ kind }) => kind === 'explain' || kind === 'filter') ||
    meant.every(({ kind }) => kind === 'edit' || kind === 'begin')
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

/** So many words around a filter may mean nothing by themselves. */
const FEW = 3

/** "Skirts under 40": beside a filter, a kind of garment is looked for. */
const looked = (act: Act): Act =>
  act.kind === 'begin' && !A_WISH.test(act.words) ? { kind: 'browse', words: act.words } : act
const A_WISH = /^\W*(?:an?|i|we|make|start|begin|design|create|now|next|need|want|give|something|one)\b/i

/** A filter beside them is taken out of their words first. */
const BY_WORDS = new Set<Act['kind']>(['begin', 'browse', 'cheaper'])

/** What makes a filter one for every conversation to come. "Store" is also a place: "which store has it in size M". */
const LASTING =
  /\b(?:remember|keep in mind|(?:make a )?note(?: of)?(?: it| that)?|from now on|always|usually|normally|(?:in|for) (?:the )?future|by default|every time|save|store(?<=^\W*(?:(?:please|can you|could you) )*store)(?! (?:has|have|is|in|with)\b)|(?<!\b(?:an?|the|which|what|any|every|your|my|this|that|in) )store(?= (?:my|that|this)\b))\b[:,]?(?: (?:that|it|this)\b)?/gi
const BUYS = /\bi (?:only |just )?(?:ever )?(?:only |just )?(?:buy|wear|like|want|shop|shop at)\b/gi

/** "remember that my size is M", and what else is asked for beside it; null where that is nothing. */
function lastingIn(
  sentence: string,
  context: Said,
): { change: FilterChange; rest: string | null } | undefined {
  if (sentence.search(LASTING) < 0) return undefined
  const { brands } = context
  const blank = (found: string) => ' '.repeat(found.length)
  const plain = sentence.replace(LASTING, blank).replace(/\bplease\b|\bme\b|\bdo not\b/gi, blank)
  const found =
    findFilters(plain.replace(/\s+/g, ' '), brands) ??
    findFilters(plain.replace(BUYS, 'only').replace(/\s+/g, ' '), brands)
  return found && { change: found.change, rest: besideLasting(sentence, context) }
}

/** The phrases that neither say for how long nor filter and are a change or a command, at their places. */
function besideLasting(sentence: string, context: Said): string | null {
  let rest = ''
  let joint = { from: 0, to: 0 }
  for (const next of [...jointsOf(sentence), { from: sentence.length, to: sentence.length }]) {
    const phrase = sentence.slice(joint.to, next.from)
    const filter = phrase.search(LASTING) < 0 ? findFilters(phrase, context.brands) : { rest: null }
    const other = filter ? filter.rest : phrase
    if (other !== null && (changes(other) || partOf(other, context))) {
      // What stands between two of them goes on holding them together.
      const between = rest ? rest.padEnd(joint.from) + sentence.slice(joint.from, joint.to) : ''
      rest = between.padEnd(joint.to) + other
    }
    joint = next
  }
  return rest ? rest.padEnd(sentence.length) : null
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
  const joints = jointsOf(sentence)
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
  if (phrase.length > LONGEST) return undefined
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
