/**
 * A denoising step of the shipped family, as the product runs it and as diffusers runs the same weights on PyTorch:
 * both on as many threads, in turns, each in a process of its own; the product's time includes the way to its inference
 * process and back. `npx tsx bench/diffusers.ts [--model DIR] [--repeats N] [--threads N] [--compile] [--channels-last]`, after
 * `make .venv/ready` in training/ and one data set from `hemline render`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { distance } from '../src/evaluation/statistics.ts'
import { type DenoiserRows, openModel } from '../src/inference/model.ts'

const STEPS = 20
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'models/embedded' },
    data: { type: 'string', default: 'training/runs/data/train' },
    repeats: { type: 'string', default: '7' },
    threads: { type: 'string', default: '2' },
    compile: { type: 'boolean', default: false },
    'channels-last': { type: 'boolean', default: false },
  },
})
const Answer = z.object({ ms: z.number(), prediction: z.array(z.number()) })

const model = await openModel(values.model, { threads: Number(values.threads) })
const { latent, text, vision, pose } = model.manifest

const options = ['--config', 'training/configs/embedded-cpu.yaml', '--threads', values.threads]
if (values.compile) options.push('--compile')
if (values['channels-last']) options.push('--channels-last')
const settings = [`export.out=${values.model}`, `data.train=[${values.data}]`]
const child = spawn(
  'training/.venv/bin/python',
  ['-m', 'hemline_training.step_time', ...options, ...settings],
  { env: { ...process.env, PYTHONPATH: 'training' }, stdio: ['pipe', 'pipe', 'inherit'] },
)
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
const nextLine = async () => {
  const { value, done } = await lines.next()
  if (done) throw new Error('the Python side ended; what it said stands above')
  return JSON.parse(value) as unknown
}
const { ready } = z.object({ ready: z.string() }).parse(await nextLine())

const shapesOf = (b: number) => ({
  sample: [b, latent.channels, latent.size, latent.size],
  condition: [b, text.tokens + vision.tokens, text.width],
  reference: [b, latent.channels, latent.size, latent.size],
  pose: [b, 3, pose.size, pose.size],
})
const rowsOf = (b: number): DenoiserRows => {
  const waves = (dims: number[], pace: number) =>
    Float32Array.from({ length: dims.reduce((x, y) => x * y) }, (_, i) => Math.sin(pace * i) ** 2)
  const { sample, condition, reference, pose } = shapesOf(b)
  return {
    sample: waves(sample, 0.7),
    timesteps: Array(b).fill(500),
    condition: waves(condition, 0.3),
    reference: waves(reference, 0.1),
    pose: waves(pose, 0.05),
  }
}

const ours = async (rows: DenoiserRows) => {
  const began = performance.now()
  let prediction: Float32Array = new Float32Array()
  for (let step = 0; step < STEPS; step++) prediction = await model.denoise(rows)
  return { ms: (performance.now() - began) / STEPS, prediction }
}
const theirs = async (rows: DenoiserRows, b: number) => {
  const { timesteps, ...tensors } = rows
  const asked = {
    ...Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, [...tensor]])),
    timesteps,
    shapes: shapesOf(b),
    steps: STEPS,
  }
  child.stdin.write(`${JSON.stringify(asked)}\n`)
  return Answer.parse(await nextLine())
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] as number
const table: Record<string, Record<string, number>> = {}
for (const b of [1, 2, 4]) {
  const rows = rowsOf(b)
  const times: { ours: number; theirs: number }[] = []
  let apart = 0
  for (let i = -1; i < Number(values.repeats); i++) {
    const mine = await ours(rows)
    const other = await theirs(rows, b)
    apart = distance(mine.prediction, Float32Array.from(other.prediction)) / Math.sqrt(mine.prediction.length)
    if (i >= 0) times.push({ ours: mine.ms, theirs: other.ms }) // the first pass loads and compiles
  }
  table[`${b} ${b === 1 ? 'row' : 'rows'}`] = {
    'Hemline, ms a step': Number(median(times.map(({ ours }) => ours)).toFixed(2)),
    'diffusers, ms a step': Number(median(times.map(({ theirs }) => theirs)).toFixed(2)),
    'times faster': Number(median(times.map(({ ours, theirs }) => theirs / ours)).toFixed(2)),
    'predictions apart (rms)': Number(apart.toExponential(1)),
  }
}
console.log(
  `PyTorch ${ready}${values.compile ? ', torch.compile' : ''}${values['channels-last'] ? ', channels last' : ''}, ${values.threads} threads`,
)
console.table(table)
child.stdin.end()
await Promise.all([once(child, 'exit'), model.close()])
