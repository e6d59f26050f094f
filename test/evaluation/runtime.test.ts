import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLook } from '../../src/editing/look.ts'
import { confidence } from '../../src/evaluation/confidence.ts'
import { ceiling, edits } from '../../src/evaluation/edits.ts'
import { grid } from '../../src/evaluation/grid.ts'
import { openJudge } from '../../src/evaluation/judge-model.ts'
import { type Table, throughRounds } from '../../src/evaluation/measure.ts'
import { order } from '../../src/evaluation/order.ts'
import { photos } from '../../src/evaluation/photos.ts'
import { quality } from '../../src/evaluation/quality.ts'
import { readerAccuracy } from '../../src/evaluation/reader.ts'
import { retrieval } from '../../src/evaluation/retrieval.ts'
import { robustness } from '../../src/evaluation/robustness.ts'
import { longSampleOf, plotOfRounds, rounds } from '../../src/evaluation/rounds.ts'
import { selfCheck } from '../../src/evaluation/self-check.ts'
import { stripSheet } from '../../src/evaluation/strips.ts'
import { type Model, openModel } from '../../src/inference/model.ts'

const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))
const JUDGE = fileURLToPath(new URL('../fixtures/tiny-judge', import.meta.url))
const settings = { split: 'validation', limit: 2, seed: 0, steps: 1 } as const

let model: Model
beforeAll(async () => {
  model = await openModel(TINY, { threads: 1 })
})
afterAll(() => model?.close())

const mean = ({ metrics }: Table, name: string) => metrics[name]?.mean

