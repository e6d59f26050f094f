/** `evaluate language`: known boundaries, category by category and join by join, and agreement with hand labels. */
import { readFileSync } from 'node:fs'
import type { SubEdit } from '../attributes.ts'
import { random } from '../garments/random.ts'
import { split } from '../language/split.ts'
import { masked, rotated, typo } from './disturbed.ts'
import {
  agreeing,
  boundaries,
  CATEGORIES,
  halfOfLabel,
  JOINERS,
  type Label,
  type Pair,
  readPairs,
  samplePairs,
  sentenceOf,
} from './language.ts'
import { metricsOf, prefixed, type Row, type Table } from './measure.ts'

export interface LanguageSettings {
  /** FashionIQ's folder, or its parent. */
  root: string
  /** Pairs of each category, each joined in every way. */
  limit: number
  /** Picks the pairs, and is the seed of the intervals. */
  seed: number
}

interface LabelFile {
  url: URL
  /** Only these; otherwise all, no rule having been tuned on any. */
  half?: 'test'
  isOfBoth?: true
}

/**
 * By name in the table. The second set is by another hand, on other pairs; the third by the first hand again, after the
 * rules. The first and the third together are `labels-both`.
 */
const LABELS: Record<string, LabelFile> = {
  labels: { url: new URL('../../test/language/labels.jsonl', import.meta.url), half: 'test', isOfBoth: true },
  'labels-third': {
    url: new URL('../../test/language/labels-third.jsonl', import.meta.url),
    half: 'test',
    isOfBoth: true,
  },
  'labels-second': { url: new URL('../../test/language/labels-second.jsonl', import.meta.url) },
}

/**
 * On training pairs of the test half, the one no rule was tuned on: `boundary` is the share of joins found, `parts` the
 * sub-edits of a joined sentence. `precision` and `recall` are of the sub-edits of hand labels; with `typo`, of the same
 * sentences with one slip each. `attributes` are those read in sentences that were disturbed.
 */
export function measureLanguage({ root, limit, seed }: LanguageSettings): Table {
  const pairs = new Map(CATEGORIES.map((category) => [category, readPairs(root, category)]))
  const joined: Row[][] = []
  for (const [category, all] of pairs)
    for (const pair of samplePairs(all, 'test', seed, limit)) joined.push(boundaryRows(category, pair))
  const labelled: Row[][] = []
  for (const [name, { url, half, isOfBoth }] of Object.entries(LABELS))
    for (const label of readLabels(url))
      if (half === undefined || halfOfLabel(label) === half) {
        const sentence = sentenceOf(label, pairs.get(label.category) ?? [])
        const found = [...labelRows(label, split(sentence)), ...disturbedRows(label, sentence, seed)]
        const sets = isOfBoth ? [name, 'labels-both'] : [name]
        labelled.push(sets.flatMap((set) => found.map((row) => prefixed(set, row))))
      }
  const queries = joined.flat().length
  const metrics = Object.entries(metricsOf([...joined, ...labelled], seed)).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  return { queries, metrics: Object.fromEntries(metrics) }
}

/** One row a joined sentence, all of the pair's together: whether its join was found, over all, for its category and for its join. */
function boundaryRows(category: string, pair: Pair): Row[] {
  return JOINERS.flatMap((joiner) => {
    const { joined, found, parts } = boundaries([pair], [joiner])
    if (joined === 0) return []
    const isFound = found > 0
    return [
      {
        boundary: isFound,
        [`boundary.${category}`]: isFound,
        [`boundary.${NAMES[joiner]}`]: isFound,
        parts,
        [`parts.${category}`]: parts,
      },
    ]
  })
}

const NAMES: Record<(typeof JOINERS)[number], string> = {
  ' and ': 'and',
  ', ': 'comma',
  '. ': 'stop',
  ' but ': 'but',
}

const readLabels = (file: URL): Label[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): Label => JSON.parse(line))

/** One row a sub-edit, labelled or parsed: whether the other side has it too. */
function labelRows(label: Label, parsed: readonly SubEdit[]): Row[] {
  const agreed = agreeing(label.edits, parsed)
  return [
    ...label.edits.map((_, i) => ({ recall: i < agreed })),
    ...parsed.map((_, i) => ({ precision: i < agreed })),
  ]
}

/** Words missing from a sentence, as in the paper's robustness table. */
const MASKS = [2, 5, 9]

/**
 * The same sentence with a typing slip, with its words in any order, and with words missing. `attributes` is the share
 * of labelled attributes that are read; in a masked sentence only those count of which no word is missing.
 */
function disturbedRows(label: Label, sentence: string, seed: number): Row[] {
  const source = random(seed, label.pair * 3 + (label.caption === 1 ? 1 : 0))
  const slip = split(typo(sentence, source))
  const attributesIn = (text: string, edits: Label['edits'], name: string) =>
    attributeRows(edits, split(text)).map((right) => ({ [`attributes.${name}`]: right }))
  return [
    ...labelRows(label, slip).map((row) => prefixed('typo', row)),
    ...attributesIn(sentence, label.edits, 'undisturbed'),
    ...attributesIn(rotated(sentence, source), label.edits, 'rotated'),
    ...MASKS.flatMap((count) => {
      const left = masked(sentence, count, source)
      const whole = label.edits.filter(({ span }) => left.slice(...span) === sentence.slice(...span))
      return attributesIn(left, whole, `mask-${count}`)
    }),
  ]
}

/** For each label whether its attribute was read, each reading counted once. */
function attributeRows(labelled: Label['edits'], parsed: readonly SubEdit[]): boolean[] {
  const free = parsed.map(({ attribute }) => attribute)
  return labelled.map(({ attribute }) => {
    const at = free.indexOf(attribute)
    if (at >= 0) free.splice(at, 1)
    return at >= 0
  })
}
