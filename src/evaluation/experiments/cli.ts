/** `hemline evaluate experiments`: the paper's tables over a folder of families, as a page with plots and pictures. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import sharp from 'sharp'
import { png } from '../../editing/pixels.ts'
import { SCHEDULERS } from '../../editing/schedulers.ts'
import { readSettings } from '../../settings.ts'
import { SPLITS, sampleOf } from '../chains.ts'
import { openJudge } from '../judge-model.ts'
import type { Settings } from '../measure.ts'
import { number, whole } from '../options.ts'
import { plotted } from '../plots.ts'
import { progress } from '../progress.ts'
import type { About } from '../report.ts'
import type { Searched } from '../retrieval.ts'
import { longSampleOf } from '../rounds.ts'
import { stripSheet } from '../strips.ts'
import { type Experiments, experiments } from './experiments.ts'
import { pictureFile, SHOWN } from './looks.ts'
import { pageOf, plotsOf } from './page.ts'
import { casesOf, FOUR, FULL } from './plan.ts'

interface Options
  extends Omit<Settings, 'onProgress' | 'judge' | 'latents' | 'noiseFrom' | 'tones'>,
    Searched {
  models: string
  out: string
  judge?: string
  only?: string[]
}

export function addExperiments(evaluate: Command): void {
  evaluate
    .command('experiments')
    .description('the paper’s tables over every family of a folder: a page, its figures, plots and pictures')
    .requiredOption('--models <dir>', 'folder of families, as `make experiments` in training/ writes it')
    .requiredOption(
      '-o, --out <dir>',
      'folder to write; what was measured is kept in it and not measured again',
    )
    .option('--limit <n>', 'queries', whole(1), 1000)
    .option('--gallery <n>', 'pictures to search', whole(1), 5000)
    .option(
      '--look-alikes <n>',
      'beside them for each query, one sub-edit away from its target, and as many from its reference',
      whole(0),
      20,
    )
    .option('--seed <n>', 'of the noise', whole(0), 0)
    .addOption(new Option('--split <name>', 'tune on validation only').choices(SPLITS).default('test'))
    .option(
      '--judge <dir>',
      'family of models that only judge; default: the families’ own reader and image token',
    )
    .option('--only <names...>', 'of the families and of the sampler’s variations, such as full.ddim')
    .option('--steps <n>', 'denoising steps; default: the model’s', whole(1))
    .option('--guidance <g>', 'guidance scale; default: the model’s', number(0, 50))
    .option('--start <share>', 'share of the schedule at which the noised reference starts', number(0.01, 1))
    .option('--tries <n>', 'tries of a sub-edit that does not take', whole(1), 1)
    .addOption(new Option('--scheduler <name>', 'default: the model’s').choices(Object.keys(SCHEDULERS)))
    .action(run)
}

async function run({ models, out, judge: judgeDir, only, ...options }: Options): Promise<void> {
  const { device, threads } = readSettings()
  const cases = await casesOf(models, only)
  const judge = judgeDir === undefined ? undefined : await openJudge(judgeDir, threads)
  const rows = join(out, 'rows')
  await mkdir(rows, { recursive: true })
  const measured = await experiments(cases, {
    ...options,
    ...(judge && { judge }),
    models,
    rows,
    device: { device, threads },
    progress,
  })
  const about = aboutOf(measured, options, judge?.name)
  const command = `npx hemline evaluate experiments ${process.argv.slice(4).join(' ')}`
  await writeFile(join(out, 'README.md'), pageOf(measured, { about, command }))
  await writeFile(join(out, 'figures.json'), `${JSON.stringify(figuresOf(measured, about), null, 1)}\n`)
  for (const [file, plot] of Object.entries(plotsOf(measured)))
    await writeFile(join(out, file), await plotted(plot))
  await sheets(measured, options, out, rows)
  await judge?.close()
  process.stdout.write(`${join(out, 'README.md')}\n`)
}

function aboutOf(
  { cases }: Experiments,
  options: Omit<Options, 'models' | 'out'>,
  judge: string | undefined,
): About {
  const { limit, gallery, lookAlikes, split, seed } = options
  const [first] = cases
  const { scheduler, steps, guidance, start, tries } = { ...first?.manifest.sampler, ...options }
  const date = new Date().toISOString().slice(0, 10)
  return {
    dataset: 'rendered',
    split,
    queries: limit,
    gallery: Math.max(limit, gallery) + 2 * limit * lookAlikes,
    lookAlikes: 2 * limit * lookAlikes,
    tones: 'drawn',
    scheduler: scheduler ?? '',
    steps: steps ?? 0,
    guidance: guidance ?? 1,
    start: start ?? 1,
    tries: tries ?? 1,
    judge: judge ?? 'own',
    seed,
    date,
  }
}

const figuresOf = ({ cases, bounds, difference }: Experiments, about: About) => ({
  ...about,
  families: Object.fromEntries(cases.map(({ name, metrics }) => [name, metrics])),
  bounds,
  difference,
})

/** The first chains as pictures: the families beside each other, and the full method's five rounds. */
async function sheets(
  { cases }: Experiments,
  { limit, split }: Pick<Options, 'limit' | 'split'>,
  out: string,
  rows: string,
) {
  const size = cases[0]?.manifest.image.size ?? 256
  const shown = Array.from({ length: Math.min(SHOWN, limit) }, (_, index) => index)
  const picture = (name: string, index: number, round: number) =>
    readFile(pictureFile(rows, name, index, round))
  const four = FOUR.filter((name) => cases.some((one) => one.name === name))
  const [first] = four
  if (first) {
    const strips = shown.map(async (index) => [
      await picture(first, index, 0),
      ...(await Promise.all(four.map((name) => picture(name, index, 2)))),
      await png(sampleOf(index, split, size).pixels('both')),
    ])
    await writeFile(
      join(out, 'two-rounds.jpg'),
      await jpeg(await stripSheet(await Promise.all(strips), size)),
    )
  }
  if (four.includes(FULL)) {
    const strips = shown.map(async (index) => [
      ...(await Promise.all([0, 1, 2, 3, 4, 5].map((round) => picture(FULL, index, round)))),
      await png(longSampleOf(index, split, size).pixels(5)),
    ])
    await writeFile(
      join(out, 'five-rounds.jpg'),
      await jpeg(await stripSheet(await Promise.all(strips), size)),
    )
  }
}

/** At half the size: a page shows no more. */
async function jpeg(sheet: Uint8Array): Promise<Uint8Array> {
  const { width } = await sharp(sheet).metadata()
  return sharp(sheet)
    .resize(Math.round(width / 2))
    .jpeg({ quality: 85 })
    .toBuffer()
}
