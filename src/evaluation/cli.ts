/** `hemline evaluate`: the figures of docs/RESULTS.md, and the sheets beside them. */
import { writeFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { TONES } from '../editing/rounds.ts'
import { SCHEDULERS } from '../editing/schedulers.ts'
import { type Model, openModel } from '../inference/model.ts'
import { readSettings } from '../settings.ts'
import { confusion, measureActs } from './acts.ts'
import { SPLITS, type Split } from './chains.ts'
import { confidence } from './confidence.ts'
import { DATASETS } from './datasets.ts'
import { ceiling, edits } from './edits.ts'
import { addExperiments } from './experiments/cli.ts'
import { type Features, openFeatures } from './features.ts'
import { grid } from './grid.ts'
import { openJudge } from './judge-model.ts'
import { measureLanguage } from './language-measure.ts'
import { LATENTS, type Settings, type Table } from './measure.ts'
import { number, whole } from './options.ts'
import { order } from './order.ts'
import { anySplit, type Chosen, chosen, type PhotoOptions, photoOptions, RENDERED } from './photo-options.ts'
import { photoRetrieval } from './photo-retrieval.ts'
import { type PhotoSettings, photos } from './photos.ts'
import { type Plot, plotted } from './plots.ts'
import { progress } from './progress.ts'
import { quality } from './quality.ts'
import { readerAccuracy } from './reader.ts'
import { type About, asJson, asTable } from './report.ts'
import { retrieval, type Searched } from './retrieval.ts'
import { robustness } from './robustness.ts'
import { plotOfRounds, rounds } from './rounds.ts'
import { selfCheck } from './self-check.ts'
import { stripSheet } from './strips.ts'

interface Options extends Omit<Settings, 'onProgress' | 'judge' | 'split'>, PhotoOptions {
  gallery: number
  lookAlikes: number
  model?: string
  baseline?: string
  features?: string
  plot?: string
  json?: true
}

interface Measure {
  description: string
  run: (model: Model, settings: Settings & Searched, beside: Beside) => Promise<Table>
  /** The same on a published data set of photos. */
  onPhotos?: typeof photoRetrieval
  /** It runs rounds, so that the sampler's settings matter. */
  rounds?: true
  /** It sets the family beside a baseline. */
  compares?: true
  /** It takes the features of its distance from a graph of the user's. */
  features?: true
  /** Its figures drawn. */
  plot?: (table: Table) => Plot
  /** What else a reader of the figures must know. */
  about?: About
}

interface Beside {
  baseline?: Model
  features?: Features
}

const MEASURES: Record<string, Measure> = {
  edits: {
    description: 'one sub-edit in one round, two in two; with ceiling, floor and the reader itself',
    run: edits,
    rounds: true,
  },
  retrieval: {
    description: 'the exact target found in a gallery by the edited look',
    run: retrieval,
    onPhotos: photoRetrieval,
    rounds: true,
    about: { referenceInGallery: false },
  },
  order: {
    description: 'T1 then T2 against T2 then T1; beside the baseline trained without the multi-round loss',
    run: (model, settings, { baseline }) => order(model, settings, baseline),
    rounds: true,
    compares: true,
  },
  rounds: {
    description: 'five independent sub-edits in a row: what is right after each, and the drift',
    run: rounds,
    rounds: true,
    plot: plotOfRounds,
  },
  robustness: {
    description: 'the paper’s swap, rotate and mask; one round beside two; by sentence length',
    run: robustness,
    rounds: true,
  },
  quality: {
    description: 'Fréchet distance to the true targets, and CLIP scores',
    run: (model, settings, { features }) => quality(model, settings, features),
    rounds: true,
    features: true,
  },
  confidence: {
    description: 'how well disagreement between the two orders foretells a failure',
    run: confidence,
    rounds: true,
  },
  'self-check': {
    description: 'edit success with and without the self-check, and the time of a round',
    run: selfCheck,
    rounds: true,
  },
  reader: { description: 'accuracy of the attribute reader on renders', run: readerAccuracy },
  ceiling: {
    description: 'the bounds of `edits`, which need no round: a check before training',
    run: ceiling,
  },
}

export const evaluate = new Command('evaluate').description('Measure the models on held-out garments')

for (const [name, measure] of Object.entries(MEASURES)) {
  const datasets = [RENDERED, ...(measure.onPhotos ? Object.keys(DATASETS) : [])]
  const split = measure.onPhotos && anySplit()
  const command = sampling(evaluate.command(name).description(measure.description), 500, split)
    .addOption(new Option('--dataset <name>', 'what to measure on').choices(datasets).default(RENDERED))
    .option('--json', 'one JSON object')
  if (measure.onPhotos) photoOptions(command)
  if (name === 'retrieval')
    command
      .option('--gallery <n>', 'pictures to search', whole(1), 2000)
      .option(
        '--look-alikes <n>',
        'beside them for each query, one sub-edit away from its target, and as many from its reference',
        whole(0),
        0,
      )
  if (measure.rounds)
    command.option('--judge <dir>', 'family of models that only judge; default: the family’s own reader')
  if (measure.plot) command.option('--plot <file>', 'SVG to write: the figures round by round')
  if (measure.features)
    command.option('--features <onnx>', 'graph whose features the distance is on; default: the embedding')
  if (measure.compares) command.option('--baseline <dir>', 'family to compare with')
  command.action((options: Options) => run(name, measure, options, chosen(command, options)))
}

sampling(
  evaluate
    .command('grid')
    .description('held-out chains as pictures: reference, round one, round two, target'),
  8,
)
  .requiredOption('-o, --out <file>', 'PNG to write')
  .action((options: Omit<Settings, 'onProgress'> & { out: string; model?: string }) =>
    withModel(options.model, async (model) => {
      const cases = await grid(model, { ...options, onProgress: progress('grid') })
      await writeFile(options.out, await sheetOf(model, cases))
      for (const { index, rounds } of cases)
        print(
          `${index}: ${rounds.map(({ text, right }) => `${text} (${right ? 'there' : 'not there'})`).join(', ')}`,
        )
    }),
  )

interface PhotosOptions extends Omit<PhotoSettings, 'onProgress'> {
  model?: string
  out?: string
  json?: true
}

/** Photos on a sheet, and the side of each picture on it: small enough to keep beside the text. */
const SHEET_COUNT = 24
const SHEET_SIDE = 144

evaluate
  .command('photos')
  .description(
    'real photos: reconstruction, and edits of colour, pattern and brightness that stay on the garment',
  )
  .requiredOption('--photos <dir>', 'folder of class folders of photos')
  .option('-o, --out <file>', `JPEG to write: the first ${SHEET_COUNT}, each before and after its edits`)
  .option('--model <dir>', 'model family; default: HEMLINE_MODEL')
  .option('--count <n>', 'photos, the first of each class in turn', whole(1), 100)
  .option('--seed <n>', 'of the noise', whole(0), 0)
  .option('--steps <n>', 'denoising steps; default: the model’s', whole(1))
  .option('--guidance <g>', 'guidance scale; default: the model’s', number(0, 50))
  .option('--tries <n>', 'tries of a sub-edit that does not take; default: the model’s', whole(1))
  .option('--json', 'one JSON object')
  .action((options: PhotosOptions) =>
    withModel(options.model, async (model) => {
      const { table, cases } = await photos(model, { ...options, onProgress: progress('photos') })
      const about = {
        dataset: options.photos,
        model: nameOf(model),
        ...sampler(model, options),
        distance: 'CIE76',
        garment: 'mask graph',
        seed: options.seed,
        date: today(),
      }
      print((options.json ? asJson : asTable)(about, table))
      if (options.out) {
        const strips = cases.slice(0, SHEET_COUNT).map(({ pictures }) => pictures)
        await writeFile(options.out, await stripSheet(strips, SHEET_SIDE, 'jpeg'))
      }
      const failed = cases.filter(({ failure }) => failure)
      for (const { photo, failure } of failed) process.stderr.write(`${photo}: ${failure?.message}\n`)
      if (failed.length > 0)
        throw new Error(
          `${failed.length} of ${cases.length} photos failed; the figures are over the others`,
          {
            cause: failed[0]?.failure,
          },
        )
    }),
  )

evaluate
  .command('language')
  .description('known boundaries found in joined FashionIQ feedback, and agreement with hand labels')
  .requiredOption('--root <dir>', 'FashionIQ’s folder, the one with captions/')
  .option('--limit <n>', 'pairs of each category, each joined in four ways', whole(1), 1000)
  .option('--seed <n>', 'picks the pairs', whole(0), 0)
  .option('--json', 'one JSON object')
  .action(({ json, ...settings }: { root: string; limit: number; seed: number; json?: true }) => {
    const about = { dataset: 'fashion-iq', split: 'train, test half', seed: settings.seed, date: today() }
    print((json ? asJson : asTable)(about, measureLanguage(settings)))
  })

evaluate
  .command('acts')
  .description('what messages ask for, recognised or not, on messages labelled by hand')
  .option('--confusion <file>', 'Markdown to write: the figures and what was taken for what')
  .option('--seed <n>', 'of the intervals', whole(0), 0)
  .option('--json', 'one JSON object')
  .action(async ({ json, confusion: file, seed }: { json?: true; confusion?: string; seed: number }) => {
    const table = measureActs(seed)
    const about = { dataset: 'test/dialogue/recognition', seed, date: today() }
    const text = asTable(about, table)
    if (file) await writeFile(file, confusion(text))
    print(json ? asJson(about, table) : text)
  })

addExperiments(evaluate)

function heldOut(): Option {
  return new Option('--split <name>', 'tune on validation only').choices(SPLITS).default('test')
}

function sampling(command: Command, limit: number, split = heldOut()): Command {
  return command
    .option('--limit <n>', 'queries', whole(1), limit)
    .option('--seed <n>', 'of the noise', whole(0), 0)
    .addOption(split)
    .option('--model <dir>', 'model family; default: HEMLINE_MODEL')
    .option('--steps <n>', 'denoising steps; default: the model’s', whole(1))
    .option('--guidance <g>', 'guidance scale; default: the model’s', number(0, 50))
    .option('--start <share>', 'share of the schedule at which the noised reference starts', number(0.01, 1))
    .addOption(
      new Option('--noise-from <what>', 'what the noise is laid over').choices(['reference', 'scratch']),
    )
    .addOption(
      new Option('--tones <what>', 'whether a garment’s tone is laid on or comes as it is drawn').choices(
        TONES,
      ),
    )
    .addOption(
      new Option('--latents <what>', 'what goes from round to round').choices(LATENTS).default('kept'),
    )
    .option('--tries <n>', 'tries of a sub-edit that does not take; default: the model’s', whole(1))
    .addOption(new Option('--scheduler <name>', 'default: the model’s').choices(Object.keys(SCHEDULERS)))
}

async function run(
  name: string,
  measure: Measure,
  { judge: judgeDir, ...options }: Options & { judge?: string },
  photos?: Chosen,
): Promise<void> {
  const { threads } = readSettings()
  const split = photos?.split ?? options.split ?? 'test'
  const judge = judgeDir === undefined ? undefined : await openJudge(judgeDir, threads)
  const features = options.features === undefined ? undefined : await openFeatures(options.features, threads)
  await withModel(options.model, (model) =>
    withBaseline(options.baseline, async (baseline) => {
      const settings = {
        ...options,
        split: split as Split,
        ...(judge && { judge }),
        onProgress: progress(name),
      }
      const table =
        photos && measure.onPhotos
          ? await measure.onPhotos(model, photos.dataset, { ...settings, ...photos })
          : await measure.run(model, settings, {
              ...(baseline && { baseline }),
              ...(features && { features }),
            })
      const about = {
        dataset: options.dataset,
        split,
        model: nameOf(model),
        ...(baseline && { baseline: nameOf(baseline) }),
        ...(measure.rounds && { ...sampler(model, options), judge: judge?.name ?? 'own' }),
        ...(measure.features && { fidOn: features?.name ?? 'retrieval embedding, in thousandths' }),
        ...(photos ? { rounds: options.oneRound ? 'one' : 'one a sub-edit' } : measure.about),
        seed: options.seed,
        date: today(),
      }
      print((options.json ? asJson : asTable)(about, table))
      if (options.plot && measure.plot) await writeFile(options.plot, await plotted(measure.plot(table)))
    }),
  )
  await features?.close()
  await judge?.close()
}

const today = () => new Date().toISOString().slice(0, 10)

const nameOf = ({ manifest }: Model) => `${manifest.family} ${manifest.version}`

function sampler({ manifest }: Model, options: Partial<Options>): About {
  const { scheduler, steps, guidance, start, tries, latents, noiseFrom, tones } = {
    noiseFrom: 'reference',
    tones: 'laid',
    latents: 'kept',
    ...manifest.sampler,
    ...options,
  }
  return { scheduler, steps, guidance, start, tries, latents, noiseFrom, tones }
}

const sheetOf = (model: Model, cases: readonly { pictures: Uint8Array[] }[]) =>
  stripSheet(
    cases.map(({ pictures }) => pictures),
    model.manifest.image.size,
  )

async function withModel<T>(dir: string | undefined, use: (model: Model) => Promise<T>): Promise<T> {
  const { modelDir, device, threads } = readSettings()
  const model = await openModel(dir ?? modelDir, { device, threads })
  try {
    return await use(model)
  } finally {
    await model.close()
  }
}

const withBaseline = (dir: string | undefined, use: (baseline?: Model) => Promise<void>): Promise<void> =>
  dir === undefined ? use() : withModel(dir, use)

const print = (line: string) => process.stdout.write(`${line}\n`)
