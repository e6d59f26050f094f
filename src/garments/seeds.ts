/** First seeds of the ranges that must never meet: what is trained on is never tested on. */
export const SEEDS = {
  train: 1_000_000,
  demo: 5_000_000,
  validation: 8_000_000,
  test: 9_000_000,
} as const
