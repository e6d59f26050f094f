/** Words that mean a press, a yes or no, or just talk. A phrase is a command only as a whole. */
import {
  type Command,
  type CommandContext,
  GARMENT,
  ITEM,
  itemOf,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalOf,
  press,
  type Rule,
  says,
  type Topic,
} from './command.ts'
import { ASKS } from './commands/asks.ts'
import { BRANDS } from './commands/brands.ts'
import { described } from './commands/described.ts'
import { MEANINGS } from './commands/meanings.ts'
import { MEMORY } from './commands/memory.ts'
import { MOMENTS } from './commands/moments.ts'
import { OUTFITS } from './commands/outfits.ts'
import { corrected } from './commands/slips.ts'
import { plainOf } from './recognition/plain.ts'

const talk = (topic: Topic, pattern: string): Rule => says(pattern, { kind: 'talk', topic })

const UNDO =
  '(?:undo|revert|reverse|scrap|scratch|discard|cancel|step back|(?:one|a) step back|go (?:one )?back(?: (?:one|a step))?|take (?:that|it) back)(?: (?:that|it|this|(?:the|my) (?:last|latest) (?:one|change|edit|step|round|thing)|the change))?'
const VERY =
  '(?:(?:that|it|this)(?: is)? |they are |looks? |that looks |it looks )?(?:very |so |really |just )?'

/** On the way to a look that is named. */
const TO =
  '(?:(?:go|take me|bring me|jump|move|switch|return|revert|skip|get)(?: me| us)?(?: right| all the way)?(?: back)? to |back to )'

