/**
 * Models that only judge: a text and a picture tower in one space for the CLIP score, and an attribute reader that the
 * editor has never been checked by. They run in this process, as nobody waits for an answer of theirs.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { z } from 'zod'
import type { Look } from '../editing/look.ts'
import { shrink } from '../editing/pixels.ts'
import { reading } from '../editing/reading.ts'
import { InferenceError } from '../inference/error.ts'
import { GraphFile, hashOf, Manifest } from '../inference/manifest.ts'

const GRAPHS = ['clip-image', 'clip-text', 'reader'] as const

const size = z.number().int().positive()
const JudgeManifest = z
  .object({
    family: z.string(),
    version: z.string(),
    licence: z.string(),
    description: z.string(),
    /** Side of the picture, tokens of a sentence, width of the space. */
    clip: z.object({ size, tokens: size, width: size, tokenizer: z.string() }).optional(),
    reader: Manifest.shape.reader.optional(),
    graphs: z.partialRecord(z.enum(GRAPHS), GraphFile),
  })
  .refine(({ clip, graphs }) => !clip || (graphs['clip-image'] && graphs['clip-text']), {
    error: 'has a clip section, but not both of the graphs clip-image and clip-text',
  })
  .refine(({ reader, graphs }) => !reader || graphs.reader, {
    error: 'has a reader section, but no graph of that name',
  })
type JudgeManifest = z.infer<typeof JudgeManifest>

export interface JudgeModel {
  /** Family, version, what it holds and of what weights, for whoever reads the figures. */
  readonly name: string
  /** Absent where the family holds no towers. */
  readonly clip?: {
    /** Planes [3, s, s] in [-1, 1] -> [width], length 1. */
    picture(pixels: Float32Array): Promise<Float32Array>
    /** -> [width], length 1. */
    text(sentence: string): Promise<Float32Array>
  }
  /** What its reader sees in planes [3, s, s]; absent where it holds none. */
  readonly read?: (pixels: Float32Array) => Promise<Pick<Look, 'reading' | 'embedding'>>
  close(): Promise<void>
}

/** Verifies the judge in `dir` and loads what it holds. Throws InferenceError naming what is wrong. */
export async function openJudge(dir: string, threads = 1): Promise<JudgeModel> {
  const manifest = await readJudge(dir)
  const sessions = new Map<string, ort.InferenceSession>()
  for (const [name, { file }] of Object.entries(manifest.graphs))
    sessions.set(name, await load(join(dir, file), threads))
  const run = async (graph: (typeof GRAPHS)[number], feeds: Record<string, ort.Tensor>) =>
    (sessions.get(graph) as ort.InferenceSession).run(feeds)
  const image = (pixels: Float32Array, side: number) => ({
    image: new ort.Tensor('float32', shrink(pixels, side), [1, 3, side, side]),
  })
  const values = (tensor: ort.Tensor | undefined) => (tensor as ort.Tensor).data.slice() as Float32Array
  const { clip, reader } = manifest
  const tokenise = clip && (await tokeniser(join(dir, clip.tokenizer), clip.tokens))
  return {
    name: nameOf(manifest),
    ...(clip &&
      tokenise && {
        clip: {
          picture: async (pixels) => values((await run('clip-image', image(pixels, clip.size))).embedding),
          text: async (sentence) => values((await run('clip-text', tokenise(sentence))).embedding),
        },
      }),
    ...(reader && {
      read: async (pixels) => {
        const { embedding, logits, lightness } = await run('reader', image(pixels, reader.size))
        return {
          embedding: values(embedding),
          reading: reading(values(logits), values(lightness)[0] as number, reader.heads),
        }
      },
    }),
    close: async () => {
      for (const session of sessions.values()) await session.release()
    },
  }
}

/** Two judges of one day are two: their rows must not be mixed. */
function nameOf({ family, version, clip, reader, graphs }: JudgeManifest): string {
  const holds = [clip && 'towers', reader && 'reader'].filter(Boolean).join(' and ')
  const hashes = Object.values(graphs).map(({ sha256 }) => sha256)
  const weights = createHash('sha256').update(hashes.sort().join()).digest('hex').slice(0, 8)
  return `${family} ${version} (${holds}, ${weights})`
}

/** The judge's manifest, every file's SHA-256 checked. */
async function readJudge(dir: string): Promise<JudgeManifest> {
  const path = join(dir, 'manifest.json')
  const text = await readFile(path, 'utf8').catch((cause) => {
    const how = '`make judge` in training/ writes one'
    throw new InferenceError(`No judge in ${dir}: manifest.json cannot be read; ${how}.`, { cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new InferenceError(`${path} is not JSON. Export the judge again.`, { cause })
  }
  const parsed = JudgeManifest.safeParse(json)
  if (!parsed.success) {
    const { error: cause } = parsed
    throw new InferenceError(`${path} does not describe a judge:\n${z.prettifyError(cause)}`, { cause })
  }
  for (const { file, sha256 } of Object.values(parsed.data.graphs)) {
    const actual = await hashOf(join(dir, file)).catch((cause) => {
      throw new InferenceError(`${dir} lacks ${file}. Export the judge again.`, { cause })
    })
    if (actual !== sha256)
      throw new InferenceError(
        `${join(dir, file)} is not the file its manifest names (SHA-256 ${actual.slice(0, 12)}…, expected ${sha256.slice(0, 12)}…). Export the judge again.`,
      )
  }
  return parsed.data
}

async function load(path: string, threads: number): Promise<ort.InferenceSession> {
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 } as const
  return ort.InferenceSession.create(path, options).catch((cause) => {
    throw new InferenceError(`${path} cannot be loaded: ${cause.message}`, { cause })
  })
}

async function tokeniser(path: string, tokens: number) {
  const { PreTrainedTokenizer, env } = await import('@xenova/transformers')
  env.allowRemoteModels = false
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new InferenceError(`${path} cannot be read. Export the judge again.`, { cause })
  })
  const json = JSON.parse(text)
  const words = new PreTrainedTokenizer(json, { pad_token: json.padding?.pad_token ?? '[PAD]' })
  return (sentence: string) => {
    const { input_ids } = words._call([sentence], {
      padding: 'max_length',
      truncation: true,
      max_length: tokens,
    })
    return { input_ids: new ort.Tensor('int64', input_ids.data, input_ids.dims) }
  }
}
