/** One step of each sampler, a pure function of its inputs. */

export interface Step {
  /** x_t, the sample at this timestep. */
  sample: Float32Array
  /** The estimate of the clean latent x_0 at this timestep. */
  clean: Float32Array
  /** abar at this timestep. */
  abar: number
  /** abar at the next, less noisy timestep of the stride; 1 after the last. */
  abarNext: number
  /** Standard Gaussian noise, as long as the sample. Called only if the scheduler is a random one. */
  noise: () => Float32Array
}
export type Scheduler = (step: Step) => Float32Array

/**
 * DDPM (Ho et al. 2020, eqs. 6 and 7), for strided timesteps: alpha_t is abar_t / abar_next rather than the
 * training schedule's own, and latents are not clipped.
 */
export const ddpm: Scheduler = ({ sample, clean, abar, abarNext, noise }) => {
  const alpha = abar / abarNext
  const fromClean = (Math.sqrt(abarNext) * (1 - alpha)) / (1 - abar)
  const fromSample = (Math.sqrt(alpha) * (1 - abarNext)) / (1 - abar)
  const sigma = Math.sqrt(((1 - abarNext) / (1 - abar)) * (1 - alpha))
  const gaussian = sigma > 0 ? noise() : sample
  return sample.map(
    (x, i) => fromClean * (clean[i] as number) + fromSample * x + sigma * (gaussian[i] as number),
  )
}

/** DDIM (Song et al. 2021, eq. 12) with eta = 0: the same sample at every run. */
export const ddim: Scheduler = ({ sample, clean, abar, abarNext }) => {
  const signal = Math.sqrt(abarNext)
  const sigma = Math.sqrt((1 - abarNext) / (1 - abar))
  const root = Math.sqrt(abar)
  return sample.map((x, i) => signal * (clean[i] as number) + sigma * (x - root * (clean[i] as number)))
}

export const SCHEDULERS: Record<string, Scheduler> = { ddpm, ddim }
