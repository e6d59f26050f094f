import { describe, expect, it } from 'vitest'
import type { SubEdit } from '../../src/attributes.ts'
import { intentOf, meant, type Round } from '../../src/editing/intent.ts'
import { ask, before, type Change, made } from './readings.ts'

const start: Round = { edit: null, verdict: 'unknown', reading: before }
const done = (edit: SubEdit, change: Change): Round => ({ edit, verdict: 'done', reading: made(change) })
const missed = (edit: SubEdit): Round => ({ edit, verdict: 'not', reading: before })

const long = done(ask('sleeve', 'more'), { sleeve: 'long' })
const bow = done(ask('detail', 'add', 'bow'), { sleeve: 'long', details: ['belt', 'bow'] })
const noBelt = done(ask('detail', 'remove', 'belt'), { sleeve: 'long', details: ['bow'] })
const darker = done(ask('brightness', 'less'), { lightness: 35 })

describe('what a conversation has asked for', () => {
  it('is what was read when each of it took', () => {
    expect(intentOf([start, long, bow, noBelt])).toEqual({
      attributes: { sleeve: 'long' },
      details: { bow: true, belt: false },
    })
  })

  it('is nothing at the start, nor of what did not take', () => {
    expect(intentOf([start])).toEqual({ attributes: {}, details: {} })
    expect(intentOf([start, missed(ask('sleeve', 'more'))])).toEqual({ attributes: {}, details: {} })
  })

  it('is the last word on an attribute, taken or not', () => {
    const short = done(ask('sleeve', 'less'), { sleeve: 'short' })
    expect(intentOf([start, long, short]).attributes).toEqual({ sleeve: 'short' })
    expect(intentOf([start, long, missed(ask('sleeve', 'less'))]).attributes).toEqual({})
    expect(intentOf([start, bow, missed(ask('detail', 'remove', 'bow'))]).details).toEqual({})
    const both = [start, bow, noBelt]
    expect(intentOf([...both, missed(ask('detail', 'remove', 'bow'))]).details).toEqual({ belt: false })
    expect(intentOf([...both, missed(ask('detail', 'remove'))]).details).toEqual({})
    expect(intentOf([start, darker, missed(ask('brightness', 'more'))]).shade).toBeUndefined()
  })

  it('is forgotten with a whole style, which may change anything', () => {
    const chic = { ...done(ask('style', 'more', 'elegant'), {}), verdict: 'unknown' as const }
    expect(intentOf([start, long, darker, chic])).toEqual({ attributes: {}, details: {} })
  })

  it('stays with "keep", which changes nothing', () => {
    expect(intentOf([start, long, done(ask('length', 'keep'), {})]).attributes).toEqual({ sleeve: 'long' })
  })

  it('counts brightness in steps of the palette', () => {
    expect(intentOf([start, darker]).shade).toBeCloseTo(-2) // red has 48 and steps of 6.5
  })
})

describe('what a look is meant to show', () => {
  const lost = made({ sleeve: 'elbow', neckline: 'v', details: ['belt'] })

  it('is what the reader sees but for what was asked for and lost', () => {
    const whole = meant(lost, intentOf([start, long, bow, noBelt]))
    expect(whole.attributes).toEqual({ ...lost.attributes, sleeve: 'long' })
    expect(whole.details).toEqual(['bow'])
    expect(whole.lightness).toBe(lost.lightness)
  })

  it('has no sleeves where there can be none', () => {
    const skirt = made({ category: 'skirt', sleeve: null })
    expect(meant(skirt, intentOf([start, long])).attributes.sleeve).toBeNull()
  })

  it('is as many steps darker in a colour that came later', () => {
    const navy = made({ colour: 'navy', lightness: 21 })
    expect(meant(navy, intentOf([start, darker])).lightness).toBeCloseTo(10)
  })
})
