import { describe, expect, it } from 'vitest'
import type { Garment, SubEdit } from '../../src/attributes.ts'
import type { Reading } from '../../src/editing/reading.ts'
import {
  bothRight,
  flagsRight,
  keptRight,
  readRight,
  requestedRight,
  shareRight,
  type Truth,
} from '../../src/evaluation/judge.ts'

const dress: Garment = {
  category: 'dress',
  colour: 'red',
  shade: 0,
  pattern: 'solid',
  sleeve: 'short',
  neckline: 'collar',
  length: 'knee',
  fit: 'regular',
  silhouette: 'a-line',
  details: ['belt'],
  material: 'cotton',
}
const truth = (change: Partial<Garment> = {}, lightness = 50): Truth => ({
  garment: { ...dress, ...change },
  lightness,
})
const dressed = truth()
const perfect = ({ garment, lightness }: Truth): Reading => {
  const { shade: _, details, ...attributes } = garment
  return { attributes, details, lightness, confidence: {} }
}
const ask = (
  attribute: SubEdit['attribute'],
  change: SubEdit['change'],
  value: string | null = null,
): SubEdit => ({
  text: '',
  span: [0, 0],
  attribute,
  change,
  value,
})

describe('what was requested', () => {
  const cases: [string, SubEdit, Truth, Truth, boolean][] = [
    [
      'the true colour',
      ask('colour', 'set', 'navy'),
      truth({ colour: 'navy' }),
      truth({ colour: 'navy' }),
      true,
    ],
    [
      'another colour',
      ask('colour', 'set', 'navy'),
      truth({ colour: 'navy' }),
      truth({ colour: 'blue' }),
      false,
    ],
    [
      'sleeves longer by less than asked',
      ask('sleeve', 'more'),
      truth({ sleeve: 'long' }),
      truth({ sleeve: 'elbow' }),
      true,
    ],
    ['sleeves as they were', ask('sleeve', 'more'), truth({ sleeve: 'long' }), truth(), false],
    ['looser', ask('fit', 'less'), truth({ fit: 'loose' }), truth({ fit: 'loose' }), true],
    ['tighter for looser', ask('fit', 'less'), truth({ fit: 'loose' }), truth({ fit: 'tight' }), false],
    ['half the brightness asked', ask('brightness', 'more'), truth({ shade: 2 }, 70), truth({}, 60), true],
    ['a third of it', ask('brightness', 'more'), truth({ shade: 2 }, 70), truth({}, 56), false],
    ['darker for brighter', ask('brightness', 'more'), truth({ shade: 2 }, 70), truth({}, 40), false],
    [
      'a belt taken off',
      ask('detail', 'remove', 'belt'),
      truth({ details: [] }),
      truth({ details: [] }),
      true,
    ],
    ['a bow not added', ask('detail', 'add', 'bow'), truth({ details: ['belt', 'bow'] }), truth(), false],
  ]
  it.each(cases)('%s', (_, edit, target, seen, right) => {
    expect(requestedRight(edit, perfect(seen), truth(), target)).toBe(right)
  })
})

describe('two requests', () => {
  const edits = [ask('colour', 'set', 'white'), ask('brightness', 'less')] as const
  // white is 40 lighter than red; darker takes 8 off again
  const truths = {
    reference: truth({}, 50),
    first: truth({ colour: 'white' }, 90),
    second: truth({ shade: -2 }, 38),
    both: truth({ colour: 'white', shade: -2 }, 82),
  }
  it('are right when both are there', () => {
    expect(bothRight(edits, perfect(truths.both), truths)).toBe(true)
  })
  it('judge brightness against the garment with the other edit, not against the reference', () => {
    expect(bothRight(edits, perfect(truths.first), truths)).toBe(false)
    expect(bothRight(edits, perfect(truth({ colour: 'white' }, 86)), truths)).toBe(true)
    expect(bothRight(edits, perfect(truth({ colour: 'white' }, 87)), truths)).toBe(false)
  })
  it('are wrong when only the second is there', () => {
    expect(bothRight(edits, perfect(truths.second), truths)).toBe(false)
  })
  it('refuse what no picture can answer', () => {
    expect(() => requestedRight(ask('style', 'more', 'casual'), perfect(dressed), dressed, dressed)).toThrow(
      RangeError,
    )
  })
})

describe('what was kept', () => {
  const share = (edit: SubEdit, seen: Reading, reference: Truth, target: Truth) =>
    shareRight(keptRight([edit], seen, reference, target))
  const navy = ask('colour', 'set', 'navy')

  it('is all of it when only the request changed', () => {
    const target = truth({ colour: 'navy' }, 20)
    expect(share(navy, perfect(target), truth(), target)).toBe(1)
  })
  it('counts nine others of a colour edit, of which two are lost here', () => {
    const target = truth({ colour: 'navy' })
    const seen = perfect(truth({ colour: 'navy', sleeve: 'long', details: [] }))
    expect(share(navy, seen, truth(), target)).toBeCloseTo(7 / 9)
  })
  it('counts brightness among the others when the edit should not touch it', () => {
    const target = truth({ sleeve: 'long' })
    const long = ask('sleeve', 'set', 'long')
    expect(share(long, perfect(truth({ sleeve: 'long' }, 70)), truth(), target)).toBeCloseTo(9 / 10)
    expect(share(long, perfect(truth({ sleeve: 'long' }, 56)), truth(), target)).toBe(1)
  })
  it('leaves out what does not apply', () => {
    const skirt = { category: 'skirt', sleeve: null, neckline: null } as const
    const target = truth({ ...skirt, colour: 'navy' })
    const seen = perfect(target)
    seen.attributes.length = 'maxi'
    expect(share(navy, seen, truth(skirt), target)).toBeCloseTo(6 / 7)
  })
  it('leaves out what applies on one side of a change of category only', () => {
    const top = truth({ category: 'top', silhouette: null })
    const kept = keptRight([ask('category', 'set', 'dress')], perfect(truth()), top, truth())
    expect([...kept.keys()]).not.toContain('silhouette')
    expect([...kept.keys()]).not.toContain('category')
  })
  it('leaves out everything that two edits asked for', () => {
    const target = truth({ colour: 'navy', fit: 'tight' })
    const kept = keptRight([navy, ask('fit', 'set', 'tight')], perfect(target), truth(), target)
    expect(kept.size).toBe(8)
  })
})

describe('the reader', () => {
  it('is judged on what applies to the garment', () => {
    const skirt = truth({ category: 'skirt', sleeve: null, neckline: null })
    const right = readRight(perfect(truth()), skirt)
    expect(right.has('sleeve')).toBe(false)
    expect(right.get('category')).toBe(false)
    expect(right.get('colour')).toBe(true)
    expect(right.size).toBe(9)
  })
  it('is judged on every detail the category can have', () => {
    const flags = flagsRight(perfect(truth({ details: ['belt', 'bow'] })), truth())
    expect(flags.size).toBe(8)
    expect([...flags].filter(([, right]) => !right)).toEqual([['bow', false]])
    expect(shareRight(flags)).toBeCloseTo(7 / 8)
  })
})
