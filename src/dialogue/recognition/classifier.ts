/** Softmax regression over named features, trained in one go: small, and the same every time. */

export interface Example<Label extends string> {
  label: Label
  features: readonly string[]
}

export interface Guess<Label extends string> {
  label: Label
  /** 0 to 1. */
  probability: number
}

interface Options {
  /** Passes over the examples. */
  epochs?: number
  /** Step of AdaGrad. */
  rate?: number
  /** Pull of every weight towards zero at each use of it. */
  decay?: number
}

/**
 * Labels of a set of features, most likely first. The examples are visited in a fixed order that mixes them, so that
 * nothing depends on chance. A feature that no example has says nothing.
 */
export function trained<Label extends string>(
  examples: readonly Example<Label>[],
  { epochs = 12, rate = 0.3, decay = 1e-4 }: Options = {},
): (features: readonly string[]) => Guess<Label>[] {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const width = labels.length
  const rows = new Map<string, number>()
  const counts = new Map<string, number>()
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  for (const [feature, count] of counts) if (count > 1) rows.set(feature, rows.size)
  const weights = new Float32Array(rows.size * width)
  const squares = new Float32Array(rows.size * width).fill(1e-6)
  const placesOf = (features: readonly string[]) =>
    Int32Array.from(
      features.flatMap((feature) => rows.get(feature) ?? []),
      (row) => row * width,
    )
  const coded = examples.map(({ label, features }) => ({
    want: labels.indexOf(label),
    at: placesOf(features),
  }))

  const scores = (at: Int32Array): Float64Array => {
    const p = new Float64Array(width)
    const scale = 1 / Math.sqrt(Math.max(1, at.length))
    for (const row of at)
      for (let k = 0; k < width; k++) p[k] = (p[k] as number) + (weights[row + k] as number) * scale
    const most = Math.max(...p)
    let sum = 0
    for (let k = 0; k < width; k++) sum += p[k] = Math.exp((p[k] as number) - most)
    return p.map((share) => share / sum)
  }

  const stride = coprime(coded.length)
  for (let epoch = 0; epoch < epochs; epoch++)
    for (let i = 0; i < coded.length; i++) {
      const { want, at } = coded[(i * stride + epoch) % coded.length] as (typeof coded)[number]
      const p = scores(at)
      const scale = 1 / Math.sqrt(Math.max(1, at.length))
      for (let k = 0; k < width; k++) {
        const slope = ((p[k] as number) - (k === want ? 1 : 0)) * scale
        if (Math.abs(slope) < NOTHING) continue
        for (const row of at) {
          const g = slope + decay * (weights[row + k] as number)
          const square = (squares[row + k] as number) + g * g
          squares[row + k] = square
          weights[row + k] = (weights[row + k] as number) - (rate * g) / Math.sqrt(square)
        }
      }
    }

  return (features) => {
    return [...scores(placesOf(features))]
      .map((probability, k) => ({ label: labels[k] as Label, probability }))
      .sort((a, b) => b.probability - a.probability)
  }
}

/** Slopes below it are not worth the time. */
const NOTHING = 2e-3

/** A step that visits all of `count` places before it comes back. */
function coprime(count: number): number {
  let step = Math.max(1, Math.round(count * 0.618))
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))
  while (common(step, count) !== 1) step++
  return step
}
