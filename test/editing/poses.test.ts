import { describe, expect, it } from 'vitest'
import { POSES, poseOf, posePlanes } from '../../src/editing/poses.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { SEEDS } from '../../src/garments/seeds.ts'

const SIZE = 64
const drawn = (pose: Float32Array) => pose.filter((value) => value > 0).length

describe('the pose library', () => {
  it.each(POSES)('draws "%s" for the whole figure, the upper and the lower half', (name) => {
    const pictures = (['dress', 'top', 'skirt'] as const).map((category) => poseOf(name, category, SIZE))
    for (const pose of pictures) {
      expect(pose).toHaveLength(3 * SIZE * SIZE)
      expect(Math.max(...pose)).toBeLessThanOrEqual(1)
      expect(Math.min(...pose)).toBe(0)
      expect(drawn(pose)).toBeGreaterThan(300)
    }
    expect(new Set(pictures.map(drawn)).size).toBe(3)
  })

  it('has no two poses alike', () => {
    const pictures = POSES.map((name) => poseOf(name, 'dress', SIZE).join())
    expect(new Set(pictures).size).toBe(POSES.length)
  })

  it('draws known key points as planes: the right arm red to yellow on the viewer’s left', () => {
    const { keypoints } = chainOf(0, SEEDS.validation)
    const pose = posePlanes(keypoints, SIZE)
    const [x, y] = keypoints[3] as [number, number, number]
    const at = Math.floor(y * SIZE) * SIZE + Math.floor(x * SIZE)
    const [red, green, blue] = [0, 1, 2].map((c) => pose[c * SIZE * SIZE + at] as number)
    expect(x).toBeLessThan(0.5)
    expect(red).toBeGreaterThan(0.9)
    expect(green).toBeGreaterThan(0.5)
    expect(blue).toBe(0)
  })
})
