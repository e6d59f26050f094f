/**
 * Sentences a second on one core: FashionIQ's captions, or a few of our own where it is not at hand.
 * `npx tsx bench/language.ts [--root DIR] [--count N]`
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CATEGORIES, readPairs } from '../src/evaluation/language.ts'
import { split } from '../src/language/split.ts'

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: process.env.HEMLINE_TEST_DATA ?? '../shared/data' },
    count: { type: 'string', default: '10000' },
  },
})
const count = Number(values.count)

const OWN = [
  'make it brighter and give it longer sleeves, but no collar',
  'is a dark blue shirt with black and white stripes. is more casual',
  'I love it but could the sleeves be a bit longer?',
  'change the floral print to polka dots and drop the belt',
  'keep the length, shorter sleves, deeper v-neck',
]

function published(root: string): string[] {
  const sentences = CATEGORIES.flatMap((category) => readPairs(root, category)).map(({ captions }) =>
    captions.join(' and '),
  )
  const every = Math.max(1, Math.floor(sentences.length / count))
  return sentences.filter((_, i) => i % every === 0).slice(0, count)
}

const folders = [values.root, join(values.root, 'fashion-iq')]
const isThere = folders.some((folder) => existsSync(join(folder, 'captions')))
const sentences = isThere
  ? published(values.root)
  : Array.from({ length: count }, (_, i) => OWN[i % OWN.length] as string)
for (const sentence of sentences.slice(0, 200)) split(sentence) // the first calls load and compile
const began = process.cpuUsage()
for (const sentence of sentences) split(sentence)
const { user, system } = process.cpuUsage(began)
const seconds = (user + system) / 1e6
console.log(
  JSON.stringify({
    source: isThere ? 'fashion-iq' : 'built-in',
    sentences: sentences.length,
    seconds,
    perSecond: sentences.length / seconds,
  }),
)
