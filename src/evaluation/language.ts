/**
 * How well instructions are split, on FashionIQ's published feedback: whether a known boundary between two
 * sentences is found, and how sub-edits agree with hand labels.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SubEdit } from '../attributes.ts'
import { LEXICON } from '../language/lexicon.ts'
import { split } from '../language/split.ts'

export const CATEGORIES = ['dress', 'shirt', 'toptee'] as const
export const JOINERS = [' and ', ', ', '. ', ' but '] as const

export interface Pair {
  target: string
  captions: readonly [string, string]
}

/** The training pairs of one category. `root` is FashionIQ's own folder, the one with `captions`, or its parent. */
export function readPairs(root: string, category: (typeof CATEGORIES)[number]): Pair[] {
  const name = join('captions', `cap.${category}.train.json`)
  const file = [join(root, name), join(root, 'fashion-iq', name)].find((path) => existsSync(path))
  if (!file) throw new Error(`There is no ${name} in ${root}; give FashionIQ's folder as --root.`)
  const rows = JSON.parse(readFileSync(file, 'utf8')) as { target: string; captions: [string, string] }[]
  return rows.map(({ target, captions }) => ({ target, captions }))
}

/** Which half something belongs to, by hash: rules are tuned on one and reported on the other. */
export const halfOf = (id: string): 'tuning' | 'test' =>
  createHash('sha256').update(id).digest().readUInt8(0) < 128 ? 'tuning' : 'test'

/** `count` pairs of one half, spread over it by the hash of `seed` and the target's id. */
export function samplePairs(
  pairs: readonly Pair[],
  half: 'tuning' | 'test',
  seed: number,
  count: number,
): Pair[] {
  const key = ({ target, captions }: Pair) =>
    createHash('sha256')
      .update(`${seed}/${target}/${captions.join('/')}`)
      .digest('hex')
  return pairs
    .filter(({ target }) => halfOf(target) === half)
    .map((pair) => ({ pair, key: key(pair) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ pair }) => pair)
}

export interface BoundaryReport {
  joined: number
  found: number
  /** Joins that the conventions read as one thing: colours coordinated across it ("red" + "blue"). */
  coordinated: number
  /** Pairs of which one caption is empty or says that there is nothing to say ("na"). */
  empty: number
  /** Sub-edits in a joined sentence, mean. */
  parts: number
  missed: string[]
}

/** Joins the two captions of every pair in every way asked for, and looks for the join among the sub-edits. */
export function boundaries(pairs: readonly Pair[], joiners: readonly string[] = JOINERS): BoundaryReport {
  const report: BoundaryReport = { joined: 0, found: 0, coordinated: 0, empty: 0, parts: 0, missed: [] }
  for (const { captions } of pairs) {
    const [first, second] = captions.map((caption) => caption.trim()) as [string, string]
    if (saysNothing(first) || saysNothing(second)) {
      report.empty += joiners.length
      continue
    }
    for (const joiner of joiners) {
      if (areOneThing(first, joiner, second)) {
        report.coordinated++
        continue
      }
      const text = first + joiner + second
      const edits = split(text)
      report.joined++
      report.parts += edits.length
      if (isFound(edits, first.length, first.length + joiner.length)) report.found++
      else report.missed.push(text)
    }
  }
  report.parts /= Math.max(1, report.joined)
  return report
}

/** No sub-edit spans the join, and there is one on either side of it. */
const isFound = (edits: readonly SubEdit[], start: number, end: number) =>
  edits.every(({ span }) => span[1] <= end || span[0] >= start) &&
  edits.some(({ span }) => span[1] <= end) &&
  edits.some(({ span }) => span[0] >= start)

const saysNothing = (caption: string) => !/\p{L}{3}/u.test(caption)

const isColour = (word: string | undefined) => LEXICON.get(word ?? '')?.attribute === 'colour'
const areOneThing = (first: string, joiner: string, second: string) =>
  (joiner === ' and ' || joiner === ', ') &&
  isColour(/\p{L}+$/u.exec(first.toLowerCase())?.[0]) &&
  isColour(/^\p{L}+/u.exec(second.toLowerCase())?.[0])

/** A hand label: where the sentence stands in FashionIQ, and its sub-edits. The sentence itself is not ours to keep. */
export interface Label {
  category: (typeof CATEGORIES)[number]
  pair: number
  caption: 0 | 1 | 'joined'
  joiner?: string
  edits: Omit<SubEdit, 'text'>[]
}

export const sentenceOf = (label: Label, pairs: readonly Pair[]): string => {
  const { captions } = pairs[label.pair] as Pair
  return label.caption === 'joined' ? captions.join(label.joiner) : captions[label.caption]
}

/** Every other label tunes: those of odd pairs. `pair` alone decides, so that both captions fall into the same half. */
export const halfOfLabel = ({ pair }: Label): 'tuning' | 'test' => (pair % 2 === 1 ? 'tuning' : 'test')

/** Sub-edits that agree: attribute, change and value the same, spans overlapping, each used once. */
export function agreeing(labelled: Label['edits'], parsed: readonly SubEdit[]): number {
  const free = [...parsed]
  let agreed = 0
  for (const want of labelled) {
    const at = free.findIndex(
      (got) =>
        got.attribute === want.attribute &&
        got.change === want.change &&
        got.value === want.value &&
        got.span[0] < want.span[1] &&
        want.span[0] < got.span[1],
    )
    if (at < 0) continue
    free.splice(at, 1)
    agreed++
  }
  return agreed
}