// the tiny family knows nothing: these show that every measure runs through the runtime and counts what it says
describe('the measures on an untrained family', () => {
  it('reader: one figure an attribute, details by flag and as a set, and their mean', async () => {
    const table = await readerAccuracy(model, settings)
    expect(Object.keys(table.metrics)).toEqual(
      expect.arrayContaining(['mean', 'flags', 'colour', 'detail', 'detail.pockets', 'lightnessError']),
    )
    expect(mean(table, 'mean')).toBeLessThan(0.9)
  })

  it('edits: the bounds stand beside the editor, each with all four figures; the same seed, the same figures', async () => {
    const { queries, metrics } = await edits(model, settings)
    expect(queries).toBe(2)
    for (const of of ['', 'ceiling.', 'floor.', 'reader.']) {
      for (const figure of ['one.requested', 'one.kept', 'two.bothRight', 'two.kept'])
        expect(metrics[`${of}${figure}`]).toMatchObject({ count: 2 })
    }
    const { msARound, ...figures } = metrics
    expect(msARound?.mean).toBeGreaterThan(0)
    expect((await edits(model, settings)).metrics).toMatchObject(figures)
  })

  it('ceiling: the bounds alone, without a round', async () => {
    const { metrics } = await ceiling(model, settings)
    expect(metrics).toHaveProperty(['reader.accuracy'])
    expect(metrics).not.toHaveProperty(['one.requested'])
  })

  it('retrieval: the target finds itself, in a gallery of the size asked for and look-alikes beside', async () => {
    const table = await retrieval(model, { ...settings, gallery: 12, lookAlikes: 3 })
    expect(table.gallery).toBe(12 + 2 * (3 + 3))
    expect(mean(table, 'target.R@1')).toBe(1)
    for (const query of ['', 'reference.', 'ceiling.', 'target.']) {
      const [one, ten, fifty] = [1, 10, 50].map((k) => mean(table, `${query}R@${k}`) as number)
      expect(one).toBeLessThanOrEqual(ten as number)
      expect(ten).toBeLessThanOrEqual(fifty as number)
    }
  })

  it('order: a model differs from itself by nothing, and its swaps are not all the same', async () => {
    const table = await order(model, settings, model)
    for (const name of ['difference.swap', 'difference.swapClip', 'difference.bothRight'])
      expect(table.metrics[name]).toEqual({ mean: 0, low: 0, high: 0, count: 2 })
    expect(mean(table, 'shipped.swap')).toBeGreaterThan(0)
    expect(mean(table, 'shipped.swapClip')).toBeLessThanOrEqual(1)
  })

  it('order: without a baseline the model stands alone', async () => {
    const { metrics } = await order(model, { ...settings, limit: 1 })
    expect(Object.keys(metrics)).toEqual(['shipped.swap', 'shipped.swapClip', 'shipped.bothRight'])
  })

  it('rounds: every figure after each of five rounds; the first two are those of `edits`', async () => {
    const table = await rounds(model, settings)
    const { metrics } = table
    for (const figure of [
      'all',
      'newest',
      'kept',
      'driftLatent',
      'driftEmbedding',
      'identity',
      'ceiling.all',
    ])
      for (const k of [1, 2, 3, 4, 5])
        expect(metrics[`${figure}.${k}`], `${figure}.${k}`).toMatchObject({ count: 2 })
    const of = await edits(model, settings)
    expect(metrics['all.1']).toEqual(of.metrics['one.requested'])
    expect(metrics['kept.2']).toEqual(of.metrics['two.kept'])
    expect(Object.keys(metrics).slice(0, 2)).toEqual(['all.1', 'all.2'])
    const { lines } = plotOfRounds(table)
    expect(lines.map(({ values }) => values.length)).toEqual([5, 5, 5, 5, 5])
    expect(lines[0]?.values[4]).toBe(metrics['all.5']?.mean)
  })

  it('latents that are encoded anew between rounds change the second round, not the first', async () => {
    const { edits: asked, pixels } = longSampleOf(0, 'validation', 256, 2)
    const start = await startLook(model, pixels(0))
    const kept = await throughRounds(model, start, asked, 0, settings)
    const again = await throughRounds(model, start, asked, 0, { ...settings, latents: 're-encoded' })
    expect(again[0]?.look.latent).toEqual(kept[0]?.look.latent)
    expect(again[1]?.look.latent).not.toEqual(kept[1]?.look.latent)
  })

  it('robustness: swap, and every disturbance against the target, by sentence length too', async () => {
    const { metrics } = await robustness(model, settings)
    for (const name of ['swap', 'whole.similarity', 'rotate.similarity', 'rotate.right', 'two.right'])
      expect(metrics[name]).toMatchObject({ count: 2 })
    expect(metrics['whole.similarity']?.mean).toBeLessThanOrEqual(1)
    const bins = Object.keys(metrics).filter((name) => name.startsWith('whole.right.words'))
    expect(bins.reduce((sum, name) => sum + (metrics[name]?.count ?? 0), 0)).toBe(2)
  })

  it('quality: the targets are no distance from themselves; no text score without a judge', async () => {
    const { metrics } = await quality(model, settings)
    expect(metrics['two.fid']?.mean).toBeGreaterThan(0)
    expect(mean({ queries: 2, metrics }, 'target.clipPicture')).toBeCloseTo(1)
    expect(metrics).not.toHaveProperty(['two.clipText'])
  })

  it('quality and rounds: an independent judge reads the looks and scores them against the caption', async () => {
    const judge = await openJudge(JUDGE)
    const judged = { ...settings, limit: 1, judge }
    const { metrics } = await quality(model, judged)
    expect(metrics['two.clipText']?.mean).toBeLessThanOrEqual(1)
    expect(metrics['target.clipPicture']?.mean).toBeCloseTo(1)
    expect((await rounds(model, judged)).metrics['all.5']).toMatchObject({ count: 1 })
    await judge.close()
  })

  it('confidence: an area a signal, and what each order took', async () => {
    const { metrics } = await confidence(model, settings)
    for (const signal of ['embedding', 'attributes', 'reader', 'verdict'])
      expect(metrics).toHaveProperty([`auroc.${signal}`])
    expect(metrics.msBackward?.mean).toBeGreaterThan(0)
  })

  it('self-check: with one try as `edits --tries 1`, beside all of them', async () => {
    const { metrics } = await selfCheck(model, { ...settings, tries: 2 })
    const once = await edits(model, { ...settings, tries: 1 })
    expect(metrics['without.two.kept']).toEqual(once.metrics['two.kept'])
    expect(metrics['without.tries']?.mean).toBe(1)
    expect(metrics['with.tries']?.mean).toBeGreaterThan(1)
  })

  it('grid: reference, two rounds and the target, and what came of each request', async () => {
    const cases = await grid(model, settings)
    expect(cases.map(({ pictures }) => pictures.length)).toEqual([4, 4])
    expect(cases.map(({ rounds }) => rounds.length)).toEqual([2, 2])
    const sheet = await sharp(
      await stripSheet(
        cases.map(({ pictures }) => pictures),
        256,
      ),
    ).metadata()
    expect(sheet).toMatchObject({ format: 'png', width: 2 * (4 * 264) + 24 + 8, height: 272 })
  })
})

