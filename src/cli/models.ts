/** The commands that use the models on files: `edit` a photo, `embed` photos. */
import { readFile, writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Category, SubEdit } from '../attributes.ts'
import { intentOf, type Round } from '../editing/intent.ts'
import { type Look, startLook } from '../editing/look.ts'
import { readPhoto } from '../editing/photo.ts'
import { POSES, type PoseName, poseOf } from '../editing/poses.ts'
import { editLook, type RoundOptions } from '../editing/rounds.ts'
import { SCHEDULERS } from '../editing/schedulers.ts'
import { editChecked } from '../editing/tries.ts'
import { verdict } from '../editing/verdict.ts'
import { InferenceError } from '../inference/error.ts'
import { type Model, openModel } from '../inference/model.ts'
import { split } from '../language/split.ts'
import { readSettings } from '../settings.ts'

interface EditOptions {
  output: string
  seed: number
  oneRound?: true
  reverse?: true
  steps?: number
  scheduler?: string
  pose?: PoseName
  model?: string
  json?: true
}

export const edit = new Command('edit')
  .description('Change a garment in a photo as an instruction says, round by round')
  .argument('<photo>', 'the picture to start from')
  .argument('<instruction>', 'what to change, for example "make it navy, no collar"')
  .requiredOption('-o, --output <file>', 'where the edited picture goes, as PNG')
  .option('--seed <n>', 'the same seed gives the same picture', integer(0), 0)
  .option('--rounds', 'one round a sub-edit (the default)')
  .option('--one-round', 'the whole instruction in one round')
  .option('--reverse', 'the sub-edits last to first')
  .option('--steps <n>', 'denoising steps; default: the model’s', integer(1))
  .addOption(new Option('--scheduler <name>', 'default: the model’s').choices(Object.keys(SCHEDULERS)))
  .addOption(new Option('--pose <name>', 'how the person stands; default: left to the model').choices(POSES))
  .option('--model <dir>', 'model family; default: HEMLINE_MODEL')
  .option('--json', 'print one JSON line a round')
  .action(async (photo: string, instruction: string, options: EditOptions) => {
    const planned = split(instruction).filter(({ change }) => change !== 'keep')
    if (planned.length === 0) throw new Error(`"${instruction}" names nothing to change.`)
    if (options.reverse) planned.reverse()
    const rounds: (SubEdit | string)[] = options.oneRound ? [instruction] : planned
    await withModel(options.model, async (model) => {
      let look = await lookAt(model, photo)
      const line: Round[] = []
      for (const [i, round] of rounds.entries()) {
        const began = performance.now()
        const before = look
        const how = {
          ...roundOptions(options, i, rounds.length),
          ...(options.pose && { pose: poseFor(model, look, options.pose) }),
        }
        look =
          typeof round === 'string'
            ? await editLook(model, look, round, how)
            : (await editChecked(model, look, round, { ...how, intent: intentOf(line) })).look
        const verdicts = (typeof round === 'string' ? planned : [round]).map((edit) => ({
          edit,
          verdict: verdict(edit, before.reading, look.reading),
        }))
        line.push(...verdicts.map((one) => ({ ...one, reading: look.reading })))
        const ms = Math.round(performance.now() - began)
        if (options.json) print({ round: i + 1, edits: verdicts, ms, attributes: described(look.reading) })
        else
          for (const { edit, verdict } of verdicts)
            print(`${i + 1}. ${edit.text}: ${WORDS[verdict]} (${ms} ms)`)
      }
      await writeFile(options.output, look.picture)
      if (!options.json) print(`Wrote ${options.output}.`)
    })
  })

export const embed = new Command('embed')
  .description('The retrieval embedding and the attributes of photos, one JSON line each')
  .argument('<photos...>', 'picture files')
  .option('--model <dir>', 'model family; default: HEMLINE_MODEL')
  .action(async (photos: string[], options: { model?: string }) => {
    let failed = 0
    await withModel(options.model, async (model) => {
      for (const path of photos) {
        try {
          const look = await lookAt(model, path)
          print({ path, embedding: [...look.embedding], attributes: described(look.reading) })
        } catch (error) {
          // one bad file must not cost the good ones beside it
          if (photos.length === 1 || error instanceof InferenceError) throw error
          process.stderr.write(`${(error as Error).message}\n`)
          failed++
        }
      }
    })
    if (failed > 0) throw new Error(`${failed} of ${photos.length} photos could not be read.`)
  })

const WORDS = { done: 'done', not: 'did not take', unknown: 'cannot be checked' }

function roundOptions(options: EditOptions, round: number, rounds: number): RoundOptions {
  const showing = !options.json && process.stderr.isTTY
  return {
    seed: options.seed + round,
    ...(options.steps && { steps: options.steps }),
    ...(options.scheduler && { scheduler: options.scheduler }),
    ...(showing && {
      previews: false,
      onStep: (step, steps) =>
        process.stderr.write(
          `\rround ${round + 1} of ${rounds}, step ${step} of ${steps}${step === steps ? '\n' : ''}`,
        ),
    }),
  }
}

function described(reading: { attributes: object; details: string[]; lightness: number }) {
  return { ...reading.attributes, detail: reading.details, lightness: Math.round(reading.lightness) }
}

async function withModel(dir: string | undefined, use: (model: Model) => Promise<void>): Promise<void> {
  const { modelDir, device, threads } = readSettings()
  const model = await openModel(dir ?? modelDir, { device, threads })
  try {
    await use(model)
  } finally {
    await model.close()
  }
}

async function lookAt(model: Model, path: string): Promise<Look> {
  const bytes = await readFile(path).catch((cause) => {
    throw new Error(`${path} cannot be read`, { cause })
  })
  const pixels = await readPhoto(bytes, model.manifest.image.size).catch((cause) => {
    throw new Error(`${path}: ${cause.message}`, { cause })
  })
  return startLook(model, pixels)
}

/** As this kind of garment is photographed; a picture whose kind was not read is taken for a dress, seen whole. */
function poseFor(model: Model, { reading }: Look, name: PoseName): Float32Array {
  const category = (reading.attributes.category ?? 'dress') as Category
  return poseOf(name, category, model.manifest.pose.size)
}

function print(line: object | string) {
  process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
}

function integer(least: number) {
  return (text: string) => {
    const value = Number(text)
    if (!Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`a whole number of at least ${least}`)
    }
    return value
  }
}
