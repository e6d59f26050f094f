/** Figures that the paper reports, to stand beside ours. */
import type { FOUR } from './plan.ts'

type Of = Record<(typeof FOUR)[number], string>

/** R@10 / R@50 by the generated image, all categories. */
export const RETRIEVAL: Record<string, Of> = {
  FashionIQ: {
    sd: '4.96 / 13.31',
    controlnet: '22.41 / 44.52',
    baseline: '27.07 / 47.98',
    full: '32.07 / 56.10',
  },
  Fashion200k: { sd: '0.19 / 0.92', controlnet: '17.47 / 27.96', baseline: '', full: '21.34 / 32.39' },
}

/** CLIP similarity on FashionIQ, by the figure of ours that asks the same. */
export const ROBUSTNESS: Record<string, Of> = {
  swap: { sd: '.772', controlnet: '.754', baseline: '.837', full: '.882' },
  'rotate.similarity': { sd: '.646', controlnet: '.667', baseline: '.687', full: '.703' },
  'mask2.similarity': { sd: '.656', controlnet: '.677', baseline: '.686', full: '.707' },
  'mask5.similarity': { sd: '.647', controlnet: '.677', baseline: '.678', full: '.697' },
  'mask9.similarity': { sd: '.623', controlnet: '.658', baseline: '.669', full: '.692' },
}

/** FID / CLIP after two rounds. */
export const TWO_ROUNDS: Of = {
  sd: '12.42 / .6533',
  controlnet: '14.71 / .6409',
  baseline: '11.95 / .6860',
  full: '13.22 / .7006',
}

/** CLIP after one round with the whole sentence, FashionIQ. */
export const ONE_ROUND: Of = { sd: '.64', controlnet: '.66', baseline: '', full: '.71' }

/** R@10 / R@50 / FID, by the weighting of L_multi. */
export const LAMBDA: Record<string, string> = {
  'lambda-one': '30.73 / 54.70 / 16.45',
  'lambda-rising': '32.10 / 54.46 / 14.89',
  full: '32.07 / 56.08 / 8.58',
  baseline: '27.07 / 47.98 / 7.46',
}
