import { describe, expect, it } from 'vitest'
import type { Garment, SubEdit } from '../../src/attributes.ts'
import type { Meant } from '../../src/editing/intent.ts'
import { isFaint, restoring, strays } from '../../src/editing/strays.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { SEEDS } from '../../src/garments/seeds.ts'
import { ask, before, type Change, made, truth } from './readings.ts'

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

  it('is the lightness of a new colour too, where one was asked for', () => {
    const darkRed: Meant = { ...before, lightness: 35, shade: -2 } // navy has 20, and 10 two steps down
    expect(strays(navy, darkRed, made({ colour: 'navy', lightness: 11 }))).toEqual([])
    const plain = made({ colour: 'navy', lightness: 20 })
    expect(strays(navy, darkRed, plain)).toEqual(['brightness'])
    expect(restoring(navy, darkRed, plain)).toMatchObject({ attribute: 'brightness', change: 'less' })
    // half a step too light: a whole one would be as far off
    expect(restoring(ask('fit', 'more'), darkRed, made({ fit: 'tight', lightness: 41.4 }))).toBeUndefined()
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

it('finds nothing amiss in what the renderer makes of an edit', () => {
  for (let index = 0; index < 600; index++) {
    const { garments, lightness, edits } = chainOf(index, SEEDS.validation)
    const [reference, target] = [0, 1].map((i) => truth(garments[i] as Garment, lightness[i] as number))
    const [edit] = edits
    const name = `${edit.attribute} ${edit.change} ${edit.value}`
    expect([name, isFaint(edit, reference as Meant, target as Meant)]).toEqual([name, false])
    expect([name, strays(edit, reference as Meant, target as Meant)]).toEqual([name, []])
  }
})
