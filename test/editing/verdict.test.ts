import { describe, expect, it } from 'vitest'
import type { Garment, SubEdit } from '../../src/attributes.ts'
import type { Reading } from '../../src/editing/reading.ts'
import { isFaint, restoring, strays, verdict } from '../../src/editing/verdict.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { SEEDS } from '../../src/garments/seeds.ts'

const before: Reading = {
  attributes: {
    category: 'dress',
    colour: 'red',
    pattern: 'striped',
    sleeve: 'short',
    neckline: 'collar',
    length: 'knee',
    fit: 'regular',
    silhouette: 'a-line',
    material: 'cotton',
  },
  details: ['belt'],
  lightness: 50,
  confidence: {},
}
type Change = Partial<Reading['attributes']> & { details?: string[]; lightness?: number }
const made = ({ details, lightness, ...attributes }: Change): Reading => ({
  ...before,
  attributes: { ...before.attributes, ...attributes },
  details: details ?? before.details,
  lightness: lightness ?? before.lightness,
})
const ask = (
  attribute: SubEdit['attribute'],
  change: SubEdit['change'],
  value: string | null = null,
): SubEdit => ({ text: '', span: [0, 0], attribute, change, value })

describe('verdict', () => {
  const cases: [string, SubEdit, Change, string][] = [
    ['a colour that came', ask('colour', 'set', 'navy'), { colour: 'navy' }, 'done'],
    ['a colour that did not', ask('colour', 'set', 'navy'), { colour: 'blue' }, 'not'],
    ['longer sleeves', ask('sleeve', 'more'), { sleeve: 'elbow' }, 'done'],
    ['sleeves that stayed', ask('sleeve', 'more'), {}, 'not'],
    ['shorter', ask('length', 'less'), { length: 'mini' }, 'done'],
    ['tighter', ask('fit', 'more'), { fit: 'tight' }, 'done'],
    ['looser that went tight', ask('fit', 'less'), { fit: 'tight' }, 'not'],
    ['no sleeves', ask('sleeve', 'remove'), { sleeve: 'straps' }, 'done'],
    ['no collar', ask('neckline', 'remove', 'collar'), { neckline: 'crew' }, 'done'],
    ['a collar that stayed', ask('neckline', 'remove', 'collar'), {}, 'not'],
    ['no stripes', ask('pattern', 'remove', 'striped'), { pattern: 'solid' }, 'done'],
    ['deeper neckline', ask('neckline', 'more'), { neckline: 'v' }, 'done'],
    ['a pattern that is less', ask('pattern', 'less'), { pattern: 'solid' }, 'done'],
    ['bare "with sleeves"', ask('sleeve', 'set'), {}, 'done'],
    ['bare "with sleeves" that went', ask('sleeve', 'set'), { sleeve: 'straps' }, 'not'],
    ['a neckline as deep as it was', ask('neckline', 'more'), {}, 'not'],
    ['a higher neckline', ask('neckline', 'less'), { neckline: 'high' }, 'done'],
    ['more flared', ask('silhouette', 'more'), { silhouette: 'flared' }, 'done'],
    ['more flared that went straight', ask('silhouette', 'more'), { silhouette: 'straight' }, 'not'],
    ['more floral that turned dotted', ask('pattern', 'more', 'floral'), { pattern: 'dotted' }, 'not'],
    ['fewer stripes', ask('pattern', 'less', 'striped'), { pattern: 'solid' }, 'done'],
    ['less belt', ask('detail', 'less', 'belt'), { details: [] }, 'done'],
    ['no details at all', ask('detail', 'remove'), { details: ['bow'] }, 'not'],
    ['a bow added', ask('detail', 'add', 'bow'), { details: ['belt', 'bow'] }, 'done'],
    ['a belt gone', ask('detail', 'remove', 'belt'), { details: [] }, 'done'],
    ['a belt that stayed', ask('detail', 'remove', 'belt'), {}, 'not'],
    ['brighter', ask('brightness', 'more'), { lightness: 60 }, 'done'],
    ['brighter by too little to see', ask('brightness', 'more'), { lightness: 52 }, 'not'],
    ['darker', ask('brightness', 'less'), { lightness: 40 }, 'done'],
    ['what does not apply', ask('neckline', 'set', 'v'), { neckline: null }, 'not'],
    ['a style', ask('style', 'more', 'casual'), {}, 'unknown'],
    ['what was not understood', ask(null, 'set'), {}, 'unknown'],
    ['what should stay', ask('length', 'keep'), {}, 'unknown'],
  ]
  it.each(cases)('%s', (_, edit, change, expected) => {
    expect(verdict(edit, before, made(change))).toBe(expected)
  })

  it('is right about every edit the renderer makes: done on the true target, not done on the reference', () => {
    const seen = new Set<string>()
    for (let index = 0; index < 600; index++) {
      const { garments, lightness, edits } = chainOf(index, SEEDS.validation)
      const [reference, target] = [0, 1].map((i) => truth(garments[i] as Garment, lightness[i] as number))
      const [edit] = edits
      const name = `${edit.attribute} ${edit.change} ${edit.value}`
      expect([name, verdict(edit, reference as Reading, target as Reading)]).toEqual([name, 'done'])
      expect([name, verdict(edit, reference as Reading, reference as Reading)]).toEqual([name, 'not'])
      expect([name, isFaint(edit, reference as Reading, target as Reading)]).toEqual([name, false])
      expect([name, strays(edit, reference as Reading, target as Reading)]).toEqual([name, []])
      seen.add(`${edit.attribute} ${edit.change}`)
    }
    expect(seen.size).toBeGreaterThan(20)
  })
})

