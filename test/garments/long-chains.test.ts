import { describe, expect, it } from 'vitest'
import type { Garment } from '../../src/attributes.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { applyEdit } from '../../src/garments/edits.ts'
import { longChainOf, without } from '../../src/garments/long-chains.ts'
import { isPossible } from '../../src/garments/sample.ts'
import { SEEDS } from '../../src/garments/seeds.ts'

const chains = Array.from({ length: 400 }, (_, index) => longChainOf(index, SEEDS.validation, 5))

describe('a chain of five edits', () => {
  it('begins as the chain of two does, in the same scene', () => {
    for (const [index, { edits, garments, scene }] of chains.entries()) {
      const two = chainOf(index, SEEDS.validation)
      expect(edits.slice(0, 2)).toEqual(two.edits)
      expect(garments.slice(0, 3)).toEqual([two.garments[0], two.garments[1], two.garments[3]])
      expect(scene).toEqual(two.scene)
    }
  })

  it('is the same at every call, and a shorter one is its beginning', () => {
    const [chain] = chains
    expect(longChainOf(0, SEEDS.validation, 5)).toEqual(chain)
    expect(longChainOf(0, SEEDS.validation, 3).edits).toEqual(chain?.edits.slice(0, 3))
    expect(longChainOf(0, SEEDS.validation, 2).garments).toHaveLength(3)
  })

  it('asks for five different attributes, each of garments that can be drawn', () => {
    for (const { edits, garments } of chains) {
      expect(new Set(edits.map(({ attribute }) => attribute)).size).toBe(5)
      expect(garments).toHaveLength(6)
      expect(garments.every(isPossible)).toBe(true)
      for (const [k, edit] of edits.entries())
        expect(applyEdit(garments[k] as never, edit)).toEqual(garments[k + 1])
    }
  })

  it('leads to the same garment in any order', () => {
    for (const { edits, garments } of chains) {
      const [reference] = garments as [Garment]
      const backwards = edits.reduceRight((garment, edit) => applyEdit(garment, edit), reference)
      expect(backwards).toEqual(garments[5])
    }
  })

  it('knows the garment that lacks one of the edits', () => {
    const [chain] = chains
    if (!chain) throw new Error('no chain')
    expect(without(chain, chain.edits[4] as never, 5)).toEqual(chain.garments[4])
    expect(without(chain, chain.edits[0] as never, 1)).toEqual(chain.garments[0])
  })

  it('is found in the test range too', () => {
    for (let index = 0; index < 400; index++) expect(longChainOf(index, SEEDS.test, 5).edits).toHaveLength(5)
  })
})
