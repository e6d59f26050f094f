import { expect, it } from 'vitest'
import type { Signature } from '../../src/inference/protocol.ts'
import { safetyContract } from '../../src/inference/safety.ts'

const image = { name: 'pixels', type: 'float32', shape: ['n', 3, 224, 224] }
const unsafe = { name: 'p', type: 'float32', shape: ['n', 1] }

it('a graph for judging pictures says itself how large and under which names', () => {
  expect(safetyContract({ inputs: [image], outputs: [unsafe] })).toEqual({
    size: 224,
    input: 'pixels',
    output: 'p',
  })
})

it.each<[string, Signature]>([
  ['an oblong picture', { inputs: [{ ...image, shape: [1, 3, 224, 192] }], outputs: [unsafe] }],
  ['no side', { inputs: [{ ...image, shape: [1, 3, 'h', 'w'] }], outputs: [unsafe] }],
  ['channels last', { inputs: [{ ...image, shape: [1, 224, 224, 3] }], outputs: [unsafe] }],
  ['bytes', { inputs: [{ ...image, type: 'uint8' }], outputs: [unsafe] }],
  ['two inputs', { inputs: [image, image], outputs: [unsafe] }],
  ['a probability for each of two kinds', { inputs: [image], outputs: [{ ...unsafe, shape: [1, 2] }] }],
  ['two outputs', { inputs: [image], outputs: [unsafe, unsafe] }],
])('with %s it is refused', (_, signature) => {
  expect(() => safetyContract(signature)).toThrow(/must take one float32 image/)
})
