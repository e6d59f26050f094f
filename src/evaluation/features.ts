/** Picture features from a network that the user brings, such as Inception's for the FID of the literature. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import * as ort from 'onnxruntime-node'
import sharp from 'sharp'
import { planes } from '../editing/pixels.ts'

/** Of Inception v3, taken where the graph leaves the size open. */
const INCEPTION_SIDE = 299

export interface Features {
  readonly name: string
  /** An encoded picture -> its features. */
  of(picture: Uint8Array): Promise<Float32Array>
  close(): Promise<void>
}

/**
 * An ONNX graph with one input, pictures [b, 3, s, s] in [-1, 1], whose first output is the features [b, d]; one that ends
 * in a map [b, d, h, w] is averaged over it. Throws by name when the file is none such.
 */
export async function openFeatures(path: string, threads = 1): Promise<Features> {
  const bytes = await readFile(path).catch((cause) => {
    throw new Error(`${path} cannot be read. --features takes an ONNX file.`, { cause })
  })
  const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: threads }).catch((cause) => {
    throw new Error(`${path} cannot be loaded as ONNX: ${cause.message}`, { cause })
  })
  const [input] = session.inputMetadata
  const [output] = session.outputNames
  if (!input?.isTensor || input.shape.length !== 4 || session.inputNames.length !== 1 || !output)
    throw new Error(`${path} does not take one input of pictures [b, 3, s, s].`)
  const asked = input.shape[3]
  const side = typeof asked === 'number' && asked > 0 ? asked : INCEPTION_SIDE
  return {
    name: basename(path),
    of: async (picture) => {
      const rgb = await sharp(picture).removeAlpha().resize(side, side, { kernel: 'linear' }).raw().toBuffer()
      const image = new ort.Tensor('float32', planes(rgb), [1, 3, side, side])
      const { data, dims } = (await session.run({ [input.name]: image }))[output] as ort.Tensor
      const width = dims[1] ?? data.length
      const cells = data.length / width
      return Float32Array.from({ length: width }, (_, i) => {
        let sum = 0
        for (let k = 0; k < cells; k++) sum += Number(data[i * cells + k])
        return sum / cells
      })
    },
    close: () => session.release(),
  }
}
