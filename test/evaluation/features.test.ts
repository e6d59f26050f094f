import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { png } from '../../src/editing/pixels.ts'
import { sampleOf } from '../../src/evaluation/chains.ts'
import { openFeatures } from '../../src/evaluation/features.ts'

const graph = (name: string) =>
  fileURLToPath(new URL(`../fixtures/tiny-family/${name}.onnx`, import.meta.url))

describe('features of a graph that the user brings', () => {
  it('are its first output', async () => {
    const features = await openFeatures(graph('reader'))
    const vector = await features.of(await png(sampleOf(0, 'validation', 256).pixels('both')))
    await features.close()
    expect(features.name).toBe('reader.onnx')
    expect(vector).toHaveLength(32)
    expect(Math.hypot(...vector)).toBeCloseTo(1, 4)
  })

  it('are not to be had of a graph without pictures, or of no graph', async () => {
    await expect(openFeatures(graph('text'))).rejects.toThrow(
      /text\.onnx does not take one input of pictures/,
    )
    await expect(openFeatures('no-such.onnx')).rejects.toThrow(/no-such\.onnx cannot be read/)
  })
})
