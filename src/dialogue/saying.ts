/** What a phrase without a command in it is said for: to look around, to begin from something, or to change the look. */
import { categoryOf } from '../catalogue/categories.ts'
import type { Act } from './acts.ts'

const ASKING =
  /^(?:(?:please|ok|okay|hi|hello|hey|so|well|now)[\s,]+)*(?:(?:can|could|would) (?:you|i|we) |let me |i (?:want|would like) to )?(?:please )?(?:show|find|get|give|search|browse|see|look)(?: me| us)?(?: for| at| through| up)?\b|^(?:do you (?:have|sell)|have you (?:got )?any|i am after|i'm after|in search of|(?:have )?(?:you |ya |u )?got|are there|is there|what(?:'?s| is) new(?: in)?|i am looking for|i'm looking for|looking for|(?:what|which)(?!'s| is\b| are\b| do\b| can\b| about\b)|any)\b/i
const BEGINNING =
  /^(?:let's |let us |please |can (?:we|i|you) |i want to )*(?:start|begin|go)(?: over| again| afresh)? (?:with|from) |^(?:a |an )?(?:new|another|different) /i
/** "i want to see a jacket, start with one" */
const WITH_ONE = /^(.+?)[\s,]+(?:and )?(?:start|begin) (?:with|from) (?:one|it|that)\W*$/i
/** What is in hand already: "show me it in red" changes it. */
const IN_HAND = /^\W*(?:it|this|that|the|my|them)\b/i
const ABOUT_A_LOOK =
  /^\W*(?:no|without|with|less|more|not)\b|\b(?:it|its|make|turn|add|remove|longer|shorter|darker|brighter|lighter|tighter|looser|wider|deeper|narrower|bigger|smaller)\b/i

const A_GARMENT =
  /^(?:(?:i (?:want|need)|i'd (?:like|rather have|prefer)|how about|what about) )?(?:an? |some )(?!.*\b(?:instead|for it|to it)\b)/i

/** "a red dress but make it longer": a start and a change in one breath. */
const FIRST_THEN =
  /^(.+?)[\s,]+(?:but|and|then)(?: then)? ((?:make|turn|change|give|with|without|add|remove)\b.+)$/is
/** "pants to go with it", "a jacket that matches": the one in hand stays what it is. */
const BESIDE =
  /^(.+?) (?:to match|to go with (?:it|this|that)|that (?:matches|goes with (?:it|this|that)))(?: it| this| that)?\W*$/i
const ALSO_NEEDED = /^(?:and |now |then |next |i |also |need |want |would like )+/i
/** Another garment to go with the one in hand. */
const ALSO =
  /^(?:(?:i )?(?:also )?(?:need|want|now|and now|then)(?: also)?|how about(?: we do)?|next)[\s,:]+(an? (?:[\w-]+ ){0,3}(?:jacket|coat|skirt|dress|top|shirt|blouse|blazer|cardigan))$/i

/** What is looked for: "do you have any jackets" looks for jackets. */
export const soughtIn = (phrase: string): string =>
  phrase
    .trim()
    .replace(ASKING, '')
    .replace(/\b(?:do (?:you|u) (?:have|sell)|(?:have )?you got|are there)\b|\?+$|\bplease\b|\bpls\b/gi, '')
    .trim() || phrase.trim()

/** What is wished for: "now I need a jacket" wishes for a jacket. */
export const wishedIn = (phrase: string): string =>
  phrase.trim().replace(BEGINNING, '').replace(BESIDE, '$1').replace(ALSO_NEEDED, '').trim() || phrase.trim()

/** A phrase that is no command: a walk through the shop, a start, or a change. */
export function saying(phrase: string, hasLook: boolean, inHand?: string): Act[] {
  const text = phrase.trim()
  const asked = text
    .replace(ASKING, '')
    .replace(/\bdo you (?:have|sell)\b|\bare there\b|\?+$/gi, '')
    .trim()
  const isAsking =
    ASKING.test(text) &&
    asked !== '' &&
    !/^(?:show|give|see|look) (?!me\b|us\b|for\b|at\b|through\b)/i.test(text)
  const category = categoryOf(text)
  const named = category !== undefined
  const wished = WITH_ONE.exec(text)?.[1]
  if (wished && categoryOf(wished)) return [{ kind: 'begin', words: wished.replace(ASKING, '').trim() }]
  if (isAsking && (hasLook ? named && !IN_HAND.test(asked) : !IN_HAND.test(asked)))
    return [{ kind: 'browse', words: asked }]
  if (BEGINNING.test(text) && (named || !hasLook)) {
    const begin: Act = { kind: 'begin', words: text.replace(BEGINNING, '').trim() }
    return /^\W*(?:let's |let us |please )*(?:start|begin|go) (?:over|again|afresh)/i.test(text)
      ? [{ kind: 'press', press: { kind: 'start-over' } }, begin]
      : [begin]
  }
  const beside = BESIDE.exec(text)?.[1]
  if (beside && categoryOf(beside) && !ABOUT_A_LOOK.test(beside))
    return [{ kind: 'begin', words: beside.replace(ALSO_NEEDED, '') }]
  const also = ALSO.exec(text)
  if (also?.[1] && categoryOf(also[1]) && !ABOUT_A_LOOK.test(also[1]))
    return [{ kind: 'begin', words: also[1] }]
  const [start, change] = hasLook ? [] : (FIRST_THEN.exec(phrase)?.slice(1) ?? [])
  if (start && change && categoryOf(start) && !ABOUT_A_LOOK.test(start))
    return [
      { kind: 'begin', words: start.trim() },
      { kind: 'edit', text: ' '.repeat(phrase.length - change.length) + change },
    ]
  // "A denim jacket", said to a dress, is another garment.
  if (named && inHand && category !== inHand && A_GARMENT.test(text) && !ABOUT_A_LOOK.test(text))
    return [{ kind: 'begin', words: text }]
  if (!hasLook && (named || !ABOUT_A_LOOK.test(text))) return [{ kind: 'begin', words: text }]
  return [{ kind: 'edit', text: phrase }]
}
