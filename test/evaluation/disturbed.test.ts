import { expect, it } from 'vitest'
import { masked, rotated, typo } from '../../src/evaluation/disturbed.ts'
import { random } from '../../src/garments/random.ts'
import { distance } from '../../src/language/spelling.ts'

const SENTENCE = 'is darker and has longer sleeves'

it('a slip changes one word by one slip, and no word of three letters', () => {
  for (let seed = 0; seed < 200; seed++) {
    const slipped = typo(SENTENCE, random(seed)).split(' ')
    const changed = SENTENCE.split(' ').filter((word, i) => word !== slipped[i])
    expect(slipped).toHaveLength(6)
    expect(changed.length).toBeLessThanOrEqual(1)
    for (const word of changed) {
      expect(word.length).toBeGreaterThan(3)
      expect(distance(word, slipped[SENTENCE.split(' ').indexOf(word)] ?? '')).toBeLessThan(1.2)
    }
  }
})

it('has no words to slip in where all are short', () => expect(typo('a red v', random(1))).toBe('a red v'))

it('words in another order are the same words', () => {
  expect(rotated(SENTENCE, random(3)).split(' ').sort()).toEqual(SENTENCE.split(' ').sort())
  expect(rotated(SENTENCE, random(3))).not.toBe(SENTENCE)
})

it('missing words leave the others in their places', () => {
  const left = masked(SENTENCE, 2, random(5))
  expect(left).toHaveLength(SENTENCE.length)
  expect(left.split(/\s+/).filter(Boolean)).toHaveLength(4)
  expect(masked(SENTENCE, 9, random(5)).trim()).toBe('')
})
