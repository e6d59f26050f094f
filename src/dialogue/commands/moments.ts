/** Looks by what they were: going back "to before the stripes", and parts of one look for another. */
import type { Attribute } from '../../attributes.ts'
import { NUMBER, numberOf, ORDINAL, ordinalOf, type Part, type Rule } from '../command.ts'

const GO =
  '(?:(?:i (?:want|would like|need) to )?(?:go|take me|bring me|return|revert|rewind|get|jump|move|switch)(?: me| us)?(?: right| all the way)?(?: back)?|back)'
const VERSION = '(?:one|look|version|dress|top|shirt|jacket|skirt|pants|state|variant)'

const recall = (words: string | undefined, when: 'at' | 'before') =>
  words === undefined ? undefined : ({ kind: 'recall', words: plainWords(words), when } as const)

/** "i changed the neckline": what changed is meant. */
const plainWords = (words: string) =>
  words
    .replace(
      /^(?:we |i |you |it )?(?:had |have )?(?:changed|added|put(?: on)?|made|removed|got|said|asked for|did|gave it)(?: it)? /,
      '',
    )
    .replace(/^(?:all )?(?:that|those|the) /, '')
    .replace(/ (?:came|change|thing|stuff|happened|were added|was added|and all that)$/, '')

export const MOMENTS: Rule[] = [
  {
    pattern: new RegExp(
      `^(?:${GO} )?(?:to )?(?:the ${VERSION} (?:from )?(?=before))?(?:i (?:want|would like) (?:it|that) |make it )?(?:back )?(?:as it was |to how it was )?(?:(?:the )?(?:look|version|one|state|way (?:it|that) was|way (?:it|that) looked) )?(?:how (?:it|that) (?:was|looked) |what (?:it|i) (?:was|had) )?before (?!that$|this$|it$)(.+)$`,
    ),
    read: ([words]) => recall(words, 'before'),
  },
  {
    pattern:
      /^(?:undo|revert|take back) (?:the )?(.+?) and (?:everything|all|whatever)(?: that came| that followed)? after(?: it| that| them)?$/,
    read: ([words]) => recall(words, 'before'),
  },
  {
    pattern: new RegExp(
      `^${GO} to (?:the (?:time |moment |look |version |one )?)?(?:when|where|how|as) (?:it|that|the dress|the look) (?:was|were|had|looked)(?: still)? (.+)$`,
    ),
    read: ([words]) => recall(words, 'at'),
  },
  {
    pattern: new RegExp(
      `^(?:${GO} to|bring back|restore|rewind to|i want back|give me back)(?: the)? ${VERSION} (?:with|without|that (?:was|had)|in) (.+?)(?: again| back)?$`,
    ),
    read: ([words]) => recall(words, 'at'),
  },
  {
    pattern: new RegExp(
      `^(?:the )?(?:${VERSION} (?:with|in|that was|that had) (.+?)|(?!(?:the|previous|earlier|last|other|first|original|next|second|third|fourth|new|old)\\b)([a-z][a-z -]*?) ${VERSION}) (?:was|looked) (?:much )?(?:better|nicer|best|the best|prettier)(?:,? (?:so )?(?:go|take me|please go) back(?: to (?:that|it|that one))?)?$`,
    ),
    read: ([words, looks]) => recall(words ?? looks, 'at'),
  },
  {
    pattern: new RegExp(
      `^(?:(?:${GO} to|bring back|restore|rewind to|i want back|give me back) the|the) (?!(?:previous|last|other|first|original|next)\\b)([a-z][a-z -]*?) ${VERSION}(?: again| back)$|^(?:${GO} to|bring back|restore|rewind to) the (?!(?:previous|last|other|first|original|next)\\b)([a-z][a-z -]*?) ${VERSION}(?: again| please)?$`,
    ),
    read: ([again, back]) => recall(again ?? back, 'at'),
  },
  {
    pattern: new RegExp(
      `^(?:i (?:want|would like|need)|can i (?:have|get|see)|give me) (?:the |that )(?!(?:original|last|previous|first)\\b)([a-z][a-z -]*?) ${VERSION} (?:back|again)$`,
    ),
    read: ([words]) => recall(words, 'at'),
  },
  {
    pattern: new RegExp(
      `^i (?:preferred|liked|loved) (?:it )?(?:the|in) (?!(?:first|second|third|fourth|fifth|last|previous|earlier|other|one|cheap\\w*)\\b)([a-z][a-z -]*?)(?: ${VERSION})?(?: (?:better|more|best))?$`,
    ),
    read: ([words], _, phrase) =>
      / better| more| best|preferred/.test(phrase) ? recall(words, 'at') : undefined,
  },
  {
    pattern:
      /^(?:the |that )?(?:(?:version|look) (?:with|that had|that was|where it (?:was|had)|when it (?:was|had))|where it (?:was|(?:still )?had)) (?:still )?(.+)$/,
    read: ([words]) => recall(words, 'at'),
  },
  {
    pattern: /^rewind to (?:the )?(.+)$/,
    read: ([words]) => recall(words, 'at'),
  },
  {
    pattern: new RegExp(
      `^(?:combine|mix|merge|blend|join|cross)(?: up)?(?: the)? (?:looks? )?(?:number )?(?:${NUMBER}|${ORDINAL})(?: (?:look|one))? (?:and|with|&|\\+) (?:the )?(?:look )?(?:number )?(?:${NUMBER}|${ORDINAL})(?: (?:look|one)s?)?$`,
    ),
    read([a, first, b, second]) {
      const one = numberOf(a) ?? ordinalOf(first, 0)
      const other = numberOf(b) ?? ordinalOf(second, 0)
      return one !== undefined && other !== undefined ? { kind: 'merge', looks: [one, other] } : undefined
    },
  },
  { pattern: /\b(?:of|from|in|as|on|like)\b/, read: (_, _context, phrase) => combination(phrase) },
]

