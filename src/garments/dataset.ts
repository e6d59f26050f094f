/** Writes chains to disk in the layout that training reads: raw pictures, raw pose pictures, one JSON line each. */
import { mkdir, open, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import { APPLICABLE, VALUES } from '../attributes.ts'
import { continued } from './long-chains.ts'
import { posePicture } from './pose.ts'
import { renderGarment, rgbOf } from './render.ts'

const POSE_SIZE = 64
const PICTURES = 'pictures.u8'
const POSES = 'poses.u8'
const CHAINS = 'chains.jsonl'

export interface DatasetOptions {
  /** Folder to write to; made if it does not exist. */
  dir: string
  /** Number of chains. */
  count: number
  /** Chain i uses seed + i. */
  seed: number
  /** Edge of a picture in pixels; 256 by default. */
  size?: number
  /**
   * Edits of a chain, 2 by default. Beyond the two that come in either order, each goes on from the garment before it:
   * one picture, caption and wording more.
   */
  rounds?: number
  /** Called after every chain with the number done, those found on disk included. */
  onProgress?: (done: number) => void
  signal?: AbortSignal
}

/** The reference, each of the first two edits, both, and one for every further edit. */
const picturesOf = (rounds: number) => rounds + 2

const headerOf = (count: number, seed: number, size: number, rounds: number) => ({
  version: 1,
  size,
  count,
  seed,
  values: VALUES,
  applicable: APPLICABLE,
  pictures: { file: PICTURES, shape: [count, picturesOf(rounds), size, size, 3] },
  poses: { file: POSES, shape: [count, POSE_SIZE, POSE_SIZE, 3] },
  chains: CHAINS,
})

const rasterised = async (svg: string, size: number): Promise<Uint8Array> =>
  rgbOf(await renderAsync(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }))

/**
 * Writes `count` chains. A folder that holds the beginning of the same data set (same seed, size and version)
 * is continued, also with a larger count; one of another data set is refused.
 */
export async function writeDataset({
  dir,
  count,
  seed,
  size = 256,
  rounds = 2,
  onProgress,
  signal,
}: DatasetOptions): Promise<void> {
  await mkdir(dir, { recursive: true })
  const path = (name: string) => join(dir, name)
  const pictureBytes = picturesOf(rounds) * size * size * 3
  await checkHeader(path('dataset.json'), headerOf(count, seed, size, rounds))
  const poseBytes = POSE_SIZE * POSE_SIZE * 3
  const done = await resume(
    { pictures: path(PICTURES), poses: path(POSES), chains: path(CHAINS) },
    pictureBytes,
    poseBytes,
  )
  // Written aside and renamed, so that a full disk never leaves half a header.
  await writeFile(
    path('dataset.json.part'),
    `${JSON.stringify(headerOf(Math.max(count, done), seed, size, rounds))}\n`,
  )
  await rename(path('dataset.json.part'), path('dataset.json'))
  onProgress?.(done)
  const pictures = await open(path(PICTURES), 'a')
  const poses = await open(path(POSES), 'a')
  const chains = await open(path(CHAINS), 'a')
  try {
    for (let index = done; index < count; index++) {
      signal?.throwIfAborted()
      const { scene, ...chain } = continued(index, seed, rounds)
      const images = await Promise.all([
        ...chain.garments.map((garment) => rasterised(renderGarment(garment, scene), size)),
        rasterised(posePicture(chain.keypoints, POSE_SIZE), POSE_SIZE),
      ])
      const pose = images.pop()
      await pictures.write(Buffer.concat(images))
      if (pose) await poses.write(pose)
      // The line comes last: a chain counts once its line is complete.
      await chains.write(`${JSON.stringify(chain)}\n`)
      onProgress?.(index + 1)
    }
  } finally {
    await Promise.all([pictures.close(), poses.close(), chains.close()])
  }
}

async function checkHeader(file: string, wanted: ReturnType<typeof headerOf>): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return
  let header: Partial<typeof wanted>
  try {
    header = JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file} is not a data set header. Remove the folder or choose another.`, { cause })
  }
  const { version, seed, size, pictures } = header
  const each = pictures?.shape[1]
  if (
    version !== wanted.version ||
    seed !== wanted.seed ||
    size !== wanted.size ||
    each !== wanted.pictures.shape[1]
  )
    throw new Error(
      `${file} belongs to another data set (seed ${seed}, ${size} pixels, ${each} pictures a chain). Choose an empty folder, or ask for the same seed, size and rounds to continue it.`,
    )
}

/** Cuts the three files back to the chains that all of them hold completely; answers how many. */
async function resume(
  files: { pictures: string; poses: string; chains: string },
  pictureBytes: number,
  poseBytes: number,
): Promise<number> {
  const bytes = async (file: string) => (await stat(file).catch(() => null))?.size ?? 0
  const text = await readFile(files.chains, 'utf8').catch(() => '')
  const lines = text.split('\n').slice(0, -1)
  const done = Math.min(
    lines.length,
    Math.floor((await bytes(files.pictures)) / pictureBytes),
    Math.floor((await bytes(files.poses)) / poseBytes),
  )
  const kept = lines
    .slice(0, done)
    .map((line) => `${line}\n`)
    .join('')
  if ((await bytes(files.pictures)) > done * pictureBytes) await truncate(files.pictures, done * pictureBytes)
  if ((await bytes(files.poses)) > done * poseBytes) await truncate(files.poses, done * poseBytes)
  if (text.length > kept.length) await truncate(files.chains, Buffer.byteLength(kept))
  return done
}
