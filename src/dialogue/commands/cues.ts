/**
 * What a phrase is most likely about, by the words in it: asked only when it is no command and nothing in it can be
 * read as a change, so that a cue may be as broad as people are various.
 */
import { normalSize } from '../../catalogue/product.ts'
import { type Command, type CommandContext, itemOf, numberOf, numbersIn, press } from '../command.ts'

type Cue = [pattern: RegExp, read: (phrase: string, context: CommandContext) => Command | undefined]

const ask =
  (about: Extract<Command, { kind: 'ask' }>['about']) =>
  (phrase: string, { listed }: CommandContext): Command => ({
    kind: 'ask',
    about,
    item: itemOf(phrase, listed),
  })

/** The first that fits and gives something. */
const CUES: Cue[] = [
  [
    /\b(?:manual|tips?|examples?|commands?|instructions|tutorial)\b|\bhow (?:this|it|that|you) works?\b|\bwhat (?:(?:can|should|could|do|to) )+i? ?(?:type|say|do|ask|write)\b|\bwhat i can (?:type|say|do|ask|write)\b|\b(?:do not|not sure|no idea)\b.*\b(?:how|what to do|get it|understand)\b/,
    () => press({ kind: 'help' }),
  ],
  [
    /\b(?:my|personal) (?:data|information|account)\b.*\b(?:deleted|erased|removed|gone|wiped)\b|\bforget who i am\b/,
    () => ({ kind: 'forget' }),
  ],
  [/\blink to (?:the |your )?(?:shop|store|product)\b/, ask('buy')],
  [
    /\b(?:forget|delete|erase|wipe|remove|destroy)\b.*\b(?:me|data|information|account|everything you (?:know|have)|personal)\b/,
    () => ({ kind: 'forget' }),
  ],
  [
    /\b(?:remember|saved?|know|stored?)\b.*\b(?:about|of|on) me\b|\bmy (?:settings|preferences|profile)\b|\b(?:what|which) settings\b/,
    () => ({ kind: 'settings' }),
  ],
  [
    /\b(?:remember|save|store|keep)\b.*\b(?:settings|preferences|filters|for (?:next time|later|the future))\b/,
    () => ({ kind: 'remember', change: null }),
  ],
  [
    /\b(?:forget|do not remember|stop remembering)\b.*\bsize\b/,
    () => ({ kind: 'remember', change: { size: null } }),
  ],
  [
    /\b(?:remove|drop|delete|take|throw|get rid|clear|empty|kick)\b.*\b(?:outfit|wardrobe)\b/,
    (phrase) =>
      /\b(?:everything|all|clear|empty)\b/.test(phrase) ? { kind: 'drop', slot: 'all' } : undefined,
  ],
  [
    /\b(?:keep|add|put|save|include)\b.*\b(?:outfit|wardrobe)\b|^(?:keep|save|bookmark|store) (?:it|this|that|the|number|#)/,
    (phrase, { listed }) => ({ kind: 'keep', item: itemOf(phrase, listed) }),
  ],
  [
    /\bshare\b|\bsend\b.*\b(?:this|it|link|friend|mum|mom|sister|him|her)\b|\b(?:link|card|postcard)\b/,
    () => ({ kind: 'share', what: 'look' }),
  ],
  [/\b(?:outfit|ensemble|what i kept|i have kept|everything i kept)\b/, () => ({ kind: 'outfit' })],
  [
    /\b(?:compar\w*|differ\w*|versus|vs|apart|side by side|better of)\b|^(?:which|what) (?:one |of .*)?(?:is|looks?|costs?) (?:the )?(?:nicer|better|cheaper|best|longer)\b/,
    (phrase, { listed }) => {
      const items = numbersIn(phrase, listed)
      return {
        kind: 'compare',
        what: /\blooks? \d/.test(phrase) ? 'looks' : 'products',
        items: items.length > 1 ? items.slice(0, 4) : [1, 2],
      }
    },
  ],
  [
    /\b(?:price|cheap\w*|expensive|costs?)\b.*\b(?:first|ascending|descending|order|sort\w*|up|down|low|high)\b|\b(?:sort\w*|order(?:ed)?|arranged?|rank\w*)\b.*\b(?:price|cheap\w*|expensive|costs?)\b/,
    (phrase) => ({
      kind: 'sort',
      sort: /\b(?:desc\w*|high(?:est)? (?:to|first)|expensive (?:first|to)|most|down)\b/.test(phrase)
        ? 'price-down'
        : 'price-up',
    }),
  ],
  [/\b(?:how much|price|cost|costs|pay for)\b/, ask('price')],
  [
    /\bsizes?\b|\bin (?:an? )?(?:xxs|xs|s|m|l|xl|xxl|small|medium|large|\d{2})$/,
    (phrase, { listed }) => {
      const size = /\b(?:size|in|an?) (xxs|xs|s|m|l|xl|xxl|small|medium|large|\d{2})\b/.exec(phrase)?.[1]
      return {
        kind: 'ask',
        about: 'sizes',
        item: itemOf(phrase, listed),
        ...(size && { size: normalSize(size) }),
      }
    },
  ],
  [/\b(?:stock|available|sold out|left)\b/, ask('stock')],
  [/\b(?:made (?:of|from|out)|material|fabric|cloth|composition)\b/, ask('material')],
  [/\b(?:brand|label|maker|designer|manufacturer)\b|\bwho (?:makes|is (?:it|this|that) by)\b/, ask('brand')],
  [/\b(?:on sale|reduced|discount\w*)\b/, ask('sale')],
  [/\b(?:buy|purchase|order it|get it|checkout|shop for it)\b/, ask('buy')],
  [/\b(?:more about|details|info\w*|tell me about|special about|know about)\b/, ask('all')],
  [
    /\b(?:describe|look(?:s|ing)? (?:like|at)|what am i|what do i have|wearing)\b/,
    () => ({ kind: 'describe', what: 'look' }),
  ],
  [
    /\b(?:history|so far|my looks|all looks|which looks|what did i (?:change|do|ask))\b/,
    () => ({ kind: 'describe', what: 'history' }),
  ],
  [/\b(?:redo|forward)\b/, () => press({ kind: 'redo' })],
  [
    /\b(?:start|begin|zero|scratch|anew|afresh)\b.*\b(?:over|again|new|zero|scratch|anew|afresh|fresh|beginning)\b|\bnew start\b/,
    () => press({ kind: 'start-over' }),
  ],
  [
    /\blook (?:number )?\d|\b(?:back|return|go) (?:to )?(?:look |number )\d/,
    (phrase) => {
      const n = numberOf(/\b(\d{1,3})\b/.exec(phrase)?.[1])
      return n === undefined ? undefined : press({ kind: 'go-to', look: n })
    },
  ],
  [
    /\b(?:undo|revert|go back|take back|step back|earlier (?:one|look|version)|previous|rewind)\b|\b(?:better|nicer|liked|preferred) .*\bbefore\b|\bback a step\b/,
    () => ({ kind: 'press', press: { kind: 'undo' }, times: 1 }),
  ],
  [
    /\b(?:cheaper|less expensive|too (?:much money|expensive|pricey|dear)|cannot afford|budget)\b/,
    () => ({ kind: 'cheaper' }),
  ],
  [
    /\b(?:others?|more|else|next|different|further|similar|alternatives?)\b.*\b(?:ones?|options|results|products|like|page|have|there|show|see|any)\b|\b(?:show|see|any|what|any) .*\b(?:others?|more|else|alternatives?|similar)\b|^(?:others?|alternatives?)\b/,
    () => press({ kind: 'more-results' }),
  ],
  [
    /\b(?:number|no|option|item|#) ?\d\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|\d(?:st|nd|rd|th)|last)\b/,
    (phrase, { listed }) => {
      const [match] = numbersIn(phrase, listed)
      return match === undefined ? undefined : press({ kind: 'choose', match })
    },
  ],
  [
    /\b(?:help|explain|instructions|how (?:do|does|to|can)\b.*\b(?:this|it|work|use|do)|stuck|lost|confused)\b/,
    () => press({ kind: 'help' }),
  ],
  [/\b(?:surprise|random|inspire|inspiration)\b/, () => press({ kind: 'surprise' })],
  [/\b(?:who|what) (?:are|made|built|created) you\b|\byour name\b/, () => ({ kind: 'talk', topic: 'who' })],
  [
    /\byou (?:are |re )?(?:so |really |a |an |just )*(?:useless|stupid|dumb|bad|terrible|awful|annoying|idiot\w*|rubbish|worst)\b/,
    () => ({ kind: 'talk', topic: 'abuse' }),
  ],
  [/\b(?:thanks|thank you|thx|cheers)\b/, () => ({ kind: 'talk', topic: 'thanks' })],
  [/\b(?:bye|goodbye|see you|good night)\b/, () => ({ kind: 'talk', topic: 'bye' })],
  [
    /\b(?:love|great|perfect|gorgeous|beautiful|amazing|awesome|lovely|brilliant)\b(?!.*\?)/,
    () => ({ kind: 'talk', topic: 'praise' }),
  ],
  [
    /\b(?:ugly|awful|horrible|terrible|hate|disgusting|hideous|worse)\b/,
    () => ({ kind: 'talk', topic: 'dislike' }),
  ],
  [/^(?:hello|hi|hey|good (?:morning|evening|afternoon))\b/, () => ({ kind: 'talk', topic: 'hello' })],
  [/^(?:yes|yeah|yep|sure)\b(?=.{0,15}$)/, () => ({ kind: 'yes' })],
  [/^(?:no|nope|nah)\b(?=.{0,20}$)/, () => ({ kind: 'no' })],
  [
    /\btry (?:it|that|this|again|harder|once)\b(?=.{0,15}$)|\b(?:another (?:try|go)|once more)\b(?=.{0,15}$)|^(?:\S+ ){0,3}again$/,
    () => ({ kind: 'again' }),
  ],
]

/** @param phrase as commands are compared: lower case, marks away */
export function cueOf(phrase: string, context: CommandContext): Command | undefined {
  for (const [pattern, read] of CUES) {
    const command = pattern.test(phrase) ? read(phrase, context) : undefined
    if (command) return command
  }
  return undefined
}
