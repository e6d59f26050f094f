/** What is searched: the pictures of each category, and those of all categories together. */
import type { Candidate, Cohort } from '../recall.ts'
import type { Photos } from './dataset.ts'

/** The gallery of all categories, beside those named after a category. */
export const TOGETHER = 'together'

/** By category, and `together` where there is more than one; pictures without an embedding are left out. */
export function galleriesOf(
  { pictures, categories }: Photos,
  embeddings: ReadonlyMap<string, Float32Array>,
): Map<string, Candidate[]> {
  const inPairs = [...categories].map(
    ([category, { queries }]) =>
      [category, new Set(queries.flatMap(({ reference, target }) => [reference, target]))] as const,
  )
  const gallery = (names: Iterable<string>, paired: ReadonlySet<string>) =>
    [...names].flatMap((name): Candidate[] => {
      const embedding = embeddings.get(name)
      const id = pictures.get(name)?.id
      return embedding && id !== undefined ? [{ name, id, embedding, paired: paired.has(name) }] : []
    })
  const galleries = new Map(
    inPairs.map(([category, paired]) => [
      category,
      gallery(categories.get(category)?.pictures ?? [], paired),
    ]),
  )
  if (categories.size > 1)
    galleries.set(TOGETHER, gallery(pictures.keys(), new Set(inPairs.flatMap(([, paired]) => [...paired]))))
  return galleries
}

/** Pictures in each cohort of each gallery, before a query's reference is removed. */
export function sizesOf(
  galleries: ReadonlyMap<string, readonly Candidate[]>,
  cohorts: Readonly<Record<string, Cohort>>,
): Record<string, number> {
  const nobody = { name: '', id: '' }
  return Object.fromEntries(
    Object.entries(cohorts).flatMap(([cohort, { admits }]) =>
      [...galleries].map(([name, gallery]) => [
        `${cohort}.${name}`,
        gallery.filter((candidate) => admits(candidate, nobody)).length,
      ]),
    ),
  )
}
