/** What `evaluate retrieval` takes for the published data sets, and what of it goes with which. */
import { type Command, Option } from 'commander'
import { SPLITS } from './chains.ts'
import type { Dataset } from './datasets/dataset.ts'
import { DATASETS } from './datasets.ts'

export const RENDERED = 'rendered'

/** As commander gives them. */
export interface PhotoOptions {
  dataset: string
  split?: string
  root?: string
  categories?: string
  oneRound?: true
  missing?: string
}

export interface Chosen {
  dataset: Dataset
  root: string
  split: string
  categories: readonly string[]
}

/** `--limit`, which all measures have, counts the queries of each category here. */
export function photoOptions(command: Command): Command {
  const names = Object.keys(DATASETS).join(', ')
  return command
    .optionsGroup(`Options for photos (${names}; --limit counts the queries of each category):`)
    .option('--root <dir>', 'the data set’s own folder, as published')
    .option('--categories <names>', 'some of its categories, separated by commas; default: all')
    .option('--one-round', 'all that is said as one sentence in one round; default: a round a sub-edit')
    .option('--missing <file>', 'write every picture that is missing or cannot be read')
    .optionsGroup('Options for rendered garments:')
}

/** `--split` of whichever set is measured; `chosen` checks it. */
export function anySplit(): Option {
  const of = (name: string, splits: readonly string[]) => `${name}: ${splits.join(' or ')}`
  const sets = Object.entries(DATASETS).map(([name, { splits }]) => of(name, splits))
  return new Option('--split <name>', `${[of(RENDERED, SPLITS), ...sets].join('; ')}; default: the first`)
}

/** Checks what was asked for; undefined for rendered garments. What does not go together is misuse (exit code 2). */
export function chosen(command: Command, options: PhotoOptions): Chosen | undefined {
  const misuse = (message: string): never => command.error(`error: ${message}`, { exitCode: 2 })
  const { dataset: name, split, root, categories } = options
  const dataset = DATASETS[name]
  const splits: readonly string[] = dataset?.splits ?? SPLITS
  if (split !== undefined && !splits.includes(split))
    misuse(`${name} has no split '${split}'; --split takes ${splits.join(' or ')}`)
  if (!dataset) {
    for (const [flag, value] of Object.entries({
      '--root': root,
      '--categories': categories,
      '--one-round': options.oneRound,
      '--missing': options.missing,
    }))
      if (value !== undefined) misuse(`${flag} goes with --dataset ${Object.keys(DATASETS).join(' or ')}`)
    return undefined
  }
  if (root === undefined) return misuse(`--dataset ${name} needs --root, the folder it lies in`)
  for (const [flag, option] of [
    ['--gallery', 'gallery'],
    ['--look-alikes', 'lookAlikes'],
  ] as const)
    if (command.getOptionValueSource(option) === 'cli')
      misuse(`${flag} goes with --dataset ${RENDERED}; here the whole split is searched`)
  const some = categories?.split(',').map((category) => category.trim())
  const unknown = some?.find((category) => !dataset.categories.includes(category))
  if (unknown !== undefined)
    misuse(`${name} has no category '${unknown}'; --categories takes ${dataset.categories.join(',')}`)
  return {
    dataset,
    root,
    split: split ?? dataset.splits[0],
    categories: some ? dataset.categories.filter((category) => some.includes(category)) : dataset.categories,
  }
}
