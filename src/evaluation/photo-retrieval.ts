/** Is the target found among a data set's real photos by the look that its instructions made of the reference? */
import { startLook } from '../editing/look.ts'
import { editLook } from '../editing/rounds.ts'
import type { Model } from '../inference/model.ts'
import { split } from '../language/split.ts'
import type { Dataset, Pair, Photos } from './datasets/dataset.ts'
import { galleriesOf, sizesOf, TOGETHER } from './datasets/galleries.ts'
import { leftOut, pictureCounts, refuseBare, writeLost } from './datasets/lost.ts'
import { embedAll, locate, readPicture } from './datasets/pictures.ts'
import {
  aFewAtOnce,
  metricsOf,
  noiseSeed,
  prefixed,
  type Row,
  type Settings,
  type Table,
  throughRounds,
} from './measure.ts'
import { type Candidate, type Cohort, type Query, ranksOf } from './recall.ts'

export interface PhotoSettings extends Omit<Settings, 'split' | 'limit'> {
  /** The data set's own folder, and what of it is measured. */
  root: string
  split: string
  categories: readonly string[]
  /** Queries of each category: the first of its list. */
  limit: number
  /** All instructions as one sentence in one round, not sub-edit by sub-edit. */
  oneRound?: boolean
  /** File to write: every picture that is missing or cannot be read. */
  missing?: string
}

const DEPTHS = [1, 10, 50]

interface Asked extends Pair {
  category: string
  /** Place in its category's list. */
  index: number
}

/** Retrieval embeddings of the unedited reference and of what became of it. */
interface Edited {
  reference: Float32Array
  edited: Float32Array
  /** The words asked for something. */
  changed: boolean
}

/**
 * R@1, R@10 and R@50 in every cohort: over all queries, and category by category, each in its own category's gallery;
 * `together`, each in the gallery of all categories; `reference`, with the unedited reference in its own category's.
 * A query whose reference or target is missing or cannot be read is left out and counted.
 */
export async function photoRetrieval(
  model: Model,
  dataset: Dataset,
  settings: PhotoSettings,
): Promise<Table> {
  const photos = await dataset.read(settings)
  const asked = [...photos.categories].flatMap(([category, { queries }]) =>
    queries.slice(0, settings.limit).map((pair, index): Asked => ({ ...pair, category, index })),
  )
  const { found, lost } = await locate([...photos.pictures.values()])
  refuseBare(photos, asked, found)
  const { embeddings, unreadable } = await embedAll(model, found, settings.onProgress)
  lost.push(...unreadable)
  if (settings.missing) await writeLost(settings.missing, lost)
  refuseBare(photos, asked, embeddings)

  const queries = asked.filter(({ reference, target }) => embeddings.has(reference) && embeddings.has(target))
  const looks = await aFewAtOnce(
    queries.length,
    (i) => edited(model, queries[i] as Asked, found, settings),
    settings.onProgress,
  )
  const galleries = galleriesOf(photos, embeddings)
  const rows = queries.map((pair, i) => rowOf(pair, looks[i] as Edited, photos, galleries, dataset.cohorts))
  const unchanged = looks.filter(({ changed }) => !changed).length
  return {
    queries: queries.length,
    gallery: embeddings.size,
    details: {
      cohorts: Object.fromEntries(Object.entries(dataset.cohorts).map(([name, { about }]) => [name, about])),
      galleries: sizesOf(galleries, dataset.cohorts),
      pictures: pictureCounts(photos.pictures.size, lost),
      leftOut: leftOut(asked, embeddings),
      remarks: { ...photos.remarks, 'queries whose words ask for no change': unchanged },
    },
    metrics: inOrder(metricsOf(rows, settings.seed), Object.keys(dataset.cohorts), [...galleries.keys()]),
  }
}

/** Applies the instructions to the reference, round by round as in a conversation. */
async function edited(
  model: Model,
  { reference, instructions, index }: Asked,
  found: ReadonlyMap<string, string>,
  settings: PhotoSettings,
): Promise<Edited> {
  const pixels = await readPicture(found.get(reference) as string, model.manifest.image.size)
  const start = await startLook(model, pixels)
  let look = start
  if (settings.oneRound) {
    const texts = instructions.map((text) => text.trim()).filter(Boolean)
    if (texts.length > 0)
      look = await editLook(model, start, texts.join(' and '), {
        ...settings,
        seed: noiseSeed(settings.seed, index, 0),
      })
  } else {
    const edits = instructions.flatMap((text) => split(text).filter(({ change }) => change !== 'keep'))
    look = (await throughRounds(model, start, edits, index, settings)).at(-1)?.look ?? start
  }
  return { reference: start.embedding, edited: look.embedding, changed: look !== start }
}

/** Found or not, in every cohort of every gallery that the query is asked in. */
function rowOf(
  { category, reference, target }: Asked,
  looks: Edited,
  { pictures }: Photos,
  galleries: ReadonlyMap<string, readonly Candidate[]>,
  cohorts: Readonly<Record<string, Cohort>>,
): Row {
  const idOf = (name: string) => pictures.get(name)?.id ?? name
  const recalls = (embedding: Float32Array, gallery: string): [cohort: string, Row][] => {
    const query: Query = {
      embedding,
      reference: { name: reference, id: idOf(reference) },
      target: idOf(target),
    }
    return Object.entries(ranksOf(query, galleries.get(gallery) ?? [], cohorts)).map(([cohort, rank]) => [
      cohort,
      Object.fromEntries(DEPTHS.map((k) => [`R@${k}`, rank <= k])),
    ])
  }
  const row: Row = {}
  for (const [cohort, found] of recalls(looks.edited, category))
    Object.assign(row, prefixed(cohort, found), prefixed(`${cohort}.${category}`, found))
  if (galleries.has(TOGETHER))
    for (const [cohort, found] of recalls(looks.edited, TOGETHER))
      Object.assign(row, prefixed(`${cohort}.${TOGETHER}`, found))
  for (const [cohort, found] of recalls(looks.reference, category))
    Object.assign(row, prefixed(`reference.${cohort}`, found))
  return row
}

/** Cohort by cohort: all queries, then each gallery; the unedited references last. */
function inOrder(
  metrics: Table['metrics'],
  cohorts: readonly string[],
  galleries: readonly string[],
): Table['metrics'] {
  const prefixes = [
    ...cohorts.flatMap((cohort) => [cohort, ...galleries.map((gallery) => `${cohort}.${gallery}`)]),
    ...cohorts.map((cohort) => `reference.${cohort}`),
  ]
  const names = prefixes.flatMap((prefix) => DEPTHS.map((k) => `${prefix}.R@${k}`))
  return Object.fromEntries(names.flatMap((name) => (metrics[name] ? [[name, metrics[name]] as const] : [])))
}
