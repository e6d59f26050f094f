/** Which looks a phrase speaks of, by number, by time or by what they were like, and which parts of them. */
import { type Command, NUMBER, numberOf, ORDINAL, ordinalOf, type Part, press } from '../command.ts'

const AT_FIRST = /\b(?:original\w*|start\w*|beginning|initial\w*|at first|the (?:very )?first)\b/
const BEFORE = /\b(?:before|prior to|since)\b (?!that$|this$|it$)(.+)$/
/** What may stand around the words that tell a look from others. */
const AROUND_MOMENT =
  /\b(?:can|could|we|you|i|it|me|us|please|again|back|go|take|bring|return|show|see|let|have|had|has|was|were|is|to|the|that|those|when|where|how|one|look|version|point|place|there|still|want|would|like|liked|prefer(?:red)?|better|best|nicer|earlier|get|give|so|of|a|happened|added|we|changed|thing|everything|undo|rewind|until)\b/g

export function moment(phrase: string): Command | undefined {
  const before = BEFORE.exec(phrase)?.[1]
  if (before) return { kind: 'recall', words: before, when: 'before' }
  const [look] = looksIn(phrase)
  if (look && look.n !== 'last') return press({ kind: 'go-to', look: look.n })
  if (AT_FIRST.test(phrase)) return press({ kind: 'go-to', look: 1 })
  const words = phrase.replace(AROUND_MOMENT, ' ').replace(/\s+/g, ' ').trim()
  return words ? { kind: 'recall', words, when: 'at' } : undefined
}

const A_LOOK = new RegExp(
  `\\b(?:looks? (?:number |no\\.? ?|#)?${NUMBER}|version (?:number )?${NUMBER}|${ORDINAL}|#?(\\d{1,2}))\\b`,
  'g',
)

interface Mention {
  at: number
  n: number | 'last'
}

/** Looks by their numbers, with their places. */
const looksIn = (phrase: string): Mention[] =>
  [...phrase.matchAll(A_LOOK)].flatMap(({ index, 1: look, 2: version, 3: ordinal, 4: bare }) => {
    const n = ordinal === 'last' ? 'last' : (numberOf(look ?? version ?? bare) ?? ordinalOf(ordinal, 0))
    return n === undefined ? [] : [{ at: index, n }]
  })

const PARTS: [words: string, part: Omit<Part, 'look'>][] = [
  ['necklines?|neck|neckhole|collar', { attribute: 'neckline' }],
  ['colou?rs?|shade|tone', { attribute: 'colour' }],
  ['sleeves?|arms|straps', { attribute: 'sleeve' }],
  ['length|hem|hemline', { attribute: 'length' }],
  ['pattern|print|stripes|dots|flowers', { attribute: 'pattern' }],
  ['fit|cut|waist', { attribute: 'fit' }],
  ['material|fabric|cloth', { attribute: 'material' }],
  ['shape|silhouette', { attribute: 'silhouette' }],
  ['belt', { attribute: 'detail', detail: 'belt' }],
  ['buttons?', { attribute: 'detail', detail: 'buttons' }],
  ['pockets?', { attribute: 'detail', detail: 'pockets' }],
  ['ruffles?|frills', { attribute: 'detail', detail: 'ruffles' }],
  ['bow', { attribute: 'detail', detail: 'bow' }],
  ['hood', { attribute: 'detail', detail: 'hood' }],
  ['zip|zipper', { attribute: 'detail', detail: 'zip' }],
  ['trim', { attribute: 'detail', detail: 'trim' }],
  ['embellishments?|sequins|beads', { attribute: 'detail', detail: 'embellishment' }],
]

export function combination(phrase: string): Command | undefined {
  const looks = looksIn(phrase)
  const parts = PARTS.flatMap(([words, part]) =>
    [...phrase.matchAll(new RegExp(`\\b(?:${words})\\b`, 'g'))].map(({ index }) => ({ ...part, at: index })),
  ).sort((a, b) => a.at - b.at)
  const [first, second] = looks
  if (!first) return undefined
  if (parts.length === 0)
    return second && first.n !== 'last' && second.n !== 'last'
      ? { kind: 'merge', looks: [first.n, second.n] }
      : undefined
  // "The neck of the first": of the look named next, or else of the one named last.
  const taken = parts.map(({ at, ...part }) => ({
    ...part,
    look: (looks.find((look) => look.at > at) ?? (looks.at(-1) as Mention)).n,
  }))
  const isBase = second !== undefined && first.at < (parts[0]?.at ?? 0) && first.n !== 'last'
  return { kind: 'combine', parts: taken, ...(isBase && { base: first.n as number }) }
}
