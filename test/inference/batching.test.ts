import { describe, expect, it } from 'vitest'
import { sharing } from '../../src/inference/batching.ts'
import type { DenoiserRows } from '../../src/inference/model.ts'

/** `count` rows of one value each; the denoiser below doubles them. */
const rowsOf = (value: number, count = 2): DenoiserRows => ({
  sample: new Float32Array(count).fill(value),
  timesteps: Array(count).fill(value),
  condition: new Float32Array(count),
  reference: new Float32Array(count),
  pose: new Float32Array(count),
})

function recording() {
  const calls: number[][] = []
  const denoise = async ({ sample, timesteps }: DenoiserRows) => {
    calls.push(timesteps)
    await new Promise((done) => setTimeout(done, 1))
    if (timesteps.includes(13)) throw new Error('the graph fell over')
    return sample.map((x) => 2 * x)
  }
  return { calls, denoise }
}

describe('step batching', () => {
  it('runs the first at once and gathers those that come meanwhile, each at its own step', async () => {
    const { calls, denoise } = recording()
    const shared = sharing(denoise)
    const all = await Promise.all([1, 2, 3].map((value) => shared(rowsOf(value))))
    expect(calls).toEqual([
      [1, 1],
      [2, 2, 3, 3],
    ])
    expect(all.map((prediction) => [...prediction])).toEqual([
      [2, 2],
      [4, 4],
      [6, 6],
    ])
  })

  it('takes no more rows than asked, in order, and one that is too large alone', async () => {
    const { calls, denoise } = recording()
    const shared = sharing(denoise, 4)
    await Promise.all([rowsOf(1), rowsOf(2), rowsOf(3, 6), rowsOf(4), rowsOf(5), rowsOf(6)].map(shared))
    expect(calls.map((timesteps) => new Set(timesteps))).toEqual([
      new Set([1]),
      new Set([2]),
      new Set([3]),
      new Set([4, 5]),
      new Set([6]),
    ])
  })

  it('tells everyone in a call that failed, and goes on with the next', async () => {
    const { denoise } = recording()
    const shared = sharing(denoise)
    const [, failed, with13] = await Promise.allSettled([rowsOf(1), rowsOf(13), rowsOf(2)].map(shared))
    expect(failed?.status).toBe('rejected')
    expect(with13?.status).toBe('rejected')
    expect(await shared(rowsOf(4))).toEqual(Float32Array.of(8, 8))
  })
})
