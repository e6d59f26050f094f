/** Real photos: what survives the autoencoder, and whether edits of colour, brightness and pattern stay on the garment. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SubEdit } from '../attributes.ts'
import { type Look, startLook } from '../editing/look.ts'
import { readPhoto } from '../editing/photo.ts'
import { pixelsOf, shrink } from '../editing/pixels.ts'
import { editText } from '../editing/rounds.ts'
import { editChecked, type TryOptions } from '../editing/tries.ts'
import type { Edit } from '../garments/edits.ts'
import {
  COLOUR_NAMES,
  changeOutside,
  distanceTo,
  type Lab,
  labOf,
  meanColour,
  nearestName,
} from '../garments/lab.ts'
import { phrase } from '../garments/phrases.ts'
import type { Model } from '../inference/model.ts'
import { metricsOf, type Row, type Table } from './measure.ts'

/** Asked of the photos in turn, those that are drawn alike everywhere. */
const PATTERNS = ['striped', 'dotted', 'checked', 'floral', 'animal', 'colour-block'] as const
/** CIELAB L* by which a garment must lighten or darken. */
const VISIBLE = 3

export interface PhotoSettings extends Pick<TryOptions, 'steps' | 'guidance' | 'start' | 'tries'> {
  /** Folder of class folders of photos. */
  photos: string
  count: number
  /** Of the noise and of the intervals. */
  seed: number
  onProgress?: (done: number, of: number) => void
}

export interface PhotoCase {
  /** Class folder and file name. */
  photo: string
  row: Row
  /** What was asked: a colour, a pattern on top of it, and of the photo again a brightness. */
  asked: string[]
  /** The photo as the model takes it, and the look after each: PNGs. */
  pictures: Uint8Array[]
  /** Why it stopped, if it did; what came before stands. */
  failure?: Error
}

/**
 * The first photo of each class folder in sorted order, then the second of each, and so on. The garment is where the
 * family's mask graph sees it in the photo before any edit; all else is background. Throws RangeError without one.
 */
export async function photos(
  model: Model,
  settings: PhotoSettings,
): Promise<{ table: Table; cases: PhotoCase[] }> {
  if (!model.mask)
    throw new RangeError(
      `The family ${model.manifest.family} has no mask graph, which tells the garment from the background. Train the stage 'mask' and export the family again.`,
    )
  const paths = await inTurn(settings.photos, settings.count)
  const cases: PhotoCase[] = []
  for (const [i, path] of paths.entries()) {
    cases.push(await measured(model, path, i, settings))
    settings.onProgress?.(i + 1, paths.length)
  }
  const metrics = metricsOf(
    cases.map(({ row }) => row),
    settings.seed,
  )
  return { table: { queries: cases.length, metrics }, cases }
}

async function measured(model: Model, path: string, i: number, settings: PhotoSettings): Promise<PhotoCase> {
  const result: PhotoCase = {
    photo: join(basename(dirname(path)), basename(path)),
    row: {},
    asked: [],
    pictures: [],
  }
  try {
    const { size } = model.manifest.image
    const pixels = await readPhoto(await readFile(path), size)
    const start = await startLook(model, pixels)
    result.row.psnr = psnr(pixels, await model.decode(start.latent))
    result.pictures.push(start.picture)
    const garment = await garmentIn(model, pixels)
    result.row.found = garment !== null
    if (!garment) return result
    const before = labOf(pixels)
    const first = meanColour(before, garment)
    const { colour, pattern, brightness } = requests(i, first)

    const round = async (
      name: string,
      look: Look,
      edit: SubEdit,
      seed: number,
      took: (after: Lab, look: Look) => Row,
    ) => {
      const made = await editChecked(model, look, edit, { ...settings, seed: settings.seed + 3 * i + seed })
      const after = labOf(await pixelsOf(made.look.picture, size))
      const rows = {
        ...took(meanColour(after, garment), made.look),
        background: changeOutside(before, after, garment),
      }
      for (const [figure, value] of Object.entries(rows)) result.row[`${name}.${figure}`] = value
      result.asked.push(editText(edit))
      result.pictures.push(made.look.picture)
      return made.look
    }
    const dyed = await round('colour', start, colour, 0, (after) => ({
      success: nearestName(after) === colour.value,
      distance: distanceTo(colour.value as (typeof COLOUR_NAMES)[number], after),
    }))
    await round('pattern', dyed, pattern, 1, (_, look) => ({
      success: look.reading.attributes.pattern === pattern.value,
    }))
    await round('brightness', start, brightness, 2, (after) => ({
      success: (brightness.change === 'more' ? 1 : -1) * (after[0] - first[0]) >= VISIBLE,
    }))
  } catch (error) {
    result.failure = error as Error
  }
  return result
}

/** Each in turn, but never the colour that the garment has, and the brightness that it has room for. */
function requests(i: number, garment: Lab): Record<'colour' | 'pattern' | 'brightness', SubEdit> {
  const own = nearestName(garment)
  const turn = COLOUR_NAMES[i % COLOUR_NAMES.length] as string
  const colour = turn === own ? (COLOUR_NAMES[(i + 1) % COLOUR_NAMES.length] as string) : turn
  return {
    colour: subEdit({ attribute: 'colour', change: 'set', value: colour }),
    pattern: subEdit({ attribute: 'pattern', change: 'set', value: PATTERNS[i % PATTERNS.length] as string }),
    brightness: subEdit({ attribute: 'brightness', change: garment[0] < 50 ? 'more' : 'less', value: null }),
  }
}

function subEdit(edit: Edit): SubEdit {
  const text = phrase(edit)
  return { ...edit, text, span: [0, text.length] }
}

/** 1 where the garment is, [s s]; null where the mask holds next to nothing or nearly everything. */
async function garmentIn(model: Model, pixels: Float32Array): Promise<Uint8Array | null> {
  const size = model.manifest.mask?.size as number
  const mask = (await model.mask?.(shrink(pixels, size))) as Float32Array
  const side = Math.sqrt(pixels.length / 3)
  const factor = side / size
  const garment = Uint8Array.from({ length: side * side }, (_, i) => {
    const y = Math.floor(Math.floor(i / side) / factor)
    return (mask[y * size + Math.floor((i % side) / factor)] as number) > 0.5 ? 1 : 0
  })
  const share = garment.reduce((sum, inside) => sum + inside, 0) / garment.length
  return share < 0.02 || share > 0.95 ? null : garment
}

/** Decibels, of planes in [-1, 1]. */
function psnr(image: Float32Array, copy: Float32Array): number {
  const squares = image.reduce((sum, value, i) => sum + (value - (copy[i] as number)) ** 2, 0)
  return 10 * Math.log10((4 * image.length) / squares)
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
