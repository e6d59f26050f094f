/** Recall among candidates under a protocol: who competes for a query, and what counts as found. */

export interface Candidate {
  /** What the data set calls the picture. */
  name: string
  /** A query has found its target with any candidate of the target's id. */
  id: string
  /** Length 1. */
  embedding: Float32Array
  /** Occurs in a pair of the split, as reference or as target. */
  paired: boolean
}

export interface Query {
  /** Of the edited look, length 1. */
  embedding: Float32Array
  reference: Pick<Candidate, 'name' | 'id'>
  /** The id that is looked for. */
  target: string
}

/** Which candidates compete. Figures of different cohorts cannot be set beside each other, so each has its name. */
export interface Cohort {
  /** One plain sentence, printed with the figures. */
  about: string
  admits(candidate: Omit<Candidate, 'embedding'>, reference: Query['reference']): boolean
}

/**
 * In every cohort the 1-based rank of the best candidate that has the target's id, by cosine; Infinity where none
 * competes. Candidates that tie with it count as before it, so that a collapsed embedding earns nothing.
 */
export function ranksOf<Name extends string>(
  query: Query,
  gallery: readonly Candidate[],
  cohorts: Readonly<Record<Name, Cohort>>,
): Record<Name, number> {
  const scores = gallery.map(({ embedding }) => dot(embedding, query.embedding))
  const rankAmong = (cohort: Cohort): number => {
    const admitted = gallery.flatMap((candidate, i) =>
      cohort.admits(candidate, query.reference)
        ? [{ right: candidate.id === query.target, score: scores[i] as number }]
        : [],
    )
    const best = admitted.reduce(
      (most, { right, score }) => (right ? Math.max(most, score) : most),
      -Infinity,
    )
    if (best === -Infinity) return Infinity
    return admitted.reduce((rank, { right, score }) => rank + (!right && score >= best ? 1 : 0), 1)
  }
  const entries = Object.entries<Cohort>(cohorts).map(([name, cohort]) => [name, rankAmong(cohort)])
  return Object.fromEntries(entries) as Record<Name, number>
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
