/** Measures every family of a folder on the same chains and noise, and gathers what the tables need. */
import { join } from 'node:path'
import { lookOf, see, startLook } from '../../editing/look.ts'
import { type Manifest, readManifest } from '../../inference/manifest.ts'
import { type Model, openModel } from '../../inference/model.ts'
import { frechetEstimate } from '../frechet.ts'
import { embeddedLookAlikes } from '../look-alikes.ts'
import { metricsOf, prefixed, type Row, type Settings, type Table, walk } from '../measure.ts'
import { THOUSANDTHS } from '../quality.ts'
import { recallRow, type Searched } from '../retrieval.ts'
import { auroc, type Estimate } from '../statistics.ts'
import { type Entry, type Ledger, openLedger } from './ledger.ts'
import { measured } from './looks.ts'
import { type Case, FOUR, FULL } from './plan.ts'

export interface ExperimentSettings
  extends Omit<Settings, 'onProgress' | 'latents' | 'noiseFrom' | 'tones'>,
    Searched {
  /** Folder of families. */
  models: string
  /** Folder for rows and pictures. */
  rows: string
  device?: Parameters<typeof openModel>[1]
  progress: (name: string) => NonNullable<Settings['onProgress']>
}

export interface Measured extends Case {
  manifest: Manifest
  metrics: Table['metrics']
}

export interface Experiments {
  cases: Measured[]
  /** Of the unedited reference and of the autoencoder's copy of the true target. */
  bounds: Table['metrics']
  /** The full method less the baseline, paired by chain; empty where one of them was not measured. */
  difference: Table['metrics']
}

/** Goes on where an earlier call was stopped. Throws what `openModel` and `openLedger` throw. */
export async function experiments(
  cases: readonly Case[],
  settings: ExperimentSettings,
): Promise<Experiments> {
  const { limit, seed, models } = settings
  const manifests = new Map<string, Manifest>()
  for (const { family } of cases) manifests.set(family, await readManifest(join(models, family)))
  const readers = new Set([...manifests.values()].map(({ graphs }) => graphs.reader.sha256))
  if (readers.size > 1)
    throw new Error(
      `The families in ${models} have ${readers.size} different readers; export them with one, or their embeddings cannot be compared.`,
    )

  const towers = new Set([...manifests.values()].map(({ graphs }) => graphs.vision.sha256))
  if (towers.size > 1 && !settings.judge?.clip)
    throw new Error(
      `The families in ${models} have ${towers.size} different picture towers. Name a judge with towers of its own (\`make judge\` in training/, then --judge), or each is measured with another ruler.`,
    )

  const [first] = cases as [Case]
  const truths = await truthsOf(first.family, manifests.get(first.family) as Manifest, settings)
  const targets = truths.gallery.map(({ vectors }) => vectors.target as Float32Array)
  const searched = [...targets, ...truths.lookAlikes.flatMap(({ vectors }) => Object.values(vectors))]
  const wholes = new Map<string, Row[]>()
  const results: Measured[] = []
  for (const one of cases) {
    const manifest = manifests.get(one.family) as Manifest
    const entries = await entriesOf(one, manifest, settings)
    const rows = entries.map(({ index, row, vectors }) => ({ ...row, ...recalls(vectors, searched, index) }))
    wholes.set(one.name, rows)
    const metrics = { ...distances(entries, targets, seed), ...metricsOf(rows, seed), ...areas(rows, seed) }
    results.push({ ...one, manifest, metrics })
  }
  const bounds = truths.bounds.map(({ index, row, vectors }) => ({
    ...row,
    ...recalls(vectors, searched, index),
  }))
  return {
    cases: results,
    bounds: { ...distances(truths.bounds, targets, seed), ...metricsOf(bounds, seed) },
    difference: metricsOf(paired(wholes.get(FULL) ?? [], wholes.get(FOUR[2]) ?? []), seed),
  }

  function recalls(vectors: Entry['vectors'], gallery: readonly Float32Array[], index: number): Row {
    return Object.assign(
      {},
      ...Object.entries(vectors).map(([name, vector]) => prefixed(name, recallRow(vector, gallery, index))),
    )
  }

  function distances(
    entries: readonly Entry[],
    gallery: readonly Float32Array[],
    seed: number,
  ): Table['metrics'] {
    const names = Object.keys(entries[0]?.vectors ?? {})
    const distance = (name: string): [string, Estimate] => [
      `${name}.fid`,
      frechetEstimate(
        entries.map(({ vectors }) => vectors[name] as Float32Array),
        gallery.slice(0, limit),
        { scale: THOUSANDTHS, seed },
      ),
    ]
    return Object.fromEntries(names.map(distance))
  }
}

