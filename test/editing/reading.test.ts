import { expect, it } from 'vitest'
import { reading } from '../../src/editing/reading.ts'

it('says of each detail how likely it is there, and names those that are more likely than not', () => {
  const heads = [
    { attribute: 'sleeve', kind: 'one' as const, offset: 0, values: ['short', 'long', 'none'] },
    { attribute: 'detail', kind: 'many' as const, offset: 3, values: ['belt', 'pockets'] },
  ]
  const { attributes, details, presence } = reading(Float32Array.of(0, 0, 4, 2, -4), 50, heads)
  expect(attributes).toEqual({ sleeve: null })
  expect(details).toEqual(['belt'])
  expect(presence?.belt).toBeCloseTo(0.8808, 4)
  expect(presence?.pockets).toBeCloseTo(0.018, 4)
})
