/** What a graph must be like that says whether a picture is unsafe. */
import { z } from 'zod'
import { InferenceError } from './error.ts'
import type { Signature } from './protocol.ts'

const side = z.number().int().min(8).max(2048)
const batch = z.union([z.literal(1), z.string()])

const Contract = z.object({
  inputs: z.tuple([
    z.object({
      name: z.string(),
      type: z.literal('float32'),
      shape: z.tuple([batch, z.literal(3), side, side]),
    }),
  ]),
  outputs: z.tuple([z.object({ name: z.string(), type: z.literal('float32'), shape: z.array(batch) })]),
})

/** Reads side and names off the graph. Throws InferenceError for a graph that is like nothing of the kind. */
export function safetyContract(signature: Signature): { size: number; input: string; output: string } {
  const { data } = Contract.safeParse(signature)
  const [, , height, width] = data?.inputs[0].shape ?? []
  if (!data || height === undefined || height !== width)
    throw new InferenceError(
      'The safety model must take one float32 image [1, 3, s, s] and give one float32 probability; this one is ' +
        `${JSON.stringify(signature)}.`,
    )
  return { size: height, input: data.inputs[0].name, output: data.outputs[0].name }
}
