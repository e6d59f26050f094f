/** What the server and its inference child say to each other. */
import type { Device } from './device.ts'
import type { Graph, Manifest } from './manifest.ts'

/** A dense array in row-major order; `int64` travels as BigInt64Array. */
export interface Tensor {
  type: 'float32' | 'int64'
  data: Float32Array | BigInt64Array
  dims: readonly number[]
}

export type Ask =
  | { id: number; ask: 'open'; dir: string; manifest: Manifest; device: Device; threads: number }
  | { id: number; ask: 'load'; graph: Graph }
  | { id: number; ask: 'run'; graph: Graph; feeds: Record<string, Tensor> }
  | { id: number; ask: 'tokenise'; texts: string[] }

export type Answer = { id: number; ok: unknown } | { id: number; failed: string }
