/** Keeping in an outfit, dropping from it, showing it, and passing something on. */
import { categoryOf } from '../../catalogue/categories.ts'
import { type Command, ITEM, itemOf, numbersIn, type Rule, says } from '../command.ts'
import { slotOf } from '../state.ts'

const OUTFIT =
  '(?:my|the|this|an|our) (?:whole |entire )?(?:outfit|wardrobe|collection|look collection|ensemble)'
const ANY_OUTFIT = new RegExp(`\\b${OUTFIT}`, 'g')

/** Verbs that leave nothing of an outfit. */
const EMPTIES = '(?:clear|empty|reset|delete|wipe|throw away|get rid of)(?: out)?'
const EMPTIED = new RegExp(`\\b${EMPTIES} ${OUTFIT}`)
/** Not "that red thing", which is another. */
const IN_HAND =
  /\b(?:it|this|that|(?:this|that|the) (?:one|look|piece))(?= (?:out|off|from|in|back|any ?more|again|now|please)\b|$)/

/**
 * "the jacket", "the second thing", "the outer layer", what is in hand, or all of it. Undefined where the words name
 * nothing that an outfit holds: it is never emptied for want of a better reading.
 */
export function slotIn(phrase: string): Extract<Command, { kind: 'drop' }>['slot'] | undefined {
  if (EMPTIED.test(phrase)) return 'all'
  const words = phrase.replace(ANY_OUTFIT, ' ').replace(/\s+/g, ' ').trim()
  if (/\b(?:outer|layer)\b/.test(words)) return 'outer layer'
  if (/\bbottoms?\b/.test(words)) return 'bottom'
  const category = categoryOf(words)
  if (category) return slotOf(category)
  const [number] = numbersIn(words, 0)
  if (number !== undefined) return number
  if (/\b(?:all|everything)\b/.test(words)) return 'all'
  return IN_HAND.test(words) ? 'hand' : undefined
}

export const OUTFITS: Rule[] = [
  {
    pattern: new RegExp(
      `^(?:${EMPTIES} ${OUTFIT}|(?:drop|remove|take|delete|kick|throw|get|leave) (.+?) (?:from|out of|off) ${OUTFIT}|i (?:do not|don't|no longer) want (.+?) in ${OUTFIT}(?: any ?more)?|(everything|all|all of it) (?:out of|off) ${OUTFIT}|(?:no|not) (.+?) in ${OUTFIT}(?: any ?more)?)$`,
    ),
    read([taken, unwanted, all, none]) {
      const words = taken ?? unwanted ?? all ?? none
      const slot = words === undefined ? 'all' : slotIn(words)
      return slot === undefined ? undefined : { kind: 'drop', slot }
    },
  },
  {
    pattern: new RegExp(`^drop (?:the |my )?(${'dress|top|shirt|blouse|jacket|coat|pants|trousers|skirt'})$`),
    alone: true,
    read([word]) {
      const category = categoryOf(word ?? '')
      return category && { kind: 'drop', slot: slotOf(category) }
    },
  },
  {
    pattern: new RegExp(
      `^(?:(?:i (?:will |want to )?|i would like to )?(?:keep|save|add|put|include|bookmark|have|store|take) )?(${ITEM})(?: looks? (?:nice|good),?)?,? (?:goes |belongs |should go )?(?:in|to|into|for|as part of|with) ${OUTFIT}$`,
    ),
    read: ([item], { listed }) => ({ kind: 'keep', item: itemOf(item, listed) }),
  },
  {
    pattern: new RegExp(
      `^(?:i (?:will |want to |would like to )?)?(?:keep|save|bookmark|hold on to|hang on to)(?: hold of)? (${ITEM})(?: for (?:later|me|now))?$|^i am keeping (${ITEM})$|^(${ITEM}) is a keeper$|^put (${ITEM}) aside$`,
    ),
    read: ([item, keeping, keeper, aside], { listed }) => ({
      kind: 'keep',
      item: itemOf(item ?? keeping ?? keeper ?? aside, listed),
    }),
  },
  says(`(?:share|send)(?: (?:me )?(?:a )?(?:link (?:to|of)|card of))? ${OUTFIT}(?: (?:with|to) .+)?`, {
    kind: 'share',
    what: 'outfit',
  }),
  {
    pattern: new RegExp(
      `^(?:how (?:do|can) i |can i |i (?:want|would like) to |let me )?(?:(?:share|send)(?: (${ITEM}))?|(?:forward|pass)(?: on)? (${ITEM}))(?: on)?(?: (?:with|to) (?:.+))?$|^(?:i (?:want|would like|need) to |can i |let me )?show (${ITEM}) to (?!me\\b).+$|^can (?:my|a) (?:friend|sister|mum|mom|mother|husband|wife|boyfriend|girlfriend|dad) see (${ITEM})$`,
    ),
    read: ([item, passed, shown, seen], { listed }) =>
      shared(itemOf(item ?? passed ?? shown ?? seen, listed)),
  },
  {
    pattern: new RegExp(
      `^(?:(?:give|get|send|show|make|create)(?: me)? )?(?:a |the )?(?:share )?(?:link|card|shareable (?:link|card|picture)|postcard)(?: (?:to|of|for|from) (${ITEM}))?$`,
    ),
    read: ([item], { listed }) => shared(itemOf(item, listed)),
  },
  {
    pattern: new RegExp(
      `^(?!.* and )(?:.*\\b(?:show|see|view|open|look at|display|list)\\b.*|what (?:is|do i have|have i got|are) (?:now )?(?:in|inside|on) |(?:and )?what (?:does|would) |how (?:much|does|do|expensive) .*|(?:the )?(?:total|price|cost|sum).*)?${OUTFIT}(?: (?:look|looks|cost|costs|so far|now|total|price|together|please|come to|in total))*$`,
    ),
    read: () => ({ kind: 'outfit' }),
  },
  says(
    'how much (?:do|are|would) (?:they|these|those|all) (?:cost )?(?:be )?(?:all )?(?:together|altogether|in total)|outfit(?: total| price| so far)?|(?:the |what is the )?total(?: price| cost| now)?|what have i (?:kept|saved|picked)(?: so far)?|(?:show|see)(?: me)? (?:everything|it all|all of it|all)(?: i (?:have )?kept)?(?: together)?|(?:show me )?what i (?:have )?kept',
    { kind: 'outfit' },
  ),
]

const shared = (item: number | 'hand') => ({ kind: 'share', what: item === 'hand' ? 'look' : item }) as const
