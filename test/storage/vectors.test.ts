import { describe, expect, it } from 'vitest'
import { bytesOf, floatsOf } from '../../src/storage/vectors.ts'

describe('a vector', () => {
  it('comes back from its bytes, from wherever in memory they are', () => {
    const floats = Float32Array.of(9, 1.5, -2.25, 3e-8).subarray(1)
    const shifted = new Uint8Array(13)
    shifted.set(bytesOf(floats), 1)
    expect(floatsOf(shifted.subarray(1))).toEqual(floats)
  })
})
