import { describe, expect, it } from 'vitest'
import { ATTRIBUTES, SubEdit } from '../../src/attributes.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { applyEdit } from '../../src/garments/edits.ts'
import { phrase } from '../../src/garments/phrases.ts'
import { isPossible } from '../../src/garments/sample.ts'
import { cameraOf } from '../../src/garments/scene.ts'
import { SEEDS } from '../../src/garments/seeds.ts'

const chains = Array.from({ length: 600 }, (_, index) => chainOf(index, SEEDS.validation))

describe('a chain of edits', () => {
  it('is the same for the same seed, whatever its index', () => {
    const { index: _, ...third } = chainOf(3, SEEDS.validation)
    const { index: __, ...direct } = chainOf(0, SEEDS.validation + 3)
    expect(direct).toEqual(third)
  })

  it('edits two different attributes, in either order with the same result', () => {
    for (const { garments, edits } of chains) {
      const [reference, withFirst, withSecond, both] = garments
      const [first, second] = edits
      expect(first.attribute).not.toBe(second.attribute)
      expect(applyEdit(reference, first)).toEqual(withFirst)
      expect(applyEdit(reference, second)).toEqual(withSecond)
      expect(applyEdit(withFirst, second)).toEqual(both)
      expect(applyEdit(withSecond, first)).toEqual(both)
    }
  })

  it('changes one attribute an edit', () => {
    for (const { garments, edits } of chains) {
      const [reference, withFirst] = garments
      const changed = (Object.keys(reference) as (keyof typeof reference)[]).filter(
        (key) => JSON.stringify(reference[key]) !== JSON.stringify(withFirst[key]),
      )
      const attribute = edits[0].attribute
      expect(changed).toEqual([
        attribute === 'brightness' ? 'shade' : attribute === 'detail' ? 'details' : attribute,
      ])
    }
  })

  it('shows only garments that can be drawn, all in the same frame', () => {
    for (const { garments } of chains) {
      expect(garments.every(isPossible)).toBe(true)
      expect(new Set(garments.map(({ category }) => cameraOf(category))).size).toBe(1)
    }
  })

  it('knows the way back', () => {
    for (const { garments, inverseEdits } of chains) {
      expect(applyEdit(garments[1], inverseEdits[0])).toEqual(garments[0])
      expect(applyEdit(garments[2], inverseEdits[1])).toEqual(garments[0])
    }
  })

  it('says everything in words, the canonical phrase first', () => {
    for (const chain of chains) {
      for (const i of [0, 1] as const) {
        expect(chain.phrases[i].length).toBeGreaterThanOrEqual(4)
        expect(chain.inverse[i].length).toBeGreaterThanOrEqual(2)
        expect(chain.phrases[i][0]).toBe(phrase(chain.edits[i]))
        expect(chain.inverse[i][0]).toBe(phrase(chain.inverseEdits[i]))
        expect(SubEdit.safeParse(chain.edits[i]).success).toBe(true)
      }
      expect(chain.compound.length).toBeGreaterThanOrEqual(4)
      expect(chain.captions.map((three) => three.length)).toEqual([3, 3, 3, 3])
    }
  })

  it('edits every attribute but style, with colour, pattern and sleeve the most', () => {
    const count = (attribute: string) =>
      chains.flatMap(({ edits }) => edits).filter((e) => e.attribute === attribute).length
    for (const attribute of ATTRIBUTES.filter((name) => name !== 'style'))
      expect(count(attribute), attribute).toBeGreaterThan(10)
    const ranked = [...ATTRIBUTES].sort((a, b) => count(b) - count(a))
    expect(ranked.slice(0, 4)).toEqual(expect.arrayContaining(['colour', 'pattern', 'sleeve']))
  })

  it('gives the lightness of each garment, changed by a brightness edit', () => {
    const chain = chains.find(
      ({ edits }) => edits[0].attribute === 'brightness' && edits[0].change === 'more',
    )
    expect(chain?.lightness[1]).toBeGreaterThan((chain?.lightness[0] ?? 100) + 5)
  })
})

describe('the seed ranges', () => {
  it('stay apart for a million chains each', () => {
    const starts = Object.values(SEEDS).sort((a, b) => a - b)
    for (const [i, start] of starts.slice(1).entries())
      expect(start - (starts[i] ?? 0)).toBeGreaterThanOrEqual(1_000_000)
  })
})
