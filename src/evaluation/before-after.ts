/** Real photos before and after two rounds, chosen by rule and not by eye. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SubEdit } from '../attributes.ts'
import { startLook } from '../editing/look.ts'
import { readPhoto } from '../editing/photo.ts'
import { editChecked } from '../editing/tries.ts'
import type { Verdict } from '../editing/verdict.ts'
import type { Model } from '../inference/model.ts'
import { split } from '../language/split.ts'

/** Two sub-edits each, of the kinds that make sense for whatever is in the photo; photo i gets the i-th in turn. */
export const INSTRUCTIONS = [
  'make it navy and add stripes',
  'red and a bit brighter',
  'green with polka dots',
  'make it darker, and floral',
  'purple and shorter',
] as const

export interface PhotoCase {
  /** Class folder and file name. */
  photo: string
  instruction: string
  /** The photo as the model takes it, then the look after each round: PNGs. */
  pictures: Uint8Array[]
  rounds: { edit: SubEdit; verdict: Verdict }[]
  /** Why it stopped, if it did; what came before stands. */
  failure?: Error
}

interface Options {
  /** Folder of class folders of photos. */
  photos: string
  count: number
  /** Of the noise. */
  seed: number
  onProgress?: (done: number, of: number) => void
}

/** The first photo of each class folder in sorted order, then the second of each, and so on, through two rounds. */
export async function beforeAfter(model: Model, options: Options): Promise<PhotoCase[]> {
  const cases: PhotoCase[] = []
  const paths = await inTurn(options.photos, options.count)
  for (const [i, path] of paths.entries()) {
    cases.push(await throughRounds(model, path, i, options.seed))
    options.onProgress?.(i + 1, paths.length)
  }
  return cases
}

async function throughRounds(model: Model, path: string, i: number, seed: number): Promise<PhotoCase> {
  const instruction = INSTRUCTIONS[i % INSTRUCTIONS.length] as string
  const result: PhotoCase = {
    photo: join(basename(dirname(path)), basename(path)),
    instruction,
    pictures: [],
    rounds: [],
  }
  try {
    let look = await startLook(model, await readPhoto(await readFile(path), model.manifest.image.size))
    result.pictures.push(look.picture)
    for (const [round, edit] of split(instruction).entries()) {
      const made = await editChecked(model, look, edit, { seed: seed + 2 * i + round })
      look = made.look
      result.pictures.push(look.picture)
      result.rounds.push({ edit, verdict: made.verdict })
    }
  } catch (error) {
    result.failure = error as Error
  }
  return result
}

async function inTurn(dir: string, count: number): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((cause) => {
    throw new Error(`${dir} cannot be read. --photos takes a folder of class folders.`, { cause })
  })
  const classes = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, name))
  const lists = await Promise.all(
    classes.sort().map(async (folder) => (await readdir(folder)).sort().map((file) => join(folder, file))),
  )
  const most = Math.max(0, ...lists.map((list) => list.length))
  const paths = Array.from({ length: most }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
  if (paths.length === 0) throw new Error(`${dir} holds no folders with photos in them.`)
  return paths.slice(0, count)
}
