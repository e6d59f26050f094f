/** The noise schedule and the time grid: what every scheduler shares. Names follow the papers. */
import type { Manifest } from '../inference/manifest.ts'

type Schedule = Pick<Manifest['schedule'], 'trainTimesteps' | 'betaSchedule' | 'betaStart' | 'betaEnd'>

/** abar[t], the cumulative product of 1 - beta, for t in [0, trainTimesteps). */
export function cumulativeAlphas(schedule: Schedule): Float64Array {
  const { trainTimesteps, betaSchedule, betaStart, betaEnd } = schedule
  const scaled = betaSchedule === 'scaled_linear'
  const [from, to] = scaled ? [Math.sqrt(betaStart), Math.sqrt(betaEnd)] : [betaStart, betaEnd]
  const alphas = new Float64Array(trainTimesteps)
  let product = 1
  for (let t = 0; t < trainTimesteps; t++) {
    const root = from + ((to - from) * t) / (trainTimesteps - 1)
    product *= 1 - (scaled ? root * root : root)
    alphas[t] = product
  }
  return alphas
}

/**
 * `steps` timesteps from the noisiest down, spaced from the end of the schedule ("trailing", Lin et al. 2024), so
 * that the first step is the last one trained. `start` < 1 leaves the noisiest share out.
 */
export function timesteps(trainTimesteps: number, steps: number, start = 1): number[] {
  const top = trainTimesteps * start
  // rounded as numpy's arange gives it, or some strides would be a step off the ones models are sampled with
  const stride = top - (top - top / steps)
  return Array.from({ length: steps }, (_, i) => Math.max(0, roundHalfEven(top - i * stride) - 1))
}

function roundHalfEven(x: number): number {
  const up = Math.round(x)
  return up - x === 0.5 && up % 2 === 1 ? up - 1 : up
}

/** x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t) eps */
export function addNoise(clean: Float32Array, noise: Float32Array, abar: number): Float32Array {
  const signal = Math.sqrt(abar)
  const sigma = Math.sqrt(1 - abar)
  return clean.map((x, i) => signal * x + sigma * (noise[i] as number))
}

/** The clean latent a prediction stands for, whatever the model was trained to predict. */
export function cleanLatent(
  prediction: Float32Array,
  sample: Float32Array,
  abar: number,
  kind: Manifest['schedule']['prediction'],
): Float32Array {
  if (kind === 'sample') return prediction
  const signal = Math.sqrt(abar)
  const sigma = Math.sqrt(1 - abar)
  return kind === 'epsilon'
    ? sample.map((x, i) => (x - sigma * (prediction[i] as number)) / signal)
    : sample.map((x, i) => signal * x - sigma * (prediction[i] as number))
}
