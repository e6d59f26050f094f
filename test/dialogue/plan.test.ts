import { describe, expect, it } from 'vitest'
import { planOf } from '../../src/dialogue/plan.ts'
import type { Reading } from '../../src/editing/reading.ts'
import { split } from '../../src/language/split.ts'

const DRESS: Reading = {
  attributes: { category: 'dress' },
  details: [],
  lightness: 50,
  confidence: { category: 1 },
}
const rounds = (sentence: string) =>
  planOf(split(sentence), DRESS).rounds.map(({ attribute, change, value }) =>
    [attribute, change, value].filter((part) => part !== null).join(' '),
  )

describe('of two wishes that cannot both be', () => {
  it.each([
    ['no sleeves but longer sleeves', ['sleeve more']],
    ['longer sleeves and no sleeves', ['sleeve remove']],
    ['stripes, no stripes', ['pattern remove striped']],
    ['instead of red make it blue', ['colour set blue']],
    ['a belt but no belt', ['detail remove belt']],
  ])('the later one is made: %s', (sentence, made) => expect(rounds(sentence)).toEqual(made))

  it('two that only sound alike are both made', () =>
    expect(rounds('no collar and a deeper neckline')).toEqual(['neckline remove collar', 'neckline more']))
})

describe('what is to change, nobody said how,', () => {
  it.each([
    ['change the neckline', ['neckline']],
    ['another colour', ['colour']],
    ["don't change anything but the sleeves", ['sleeve']],
    ['a different print and a different fabric', ['pattern', 'material']],
  ])('is asked about and not made: %s', (sentence, open) =>
    expect(planOf(split(sentence), DRESS)).toMatchObject({ rounds: [], open, unplaced: [] }),
  )

  it('is not asked about where the rest of the message says it', () =>
    expect(planOf(split('change the length, make it midi'), DRESS)).toMatchObject({
      rounds: [{ value: 'midi' }],
      open: [],
    }))

  it('of sleeves is some of them, where the garment is to have any', () =>
    expect(rounds('with sleeves')).toEqual(['sleeve set']))
})