const RULES: Rule[] = [
  says(
    '(?:go )?all the way back|(?:go )?back all the way|(?:go )?back to where (?:we|i|it) (?:started|began)|(?:i want |give me |show me |bring back )?(?:back )?the original(?: look| one| dress| version)?(?: back| again)?',
    press({ kind: 'go-to', look: 1 }),
  ),
  ...MEMORY,
  ...BRANDS,
  ...OUTFITS,
  ...MOMENTS,
  ...ASKS,
  ...MEANINGS,
  // With a question open it is the question that is called off, and no change.
  {
    pattern: /^cancel(?: (?:that|it|this))?$/,
    read: (_, { isOpen }) => (isOpen ? { kind: 'no' } : undefined),
  },
  {
    pattern: new RegExp(`^(?:${UNDO})(?: ${NUMBER} (?:steps?|times?|rounds?|looks?)| (once|twice))?$`),
    read: ([count, word]) => ({
      kind: 'press',
      press: { kind: 'undo' },
      times: word === 'twice' ? 2 : (numberOf(count) ?? 1),
    }),
  },
  {
    pattern: new RegExp(
      `^(?:undo|revert|take back) (?:the )?last ${NUMBER} (?:changes|steps|edits|rounds|things|looks)$`,
    ),
    read: ([count]) => ({ kind: 'press', press: { kind: 'undo' }, times: numberOf(count) ?? 1 }),
  },
  says(
    '(?:remove|delete|get rid of|drop|lose) (?:the|my|that) (?:last |latest )?change|(?:cancel|undo|reverse) that change|i take (?:that|it) back|i do not want (?:that|this) change|(?:give me|i want) the (?:last|previous) (?:version|look|one) back|(?:go )?(?:one|a step) back|(?:go |step )?back (?:up )?(?:one|a|1)(?: step)?|(?:the )?(?:last|previous|earlier) (?:one|look|version) (?:was|looked) (?:much )?(?:better|nicer)|(?:that is |it is )?(?:not good|no good|worse),? (?:go )?back|i (?:liked|preferred) (?:how|the way) it was|i (?:liked|preferred) the (?:previous|last) (?:one|look|version)(?: better| more)?|(?:that|this|the last) change was (?:wrong|bad|a mistake|not good|no good)|(?:(?:go |take me )?back to |i want |give me |show me )(?:the |my )?(?:previous|last) (?:one|look|version)(?: back| again| please)*|(?:the |my )?previous (?:one|look|version)|the one before|(?:no )?(?:i )?(?:liked|preferred|like|prefer) (?:the one|it|that|how it was|the way it was|what we had) before(?: better| more)?|(?:no )?(?:it|that) (?:was|looked) (?:much )?(?:better|nicer) before|ctrl[ -]?z|(?:go )?back to (?:how|what) (?:it|that) was(?: before)?|go back to before(?: that)?|not that',
    press({ kind: 'undo' }),
  ),
  says('back|previous|oops', press({ kind: 'undo' }), true),
  says(
    '(?:no )?(?:put it back )?(?:redo|forward|go forward|step forward)(?: (?:it|that|this|the change))?(?: again)?|undo (?:the|that) undo|i want (?:that|the|my) (?:last )?change(?: back| again)+|(?:put|bring) the last change back(?: in| again)?|i want it back|(?:bring|put) (?:that|it|(?:the|my) (?:last )?change)(?: back)(?: again)?|(?:redo|reapply|repeat) (?:the|my) (?:last )?change|next look(?: again)?|actually redo(?: it| that)?',
    press({ kind: 'redo' }),
  ),
  {
    pattern: new RegExp(
      `^(?:${TO}|show (?:me )?|see |i want |give me |open |restore |bring back )?(?:the )?(?:very )?(?:look (?:number |no\\.? ?|#)?${NUMBER}|(?:number )?${NUMBER} of my looks|${ORDINAL} (?:look|version))(?: again| back| once more)?$`,
    ),
    read: ([number, other, ordinal]) => goTo(numberOf(number ?? other) ?? ordinalOf(ordinal, 0)),
  },
  {
    pattern: new RegExp(
      `^(?:${TO}|restore )(?:(?:number |no\\.? ?|#)?${NUMBER}|the (?:${ORDINAL}(?: one)?|(start|beginning)))$`,
    ),
    read: ([number, ordinal, start]) => goTo(start ? 1 : (numberOf(number) ?? ordinalOf(ordinal, 0))),
  },
  says(
    '(?:a )?(?:new|fresh) (?:beginning|start)|all new|from the (?:start|beginning)|(?:throw|forget|scrap) (?:this|that|it) (?:look )?away|(?:forget|scrap|delete|drop) this look|(?:wipe|clear|delete|erase) everything|(?:go )?back to square one|start (?:over|again|afresh|fresh|anew|from scratch)|begin again|(?:from )?scratch that all|from scratch|restart|(?:a )?new (?:look|conversation|start)|(?:a )?clean (?:slate|table)|(?:start |do |take )?(?:it |this )?from the top|(?:begin|start)(?: it| this)? (?:again|anew|over|afresh)(?: from (?:scratch|the (?:start|beginning|top)))?|do(?: it| this)? (?:anew|over|afresh|again from (?:scratch|the (?:start|beginning|top)))|(?:wipe|clean) the slate(?: clean)?|(?:throw|chuck) (?:it|this|that) all away|(?:scrap|clear|forget|delete|throw away) (?:it all|all of it|everything|all of this|all this)(?: and)?(?: (?:start|begin) (?:over|again|fresh|afresh|anew))?|new (?:dress|top|shirt|jacket|skirt|pants) from scratch',
    press({ kind: 'start-over' }),
  ),
  says('reset|clear|clear all|new', press({ kind: 'start-over' }), true),
  says(
    'surprise me(?: again| once more)?|(?:something |anything |a |any )?random(?: one| look| garment| product| dress| skirt| top| shirt| jacket)?|(?:show me |give me |pick |choose )?(?:anything|something|one|whatever) (?:random|at random|for me|you like)|(?:(?:i )?(?:do not know|dunno|no idea|not sure) )?you (?:choose|pick|decide)|(?:just )?pick something|i am feeling lucky|(?:give me |show me )?(?:a |something )?random(?: outfit)?(?: piece| one| thing)?',
    press({ kind: 'surprise' }),
  ),
  says('anything|whatever|show me anything|something', press({ kind: 'surprise' }), true),
  says(
    '(?:show |give |see |load )(?:me )?(?:some )?more|(?:have|do) you (?:have |got )?(?:any )?others?|(?:show (?:me )?)?the next (?:ones?|few|page|eight|ten|\\d+)|keep going|(?:a few |some )?more(?: (?:dresses|skirts|tops|shirts|jackets|coats|pants|of it))|a few more|(?:show |see )(?:me )?(?:some )?(?:different|other) ones|(?:is there |are there |show me )?(?:something|anything) (?:like (?:it|this|that)|along (?:these|those) lines)|none of (?:them|these|those)|(?:show |give |see )?(?:me )?(?:some |the )?(?:more|other|further|next) (?:results|options|matches|products|ones|page|like (?:this|that|these|it)|of (?:them|these|those))|what else (?:is there|do you have|have you got)|show (?:me )?(?:the )?others|something else|next page|(?:(?:show |give |find )?(?:me )?(?:something|anything|some|ones?|others?) )?similar(?: ones?| things?| products?| to (?:this|that|it))?|(?:some )?similar (?:dresses|skirts|tops|shirts|jackets|pants)|(?:some )?others?(?: ones?)? like (?:this|that|these|it)(?: one)?|(?:have you |do you have |you )?got anything (?:else|other)|do you have (?:anything else|any others?|others|more)|i do not like (?:these|those|any(?: of (?:these|them))?)(?: others)?',
    press({ kind: 'more-results' }),
  ),
  says(
    'more|others?|next|what else|anything else|any others?|any more',
    press({ kind: 'more-results' }),
    true,
  ),
  says(
    '(?:try|do)(?: it| that| this)?(?: once| one)?(?: more(?: time)?| again)|retry|try harder|(?:please )?try(?: it)? harder',
    {
      kind: 'again',
    },
  ),
  says('again|once more|one more time', { kind: 'again' }, true),
  says(
    '(?:show |give |make |let me see |i want |can i see )?(?:me )?(?:some |a few |a couple of |four |4 |more )?(?:variations|variants|versions)(?: (?:of|on|for) (?:it|this|that|them|the (?:last )?change|(?:this|that|the) (?:look|one|dress|top|shirt|jacket|skirt)))?',
    press({ kind: 'variations' }),
  ),
  says(
    '(?:i am )?not sure what to (?:do|say|type|ask)(?: now| here)?|what are you able to do|what else can (?:you|i) (?:do|say)|(?:show me |tell me )?what you can do|where (?:do|should) i (?:start|begin)|what is this(?: (?:thing|bot|app|place))?|(?:help|help me(?: out)?|what can (?:you|i) (?:do|say|ask)(?: here)?|what do i (?:do|say)(?: here| now)?|how does (?:this|it|that) work|how do (?:i|you) (?:use this|use it|work)|commands?|instructions?|what now|what (?:are|were) (?:my|the) options(?: again)?|i am (?:lost|stuck|confused)|i do not (?:know|understand)(?: what to (?:do|say)(?: now)?| how (?:this|it) works| this)?|(?:give me |show me )?(?:some )?(?:instructions|help)|how (?:do|can|could) i (?:start|begin|go back|undo|filter|sort|search|compare|share|change (?:it|something|the .+)|keep .+|save .+|use .+)(?: .+)?)',
    press({ kind: 'help' }),
  ),
  {
    pattern: new RegExp(
      `^(?:(?:i )?(?:will |would )?(?:like to )?(?:take|choose|pick|select|use|open|want|have|get|give me|show me|like|love|prefer|try|go (?:with|for)|start (?:over )?(?:with|from)|edit|change) )?(?:the )?(?:${ORDINAL}|(?:number|no\\.?|nr\\.?|option|match|product|result|item|#) ?${NUMBER})(?: (?:one|match|product|result|option|item|${GARMENT}))?(?: (?:looks?|is) (?:nice|good|great|lovely|best|perfect|pretty|nicest))?$`,
    ),
    read: ([ordinal, number], { listed }) => choose(numberOf(number) ?? ordinalOf(ordinal, listed)),
  },
  {
    pattern: /^(?:i (?:will )?)?(?:take|choose|pick|select|go with|use) (\d{1,2})$/,
    read: ([number]) => choose(numberOf(number)),
  },
  { pattern: /^(\d{1,2})\.?$/, alone: true, read: ([number]) => choose(numberOf(number)) },
  {
    pattern:
      /^(?:start (?:with|from) |use |open |take |show me )?(?:product|sku|item) ?:? ([\w][\w.-]{2,})$|^(?:start (?:with|from) |use |open |take |show me )?(?=\S*[a-z])([a-z\d]+(?:-[a-z\d]+)*-\d[a-z\d-]*)$/,
    read: ([named, shaped]) => press({ kind: 'start', sku: (named ?? shaped) as string }),
  },
  {
    pattern: new RegExp(
      `^(${ITEM}) (?:is|are|looks?|costs?) (?:much |way |far |a bit |bit |just |really |still )*too (?:expensive|dear|pricey|much)(?: for me)?$|^(?:(?:show |find |give )?(?:me )?(?:something |anything |any |some |ones? )*)?(?:cheaper|less expensive)(?: ones?)? than (${ITEM})$`,
    ),
    read([dear, cheaper], { listed }) {
      const item = itemOf(dear ?? cheaper, listed)
      return item === 'hand' ? { kind: 'cheaper' } : { kind: 'cheaper', than: item }
    },
  },
  says(
    '(?:something |anything |any |show me |do you have |but |a bit |in )*(?:is there |are there |show me |a |any )*(?:cheaper|less expensive|more affordable|lower priced)(?: ones?| things?| options?| alternatives?| versions?)?|(?:a )?lower prices?|(?:show )?(?:me )?(?:the )?cheap ones|(?:(?:that|it|this) is |they are |these are |all )*(?:much |way |far |a bit |bit )?too (?:expensive|dear|pricey|much(?: money)?)(?: for me)?|i cannot afford (?:that|it|this|these)|not so expensive',
    {
      kind: 'cheaper',
    },
  ),
  says(
    '(?:yes|yeah|yep|ok|sure),? try(?: it)?|(?:(?:yes|yeah|yep|yup|yea|ya|sure|ok|okay|y|alright|fine) )*(?:yes|yeah|yep|yup|yea|ya|sure|ok|okay|please do|do it|do that|go ahead|go on|go for it|of course|absolutely|y|why not|alright)(?: please| do(?: it| that)?)?',
    {
      kind: 'yes',
    },
  ),
  says(
    "no|nope|nah|n|(?:no )?no more(?: (?:results|options|products|matches|of (?:these|those|them)))?(?: for now)?(?: thanks| thank you| please)?|leave it(?: (?:as it is|like that|like this|be|alone))?|no thanks?|no thank you|not now|not really|don't|never mind|nevermind|forget it|stop|cancel",
    {
      kind: 'no',
    },
  ),
  talk(
    'hello',
    '(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day))(?: there| hemline| everyone)?|he+y+|hi+|hello+|yo',
  ),
  talk(
    'thanks',
    '(?:ok |okay |great |cool |super |perfect |lovely )*(?:many )?(?:thanks|thank you|thx|cheers|ta)(?: a lot| so much| very much| hemline)?',
  ),
  talk(
    'bye',
    '(?:(?:ok|okay|thanks|thank you|cool) )*(?:good ?bye|bye|bye bye|see (?:you|ya)(?: later| soon| tomorrow)?|good night|(?:ok )?that is (?:all|it)(?: for (?:today|now))?|i am (?:done|finished)|cheers bye)',
  ),
  talk(
    'praise',
    `(?:omg |wow |oh |ooh |yes |yeah |haha )*(?:${VERY}(?:great|good|nice|nicer|perfect|lovely|beautiful|wonderful|awesome|cool|amazing|gorgeous|stunning|excellent|fantastic|brilliant|super|pretty|cute|much better|way better|better)(?: one| job| work)?|i (?:really )?(?:like|love) (?:it|this|that|them)(?: a lot| so much)?|(?:this|that) is the one|this is it|you rock|nailed it|what a (?:beauty|dream|look)|nice to meet you|wow|well done|love (?:it|this|that))`,
  ),
  talk(
    'policy',
    '(?:.*\\b)?(?:do you ship|ships? to|shipping|deliver(?:y|s)?|refunds?|returns|return policy|(?:can|could|may) i return|exchange policy|opening hours|(?:do|are) you open|my order|my parcel|pay with|payment|warranty|customer service|(?:a|to) (?:human|real person|agent)|discount code|voucher)\\b.*',
  ),
  talk(
    'elsewhere',
    '(?:how (?:far|tall|old|hot|cold|heavy|deep|big) (?:is|are|was) (?!it\\b|this\\b|that\\b).*|how much is (?:a|an) (?:flight|ticket|train|taxi|car|house|beer|coffee)\\b.*|tell me about (?:the (?:war|news|weather|world)|yourself|your day)|what is love|who (?:won|is the|was the|invented|wrote) .*|what (?:is )?(?:the )?(?:time|date|capital|news|meaning of) .*|(?:what|how) .*\\bweather\\b.*|(?:will|is|does) it (?:going to )?(?:rain|snow).*|(?:(?:can|could) you )?(?:tell|write|sing|compose|make up|translate)(?: me)? (?:a|an|another|this) (?:joke|story|poem|song|essay|letter).*|what is \\d+ (?:times|plus|minus|x|\\+|\\*|divided by) \\d+|i am (?:hungry|tired|bored|cold|thirsty)|i (?:have )?lost my .*|what is for (?:dinner|lunch|breakfast|tea))',
  ),
  {
    pattern:
      /^(?:(?:even|just|a)? ?(?:a )?(?:little|bit|tad|touch|lot|much|way) ?(?:bit )?)?(more|less)(?: (?:of (?:that|it)|than that|still|again))?$|^even more$|^not (?:that|so|quite so) much$/,
    read: ([way], { alone }, phrase) =>
      phrase === 'more' || !alone
        ? undefined
        : { kind: 'further', less: way === 'less' || phrase.startsWith('not') },
  },
  talk('laugh', '(?:(?:a?ha){2,}h?|lol|lmao|rofl|hehe|hihi|hmm+|hm|oh|aha|i see)'),
  talk(
    'abuse',
    '.*\\b(?:fuck(?:ing|er)?(?: off| you)?|shit|crap|bullshit|asshole|bitch|bastard|cunt|dick|piss off|shut up)\\b.*|(?:you |this |it )(?:(?:are|is) )?(?:a |an |so |such an? |really )*(?:suck|sucks|stupid|idiot|useless|dumb|moron|garbage|trash|rubbish)(?: bot| machine| thing)?|you (?:stupid |dumb |useless )?(?:idiot|moron|fool|bot)|idiot|stupid|(?:stupid|dumb|useless|silly) (?:bot|machine|thing|app|program)|i hate you|go to hell',
  ),
  talk(
    'dislike',
    `${VERY}(?:ugly|awful|terrible|bad|horrible|wrong|worse|not (?:good|nice|great|right|what i (?:wanted|meant|asked for)|it))|i (?:do not|did not) (?:really )?like (?:it|this|that|them)|i hate (?:it|this|that|them)|not (?:really )?my (?:taste|style|thing)|yuck|(?:ugh|eww?|yuck|meh|nah) (?:(?:that is |it is )?(?:ugly|awful|horrible|no))?|meh|ugh`,
  ),
  talk(
    'who',
    '(?:who|what) are you(?: then)?|are you (?:an? )?(?:bot|robot|human|machine|person|real|ai)(?: person)?|how are you(?: doing)?|what is your name',
  ),
]

