/** A model family opened for use: one typed call a graph, batches in the first dimension. */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { sharing } from './batching.ts'
import type { Device } from './device.ts'
import { type Graph, type Manifest, readManifest } from './manifest.ts'
import { InferenceProcess, type Request } from './process.ts'
import type { GraphName, Signature, Tensor } from './protocol.ts'
import { safetyContract } from './safety.ts'

type Opening = Extract<Request, { ask: 'open' }>

export interface ModelOptions {
  /** Default `auto`. */
  device?: Device
  /** Threads of one graph run; 0 or absent: one a core, at most 8. */
  threads?: number
  /** Milliseconds after which a child at work that says nothing is replaced. Default: a minute. */
  silenceMs?: number
  /** ONNX file of a graph that judges pictures: image [1, 3, s, s] -> probability that it is unsafe. */
  safety?: string | undefined
}

export interface Model {
  readonly manifest: Manifest
  /** One plain sentence: which device was chosen and why. */
  readonly device: string
  /** Process id of the inference child, for a health page or a test. */
  readonly pid: number | undefined
  /** image [b, 3, s, s] in [-1, 1] -> latent [b, c, h, w] */
  encode(images: Float32Array): Promise<Float32Array>
  /** latent -> image [b, 3, s, s], clamped to [-1, 1] */
  decode(latents: Float32Array): Promise<Float32Array>
  /** -> text tokens [b, tokens, width] */
  text(sentences: string[]): Promise<Float32Array>
  /** image [b, 3, v, v] -> image tokens [b, m, width] */
  vision(images: Float32Array): Promise<Float32Array>
  /** One denoiser step; `timesteps` one a row. Callers that come at the same time share a run of the graph. */
  denoise(rows: DenoiserRows): Promise<Float32Array>
  /** image [b, 3, r, r] -> embedding [b, d] of length 1, logits [b, n], lightness [b] in CIELAB L* */
  read(
    images: Float32Array,
  ): Promise<{ embedding: Float32Array; logits: Float32Array; lightness: Float32Array }>
  /** image [b, 3, m, m] -> probability of the garment [b, 1, m, m]; absent where the family has no such graph. */
  mask?(images: Float32Array): Promise<Float32Array>
  /** The graph that judges pictures, where there is one: image [1, 3, size, size] in [-1, 1] -> probability. */
  safety?: { readonly size: number; unsafe(image: Float32Array): Promise<number> }
  /** Loads what would otherwise be loaded when first used, so that the first round is as quick as the next. */
  warm(): Promise<void>
  close(): Promise<void>
}

export interface DenoiserRows {
  /** [b, c, h, w] */
  sample: Float32Array
  timesteps: number[]
  /** [b, tokens + m, width]: text tokens, then the image tokens; zero text for an unconditioned row. */
  condition: Float32Array
  /** [b, c, h, w] */
  reference: Float32Array
  /** [b, 3, p, p] in [0, 1]; zeros for no pose. */
  pose: Float32Array
}

