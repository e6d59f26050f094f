/** Spelling slips: an unknown word a typing error or two away from a known one. */

import { LEXICON, WORDS } from './lexicon.ts'
import { isEnglish } from './tags.ts'

/** Shorter words are too close to each other to be guessed at. */
const SHORTEST = 4
/** Of one letter less only this is guessed: that one of four was left out ("drk", "pnk", "wth"). */
const LEFT_OUT = 3
/** From here on two slips still leave the word recognisable. */
const LONG = 8
/** No word of the lexicon is longer; no need to try harder on a longer one. */
const LONGEST_WORD = 20
/** A flood of nonsense must not fill the memory. */
const REMEMBERED = 10_000

/** By first letter: people seldom miss it. Words that name a value first: they win a tie. */
const candidates = new Map<string, string[]>()
for (const word of [...WORDS].sort((a, b) => rank(a) - rank(b))) {
  if (word.length >= SHORTEST && /^[a-z-]+$/.test(word)) {
    const first = word.charAt(0)
    candidates.set(first, [...(candidates.get(first) ?? []), word])
  }
}
const known = new Map<string, string | undefined>()

/** The lexicon's word that `word` was meant to be; undefined when none is near, or when it is a word by itself. */
export function correct(word: string): string | undefined {
  if (word.length < LEFT_OUT || word.length > LONGEST_WORD) return undefined
  if (known.has(word)) return known.get(word)
  if (known.size >= REMEMBERED) known.clear()
  const meant = isEnglish(word) ? undefined : nearest(word)
  known.set(word, meant)
  return meant
}

function nearest(word: string): string | undefined {
  let best: string | undefined
  let least = word.length >= LONG ? 2.5 : word.length < SHORTEST ? 1.03 : 1.5
  for (const candidate of candidates.get(word.charAt(0)) ?? []) {
    if (Math.abs(candidate.length - word.length) > least) continue
    if (word.length < SHORTEST && candidate.length !== SHORTEST) continue
    const slips = distance(word, candidate) - common(candidate)
    if (slips < least) [best, least] = [candidate, slips]
  }
  return best
}

function rank(word: string): number {
  const entry = LEXICON.get(word)
  if (!entry) return 2
  if (entry.role === 'value') return entry.thing || entry.attribute === 'style' ? 3 : 0
  return entry.role === 'scale' || entry.role === 'part' ? 1 : 4
}

/** Colours and garments are what people write most, motifs least: "mak" is make rather than mask. */
function common(word: string): number {
  const entry = LEXICON.get(word)
  if (entry?.role === 'value' && entry.attribute === 'colour') return 0.1
  if (entry?.thing) return -0.02
  return entry?.role === 'garment' ? 0.05 : 0
}

/** Letters too many, missing, other, or two swapped (optimal string alignment). */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(last, j) + EXTRA, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : OTHER))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

/** Another letter is a rarer slip than one left out: "gren" is green rather than grey. */
const OTHER = 1.1
/** So is a letter too many: "colud" is could rather than cold. */
const EXTRA = 1.05

const at = (row: number[], j: number) => row[j] as number
