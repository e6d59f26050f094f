import { describe, expect, it } from 'vitest'
import type { Garment, SubEdit } from '../../src/attributes.ts'
import type { Meant } from '../../src/editing/intent.ts'
import { lack } from '../../src/editing/lightness.ts'
import { restoring, strays } from '../../src/editing/strays.ts'
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
    expect(restoring(navy, before, look)).toMatchObject(wanted ? [wanted] : [])
  })

  it('is asked back one after the other', () => {
    const look = made({ colour: 'navy', neckline: 'v', details: ['bow'], lightness: 20 })
    expect(restoring(navy, before, look).map(({ text }) => text)).toEqual([
      'with a collar',
      'add a belt',
      'no bow',
    ])
  })

  it('is not what a skirt cannot have', () => {
    const skirt = made({ category: 'skirt', neckline: null, sleeve: null, length: 'mini' })
    expect(strays(ask('category', 'set', 'skirt'), before, skirt)).toEqual(['length'])
  })

  it('is the lightness, by more than it is read wrong, and nobody is asked for it', () => {
    const lighter = made({ fit: 'tight', lightness: 57 })
    expect(strays(ask('fit', 'more'), before, lighter)).toEqual(['brightness'])
    expect(restoring(ask('fit', 'more'), before, lighter)).toEqual([])
    expect(strays(ask('fit', 'more'), before, made({ fit: 'tight', lightness: 55 }))).toEqual([])
    expect(strays(navy, before, made({ colour: 'navy', lightness: 32 }))).toEqual(['brightness'])
  })
})

it('finds nothing amiss in what the renderer makes of an edit', () => {
  for (let index = 0; index < 600; index++) {
    const { garments, lightness, edits } = chainOf(index, SEEDS.validation)
    const [reference, target] = [0, 1].map((i) => truth(garments[i] as Garment, lightness[i] as number))
    const [edit] = edits
    const name = `${edit.attribute} ${edit.change} ${edit.value}`
    const off = Math.abs(lack(edit, reference as Meant, target as Meant))
    expect([name, off < 0.11]).toEqual([name, true]) // lightness is known to a tenth
    expect([name, strays(edit, reference as Meant, target as Meant)]).toEqual([name, []])
  }
})
