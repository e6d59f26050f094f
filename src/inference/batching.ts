/** Step batching: rows of different conversations that wait for the denoiser at the same time share one call. */
import { concat } from './concat.ts'
import type { DenoiserRows } from './model.ts'

type Denoise = (rows: DenoiserRows) => Promise<Float32Array>

interface Waiting {
  rows: DenoiserRows
  resolve: (prediction: Float32Array) => void
  reject: (error: unknown) => void
}

/**
 * A processor wins little (on two cores a row took 22 ms in twos, 21 in eights), a graphics card much; a longer
 * batch keeps its first rows waiting. Predictions did not change with the company, from two rows up to sixteen;
 * a row alone differed by 4e-7.
 */
export const MOST_ROWS = 8

/**
 * `denoise` for many callers: while one call runs, those that come meanwhile are gathered for the next. Nobody
 * waits for company. Steps may differ, as the timestep is one a row.
 */
export function sharing(denoise: Denoise, mostRows = MOST_ROWS): Denoise {
  const waiting: Waiting[] = []
  let running = false

  async function run() {
    running = true
    while (waiting.length > 0) {
      const batch = next()
      try {
        const predictions = await denoise(joined(batch.map(({ rows }) => rows)))
        let at = 0
        for (const { rows, resolve } of batch) {
          resolve(predictions.slice(at, at + rows.sample.length))
          at += rows.sample.length
        }
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = false
  }

  /** From the head of the line, so that nobody is overtaken; one that is too large goes alone. */
  function next(): Waiting[] {
    let rows = 0
    let count = 0
    for (const {
      rows: { timesteps },
    } of waiting) {
      rows += timesteps.length
      if (count > 0 && rows > mostRows) break
      count++
    }
    return waiting.splice(0, count)
  }

  return (rows) =>
    new Promise((resolve, reject) => {
      waiting.push({ rows, resolve, reject })
      if (!running) void run()
    })
}

function joined(all: readonly DenoiserRows[]): DenoiserRows {
  const [only] = all
  if (only && all.length === 1) return only
  return {
    sample: concat(...all.map(({ sample }) => sample)),
    timesteps: all.flatMap(({ timesteps }) => timesteps),
    condition: concat(...all.map(({ condition }) => condition)),
    reference: concat(...all.map(({ reference }) => reference)),
    pose: concat(...all.map(({ pose }) => pose)),
  }
}
