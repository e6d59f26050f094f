/** `hemline render`: one picture, a contact sheet, or a training set. */
import { writeFile } from 'node:fs/promises'
import cliProgress from 'cli-progress'
import { Command, InvalidArgumentError } from 'commander'
import { Garment } from '../attributes.ts'
import { writeDataset } from './dataset.ts'
import { random } from './random.ts'
import { rasterise, renderGarment } from './render.ts'
import { isPossible, sampleGarment } from './sample.ts'
import { sceneOf } from './scene.ts'
import { SEEDS } from './seeds.ts'
import { contactSheet } from './sheet.ts'

interface Options {
  attributes?: string
  output?: string
  dataset?: string
  sheet?: string
  count?: number
  seed?: number
  size: number
  rounds: number
}

const wholeNumber = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  return value
}

const roundsOf = (text: string): number => {
  const value = wholeNumber(text)
  if (value < 2 || value > 5) throw new InvalidArgumentError('It must be between 2 and 5.')
  return value
}

const pictureSize = (text: string): number => {
  const value = wholeNumber(text)
  if (value < 16 || value > 4096) throw new InvalidArgumentError('It must be between 16 and 4096 pixels.')
  return value
}

/** A garment from JSON; what is left out is drawn from the seed. */
function garmentFrom(text: string, seed: number): Garment {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (cause) {
    throw new Error(
      `--attributes is not JSON: ${text.slice(0, 80)}. Example: '{"category":"dress","colour":"navy"}'`,
      { cause },
    )
  }
  const partial = Garment.partial().strict().safeParse(given)
  if (!partial.success) {
    const problems = partial.error.issues.map(
      (issue) => `${issue.path.join('.') || 'attributes'}: ${issue.message}`,
    )
    throw new Error(`--attributes does not describe a garment. ${problems.join('; ')}`)
  }
  const r = random(seed, 2)
  const wanted = Object.fromEntries(Object.entries(partial.data).filter(([, value]) => value !== undefined))
  for (let tries = 0; tries < 2000; tries++) {
    const garment: Garment = { ...sampleGarment(r, partial.data.category), ...wanted }
    if (isPossible(garment)) return garment
  }
  throw new Error(
    `These attributes cannot be drawn together: ${text}. Leave one out, for example the neckline of a strapless garment.`,
  )
}

async function run(options: Options, command: Command): Promise<void> {
  const seed = options.seed ?? SEEDS.demo
  if (options.dataset !== undefined) {
    if (options.count === undefined)
      command.error('error: --dataset needs --count, the number of chains', { exitCode: 2 })
    const bar = new cliProgress.SingleBar(
      { format: 'chains {bar} {value}/{total} eta {eta_formatted}' },
      cliProgress.Presets.shades_classic,
    )
    bar.start(options.count, 0)
    try {
      await writeDataset({
        dir: options.dataset,
        count: options.count,
        seed: options.seed ?? SEEDS.train,
        size: options.size,
        rounds: options.rounds,
        onProgress: (done) => bar.update(done),
      })
    } finally {
      bar.stop()
    }
    return
  }
  if (options.sheet !== undefined) {
    const tiles = Array.from({ length: options.count ?? 40 }, (_, i) => {
      const garment = sampleGarment(random(seed + i, 2))
      return rasterise(renderGarment(garment, sceneOf(seed + i, garment.category)), options.size).rgb()
    })
    await writeFile(options.sheet, await contactSheet(tiles, 8, options.size))
    return
  }
  if (options.attributes === undefined || options.output === undefined)
    return command.error('error: say --attributes JSON -o OUT, --dataset DIR --count N, or --sheet OUT', {
      exitCode: 2,
    })
  const garment = garmentFrom(options.attributes, seed)
  await writeFile(
    options.output,
    rasterise(renderGarment(garment, sceneOf(seed, garment.category)), options.size).png(),
  )
}

export const render = new Command('render')
  .description('draw a garment, a contact sheet, or a training set')
  .option('--attributes <json>', 'the garment; attributes left out are drawn from the seed')
  .option('-o, --output <file>', 'PNG to write')
  .option('--dataset <dir>', 'write chains of edits for training')
  .option('--sheet <file>', 'write a contact sheet (PNG) of random garments')
  .option('--count <n>', 'number of chains, or of pictures on the sheet (40)', wholeNumber)
  .option('--seed <n>', 'first seed', wholeNumber)
  .option('--rounds <n>', 'edits of a chain of the training set', roundsOf, 2)
  .option('--size <pixels>', 'edge of a picture', pictureSize, 256)
  .action((options: Options, command: Command) => run(options, command))
