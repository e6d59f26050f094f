/** What a phrase was learnt to ask for, where no rule knows it word for word, and what is made of that. */
import { categoryOf } from '../catalogue/categories.ts'
import { split } from '../language/split.ts'
import type { Act, ActContext } from './acts.ts'
import { isForeign } from './cleaning.ts'
import { spelt } from './commands/slips.ts'
import { plainOf } from './recognition/plain.ts'
import { commandOfLabel } from './recognition/read.ts'
import type { Label, Recogniser } from './recognition/recogniser.ts'
import { soughtIn, wishedIn } from './saying.ts'

/** Learnt to be a change of the look, all of it. */
export function isChange(sentence: string, said: Said): boolean {
  const [best] = said.recognise(sentence, said)
  return said.hasLook && best?.label === 'edit' && best.probability >= SURE && changes(sentence)
}

/** Each phrase of a message is looked at once, however often it is asked about. */
export function once(recognise: Recogniser): Recogniser {
  const known = new Map<string, ReturnType<Recogniser>>()
  return (phrase, context) => {
    const before = known.get(phrase)
    if (before) return before
    const guesses = recognise(phrase, context)
    known.set(phrase, guesses)
    return guesses
  }
}

export interface Said extends ActContext {
  recognise: Recogniser
}

/** From this probability on, a whole message is what it was learnt to be; and a part of one, from this. */
export const SURE = 0.6
export const SURER = 0.85
/** Where nothing else could be made of it. */
const UNSURE = 0.35

/** What a phrase was learnt to be, but for changes. Undefined where that is unsure, or asks for more than one thing. */
export function ofOneKind(phrase: string, said: Said, least = SURE): Act | undefined {
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

/** Whether anything in it can be read as a change. */
export const changes = (text: string): boolean =>
  split(text).some(({ attribute, text }) => attribute !== null || A_COMPARISON.test(text))

/** A comparison that nobody placed may be of style. */
const A_COMPARISON = /^(?:more|less) [\p{L}-]+$/u

/** What cannot be read as a change is, perhaps, what its words hint at. */
export function guessed(read: Act, context: Said): Act {
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