/** "fabric of the first one?" asks; without the mark it takes the fabric over. */
const QUESTIONS: Rule[] = [...ASKS, ...RULES]

const BEFORE =
  /^(?:please|i mean(?:t)?|ok(?:ay)?|well|so|hey|hemline|now|then|and|but|can (?:you|i|we)|could (?:you|i|we)|would you|will you|let's|let us|let me|i would like (?:you )?to|i want (?:you )?to|just|hmm+|whoops|haha|no|nope|nah|wait|lol|actually|also|and|oh|yeah|hi|great|cool|nice|perfect|i want to|let us|we)[\s,]+/
const AFTER = /[\s,]+(?:please|now|then|thanks|thank you|lol|tho|though|for me|too|as well|after all)$/

/** Nobody commands in more characters, and patterns take their time on long ones. */
export const LONGEST = 240

/** Undefined when the phrase is something else. */
export function commandOf(phrase: string, context: CommandContext): Command | undefined {
  if (phrase.trim().length > LONGEST) return undefined
  const plain = plainOf(phrase)
  if (plain === '') return undefined
  const isQuestion = /\?\s*$/.test(phrase)
  const found = trimmed(plain, { ...context, isQuestion })
  if (found) return found
  const meant = corrected(plain)
  return meant === plain ? undefined : trimmed(meant, { ...context, isQuestion })
}

function trimmed(phrase: string, context: CommandContext): Command | undefined {
  let plain = phrase
  // As it stands first: "ok" and "thank you" are said by themselves too.
  for (;;) {
    const command = match(plain, context) ?? described(plain, context)
    if (command) return command
    const shorter = plain.replace(AFTER, '').replace(BEFORE, '')
    if (shorter === plain) return undefined
    plain = shorter
  }
}

function match(plain: string, context: CommandContext): Command | undefined {
  for (const { pattern, alone, read } of context.isQuestion ? QUESTIONS : RULES) {
    if (alone && !context.alone) continue
    const groups = pattern.exec(plain)
    const command = groups && read(groups.slice(1), context, plain)
    if (command) return command
  }
  return undefined
}

const goTo = (look: number | undefined): Command | undefined =>
  look === undefined ? undefined : press({ kind: 'go-to', look })

const choose = (match: number | undefined): Command | undefined =>
  match === undefined ? undefined : press({ kind: 'choose', match })