describe('what else changed', () => {
  const navy = ask('colour', 'set', 'navy')

  it.each<[string, Change, Partial<SubEdit> | undefined]>([
    ['a neckline', { neckline: 'v' }, { text: 'with a collar', change: 'set', value: 'collar' }],
    ['a detail that went', { details: [] }, { text: 'add a belt', change: 'add', value: 'belt' }],
    ['a detail that came', { details: ['belt', 'bow'] }, { text: 'no bow', change: 'remove', value: 'bow' }],
    ['what no longer applies', { sleeve: null }, undefined],
    ['nothing', {}, undefined],
  ])('is asked back by name: %s', (_, change, wanted) => {
    const look = made({ colour: 'navy', ...change })
    if (wanted) expect(restoring(navy, before, look)).toMatchObject(wanted)
    else expect(restoring(navy, before, look)).toBeUndefined()
  })

  it('is not what a skirt cannot have', () => {
    const skirt = made({ category: 'skirt', neckline: null, sleeve: null, length: 'mini' })
    expect(strays(ask('category', 'set', 'skirt'), before, skirt)).toEqual(['length'])
  })

  it('is the lightness, by more than it is read wrong, where the edit does not change it', () => {
    expect(strays(ask('fit', 'more'), before, made({ fit: 'tight', lightness: 57 }))).toEqual(['brightness'])
    expect(strays(ask('fit', 'more'), before, made({ fit: 'tight', lightness: 55 }))).toEqual([])
    expect(strays(navy, before, made({ colour: 'navy', lightness: 20 }))).toEqual([])
  })
})

describe('a faint change', () => {
  // red moves by 13 from one step of brightness to the next
  it.each([
    ['brighter by a whole step', 'more', 63, false],
    ['brighter by a third', 'more', 54, true],
    ['darker by most of it', 'less', 40, false],
    ['darker by half', 'less', 43.5, true],
  ] as const)('%s', (_, change, lightness, isIt) => {
    expect(isFaint(ask('brightness', change), before, made({ lightness }))).toBe(isIt)
  })

  it('is all there is room for where the colour ends', () => {
    const dark = { ...before, lightness: 38 } // the darkest red has 35
    expect(isFaint(ask('brightness', 'less'), dark, { ...dark, lightness: 35.5 })).toBe(false)
  })

  it('is a matter of brightness alone', () => {
    expect(isFaint(ask('colour', 'set', 'navy'), before, made({ colour: 'navy' }))).toBe(false)
  })
})

/** What a perfect reader would say of a garment's picture. */
function truth({ details, shade: _, ...attributes }: Garment, lightness: number): Reading {
  return { attributes, details, lightness, confidence: {} }
}