const PARTS: Record<string, { attribute: Attribute; detail?: string }> = {
  ...named('neckline', 'neck', 'neckline', 'collar', 'neckhole'),
  ...named('colour', 'colour', 'color', 'shade'),
  ...named('sleeve', 'sleeve', 'sleeves', 'arms'),
  ...named('length', 'length', 'hem', 'hemline'),
  ...named('pattern', 'pattern', 'print', 'stripes', 'dots', 'flowers'),
  ...named('fit', 'fit', 'cut', 'waist'),
  ...named('material', 'material', 'fabric', 'cloth'),
  ...named('silhouette', 'shape', 'silhouette'),
  ...detail('belt', 'belt'),
  ...detail('buttons', 'buttons', 'button'),
  ...detail('pockets', 'pockets', 'pocket'),
  ...detail('ruffles', 'ruffles', 'frills'),
  ...detail('bow', 'bow'),
  ...detail('hood', 'hood'),
  ...detail('zip', 'zip', 'zipper'),
  ...detail('trim', 'trim'),
  ...detail('embellishment', 'embellishment', 'sequins', 'beads'),
}

function named(attribute: Attribute, ...words: string[]) {
  return Object.fromEntries(words.map((word) => [word, { attribute }]))
}

function detail(name: string, ...words: string[]) {
  return Object.fromEntries(words.map((word) => [word, { attribute: 'detail' as const, detail: name }]))
}

const PART = Object.keys(PARTS)
  .sort((a, b) => b.length - a.length)
  .join('|')
/** A look by its number; "number 2" or a bare "the second" counts, "the second dress" of the shop does not. */
const LOOK = `(?:the )?(?:(?:looks? )?(?:number |no\\.? ?|#)?${NUMBER}\\b|${ORDINAL}\\b(?: (?:look|one|version))?)`
const TAKEN = new RegExp(
  `(?:the |its |same )?\\b((?:${PART})(?:(?:,| and|, and)(?: the)? (?:${PART}))*) (?:(?:of|from|in|on|as|like)(?: in| on)?) (?:the )?${LOOK}`,
  'g',
)
const BASE = new RegExp(`^(?:(?:like|take|use|start from|go to|with) |(?=look))${LOOK}`)
/** What may be said around the parts. */
const AROUND =
  /^(?:\s|,|\b(?:combine|mix|take|use|copy|put|give|get|i|want|would|like|need|can|could|have|it|this|me|the|that|one|and|with|but|on|onto|to|please|same|also|for|my|look|in|has|add|let|us|make|is|do)\b)*$/

/** "the neck of the first, the colour of the second" */
function combination(phrase: string) {
  const parts: Part[] = []
  let rest = phrase.replace(TAKEN, (_, words: string, number, ordinal) => {
    const look = ordinal === 'last' ? 'last' : (numberOf(number) ?? ordinalOf(ordinal, 0))
    if (look === undefined) return _
    for (const word of words.match(new RegExp(PART, 'g')) ?? []) {
      const part = PARTS[word]
      if (part) parts.push({ ...part, look })
    }
    return ' '
  })
  if (parts.length === 0) return undefined
  const base = BASE.exec(rest)
  if (base) rest = rest.slice(base[0].length)
  if (!AROUND.test(rest)) return undefined
  const from = base && (numberOf(base[1]) ?? ordinalOf(base[2], 0))
  return { kind: 'combine', parts, ...(from && { base: from }) } as const
}
