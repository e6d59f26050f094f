/** `evaluate language`: known boundaries, category by category and join by join, and agreement with hand labels. */
import { readFileSync } from 'node:fs'
import { split } from '../language/split.ts'
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
}

/** By name in the table. The second set is by another hand, on other pairs. */
const LABELS: Record<string, LabelFile> = {
  labels: { url: new URL('../../test/language/labels.jsonl', import.meta.url), half: 'test' },
  'labels-second': { url: new URL('../../test/language/labels-second.jsonl', import.meta.url) },
}

/**
 * On training pairs of the test half, the one no rule was tuned on: `boundary` is the share of joins found, `parts` the
 * sub-edits of a joined sentence. `precision` and `recall` are of the sub-edits of hand labels.
 */
export function measureLanguage({ root, limit, seed }: LanguageSettings): Table {
  const pairs = new Map(CATEGORIES.map((category) => [category, readPairs(root, category)]))
  const rows: Row[] = []
  for (const [category, all] of pairs)
    for (const pair of samplePairs(all, 'test', seed, limit)) rows.push(...boundaryRows(category, pair))
  const queries = rows.length
  for (const [name, { url, half }] of Object.entries(LABELS))
    for (const label of readLabels(url))
      if (half === undefined || halfOfLabel(label) === half)
        rows.push(...labelRows(label, pairs.get(label.category) ?? []).map((row) => prefixed(name, row)))
  const metrics = Object.entries(metricsOf(rows, seed)).sort(([a], [b]) => (a < b ? -1 : 1))
  return { queries, metrics: Object.fromEntries(metrics) }
}

/** One row a joined sentence: whether its join was found, over all, for its category and for its join. */
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
function labelRows(label: Label, pairs: readonly Pair[]): Row[] {
  const parsed = split(sentenceOf(label, pairs))
  const agreed = agreeing(label.edits, parsed)
  return [
    ...label.edits.map((_, i) => ({ recall: i < agreed })),
    ...parsed.map((_, i) => ({ precision: i < agreed })),
  ]
}
