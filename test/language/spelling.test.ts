import { describe, expect, it } from 'vitest'
import { LEXICON } from '../../src/language/lexicon.ts'
import { correct } from '../../src/language/spelling.ts'
import { split } from '../../src/language/split.ts'

describe('a slip of the pen is read as the word that was meant', () => {
  it.each([
    ['buttns', 'buttons', 'a letter missing'],
    ['sleeevs', 'sleeves', 'letters swapped'],
    ['strped', 'striped', 'a vowel missing'],
    ['flroal', 'floral', 'two letters swapped'],
    ['pruple', 'purple', 'two letters swapped'],
    ['yelow', 'yellow', 'a double letter halved'],
    ['shoorter', 'shorter', 'a letter doubled'],
    ['necklien', 'neckline', 'the last letters swapped'],
    ['embelishment', 'embellishment', 'a long word'],
  ])('%s -> %s (%s)', (slip, meant) => {
    expect(correct(slip)).toBe(meant)
  })

  it.each(['table', 'house', 'wedding', 'unicorn', 'band', 'sleep'])(
    'but %s is a word by itself and stays',
    (word) => {
      expect(correct(word)).toBeUndefined()
    },
  )

  it.each([
    ['drk', 'dark'],
    ['pnk', 'pink'],
    ['wth', 'with'],
    ['mak', 'make'],
  ])('%s is %s: of four letters one was left out', (slip, meant) => expect(correct(slip)).toBe(meant))

  it('nor is another short word guessed at: too many are as near', () => {
    for (const word of ['rd', 'blu', 'xyz', 'lol', 'omg']) expect(correct(word)).toBeUndefined()
  })

  it('nor is nonsense, however long', () => {
    for (const word of ['xyzzy', 'blorf', 'qqqqqqqq', 's'.repeat(10_000)])
      expect(correct(word)).toBeUndefined()
  })
})

it('most words of the lexicon with two letters swapped are read as what they were', () => {
  const words = [...LEXICON]
    .filter(([word, { role }]) => /^[a-z]{6,20}$/.test(word) && (role === 'value' || role === 'scale'))
    .map(([word]) => word)
  const read = (text: string) => split(text).map(({ attribute, change, value }) => [attribute, change, value])
  const slips = words.map((word) => {
    const at = Math.floor(word.length / 2)
    return { word, slip: word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1) }
  })
  const same = slips.filter(({ word, slip }) => String(read(word)) === String(read(slip)))
  expect(words.length).toBeGreaterThan(300)
  expect(same.length / slips.length).toBeGreaterThan(0.9)
})
