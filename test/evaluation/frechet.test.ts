import { Matrix } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { gaussian } from '../../src/editing/noise.ts'
import { frechet, frechetEstimate, gaussianOf } from '../../src/evaluation/frechet.ts'

describe('the Fréchet distance', () => {
  it('of Gaussians with known parameters is what the formula gives', () => {
    // |(3, 4)|^2 + (2 - 1)^2 + (3 - 1)^2
    const a = {
      mean: [0, 0],
      covariance: new Matrix([
        [4, 0],
        [0, 9],
      ]),
    }
    const b = {
      mean: [3, 4],
      covariance: new Matrix([
        [1, 0],
        [0, 1],
      ]),
    }
    expect(frechet(a, b)).toBeCloseTo(30, 10)
    expect(frechet(b, a)).toBeCloseTo(30, 10)
  })

  it('takes the root of a product that is not symmetric', () => {
    // tr 4 + tr 3 - 2 (sqrt(l1) + sqrt(l2)), l the eigenvalues of C1 C2: those of det 6, trace 6
    const a = {
      mean: [0, 0],
      covariance: new Matrix([
        [2, 1],
        [1, 2],
      ]),
    }
    const b = {
      mean: [0, 0],
      covariance: new Matrix([
        [2, 0],
        [0, 1],
      ]),
    }
    expect(frechet(a, b)).toBeCloseTo(7 - 2 * Math.sqrt(6 + 2 * Math.sqrt(6)), 10)
  })

  it('is nothing between a set and itself, with fewer pictures than features too', () => {
    const noise = gaussian(1)
    const few = gaussianOf(Array.from({ length: 5 }, () => noise(12)))
    expect(frechet(few, few)).toBeCloseTo(0, 5)
  })
})

describe('a Gaussian of features', () => {
  it('has their mean and their covariance over n - 1', () => {
    const { mean, covariance } = gaussianOf([
      [0, 0],
      [2, 0],
      [1, 3],
    ])
    expect(mean).toEqual([1, 1])
    expect(covariance.to2DArray()).toEqual([
      [1, 0],
      [0, 3],
    ])
  })
})

describe('an estimate of the distance', () => {
  const noise = gaussian(2)
  const truths = Array.from({ length: 200 }, () => noise(3))
  const moved = Array.from({ length: 200 }, () => noise(3).map((value) => value + 1))

  it('has an interval around it, the same for the same seed, in the unit asked for', () => {
    const distance = frechetEstimate(moved, truths)
    expect(distance.mean).toBeGreaterThan(2)
    expect(distance.mean).toBeLessThan(4.5)
    expect(distance.low).toBeLessThan(distance.mean)
    expect(distance.high).toBeGreaterThan(distance.mean)
    expect(frechetEstimate(moved, truths)).toEqual(distance)
    expect(frechetEstimate(moved, truths, { scale: 1000 }).mean).toBeCloseTo(1000 * distance.mean, 6)
  })

  it('is no number for one picture', () => {
    expect(frechetEstimate(moved.slice(0, 1), truths).mean).toBeNaN()
  })
})
