import { expect, it } from 'vitest'
import { lookAlikesOf } from '../../src/evaluation/look-alikes.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { sameGarment } from '../../src/garments/edits.ts'
import { cameraOf } from '../../src/garments/scene.ts'
import { SEEDS } from '../../src/garments/seeds.ts'

it('are different garments, as many one attribute away from the target as from the reference, and neither of them', () => {
  for (let index = 0; index < 50; index++) {
    const [reference, , , target] = chainOf(index, SEEDS.validation).garments
    const found = lookAlikesOf(index, 'validation', 20)
    expect(new Set(found.map((one) => JSON.stringify(one)))).toHaveLength(40)
    for (const [place, one] of found.entries()) {
      const original = place < 20 ? target : reference
      expect(sameGarment(one, reference) || sameGarment(one, target)).toBe(false)
      expect(cameraOf(one.category)).toBe(cameraOf(original.category))
      // another category keeps what it can of the rest
      if (one.category !== original.category) continue
      const differing = Object.entries(one).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(original[name as keyof typeof original]),
      )
      expect(differing).toHaveLength(1)
    }
  }
})

it('are the same at every call', () => {
  expect(lookAlikesOf(3, 'test', 5)).toEqual(lookAlikesOf(3, 'test', 5))
})

it('are refused where there are not so many', () => {
  expect(() => lookAlikesOf(0, 'test', 120)).toThrow(RangeError)
})