/** Verifies the family in `dir` and starts its inference child. Throws InferenceError. */
export async function openModel(dir: string, options: ModelOptions = {}): Promise<Model> {
  const manifest = await readManifest(dir)
  const opening: Opening = {
    ask: 'open',
    dir: resolve(dir),
    manifest,
    device: options.device ?? 'auto',
    threads: options.threads || Math.min(8, availableParallelism()),
    ...(options.safety !== undefined && { safety: resolve(options.safety) }),
  }
  const { child, device } = await start(opening, options.silenceMs)

  const { image, latent, text, vision, pose, reader, mask } = manifest
  const picture = (side: number) => [3, side, side]
  const volume = [latent.channels, latent.size, latent.size]
  const batched = (data: Float32Array, shape: number[]): Tensor => {
    const rows = data.length / shape.reduce((a, b) => a * b)
    if (!Number.isInteger(rows)) throw new RangeError(`${data.length} values do not fill rows of [${shape}]`)
    return { type: 'float32', data, dims: [rows, ...shape] }
  }
  const run = (graph: GraphName, feeds: Record<string, Tensor>) =>
    child.call({ ask: 'run', graph, feeds }) as Promise<Record<string, Tensor>>
  const output = (result: Record<string, Tensor>, name: string) => {
    const tensor = result[name]
    if (!tensor) throw new RangeError(`the graph gave no '${name}', only ${Object.keys(result)}`)
    return tensor.data as Float32Array
  }

  const denoiserFeeds = (rows: DenoiserRows): Record<string, Tensor> => {
    const feeds = {
      sample: batched(rows.sample, volume),
      timestep: {
        type: 'int64' as const,
        data: BigInt64Array.from(rows.timesteps, BigInt),
        dims: [rows.timesteps.length],
      },
      condition: batched(rows.condition, [text.tokens + vision.tokens, text.width]),
      reference: batched(rows.reference, volume),
      pose: batched(rows.pose, picture(pose.size)),
    }
    const counts = Object.values(feeds).map(({ dims }) => dims[0])
    if (new Set(counts).size > 1) throw new RangeError(`denoiser inputs of ${counts} rows`)
    return feeds
  }
  const denoise = sharing(async (rows) => output(await run('denoiser', denoiserFeeds(rows)), 'prediction'))

  const judge = options.safety === undefined ? undefined : await safetyIn(child)
  const safety = judge && {
    size: judge.size,
    async unsafe(image: Float32Array) {
      const result = await run('safety', { [judge.input]: batched(image, picture(judge.size)) })
      const [unsafe = Number.NaN] = output(result, judge.output)
      return unsafe
    },
  }

  return {
    manifest,
    device,
    get pid() {
      return child.pid
    },
    encode: async (images) =>
      output(await run('encoder', { image: batched(images, picture(image.size)) }), 'latent'),
    decode: async (latents) =>
      clamp(output(await run('decoder', { latent: batched(latents, volume) }), 'image')),
    text: async (sentences) => {
      const ids = (await child.call({ ask: 'tokenise', texts: sentences })) as Tensor
      return output(await run('text', { input_ids: ids }), 'tokens')
    },
    vision: async (images) =>
      output(await run('vision', { image: batched(images, picture(vision.size)) }), 'token'),
    denoise: async (rows) => {
      denoiserFeeds(rows) // what is wrong with these rows should not fail those that share their call
      return denoise(rows)
    },
    read: async (images) => {
      const result = await run('reader', { image: batched(images, picture(reader.size)) })
      return {
        embedding: output(result, 'embedding'),
        logits: output(result, 'logits'),
        lightness: output(result, 'lightness'),
      }
    },
    ...(mask && {
      mask: async (images: Float32Array) =>
        output(await run('mask', { image: batched(images, picture(mask.size)) }), 'mask'),
    }),
    ...(safety && { safety }),
    async warm() {
      // one ask each, so that a conversation need not wait for all of them
      for (const graph of Object.keys(manifest.graphs) as Graph[]) await child.call({ ask: 'load', graph })
    },
    close: () => child.close(),
  }
}

/** Closes the child where the graph is not what it should be. Throws InferenceError. */
async function safetyIn(child: InferenceProcess) {
  try {
    return safetyContract((await child.call({ ask: 'signature', graph: 'safety' })) as Signature)
  } catch (error) {
    await child.close()
    throw error
  }
}

/** A device that was asked for and does not work is no reason to stop: the cpu does, and `device` says so. */
async function start(
  opening: Opening,
  silenceMs?: number,
): Promise<{ child: InferenceProcess; device: string }> {
  const child = new InferenceProcess(opening, silenceMs)
  try {
    return { child, device: (await child.call(opening)) as string }
  } catch (cause) {
    await child.close()
    if (opening.device === 'cpu') throw cause
    const { child: other } = await start({ ...opening, device: 'cpu' }, silenceMs)
    const why = (cause as Error).message
    return { child: other, device: `cpu: ${opening.device} was asked for, but does not work here (${why})` }
  }
}

function clamp(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = Math.max(-1, Math.min(1, values[i] as number))
  return values
}