describe('photos', () => {
  let dir: string
  /** The tiny family has no mask: this one sees a garment in the middle third of every picture. */
  let masked: Model
  beforeAll(async () => {
    const size = 64
    const middle = Float32Array.from({ length: size * size }, (_, i) =>
      [Math.floor(i / size), i % size].every((at) => at > size / 3 && at < (2 * size) / 3) ? 1 : 0,
    )
    masked = {
      ...model,
      manifest: { ...model.manifest, mask: { size } },
      mask: async (images) => {
        const out = new Float32Array(images.length / 3)
        for (let at = 0; at < out.length; at += middle.length) out.set(middle, at)
        return out
      },
    }
    dir = await mkdtemp(join(tmpdir(), 'hemline-photos-'))
    const grey = { create: { width: 60, height: 80, channels: 3, background: '#888888' } } as const
    for (const path of ['skirt/a.jpg', 'dress/b.jpg', 'dress/a.jpg']) {
      await mkdir(join(dir, path, '..'), { recursive: true })
      await writeFile(join(dir, path), await sharp(grey).jpeg().toBuffer())
    }
    await writeFile(join(dir, 'skirt', 'b.jpg'), 'not a picture')
  })
  afterAll(() => rm(dir, { recursive: true }))

  it('takes the first of each class, then the second; a photo that fails leaves the rest standing', async () => {
    const { cases, table } = await photos(masked, { photos: dir, count: 4, seed: 0, tries: 1 })
    expect(cases.map(({ photo }) => photo)).toEqual([
      'dress/a.jpg',
      'skirt/a.jpg',
      'dress/b.jpg',
      'skirt/b.jpg',
    ])
    expect(cases.map(({ pictures }) => pictures.length)).toEqual([4, 4, 4, 0])
    expect(cases[0]?.asked).toEqual(['black', 'striped', 'darker'])
    expect(cases[3]?.failure?.message).toContain('not a picture')
    expect(table.metrics.psnr).toMatchObject({ count: 3 })
  })

  it('keeps the background, and never asks for the colour that the garment has', async () => {
    const { cases, table } = await photos(masked, { photos: dir, count: 3, seed: 0, tries: 1 })
    expect(cases.map(({ asked }) => asked[0])).toEqual(['black', 'white', 'silver'])
    for (const figure of ['colour', 'pattern', 'brightness'])
      expect(table.metrics[`${figure}.background`]?.mean).toBeLessThan(4)
  })

  it('refuses a family that cannot tell the garment from the background', async () => {
    await expect(photos(model, { photos: dir, count: 1, seed: 0 })).rejects.toThrow('no mask graph')
  })

  it('says so when there are no photos', async () => {
    await expect(photos(masked, { photos: join(dir, 'skirt'), count: 1, seed: 0 })).rejects.toThrow(
      'no folders with photos',
    )
  })
})
