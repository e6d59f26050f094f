/** Miniature data sets in the published layouts, and a model whose embeddings can be worked out on paper. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import type { Manifest } from '../../src/inference/manifest.ts'
import type { Model } from '../../src/inference/model.ts'

/** Path in the data set -> bytes or text. */
export type Files = Record<string, string | Uint8Array>

export async function written(files: Files): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'hemline-dataset-'))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return root
}

export const json = (value: unknown) => JSON.stringify(value)

/** A plain picture whose colour stands at this angle in the plane of red and green. */
export function pictureAt(degrees: number): Promise<Uint8Array> {
  const level = (of: (radians: number) => number) => Math.round((of((degrees * Math.PI) / 180) + 1) * 127.5)
  const background = { r: level(Math.cos), g: level(Math.sin), b: 127 }
  return sharp({ create: { width: 40, height: 60, channels: 3, background } })
    .png()
    .toBuffer()
}

const SIDE = 32

/**
 * A stand-in whose embedding is the mean colour as a direction, so that pictures of `pictureAt` are as far apart as
 * their angles, and whose editor leaves everything as it is. `said` is what the editor was told.
 */
export function colourModel(): { model: Model; said: string[] } {
  const said: string[] = []
  const manifest = {
    family: 'colours',
    version: '1',
    image: { size: SIDE },
    latent: { channels: 3, size: 1 },
    text: { tokens: 1, width: 1 },
    vision: { size: SIDE },
    pose: { size: 1 },
    reader: { size: SIDE, embedding: 3, heads: [] },
    schedule: {
      trainTimesteps: 10,
      betaSchedule: 'linear',
      betaStart: 0.1,
      betaEnd: 0.2,
      prediction: 'sample',
    },
    sampler: { scheduler: 'ddim', steps: 1, guidance: 1, guided: 1, start: 1, tries: 1 },
  } as unknown as Manifest
  const model: Model = {
    manifest,
    device: 'paper',
    pid: undefined,
    encode: async (images) => means(images),
    decode: async (latent) => {
      const image = new Float32Array(3 * SIDE * SIDE)
      for (const [c, value] of latent.entries()) image.fill(value, c * SIDE * SIDE, (c + 1) * SIDE * SIDE)
      return image
    },
    text: async (sentences) => {
      said.push(...sentences)
      return new Float32Array(sentences.length)
    },
    vision: async () => new Float32Array(1),
    denoise: async ({ reference }) => reference,
    read: async (images) => {
      const rows = images.length / (3 * SIDE * SIDE)
      const embedding = Array.from({ length: rows }, (_, i) =>
        unit(means(images.slice(i * 3 * SIDE * SIDE, (i + 1) * 3 * SIDE * SIDE))),
      )
      return {
        embedding: Float32Array.from(embedding.flatMap((row) => [...row])),
        logits: new Float32Array(0),
        lightness: new Float32Array(rows).fill(50),
      }
    },
    warm: async () => {},
    close: async () => {},
  }
  return { model, said }
}

/** Mean of each plane of [3, s, s]. */
function means(image: Float32Array): Float32Array {
  const area = image.length / 3
  return Float32Array.from([0, 1, 2], (c) =>
    image.slice(c * area, (c + 1) * area).reduce((sum, value) => sum + value / area, 0),
  )
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
