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
    ['red, not red, not yellow', ['colour remove red', 'colour remove yellow']],
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

describe('a detail that is to be taken away', () => {
  const planFor = (sentence: string, presence?: Record<string, number>) =>
    planOf(split(sentence), { ...DRESS, ...(presence && { presence }) })

  it('and is surely not there makes no round; the rest of the message does', () => {
    expect(planFor('no pockets', { pockets: 0.01 })).toMatchObject({ rounds: [], absent: ['no pockets'] })
    const { rounds, absent } = planFor('longer, no pockets, no belt', { pockets: 0.01, belt: 0.9 })
    expect(rounds.map(({ text }) => text)).toEqual(['longer', 'no belt'])
    expect(absent).toEqual(['no pockets'])
  })

  it.each([
    ['is there', 'no pockets', { pockets: 0.98 }],
    ['may be there', 'no pockets', { pockets: 0.3 }],
    ['was never looked for', 'no pockets', undefined],
    ['may come with another garment', 'make it a shirt, no pockets', { pockets: 0.01 }],
  ])('is taken away where it %s', (_, sentence, presence) => {
    const { rounds, absent } = planFor(sentence, presence)
    expect(rounds.at(-1)).toMatchObject({ attribute: 'detail', change: 'remove', value: 'pockets' })
    expect(absent).toEqual([])
  })
})
