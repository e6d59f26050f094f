/** Reads a model family's manifest and proves its files by hash. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { InferenceError } from './error.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** In the family's folder, or in a sibling's, so that a variant need not repeat what it shares. */
const inFamily = (name: string) =>
  z.string().regex(new RegExp(`^(\\.\\./[\\w-]+/)?${name}$`), 'a file of this family or of a sibling')

export const GraphFile = z.object(
  {
    file: inFamily('[\\w-]+\\.onnx'),
    sha256,
    /** Weights too large for the graph's own file; the graph names them, so they lie beside it under this name. */
    data: z.object({ file: inFamily('[\\w.-]+'), sha256 }).optional(),
  },
  {
    error: ({ input }) =>
      input === undefined
        ? 'this part is missing: export the family again, a sibling lends what it has not (export.share)'
        : undefined,
  },
)

const Graphs = z.strictObject({
  encoder: GraphFile,
  decoder: GraphFile,
  text: GraphFile,
  vision: GraphFile,
  denoiser: GraphFile,
  reader: GraphFile,
  /** Where the garment is; without it an edit may touch the whole picture. */
  mask: GraphFile.optional(),
})
export type Graph = keyof z.infer<typeof Graphs>

const Head = z.object({
  attribute: z.string(),
  /** `one`: softmax over the values. `many`: an independent sigmoid each. */
  kind: z.enum(['one', 'many']),
  values: z.array(z.string()).min(1),
  /** Where the head's logits begin. */
  offset: z.number().int().min(0),
})
export type Head = z.infer<typeof Head>

const size = z.number().int().positive()

export const Manifest = z
  .object({
    family: z.string(),
    version: z.string(),
    licence: z.string(),
    description: z.string(),
    /** Side of the square picture, pixels. */
    image: z.object({ size }),
    latent: z.object({ channels: size, size }),
    text: z.object({ tokens: size, width: size, tokenizer: z.string() }),
    /** The picture the vision graph takes, and the image tokens it gives. */
    vision: z.object({ size, tokens: size.default(1) }),
    pose: z.object({ size }),
    reader: z.object({ size, embedding: size, heads: z.array(Head).min(1) }),
    /** There when the family has the graph. */
    mask: z.object({ size }).optional(),
    schedule: z.object({
      trainTimesteps: size,
      betaSchedule: z.enum(['linear', 'scaled_linear']),
      betaStart: z.number().positive(),
      betaEnd: z.number().positive(),
      prediction: z.enum(['sample', 'epsilon', 'v_prediction']),
    }),
    sampler: z.object({
      scheduler: z.string(),
      steps: size,
      /** Classifier-free guidance scale; 1 asks for no second pass. */
      guidance: z.number().min(1),
      /** Share of the schedule, from its noisy end, over which there is guidance (Kynkäänniemi et al. 2024). */
      guided: z.number().min(0).max(1).default(1),
      /** Share of the schedule at which the noised reference starts, 1 = all of it. */
      start: z.number().min(0.01).max(1),
      /** Times a sub-edit is tried in all, when the reader does not find it in the picture. */
      tries: z.int().min(1).max(20).default(1),
    }),
    graphs: Graphs,
    training: z.unknown().optional(),
    figures: z.unknown().optional(),
  })
  .refine(({ mask, graphs }) => Boolean(mask) === Boolean(graphs.mask), {
    path: ['mask'],
    error: 'the size of the mask and the mask graph go together: give both or neither',
  })
export type Manifest = z.infer<typeof Manifest>

/**
 * The manifest of the family in `dir`, every file's SHA-256 checked.
 * Throws InferenceError naming the file that is missing, unreadable or not the one the manifest was made for.
 */
export async function readManifest(dir: string): Promise<Manifest> {
  const path = join(dir, 'manifest.json')
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new InferenceError(
      `No model family in ${dir}: manifest.json cannot be read. Check HEMLINE_MODEL.`,
      {
        cause,
      },
    )
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new InferenceError(`${path} is not JSON. Export the family again.`, { cause })
  }
  const parsed = Manifest.safeParse(json)
  if (!parsed.success) {
    throw new InferenceError(`${path} does not describe a family:\n${z.prettifyError(parsed.error)}`, {
      cause: parsed.error,
    })
  }
  await access(join(dir, parsed.data.text.tokenizer)).catch((cause) => {
    throw new InferenceError(
      `${dir} lacks its tokenizer, ${parsed.data.text.tokenizer}. Restore the folder.`,
      {
        cause,
      },
    )
  })
  const files = Object.values(parsed.data.graphs).flatMap((graph) => {
    if (!graph) return []
    return graph.data ? [graph, graph.data] : [graph]
  })
  await Promise.all(
    files.map(async ({ file, sha256 }) => {
      const actual = await hashOf(join(dir, file)).catch((cause) => {
        throw new InferenceError(`${dir} lacks ${file}. Restore the folder.`, { cause })
      })
      if (actual !== sha256) {
        throw new InferenceError(
          `${join(dir, file)} is not the file its manifest names (SHA-256 ${actual.slice(0, 12)}…, expected ` +
            `${sha256.slice(0, 12)}…). Restore it, or export the family again.`,
        )
      }
    }),
  )
  return parsed.data
}

/** SHA-256 of a file, in hex. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
