/**
 * A two-round turn's time, and what the round loop costs on top of the bare model calls, measured in turns in one
 * process. `npx tsx bench/rounds.ts [--model DIR] [--repeats N]`
 */
import { parseArgs } from 'node:util'
import type { SubEdit } from '../src/attributes.ts'
import { keepsTone } from '../src/editing/lightness.ts'
import { type Look, startLook } from '../src/editing/look.ts'
import { planes } from '../src/editing/pixels.ts'
import { editLook, isGuided } from '../src/editing/rounds.ts'
import { timesteps } from '../src/editing/schedule.ts'
import { editChecked } from '../src/editing/tries.ts'
import { chainOf } from '../src/garments/chains.ts'
import { rasterise, renderGarment } from '../src/garments/render.ts'
import { SEEDS } from '../src/garments/seeds.ts'
import { type Model, openModel } from '../src/inference/model.ts'

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'models/embedded' },
    repeats: { type: 'string', default: '5' },
  },
})

const model = await openModel(values.model)
const { garments, scene, edits } = chainOf(0, SEEDS.validation)
const look = await startLook(model, planes(rasterise(renderGarment(garments[0], scene)).rgb()))
const edit = edits[0] as SubEdit

const timed = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
const loop: number[] = []
const bare: number[] = []
const rounds: number[] = []
for (let i = -1; i < Number(values.repeats); i++) {
  const whole = await timed(() => editLook(model, look, edit, { seed: i + 2 }))
  const calls = await timed(() => bareCalls(model, look))
  const two = await timed(async () => {
    const first = await editChecked(model, look, edit, { seed: i + 2, onStep: () => {} })
    await editChecked(model, first.look, edits[1] as SubEdit, { seed: i + 3, onStep: () => {} })
  })
  if (i < 0) continue // the first pass loads the graphs
  loop.push(whole)
  bare.push(calls)
  rounds.push(two)
}
const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] as number
console.table({
  'one round (ms)': Math.round(median(loop)),
  'its bare model calls (ms)': Math.round(median(bare)),
  'loop / bare': Number(median(loop.map((ms, i) => ms / (bare[i] as number))).toFixed(3)),
  'two rounds with previews and self-check (ms)': Math.round(median(rounds)),
  'resident, both processes (MiB)': Math.round((process.memoryUsage.rss() + (await childBytes())) / 2 ** 20),
})
await model.close()

/** The same graphs, as often and in the same batches as one round, with nothing between them. */
async function bareCalls(model: Model, look: Look) {
  const { latent, text, vision, pose, image, reader, mask, sampler, schedule } = model.manifest
  const maskSide = mask?.size ?? 0
  const zeros = (...dims: number[]) => new Float32Array(dims.reduce((x, y) => x * y))
  await model.text(['navy'])
  await model.vision(zeros(3, vision.size, vision.size))
  for (const t of timesteps(schedule.trainTimesteps, sampler.steps, sampler.start)) {
    const b = sampler.guidance !== 1 && isGuided(model.manifest, t) ? 2 : 1
    const volume = zeros(b, latent.channels, latent.size, latent.size)
    await model.denoise({
      sample: volume,
      timesteps: Array(b).fill(t),
      condition: zeros(b, text.tokens + vision.tokens, text.width),
      reference: volume,
      pose: zeros(b, 3, pose.size, pose.size),
    })
  }
  await model.decode(look.latent)
  // of the look before and after: where the garment is, and what laying the tone on does to the latent
  await model.mask?.(zeros(2, 3, maskSide, maskSide))
  if (keepsTone(edit)) await model.encode(zeros(2, 3, image.size, image.size))
  await model.read(zeros(3, reader.size, reader.size))
  return image.size
}

/** Resident bytes of the inference child; 0 where the system does not tell. */
async function childBytes(): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${model.pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}