/** The rows of a case, those on disk and those still to be made. */
async function entriesOf(one: Case, manifest: Manifest, settings: ExperimentSettings): Promise<Entry[]> {
  const { limit, rows, split, seed, judge } = settings
  const sampler = { ...manifest.sampler, ...given(settings), ...one.sampler }
  // what the method claims is claimed of the denoiser alone
  const tones = 'drawn' as const
  const ledger = await openLedger(join(rows, `${one.name}.jsonl`), {
    ...weightsOf(manifest),
    split,
    seed,
    judge: judge?.name ?? null,
    tones,
    ...sampler,
  })
  const all = { ...settings, ...one.sampler, tones, onProgress: settings.progress(one.name) }
  await fill(ledger, limit, one.family, settings, (model) =>
    walk(model, all, async (sample) => {
      if (!ledger.has(sample.index)) await ledger.add(await measured(model, sample, one, all, rows))
    }),
  )
  return ledger.first(limit)
}

/** True targets, as many as the gallery holds; and for each query its look-alikes and what its bounds give. */
async function truthsOf(family: string, manifest: Manifest, settings: ExperimentSettings) {
  const { limit, rows, split, seed } = settings
  const size = Math.max(limit, settings.gallery)
  const { reader, encoder, decoder } = manifest.graphs
  const gallery = await openLedger(join(rows, 'gallery.jsonl'), { split, reader: reader.sha256 })
  const bounds = await openLedger(join(rows, 'bounds.jsonl'), {
    split,
    reader: reader.sha256,
    encoder: encoder.sha256,
    decoder: decoder.sha256,
  })
  const lookAlikes = await openLedger(join(rows, 'look-alikes.jsonl'), {
    split,
    reader: reader.sha256,
    ofEach: settings.lookAlikes,
  })
  const walked = (
    model: Model,
    name: string,
    ledger: Ledger,
    count: number,
    make: Parameters<typeof walk<Omit<Entry, 'index'>>>[2],
  ) =>
    walk(model, { split, seed, limit: count, onProgress: settings.progress(name) }, async (sample) => {
      if (!ledger.has(sample.index)) await ledger.add({ index: sample.index, ...(await make(sample)) })
    })
  await fill(gallery, size, family, settings, (model) =>
    walked(model, 'gallery', gallery, size, async ({ pixels }) => ({
      row: {},
      vectors: { target: (await see(model, pixels('both'))).embedding },
    })),
  )
  await fill(lookAlikes, limit, family, settings, (model) =>
    walked(model, 'look-alikes', lookAlikes, limit, async ({ index }) => ({
      row: {},
      vectors: Object.fromEntries(Object.entries(await embeddedLookAlikes(model, index, settings))),
    })),
  )
  await fill(bounds, limit, family, settings, (model) =>
    walked(model, 'bounds', bounds, limit, async ({ pixels }) => ({
      row: {},
      vectors: {
        reference: (await startLook(model, pixels('reference'))).embedding,
        copy: (await lookOf(model, await model.encode(pixels('both')))).embedding,
      },
    })),
  )
  return { gallery: gallery.first(size), lookAlikes: lookAlikes.first(limit), bounds: bounds.first(limit) }
}

/** Opens the family only where rows are missing. */
async function fill(
  ledger: Ledger,
  count: number,
  family: string,
  { models, device }: ExperimentSettings,
  make: (model: Model) => Promise<unknown>,
): Promise<void> {
  if (ledger.first(count).length === count) return
  const model = await openModel(join(models, family), device)
  try {
    await make(model)
  } finally {
    await model.close()
  }
}

const weightsOf = ({ graphs }: Manifest) =>
  Object.fromEntries(Object.entries(graphs).map(([name, part]) => [name, part?.sha256.slice(0, 16) ?? null]))

/** What of the sampler was asked for. */
function given({ scheduler, steps, guidance, start, tries }: ExperimentSettings) {
  const asked = { scheduler, steps, guidance, start, tries }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Partial<
    Manifest['sampler']
  >
}

/** How well each doubt foretells that not both sub-edits are right; of cases that were swapped. */
function areas(rows: readonly Row[], seed: number): Table['metrics'] {
  const names = Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('doubt.'))
  const suspicions = (name: string) =>
    rows.map((row) => ({ score: Number(row[name]), failed: !row['two.bothRight'] }))
  return Object.fromEntries(
    names.map((name) => [name.replace('doubt', 'auroc'), auroc(suspicions(name), seed)]),
  )
}

function paired(full: readonly Row[], baseline: readonly Row[]): Row[] {
  return full.slice(0, baseline.length).map((row, i) => {
    const other = baseline[i] as Row
    const both = Object.keys(row).filter((name) => name in other)
    return Object.fromEntries(both.map((name) => [name, Number(row[name]) - Number(other[name])]))
  })
}
