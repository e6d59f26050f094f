/** Which processor runs the graphs, and why, in words a shop's owner understands. */
export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu', 'coreml', 'dml'] as const
export type Device = (typeof DEVICES)[number]

/** Backends the runtime's build carries, as `onnxruntime-node` lists them. */
export interface Backend {
  name: string
  bundled: boolean
}

/**
 * The execution providers to try in order, and why. `auto` takes the processor: the embedded family is small
 * enough that moving tensors to a graphics card costs more than it saves.
 */
export function chooseDevice(
  asked: Device,
  backends: readonly Backend[],
): { providers: string[]; why: string } {
  if (asked === 'auto') return { providers: ['cpu'], why: 'cpu: the small models run fastest there' }
  if (asked === 'cpu') return { providers: ['cpu'], why: 'cpu, as asked' }
  if (backends.some((backend) => backend.name === asked)) {
    return { providers: [asked, 'cpu'], why: `${asked}, as asked; cpu for what it cannot run` }
  }
  const known = backends.map((backend) => backend.name).join(', ')
  return {
    providers: ['cpu'],
    why: `cpu: ${asked} was asked for, but this build of onnxruntime-node has only ${known}`,
  }
}
