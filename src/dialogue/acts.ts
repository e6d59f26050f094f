/** What a sentence asks for: plain rules over its words, before any of it is read as a change to the look. */
import { categoryOf } from '../catalogue/categories.ts'
import { LEXICON } from '../language/lexicon.ts'
import { split } from '../language/split.ts'
import type { Command, Listed } from './command.ts'
import { cueOf } from './commands/cues.ts'
import { spelt } from './commands/slips.ts'
import { commandOf, plainOf } from './commands.ts'
import { type FilterChange, findFilters } from './filters.ts'
import { saying } from './saying.ts'

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

/** At least one act for a sentence that has a letter or digit in it. */
export function actsOf(sentence: string, context: ActContext): Act[] {
  const whole = commandOf(sentence, { ...context, alone: true })
  if (whole) return [whole]
  const remembered = lasting(sentence, context.brands)
  if (remembered) return [remembered]
  const found = findFilters(sentence, context.brands)
  const acts: Act[] = found ? [{ kind: 'filter', change: found.change }] : []
  const rest = found ? found.rest : sentence
  if (rest !== null) acts.push(...peeled(rest, context).flatMap((act) => guessed(act, context)))
  // A few words around a filter that mean nothing by themselves belong to it.
  const isAround = (act: Act) =>
    found && act.kind === 'edit' && !changes(act.text) && act.text.trim().split(/\s+/).length <= FEW
  return meantOf(
    acts.filter((act) => !isAround(act)),
    context,
  )
}

const isOfClothes = (word: string): boolean => {
  const entry = LEXICON.get(word)
  return entry !== undefined && entry.value !== 'graphic'
}

const FEW = 3

/** Whether anything in it can be read as a change. */
const changes = (text: string): boolean =>
  split(text).some(({ attribute, text }) => attribute !== null || A_COMPARISON.test(text))

/** A comparison that nobody placed may be of style. */
const A_COMPARISON = /^(?:more|less) [\p{L}-]+$/u

/** What cannot be read as a change is, perhaps, what its words hint at. */
function guessed(said: Act, context: ActContext): Act {
  const act = said.kind === 'begin' || said.kind === 'browse' ? { ...said, words: spelt(said.words) } : said
  if (act.kind !== 'edit' && act.kind !== 'begin') return act
  const words = act.kind === 'edit' ? act.text : act.words
  const about =
    A_QUESTION.test(words) || A_PRODUCT.test(words)
      ? cueOf(plainOf(words), { ...context, alone: false })
      : undefined
  if (about) return about
  const somebody = SOMEBODY.exec(words)?.[1]?.toLowerCase()
  if (somebody && !isOfClothes(somebody)) return { kind: 'talk', topic: 'elsewhere' }
  if (changes(words) || (act.kind === 'begin' && categoryOf(words))) return act
  const cue = cueOf(plainOf(words), { ...context, alone: false })
  if (cue) return cue
  const category = categoryOf(words)
  // Something that nobody here has heard of: the shop may have.
  const sought = SEEKING.exec(words)?.[1]
  if (category === undefined && sought) return { kind: 'browse', words: sought }
  if (category === undefined || words.trim().split(/\s+/).length > SHORT) return act
  // A garment and nothing else: "how about we do a skirt now", "let me see jackets".
  if (LOOKING.test(words)) return { kind: 'browse', words: words.trim() }
  return category === context.category ? act : { kind: 'begin', words: words.trim() }
}

/** About a product or the look, whatever else its words could mean: "number" is no print here. */
const A_QUESTION =
  /^\W*(?:(?:what|which|how|who|where)(?!'?s? about\b| about\b)|(?:is|are|does|was) (?:it|this|that|these|they|the (?:first|second|third|fourth|fifth|last|\d))|tell me|can i (?:still )?(?:get|buy|have) (?:it|this|that|number))\b/i
/** Of somebody, not of a garment: "my cat is called Minka". */
const SOMEBODY =
  /^\W*(?:my|our|his|her) (\p{L}+) (?:is|was|are|were|plays?|has|had|hurts?|called|likes?|went)\b/iu
const A_PRODUCT = /\b(?:number|option|item|no\.|#) ?\d/i

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
function peeled(sentence: string, context: ActContext): Act[] {
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
    const command = commandOf(sentence.slice(start, from), { ...context, alone: false })
    if (!command) continue
    head.push(command)
    start = to
  }
  for (const { from, to } of joints.slice(-JOINTS).toReversed()) {
    if (to <= start) break
    const command = commandOf(sentence.slice(to, end), { ...context, alone: false })
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

/** What the heads and tails left over may be a command too: "ok, undo". */
function left(middle: string, hasLook: boolean, context: ActContext): Act[] {
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
