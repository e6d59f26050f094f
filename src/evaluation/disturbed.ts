/** Sentences as people get them wrong: a slip of the finger, words in another order, words missing. */
import type { Random } from '../garments/random.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** A letter left out, doubled, changed, or two of them swapped; in a word of four letters at least, never its first. */
export function typo(text: string, random: Random): string {
  const long = [...text.matchAll(/[a-z]{4,}/gi)]
  if (long.length === 0) return text
  const word = random.pick(long)
  const at = word.index + random.integer(1, word[0].length - 2)
  const [before, here, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)]
  return random.pick([
    before + after,
    before + here + here + after,
    before + random.pick([...LETTERS]) + after,
    before + after.charAt(0) + here + after.slice(1),
  ])
}

/** The words in any order: the "rotate" case of the paper's robustness table. */
export const rotated = (text: string, random: Random): string =>
  random.shuffle(text.trim().split(/\s+/)).join(' ')

/** `count` of the words gone, blanks in their places: the "mask" case of the same table. */
export function masked(text: string, count: number, random: Random): string {
  const gone = random.shuffle([...text.matchAll(/\S+/g)]).slice(0, count)
  return gone.reduce((left, { 0: word, index }) => {
    const end = index + word.length
    return left.slice(0, index) + ' '.repeat(word.length) + left.slice(end)
  }, text)
}
