import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { agreeing, boundaries, halfOf, readPairs, samplePairs } from '../../src/evaluation/language.ts'

const pair = (first: string, second: string, target = 'B00000') => ({
  target,
  captions: [first, second] as const,
})

describe('known boundaries', () => {
  it('are the joins between two sentences, each pair joined in four ways', () => {
    expect(boundaries([pair('is longer', 'has a belt')])).toMatchObject({ joined: 4, found: 4, parts: 2 })
  })

  it('are found if something is read on either side and nothing across', () => {
    const sides = [pair('is longer', 'it is the one'), pair('is red', 'blorf')]
    const [nothingSaid, unknown] = sides.map((one) => boundaries([one], [' and ']))
    expect(nothingSaid).toMatchObject({
      joined: 1,
      found: 0,
      missed: ['is longer and it is the one'],
    })
    expect(unknown).toMatchObject({ joined: 1, found: 1 })
  })

  it('leave out joins that make one thing of two colours, and captions that say nothing', () => {
    expect(boundaries([pair('is red', 'blue and longer')])).toMatchObject({ coordinated: 2, joined: 2 })
    expect(boundaries([pair('is red', 'na')])).toMatchObject({ empty: 4, joined: 0 })
  })
})

describe('agreement with labels', () => {
  const edit = (start: number, end: number, value: string | null) => ({
    span: [start, end] as [number, number],
    attribute: 'colour' as const,
    change: 'set' as const,
    value,
  })
  const parsed = (...edits: ReturnType<typeof edit>[]) => edits.map((one) => ({ text: '', ...one }))

  it('wants the same change of the same attribute at overlapping places', () => {
    expect(agreeing([edit(0, 3, 'red')], parsed(edit(2, 5, 'red')))).toBe(1)
    expect(agreeing([edit(0, 3, 'red')], parsed(edit(3, 5, 'red')))).toBe(0)
    expect(agreeing([edit(0, 3, 'red')], parsed(edit(0, 3, 'blue')))).toBe(0)
    expect(agreeing([edit(0, 3, 'red')], parsed({ ...edit(0, 3, 'red'), change: 'remove' as never }))).toBe(0)
  })

  it('counts what was read once for one label only', () => {
    expect(agreeing([edit(0, 3, 'red'), edit(0, 3, 'red')], parsed(edit(0, 3, 'red')))).toBe(1)
  })
})

describe('the sample', () => {
  const pairs = Array.from({ length: 200 }, (_, i) => pair('is red', 'is long', `B${i}`))

  it('holds pairs of one half only, the same at every call, others for another seed', () => {
    const sample = samplePairs(pairs, 'test', 0, 40)
    expect(sample).toHaveLength(40)
    expect(sample.every(({ target }) => halfOf(target) === 'test')).toBe(true)
    expect(samplePairs(pairs, 'test', 0, 40)).toEqual(sample)
    expect(samplePairs(pairs, 'test', 1, 40)).not.toEqual(sample)
  })

  it('comes from FashionIQ’s folder or the one above it; another folder is named with what it lacks', () => {
    const above = mkdtempSync(join(tmpdir(), 'pairs-'))
    const captions = join(above, 'fashion-iq', 'captions')
    mkdirSync(captions, { recursive: true })
    writeFileSync(
      join(captions, 'cap.dress.train.json'),
      JSON.stringify([{ candidate: 'A', target: 'B', captions: ['is red', 'is long'] }]),
    )
    const rows = [{ target: 'B', captions: ['is red', 'is long'] }]
    expect(readPairs(above, 'dress')).toEqual(rows)
    expect(readPairs(join(above, 'fashion-iq'), 'dress')).toEqual(rows)
    expect(() => readPairs(above, 'shirt')).toThrow(/cap\.shirt\.train\.json.*--root/)
  })
})
