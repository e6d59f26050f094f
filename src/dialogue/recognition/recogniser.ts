/**
 * What a message is most likely said for, learnt from examples: `in-hand.txt` and `at-the-start.txt`, one a line. A new
 * wording begins with a line there. The rules that read commands word for word come first; this is for all the rest.
 */
import { readFileSync } from 'node:fs'
import type { ActContext } from '../acts.ts'
import { type Guess, trained } from './classifier.ts'
import { featuresOf } from './features.ts'
import { plainOf } from './plain.ts'

export const LABELS = [
  'answer',
  'ask',
  'browse',
  'choose',
  'combine',
  'compare',
  'drop',
  'edit',
  'filter',
  'forget',
  'go-to',
  'help',
  'keep',
  'mixed',
  'more',
  'out-of-scope',
  'outfit',
  'redo',
  'settings',
  'share',
  'sort',
  'start',
  'start-over',
  'talk',
  'undo',
] as const
export type Label = (typeof LABELS)[number]

type Said = Pick<ActContext, 'hasLook' | 'category' | 'brands'>
export type Recogniser = (phrase: string, context: Said) => Guess<Label>[]

/** What the examples were said to; their brands are Ossa and Tidewater. */
const SAID_TO: Record<string, Said> = {
  'in-hand.txt': { hasLook: true, category: 'dress', brands: ['Ossa', 'Tidewater'] },
  'at-the-start.txt': { hasLook: false, brands: ['Ossa', 'Tidewater'] },
}

export interface Line<Context = Said> {
  /** Several acts joined by "+". */
  label: string
  text: string
  context: Context
}

/** Messages with their labels, from text of lines like `undo | go back a step`. Others are remarks. */
export const linesOf = <Context>(text: string, context: Context): Line<Context>[] =>
  text
    .split('\n')
    .filter((line) => line.includes(' | '))
    .map((line) => {
      const [label = '', ...words] = line.split(' | ')
      return { label: label.trim(), text: words.join(' | '), context }
    })

export const EXAMPLES = (): Line[] =>
  Object.entries(SAID_TO).flatMap(([file, context]) =>
    linesOf(readFileSync(new URL(file, import.meta.url), 'utf8'), context),
  )

/** Takes about half a second of one core for the examples that are here. */
export function recogniserOf(lines: readonly Line[]): Recogniser {
  const seen = lines.map(({ text, context }) => featuresIn(text, context))
  const counts = new Map<string, number>()
  for (const feature of seen.flat()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  // An example's own words are no news to it, so that those said once count as those never said.
  const whole = (features: string[]): string[] => {
    const rare = features.filter((feature) => feature.startsWith('w:') && (counts.get(feature) ?? 0) < 2)
    return [...features, `rare:${Math.min(3, rare.length)}`]
  }
  const guess = trained(
    lines.map(({ label }, i) => ({ label: kindOf(label), features: whole(seen[i] as string[]) })),
    { epochs: 5, rate: 0.6 },
  )
  return (phrase, context) => guess(whole(featuresIn(phrase, context)))
}

function kindOf(label: string): Label {
  const found = label.includes('+') ? 'mixed' : LABELS.find((known) => known === label)
  if (!found) throw new Error(`“${label}” is no label of an example; those are ${LABELS.join(', ')}.`)
  return found
}

const featuresIn = (phrase: string, context: Said): string[] =>
  featuresOf(plainOf(phrase), { ...context, isQuestion: /\?\s*$/.test(phrase) })

let ready: Recogniser | undefined
/** Learnt when it is first asked for. */
export function recogniser(): Recogniser {
  ready ??= recogniserOf(EXAMPLES())
  return ready
}
