/** What the attribute reader says about a picture. */
import type { Attribute } from '../attributes.ts'
import type { Head, Manifest } from '../inference/manifest.ts'

/** The reader's name for "does not apply", as a skirt's neckline. */
const NONE = 'none'

export interface Reading {
  /** The likeliest value of every single-valued attribute; null where it does not apply. */
  attributes: Partial<Record<Attribute, string | null>>
  /** Details that are more likely there than not. */
  details: string[]
  /** Mean CIELAB L* of the garment, 0 to 100. */
  lightness: number
  /** Probability of each value given in `attributes`. */
  confidence: Partial<Record<Attribute, number>>
  /** Probability that each detail is there; looks made by earlier versions have none. */
  presence?: Record<string, number>
}

/** Turns one row of the reader's output into words. `logits` as laid out by the manifest's heads. */
export function reading(
  logits: Float32Array,
  lightness: number,
  heads: Manifest['reader']['heads'],
): Reading {
  const result: Reading = { attributes: {}, details: [], lightness, confidence: {} }
  for (const head of heads) {
    const part = logits.subarray(head.offset, head.offset + head.values.length)
    if (head.kind === 'many') {
      result.details = head.values.filter((_, i) => (part[i] as number) > 0)
      result.presence = Object.fromEntries(head.values.map((value, i) => [value, sigmoid(part[i] as number)]))
      continue
    }
    const { value, probability } = likeliest(part, head)
    const attribute = head.attribute as Attribute
    result.attributes[attribute] = value === NONE ? null : value
    result.confidence[attribute] = probability
  }
  return result
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit))

function likeliest(logits: Float32Array, head: Head): { value: string; probability: number } {
  const best = logits.reduce((at, logit, i) => (logit > (logits[at] as number) ? i : at), 0)
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - (logits[best] as number)), 0)
  return { value: head.values[best] as string, probability: 1 / total }
}
