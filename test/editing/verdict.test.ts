import { describe, expect, it } from 'vitest'
import type { Garment, SubEdit } from '../../src/attributes.ts'
import type { Reading } from '../../src/editing/reading.ts'
import { verdict } from '../../src/editing/verdict.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { SEEDS } from '../../src/garments/seeds.ts'
import { ask, before, type Change, made, truth } from './readings.ts'

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
      seen.add(`${edit.attribute} ${edit.change}`)
    }
    expect(seen.size).toBeGreaterThan(20)
  })
})
