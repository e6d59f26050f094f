/**
 * How often the boundary between two joined sentences is found, on FashionIQ's training pairs.
 * `npx tsx bench/boundaries.ts [--root DIR] [--half test|tuning] [--seed N] [--count N] [--missed N]`
 */
import { parseArgs } from 'node:util'
import { boundaries, CATEGORIES, readPairs, samplePairs } from '../src/evaluation/language.ts'

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: process.env.HEMLINE_TEST_DATA ?? '../shared/data' },
    half: { type: 'string', default: 'test' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
    missed: { type: 'string', default: '0' },
  },
})

const half = values.half === 'tuning' ? 'tuning' : 'test'
const pairs = CATEGORIES.flatMap((category) => readPairs(values.root, category))
const sample = samplePairs(pairs, half, Number(values.seed), Number(values.count))
const report = boundaries(sample)
console.log(
  JSON.stringify({
    half,
    seed: Number(values.seed),
    pairs: sample.length,
    joined: report.joined,
    found: report.found / report.joined,
    parts: report.parts,
    excluded: { coordinated: report.coordinated, empty: report.empty },
  }),
)
for (const text of report.missed.slice(0, Number(values.missed))) console.log(text)
