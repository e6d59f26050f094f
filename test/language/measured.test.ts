/** Figures on FashionIQ's published feedback; skipped where the data is not at hand. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  agreeing,
  boundaries,
  CATEGORIES,
  halfOfLabel,
  type Label,
  readPairs,
  samplePairs,
  sentenceOf,
} from '../../src/evaluation/language.ts'
import { split } from '../../src/language/split.ts'

const root = process.env.HEMLINE_TEST_DATA ?? '../shared/data'
const absent = !existsSync(join(root, 'fashion-iq', 'captions'))

describe.skipIf(absent)('real feedback (needs FashionIQ under HEMLINE_TEST_DATA)', () => {
  it('finds the boundary between two joined sentences, and does not find it by splitting everything', {
    timeout: 60_000,
  }, () => {
    const pairs = CATEGORIES.flatMap((category) => readPairs(root, category))
    const report = boundaries(samplePairs(pairs, 'test', 1, 1000))
    expect(report.joined).toBeGreaterThan(3900)
    expect(report.found / report.joined).toBeGreaterThanOrEqual(0.95)
    expect(report.parts).toBeLessThan(4.5)
    expect(report.coordinated + report.empty).toBeLessThan(100)
  })

  it.each([
    ['labels.jsonl', 'test', 300],
    ['labels-second.jsonl', undefined, 200], // by another hand, on other pairs
    ['labels-third.jsonl', 'test', 300], // made after the rules
  ])(
    'agrees with the hand labels of %s that no rule was tuned on',
    { timeout: 60_000 },
    (name, half, least) => {
      const labels = readFileSync(new URL(name, import.meta.url), 'utf8')
        .trim()
        .split('\n')
        .map((line): Label => JSON.parse(line))
        .filter((label) => half === undefined || halfOfLabel(label) === half)
      const pairs = Object.fromEntries(CATEGORIES.map((category) => [category, readPairs(root, category)]))
      let labelled = 0
      let parsed = 0
      let agreed = 0
      for (const label of labels) {
        const edits = split(sentenceOf(label, pairs[label.category] ?? []))
        labelled += label.edits.length
        parsed += edits.length
        agreed += agreeing(label.edits, edits)
      }
      expect(labelled).toBeGreaterThan(least)
      expect(agreed / labelled).toBeGreaterThanOrEqual(0.85)
      expect(agreed / parsed).toBeGreaterThanOrEqual(0.85)
    },
  )
})
