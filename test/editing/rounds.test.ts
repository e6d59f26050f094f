import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SubEdit } from '../../src/attributes.ts'
import { type Look, startLook } from '../../src/editing/look.ts'
import { gaussian } from '../../src/editing/noise.ts'
import { planes } from '../../src/editing/pixels.ts'
import { editLook, editText, guide } from '../../src/editing/rounds.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { rasterise, renderGarment } from '../../src/garments/render.ts'
import { SEEDS } from '../../src/garments/seeds.ts'
import { type DenoiserRows, type Model, openModel } from '../../src/inference/model.ts'

const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))
const navy: SubEdit = { text: 'in navy', span: [0, 7], attribute: 'colour', change: 'set', value: 'navy' }

let model: Model
let look: Look
beforeAll(async () => {
  model = await openModel(TINY, { threads: 1 })
  const { garments, scene } = chainOf(0, SEEDS.validation)
  const pixels = planes(rasterise(renderGarment(garments[0], scene)).rgb())
  look = await startLook(model, pixels)
})
afterAll(() => model?.close())

async function late<T>(value: Promise<T>, ms: number): Promise<T> {
  await new Promise((done) => setTimeout(done, ms))
  return value
}

describe('a round', () => {
  it('gives the same picture twice from the same seed, and another from another', async () => {
    const [first, again, other] = await Promise.all(
      [7, 7, 8].map((seed) => editLook(model, look, navy, { seed })),
    )
    expect(again?.latent).toEqual(first?.latent)
    expect(again?.picture).toEqual(first?.picture)
    expect(other?.latent).not.toEqual(first?.latent)
  })

  it('leaves the look it started from as it was', async () => {
    const before = look.latent.slice()
    await editLook(model, look, navy, { seed: 1 })
    expect(look.latent).toEqual(before)
  })

  it('tells every step, in order', async () => {
    const told: number[] = []
    await editLook(model, look, navy, { seed: 1, steps: 3, onStep: (step, of) => told.push(step / of) })
    expect(told).toEqual([1 / 3, 2 / 3, 1])
  })

  it('shows small previews on the way, but not of the last step', async () => {
    const shown: (Uint8Array | undefined)[] = []
    const slowly = { ...model, denoise: (rows: DenoiserRows) => late(model.denoise(rows), 120) }
    await editLook(slowly, look, navy, {
      seed: 1,
      steps: 6,
      onStep: (_step, _steps, preview) => shown.push(preview),
    })
    const pictures = shown.filter((preview) => preview !== undefined)
    expect(pictures.length).toBeGreaterThan(0)
    expect(pictures.length).toBeLessThan(5)
    expect(shown.at(-1)).toBeUndefined()
    expect(await sharp(pictures[0]).metadata()).toMatchObject({ format: 'png', width: 128, height: 128 })
  })

  it('stops between steps when it is aborted', async () => {
    const stop = new AbortController()
    let steps = 0
    const round = editLook(model, look, navy, {
      seed: 1,
      steps: 50,
      signal: stop.signal,
      onStep: () => {
        if (++steps === 2) stop.abort()
      },
    })
    await expect(round).rejects.toThrow(/abort/i)
    expect(steps).toBe(2)
  })

  it('guides only in the noisy share of the schedule that the model asks for', async () => {
    const { manifest } = model
    const rows: number[] = []
    const counted: Model = {
      ...model,
      manifest: { ...manifest, sampler: { ...manifest.sampler, guidance: 2, guided: 0.5 } },
      denoise: (asked) => {
        rows.push(asked.timesteps.length)
        return model.denoise(asked)
      },
    }
    await editLook(counted, look, navy, { seed: 1, steps: 4 })
    expect(rows).toEqual([2, 2, 1, 1])
  })

  it('takes one row a step without guidance, and its words or phrase as text', async () => {
    const plain = await editLook(model, look, navy, { seed: 1, guidance: 1 })
    expect(plain.latent).toHaveLength(look.latent.length)
    expect(editText(navy)).toBe('navy')
    expect(editText({ ...navy, attribute: null })).toBe('in navy')
  })

  it('starts from the noised reference, or from noise alone where that is asked for', async () => {
    const samples: Float32Array[] = []
    const watched: Model = {
      ...model,
      denoise: (rows) => {
        samples.push(rows.sample)
        return model.denoise(rows)
      },
    }
    const options = { seed: 5, steps: 1, guidance: 1 }
    await editLook(watched, look, navy, { ...options, noiseFrom: 'scratch' })
    await editLook(watched, look, navy, options)
    expect(samples[0]).toEqual(gaussian(5)(look.latent.length))
    expect(samples[1]).not.toEqual(samples[0])
  })

  it('refuses an unknown scheduler by name', async () => {
    await expect(editLook(model, look, navy, { seed: 1, scheduler: 'euler' })).rejects.toThrow(
      /'euler'.*ddpm, ddim/,
    )
  })

  it('survives the loss of the inference process in the middle, with the same picture', async () => {
    const whole = await editLook(model, look, navy, { seed: 3 })
    let killed = false
    const again = await editLook(model, look, navy, {
      seed: 3,
      onStep: () => {
        if (!killed) process.kill(model.pid as number, 'SIGKILL')
        killed = true
      },
    })
    expect(killed).toBe(true)
    expect(again.latent).toEqual(whole.latent)
  })
})

describe('guidance', () => {
  it('goes past the conditioned row, away from the unconditioned one', () => {
    expect([...guide(Float32Array.of(1, 2, 0, 1), 2)]).toEqual([2, 3])
    expect([...guide(Float32Array.of(1, 2, 0, 1), 1)]).toEqual([1, 2])
  })
})

describe('noise', () => {
  it('is standard Gaussian and follows its seed', () => {
    const values = gaussian(1)(20_001)
    const mean = values.reduce((a, b) => a + b) / values.length
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.02)
    expect(Math.abs(variance - 1)).toBeLessThan(0.03)
    expect(gaussian(1)(20_001)).toEqual(values)
    expect(gaussian(2)(10)).not.toEqual(values.slice(0, 10))
    expect(gaussian(1, 1)(10)).not.toEqual(values.slice(0, 10))
  })
})
