/** Questions about products and looks, comparisons, and the order of the list. */
import { normalSize } from '../../catalogue/product.ts'
import { type About, ITEM, itemOf, numbersIn, type Rule, says } from '../command.ts'

const SIZE = '(xxs|xs|s|m|l|xl|xxl|xxxl|[2-6]xl|small|medium|large|extra (?:small|large)|\\d{2})'
const FABRIC =
  '(?:real |genuine |pure |100 ?% )?(?:cotton|denim|satin|silk|leather|wool|knit|linen|polyester|viscose|lace|suede)'

/** With a group for what it is asked of. */
const asks = (about: About, pattern: string): Rule => ({
  pattern: new RegExp(`^(?:and )?(?:${pattern.replaceAll('ITEM', `(${ITEM})`)})$`),
  read: (groups, { listed }) => ({
    kind: 'ask',
    about,
    item: itemOf(
      groups.find((group) => group !== undefined),
      listed,
    ),
  }),
})

const sized = (pattern: string): Rule => ({
  pattern: new RegExp(`^(?:and )?(?:${pattern.replaceAll('ITEM', `(${ITEM})`).replaceAll('SIZE', SIZE)})$`),
  read([item, size], { listed }) {
    return { kind: 'ask', about: 'sizes', item: itemOf(item, listed), size: normalSize(size ?? '') }
  },
})

