/** What the server and its inference child say to each other. */
import type { Device } from './device.ts'
import type { Graph, Manifest } from './manifest.ts'

/** A dense array in row-major order; `int64` travels as BigInt64Array. */
export interface Tensor {
  type: 'float32' | 'int64'
  data: Float32Array | BigInt64Array
  dims: readonly number[]
}

/** A graph of the family, or the one that judges pictures. */
export type GraphName = Graph | 'safety'

/** What a graph takes and gives. A dimension that is open has a name. */
export interface Signature {
  inputs: Port[]
  outputs: Port[]
}
interface Port {
  name: string
  type: string
  shape: (number | string)[]
}

export type Ask =
  | {
      id: number
      ask: 'open'
      dir: string
      manifest: Manifest
      device: Device
      threads: number
      /** The file of the graph that judges pictures. */
      safety?: string
    }
  | { id: number; ask: 'load'; graph: GraphName }
  | { id: number; ask: 'signature'; graph: GraphName }
  | { id: number; ask: 'run'; graph: GraphName; feeds: Record<string, Tensor> }
  | { id: number; ask: 'tokenise'; texts: string[] }

export type Answer = { id: number; ok: unknown } | { id: number; failed: string }
