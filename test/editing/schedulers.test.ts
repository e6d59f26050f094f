import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cleanLatent, cumulativeAlphas, timesteps } from '../../src/editing/schedule.ts'
import { SCHEDULERS, type Scheduler } from '../../src/editing/schedulers.ts'

const golden = JSON.parse(readFileSync(new URL('../fixtures/schedulers.json', import.meta.url), 'utf8'))
const abar = cumulativeAlphas({
  trainTimesteps: golden.settings.num_train_timesteps,
  betaSchedule: golden.settings.beta_schedule,
  betaStart: golden.settings.beta_start,
  betaEnd: golden.settings.beta_end,
})

describe('schedulers against diffusers', () => {
  for (const { scheduler, prediction, steps, rows } of golden.cases) {
    it(`${scheduler} on ${prediction}, ${steps} steps, agrees to 1e-5`, () => {
      const grid = timesteps(1000, steps)
      expect(grid).toEqual(rows.map((row: { t: number }) => row.t))
      for (const [i, row] of rows.entries()) {
        const sample = Float32Array.from(row.sample)
        const now = abar[row.t] as number
        const after = (SCHEDULERS[scheduler] as Scheduler)({
          sample,
          clean: cleanLatent(Float32Array.from(row.output), sample, now, prediction),
          abar: now,
          abarNext: i + 1 < grid.length ? (abar[grid[i + 1] as number] as number) : 1,
          noise: () => Float32Array.from(row.noise),
        })
        for (const [k, value] of after.entries()) {
          const scale = Math.max(1, Math.abs(row.after[k]))
          expect(Math.abs(value - row.after[k]) / scale).toBeLessThan(1e-5)
        }
      }
    })
  }

  it('visit the same timesteps, whatever the stride', () => {
    for (const grid of golden.grids) expect(timesteps(1000, grid.length)).toEqual(grid)
  })

  it('leaves the noisiest share out when it starts part of the way', () => {
    expect(timesteps(1000, 4, 0.5)).toEqual([499, 374, 249, 124])
  })
})