export const ASKS: Rule[] = [
  sized(
    '(?:is|are|do|does|can|could|would|have|got|get|any)(?: you| i| they| we)?(?: still)?(?: have| got| get| sell| do| buy)?(?: ITEM)?(?: still| also)?(?: come| available| there| be had| exist| in stock)* (?:in )?(?:a )?(?:size )?SIZE',
  ),
  sized('(?:do|have) you (?:have |got )?my size,? (?:in )?SIZE'),
  asks('sizes', 'in (?:what|which) sizes?(?: (?:does|do|is|are) ITEM)?(?: come| there| available)*'),
  asks(
    'stock',
    '(?:when|will) (?:is |will |are )?ITEM (?:be )?back in stock|still (?:available|there|in stock)',
  ),
  sized('is (?:there )?my size(?: there| available| in stock)?(?: (?:of|for|in) ITEM)?,? (?:in )?SIZE'),
  asks(
    'sizes',
    '(?:what|which) sizes?(?: does| do| is| are)?(?: ITEM)?(?: come in| have| there| available| left| in stock)*(?: (?:of|for|in) ITEM)?|sizes?(?: (?:of|for) ITEM)?|(?:are there |is there )?any (?:other )?sizes? (?:left|available|there)(?: (?:of|for|in) ITEM)?|any (?:other )?sizes? (?:of|for|in) ITEM(?: left)?',
  ),
  asks(
    'price',
    'is ITEM (?:very |too )?expensive|how much(?: is| are| does| do| would| for)?(?: ITEM)?(?: cost| be| is it)?|what (?:does|do|would|is) ITEM cost|what (?:do|would) (?:they|you) (?:want|charge|ask|take) for ITEM|(?:what is )?(?:the |its )?(?:price|cost)(?: (?:of|for) ITEM)?|ITEM,? (?:how much|what price)(?: is (?:it|that))?|how expensive (?:is|are) ITEM|price please|(?:can|could) i buy ITEM,? (?:what is|how much is) (?:the price|it)',
  ),
  asks(
    'stock',
    '(?:is|are) ITEM (?:still |really )?(?:in stock|available|sold out|out of stock|there)(?: now| or not)?|ITEM (?:still )?(?:in stock|available|sold out|out of stock)(?: now| or not)?|(?:do|have) you (?:still )?(?:have|got) ITEM(?: in stock| left)?|(?:can|could) i still (?:get|buy|order|have) ITEM',
  ),
  asks(
    'stores',
    '(?:in )?(?:which|what) (?:shops?|stores?|branch|branches) (?:has|have|is|are|sells?|stocks?|carry|carries|can i (?:get|buy|find)) ITEM(?: in stock| available| in)?|where (?:is|are) ITEM (?:in stock|available)|where (?:do|does) (?:you|we) have ITEM(?: in stock)?|how many(?: pieces)? of ITEM (?:are (?:there|left|in stock)|do (?:you|we) have)(?: left| in stock)?|(?:show (?:me )?)?(?:the )?stock (?:of|for) ITEM(?: by store| in each store)?|stock by store',
  ),
  asks(
    'material',
    `what (?:is|are) ITEM made (?:of|from|out of)|what (?:is )?(?:the )?(?:material|fabric|cloth)(?: is| of| are)?(?: ITEM)?(?: made of)?|(?:is|are) ITEM ${FABRIC}(?: or (?:what|not|something|${FABRIC}))?|(?:what|which) (?:material|fabric|cloth) (?:is|are) ITEM|(?:tell me )?the (?:material|fabric|cloth) of ITEM|(?:material|fabric)(?: of ITEM)?`,
  ),
  asks('brand', '(?:who (?:makes|made|sells) |(?:what|which) brand (?:is|are) )ITEM|(?:the )?brand of ITEM'),
  asks('colour', 'what colou?rs? (?:is|are|does) ITEM(?: come in)?'),
  asks(
    'sale',
    '(?:is|are) there (?:a |any )?(?:discounts?|reductions?|sale) on ITEM|(?:is|are) ITEM (?:on sale|reduced|discounted|in the sale)',
  ),
  asks(
    'buy',
    '(?:where|how) (?:can|do|could) i (?:buy|get|order|find) ITEM|(?:can|could) i (?:buy|order) ITEM|i want to (?:buy|order) ITEM|buy ITEM|(?:order|purchase) ITEM',
  ),
  asks(
    'all',
    'tell me more|what is (?:it|this|that) called|what is the name of ITEM|(?:tell|show) me (?:more|something|everything)? ?(?:about|on) ITEM|(?:give me )?(?:more |some |the )?(?:details|info|information)(?: (?:on|about|for|of) ITEM)?|what about (?:details of )ITEM',
  ),
  asks('sale', 'was ITEM (?:more expensive|dearer|cheaper)(?: before)?'),
  says(
    'what is (?:on|in) the picture|what am i (?:looking at|seeing)|(?:please )?describe (?:it|this|that|my look|the look)(?: to me| for me)?|what does (?:it|this|that|my look) look like(?: now)?|what do i have(?: now)?|(?:show (?:me )?)(?:my look|the look)(?: again)?|how does it look(?: now)?',
    { kind: 'describe', what: 'look' },
  ),
  says(
    'what have i (?:changed|done|asked for|got)(?: so far)?|(?:show (?:me )?)?(?:my |the )?(?:history|changes)(?: so far)?|what (?:has )?changed(?: so far)?|(?:show|list)(?: me)? (?:all )?my looks',
    { kind: 'describe', what: 'history' },
  ),
  {
    pattern:
      /\bcompar(?:e|ison)\b|\bdifferences?\b|\bvs\b|\b\d against (?:number )?\d\b|\bversus\b|\bside by side\b|^which (?:one |of .+ )?(?:is|are|looks?|costs?) .+\bor\b|^how do .+ compare$|^.+ or .+,? which (?:one )?is (?:better|nicer|cheaper|longer)|^which of the (?:two|first two) is |\bnext to (?:each other|one another|(?:number )?\d)|^(?:is|are) .+ (?:better|nicer|cheaper|longer|shorter|more expensive) than /,
    read(_, { listed, looks: made = 0 }, phrase) {
      if (/^(?:make|give|add|set)\b/.test(phrase)) return undefined
      const looks = /\blooks? \d|\blook (?:number )?\w+ (?:and|with|to|vs|versus|or)\b/.test(phrase)
      const said = /\b(?:first|top|these|the|those) two\b/.test(phrase)
        ? []
        : numbersIn(phrase, looks ? made : listed)
      return {
        kind: 'compare',
        what: looks ? 'looks' : 'products',
        items:
          said.length > 1 ? said.slice(0, 4) : said[0] !== undefined && said[0] !== 1 ? [1, said[0]] : [1, 2],
      }
    },
  },
  sorts(
    'price-up',
    'by price|(?:i want to see |let me see |show |list |put )?(?:me )?(?:the )?(?:cheapest|lowest prices?|least expensive|cheap) (?:ones? |things? )?(?:first|on top|at the top)|(?:by )?prices? (?:from )?(?:low(?:est)?|cheap(?:est)?|small) (?:to|first)(?: (?:high(?:est)?|expensive|big))?|which (?:one )?(?:of (?:these|them|those|the list) )?is (?:the )?(?:cheapest|least expensive)(?: one)?|(?:from )?cheap(?:est)? to (?:expensive|dear(?:est)?|most expensive)',
  ),
  sorts(
    'price-down',
    '(?:i want to see |let me see |show |list |put )?(?:me )?(?:the )?(?:(?:most )?expensive|dearest|highest prices?|priciest) (?:ones? |things? )?(?:first|on top|at the top)|(?:by )?prices? (?:from )?(?:high(?:est)?|expensive) (?:to|first)(?: (?:low(?:est)?|cheap))?|which (?:one )?(?:of (?:these|them|those|the list) )?is (?:the )?(?:most expensive|dearest|priciest)(?: one)?|(?:from )?(?:most )?expensive to cheap(?:est)?',
  ),
  sorts(
    'match',
    'by (?:similarity|likeness|relevance)|(?:show |list |put )?(?:me )?(?:the )?(?:best|closest|nearest|most similar)(?: match(?:es)?)? (?:ones? )?first',
  ),
  says('sort(?: (?:it|them|these|this|the list))?', { kind: 'sort', sort: 'price-up' }),
  {
    pattern:
      /^(?:please )?(?:sort|order|arrange|rank)(?: (?:it|them|these|this|those|the list|the results|everything))?(?: by)? (.+)$/,
    read([by = '']) {
      if (/\b(?:similar|likeness|match|relevance|nearest|closest)/.test(by))
        return { kind: 'sort', sort: 'match' }
      if (!/\b(?:price|cost|cheap|expensive|dear|high to low|low to high)/.test(by)) return undefined
      const down =
        /\b(?:desc|descending|high(?:est)? (?:to low|first)|most expensive|expensive (?:to cheap|first)|down|dear|cheap\w* (?:ones? )?(?:last|at the (?:end|bottom)))/.test(
          by,
        )
      return { kind: 'sort', sort: down ? 'price-down' : 'price-up' }
    },
  },
]

function sorts(sort: 'price-up' | 'price-down' | 'match', pattern: string): Rule {
  return says(pattern, { kind: 'sort', sort })
}
