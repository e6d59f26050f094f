/** The Fréchet distance of two sets of pictures, each taken as a Gaussian of its features (FID, Heusel et al. 2017). */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { random } from '../garments/random.ts'
import type { Estimate } from './statistics.ts'

/** A normal distribution: [d] and [d, d]. */
export interface Gaussian {
  mean: number[]
  covariance: Matrix
}

/** Of features [n][d], n at least 2; the covariance is over n - 1. */
export function gaussianOf(features: readonly ArrayLike<number>[]): Gaussian {
  const count = features.length
  const width = features[0]?.length ?? 0
  const mean = Array.from(
    { length: width },
    (_, j) => features.reduce((sum, f) => sum + (f[j] as number), 0) / count,
  )
  const sums = Array.from({ length: width }, () => new Float64Array(width))
  for (const feature of features) {
    const off = Float64Array.from(feature, (value, j) => value - (mean[j] as number))
    for (let i = 0; i < width; i++) {
      const [row, own] = [sums[i] as Float64Array, off[i] as number]
      for (let j = 0; j <= i; j++) row[j] = (row[j] as number) + own * (off[j] as number)
    }
  }
  const covariance = new Matrix(width, width)
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      const value = (sums[i]?.[j] as number) / (count - 1)
      covariance.set(i, j, value)
      covariance.set(j, i, value)
    }
  return { mean, covariance }
}

/**
 * |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2)). The last trace is taken of (C1^(1/2) C2 C1^(1/2))^(1/2), which has the
 * same eigenvalues and is symmetric: no complex numbers, and nothing to invert where there are fewer pictures than
 * features. What rounding makes of a zero eigenvalue counts as zero.
 */
export function frechet(a: Gaussian, b: Gaussian): number {
  return between(a, squareRoot(a.covariance), b)
}

function between(a: Gaussian, root: Matrix, b: Gaussian): number {
  const apart = a.mean.reduce((sum, value, i) => sum + (value - (b.mean[i] as number)) ** 2, 0)
  const middle = root.mmul(b.covariance).mmul(root)
  const shared = eigenvalues(symmetric(middle)).reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0)
  return apart + a.covariance.trace() + b.covariance.trace() - 2 * shared
}

/** Resamples for the spread; each costs an eigendecomposition. */
const RESAMPLES = 40
/** Beyond this many features one of them takes half a minute, and the interval is left out. */
const WIDEST = 512

/**
 * Distance of `pictures` from `truths`, features [n][d] each, times `scale`. The interval is 1.96 standard deviations of
 * the distance over resampled pictures to either side: a percentile interval would lie too high, since a resample, which
 * repeats some pictures, is always further from the truth than the set itself. NaN where there are too many features.
 */
export function frechetEstimate(
  pictures: readonly ArrayLike<number>[],
  truths: readonly ArrayLike<number>[],
  { scale = 1, seed = 0 } = {},
): Estimate {
  const count = pictures.length
  if (count < 2) return { mean: Number.NaN, low: Number.NaN, high: Number.NaN, count }
  const truth = gaussianOf(truths)
  const root = squareRoot(truth.covariance)
  const distance = (features: readonly ArrayLike<number>[]) =>
    scale * between(truth, root, gaussianOf(features))
  const mean = distance(pictures)
  if ((pictures[0]?.length ?? 0) > WIDEST) return { mean, low: Number.NaN, high: Number.NaN, count }
  const chance = random(seed)
  const draws = Array.from({ length: RESAMPLES }, () =>
    distance(pictures.map(() => pictures[Math.floor(chance.next() * count)] as ArrayLike<number>)),
  )
  const middle = draws.reduce((a, b) => a + b) / RESAMPLES
  const deviation = Math.sqrt(draws.reduce((sum, d) => sum + (d - middle) ** 2, 0) / (RESAMPLES - 1))
  return { mean, low: Math.max(0, mean - 1.96 * deviation), high: mean + 1.96 * deviation, count }
}

/** The positive root of a positive semi-definite matrix. */
function squareRoot(matrix: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  })
  const roots = realEigenvalues.map((value) => Math.sqrt(Math.max(0, value)))
  return eigenvectorMatrix.mmul(Matrix.diag(roots)).mmul(eigenvectorMatrix.transpose())
}

const eigenvalues = (matrix: Matrix): number[] =>
  new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues

const symmetric = (matrix: Matrix): Matrix => Matrix.add(matrix, matrix.transpose()).mul(0.5)
