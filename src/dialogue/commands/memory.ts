/** What Hemline remembers of a shopper, and forgetting it. What is to be remembered is found in acts.ts. */
import { type Rule, says } from '../command.ts'
import { NO_FILTERS } from '../filters.ts'

const OF_ME =
  '(?:me|(?:(?:all|everything|what you (?:know|have)) )*(?:(?:about|on|of) me|of my (?:personal )?data|my (?:personal )?(?:data|account|information|history)(?: and (?:my )?(?:data|account))?))'

export const MEMORY: Rule[] = [
  says(
    `(?:forget|delete|erase|wipe|remove|clear)(?: all)?(?: of)? ${OF_ME}|(?:forget|delete|erase|wipe|remove|clear)(?: all| everything)? (?:what(?:ever)?|that|everything) you (?:have )?(?:stored|saved|know|kept|remember(?:ed)?|collected)(?: (?:about|of|on) me)?|gdpr(?: delete)?|i want to be forgotten`,
    {
      kind: 'forget',
    },
  ),
  says(
    '(?:what are |show (?:me )?|list )?my (?:settings|preferences)|settings|preferences|what (?:do|did) you (?:know|remember|have|store)(?: about| of| on)(?: me)?|what (?:do|did) you remember|what have you (?:remembered|stored)(?: about me)?',
    { kind: 'settings' },
  ),
  says(
    '(?:please )?(?:remember|save|keep|store)(?: (?:this|that|it|these))?(?: (?:for|in) (?:the )?(?:future|next time))|remember (?:this|that|it|these) for later|(?:remember|save|store) (?:my |the |these |those )?(?:settings|preferences|filters|choices)|remember (?:this|that|it|these|them)',
    { kind: 'remember', change: null },
  ),
  {
    pattern:
      /^(?:forget|delete|stop (?:filtering|searching|looking|going) by|do not (?:use|remember)|stop (?:using|remembering)) my (size|budget|brands?|preferences|settings|price)(?: (?:in (?:the )?future|any ?more|please))*$/,
    read: ([what]) => ({
      kind: 'remember',
      change:
        what === 'size'
          ? { size: null }
          : what === 'budget' || what === 'price'
            ? { minPrice: null, maxPrice: null }
            : what?.startsWith('brand')
              ? { brand: null, withoutBrands: null }
              : NO_FILTERS,
    }),
  },
]
