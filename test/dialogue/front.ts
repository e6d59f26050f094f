/** The dialogue before the editor: a message into its acts, and each change of the look into a plan. */
import { type Act, type ActContext, actsOf } from '../../src/dialogue/acts.ts'
import { hasWords, isForeign, withoutMarkup } from '../../src/dialogue/cleaning.ts'
import { changed } from '../../src/dialogue/filters.ts'
import { type Plan, planOf } from '../../src/dialogue/plan.ts'
import { MAX_ROUNDS } from '../../src/dialogue/texts.ts'
import type { Reading } from '../../src/editing/reading.ts'
import { split } from '../../src/language/split.ts'

const LIST = [
  { title: 'Short red dress', brand: 'Ossa', price: 35 },
  { title: 'Long green dress', brand: 'Tidewater', price: 80 },
  { title: 'Long (A+B) skirt*', price: 12.5 },
]
export const CONTEXTS: ActContext[] = [
  { hasLook: false, listed: 0, brands: [] },
  {
    hasLook: true,
    category: 'dress',
    listed: LIST.length,
    list: LIST,
    brands: ['Ossa', 'Tidewater', 'A+B (new)'],
  },
  { hasLook: true, category: 'pants', listed: 0, brands: ['Next'], isAsked: true },
]
const READINGS: Reading[] = ['dress', 'pants'].map((category) => ({
  attributes: { category },
  details: [],
  lightness: 50,
  confidence: { category: 1 },
}))

/** What is wrong with the answer to a message, in words; nothing as a rule. */
export function wrong(message: string, context: ActContext): string[] {
  const sentence = withoutMarkup(message)
  if (sentence.length !== message.length) return ['taking markup out moves what was said']
  if (!hasWords(sentence)) return []
  const acts = actsOf(sentence, context)
  return acts.length === 0 ? ['it asks for nothing'] : acts.flatMap((act) => wrongIn(act, sentence))
}

function wrongIn(act: Act, sentence: string): string[] {
  switch (act.kind) {
    case 'edit': {
      if (act.text.length > sentence.length) return ['an edit is longer than the message']
      if (isForeign(act.text)) return []
      const edits = split(act.text)
      const misplaced = edits.filter(({ text, span }) => act.text.slice(...span) !== text)
      return [
        ...misplaced.map(({ text }) => `“${text}” is not where it says`),
        ...READINGS.flatMap((reading) => wrongPlan(planOf(edits, reading), edits.length)),
      ]
    }
    case 'filter': {
      const { minPrice = 0, maxPrice = Number.POSITIVE_INFINITY } = changed(
        { size: 'M', maxPrice: 80 },
        act.change,
      )
      return minPrice <= maxPrice ? [] : ['nothing can cost so little and so much']
    }
    case 'begin':
    case 'browse':
      return act.words.trim() ? [] : ['it looks for nothing']
    case 'press':
      return act.press.kind === 'go-to' && !(act.press.look >= 1) ? ['there is no such look'] : []
    default:
      return []
  }
}

function wrongPlan(
  { rounds, left, unplaced, misfits, ended, absent, kept, vague, open }: Plan,
  edits: number,
): string[] {
  const told = [rounds, left, unplaced, misfits.parts, ended, absent, kept, vague, open].some(
    (part) => part.length > 0,
  )
  return [
    ...(rounds.length > MAX_ROUNDS ? ['there are too many rounds'] : []),
    ...(edits > 0 && !told ? ['what was asked for is lost'] : []),
    ...rounds.filter(({ attribute }) => attribute === null).map(({ text }) => `“${text}” cannot be made`),
  ]
}
