import { describe, expect, it } from 'vitest'
import { binOf, disturbances } from '../../src/evaluation/robustness.ts'

const SENTENCE = 'ok longer and is colour blocked'

describe('the disturbances of a sentence', () => {
  it('are the sentence, its words shuffled, and masks that leave a word', () => {
    const { whole, rotate, ...masks } = disturbances(SENTENCE, 3)
    expect(whole).toBe(SENTENCE)
    expect(rotate?.split(' ').sort()).toEqual(SENTENCE.split(' ').sort())
    expect(
      Object.entries(masks).map(([name, text]) => [name, text.split(/\s+/).filter(Boolean).length]),
    ).toEqual([
      ['mask2', 4],
      ['mask5', 1],
    ])
  })

  it('are the same for the same chain, others for another', () => {
    expect(disturbances(SENTENCE, 3)).toEqual(disturbances(SENTENCE, 3))
    expect(disturbances(SENTENCE, 4).mask2).not.toEqual(disturbances(SENTENCE, 3).mask2)
  })
})

it.each([
  [2, 'words01-05'],
  [5, 'words01-05'],
  [6, 'words06-08'],
  [9, 'words09-11'],
  [12, 'words12-'],
])('%i words are in the bin %s', (count, bin) => expect(binOf(count)).toBe(bin))
