/** The text files of a data set: read whole, with errors that name the file and the place in it. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The largest published one, Fashion200k's training labels for dresses, has 8 MB. */
const MAX_BYTES = 128 * 2 ** 20
const PROBLEMS_TOLD = 3

/** A folder of the data set must be there. `holds` says what `--root` takes. */
export async function folderIn(root: string, folder: string, holds: string): Promise<string[]> {
  return readdir(join(root, folder)).catch((cause) => {
    throw new Error(`There is no folder ${folder} in ${root}; --root takes ${holds}.`, { cause })
  })
}

/** The text of `file` in `root`. `remedy` is said where there is none. */
export async function annotationText(root: string, file: string, remedy: string): Promise<string> {
  const path = join(root, file)
  const { size } = await stat(path).catch((cause) => {
    if (cause.code === 'ENOENT') throw new Error(`There is no ${file} in ${root}. ${remedy}`)
    throw new Error(`${path} cannot be read.`, { cause })
  })
  if (size > MAX_BYTES)
    throw new Error(
      `${path} has ${Math.round(size / 2 ** 20)} MB, more than the ${MAX_BYTES / 2 ** 20} that are read.`,
    )
  return readFile(path, 'utf8').catch((cause) => {
    throw new Error(`${path} cannot be read.`, { cause })
  })
}

/** A JSON list whose entries are of this shape, at least one. */
export async function annotationList<T>(
  root: string,
  file: string,
  entry: z.ZodType<T>,
  remedies: { missing: string; empty: string },
): Promise<T[]> {
  const text = await annotationText(root, file, remedies.missing)
  const path = join(root, file)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new Error(`${path} is not JSON; fetch it again.`, { cause })
  }
  const read = z.array(entry).safeParse(json)
  if (!read.success) {
    const { issues } = read.error
    const told = issues.slice(0, PROBLEMS_TOLD).map(({ path: [at, ...field], message }) => {
      const place = typeof at === 'number' ? [`entry ${at + 1}`, ...field].join(', ') : 'the whole'
      return `  ${place}: ${message}`
    })
    const more = issues.length > PROBLEMS_TOLD ? [`  and ${issues.length - PROBLEMS_TOLD} more`] : []
    throw new Error([`${path} is not in the published form:`, ...told, ...more].join('\n'))
  }
  if (read.data.length === 0) throw new Error(`${path} is empty. ${remedies.empty}`)
  return read.data
}

/** The lines of a text file that say something, each with its number from 1. */
export function numbered(text: string): { line: string; at: number }[] {
  return text
    .split(/\r?\n/)
    .map((line, i) => ({ line, at: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
}

/** How to go on without a category, for an error. */
export function without(category: string, categories: readonly string[]): string {
  const others = categories.filter((name) => name !== category)
  return others.length > 0
    ? `leave the category out with --categories ${others.join(',')}`
    : 'choose another category'
}
