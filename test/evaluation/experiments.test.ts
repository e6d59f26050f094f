import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Experiments, experiments } from '../../src/evaluation/experiments/experiments.ts'
import { openLedger } from '../../src/evaluation/experiments/ledger.ts'
import { pageOf, plotsOf } from '../../src/evaluation/experiments/page.ts'
import { casesOf } from '../../src/evaluation/experiments/plan.ts'
import { plotted } from '../../src/evaluation/plots.ts'

const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-experiments-'))
  for (const name of ['full', 'baseline']) await cp(TINY, join(dir, 'models', name), { recursive: true })
})
afterAll(() => rm(dir, { recursive: true }))

describe('rows on disk', () => {
  const entry = (index: number) => ({
    index,
    row: { right: true },
    vectors: { two: Float32Array.of(index, 0.1) },
  })

  it('are there again, in order, but for a line that was cut short', async () => {
    const path = join(dir, 'some.jsonl')
    const ledger = await openLedger(path, { seed: 0 })
    for (const index of [1, 0]) await ledger.add(entry(index))
    await appendFile(path, '{"index":2,"row":{')
    const again = await openLedger(path, { seed: 0 })
    expect(again.first(3)).toEqual([entry(0), entry(1)])
    expect(again.has(2)).toBe(false)
    await again.add(entry(2))
    expect((await openLedger(path, { seed: 0 })).first(3)).toHaveLength(3)
  })

  it('of other settings are not mixed in', async () => {
    await expect(openLedger(join(dir, 'some.jsonl'), { seed: 1 })).rejects.toThrow(
      /some\.jsonl.*other weights/,
    )
  })
})

describe('what is measured', () => {
  it('is each family, and of the full method other samplers; the paper’s four in full', async () => {
    await mkdir(join(dir, 'names', 'full'), { recursive: true })
    for (const name of ['lambda-one', 'sd']) await mkdir(join(dir, 'names', name))
    const cases = await casesOf(join(dir, 'names'))
    expect(cases.map(({ name, rounds, once }) => [name, rounds, once])).toEqual([
      ['sd', 5, true],
      ['full', 5, true],
      ['lambda-one', 2, false],
      ['full.ddim', 2, false],
      ['full.scratch', 2, false],
      ['full.re-encoded', 5, false],
    ])
    expect((await casesOf(join(dir, 'names'), ['full.ddim'])).map(({ family }) => family)).toEqual(['full'])
  })

  it('is something, or it is said what there is', async () => {
    await expect(casesOf(join(dir, 'nowhere'))).rejects.toThrow(/nowhere cannot be read.*make experiments/)
    await expect(casesOf(join(dir, 'names'), ['best'])).rejects.toThrow(/named best; there are sd, full/)
  })
})

describe('the experiments on untrained families', () => {
  const asked: string[] = []
  const settings = () => ({
    models: join(dir, 'models'),
    rows: join(dir, 'out', 'rows'),
    split: 'validation' as const,
    limit: 2,
    seed: 0,
    steps: 1,
    tries: 1,
    gallery: 4,
    lookAlikes: 2,
    device: { threads: 1 },
    progress: (name: string) => () => void asked.push(name),
  })
  let measured: Experiments

  beforeAll(async () => {
    await mkdir(join(dir, 'out', 'rows'), { recursive: true })
    const cases = await casesOf(join(dir, 'models'), ['baseline', 'full', 'full.ddim'])
    measured = await experiments(cases, settings())
  }, 120_000)

  it('have every figure of the tables, from looks that are made once', () => {
    const [baseline, full, ddim] = measured.cases
    for (const figure of [
      'two.R@10',
      'whole.R@1',
      'two.fid',
      'swap',
      'rotate.right',
      'all.5',
      'auroc.embedding',
    ])
      expect(full?.metrics, figure).toHaveProperty([figure])
    expect(full?.metrics).toEqual(baseline?.metrics)
    expect(ddim?.metrics).not.toHaveProperty(['swap'])
    expect(measured.bounds['copy.R@10']?.count).toBe(2)
    expect(measured.difference['two.R@10']).toEqual({ mean: 0, low: 0, high: 0, count: 2 })
  })

  it('are not measured again, and come out the same', async () => {
    expect(asked).toContain('full')
    asked.length = 0
    const cases = await casesOf(join(dir, 'models'), ['baseline', 'full', 'full.ddim'])
    const again = await experiments(cases, settings())
    expect(asked).toEqual([])
    expect(again).toEqual(measured)
  })

  it.each([
    ['reader', 'vision', /2 different readers/],
    ['vision', 'reader', /2 different picture towers.*make judge/],
  ] as const)(
    'refuse families that differ in what they are measured with: the %s',
    async (one, other, why) => {
      const path = join(dir, 'models', 'baseline', 'manifest.json')
      const text = await readFile(path, 'utf8')
      const manifest = JSON.parse(text)
      manifest.graphs[one] = manifest.graphs[other]
      await writeFile(path, JSON.stringify(manifest))
      const cases = await casesOf(join(dir, 'models'), ['baseline', 'full'])
      await expect(experiments(cases, settings())).rejects.toThrow(why)
      await writeFile(path, text)
    },
  )

  it('make a page that says how, with the paper’s figures beside ours, and plots that carry the families', async () => {
    const page = pageOf(measured, { about: { queries: 2 }, command: 'npx hemline evaluate experiments' })
    expect(page).toContain('queries 2')
    expect(page).toContain('| FashionIQ | 4.96 / 13.31 |')
    expect(page).toMatch(/\| swap \| \d\.\d{3} \(.*\) \| \d\.\d{3} \(.*\) \|/)
    expect(page).not.toContain('undefined')
    const plots = plotsOf(measured)
    expect(plots['five-rounds.svg']?.lines.map(({ name }) => name)).toEqual(['baseline', 'full'])
    const svg = await plotted(plots['five-rounds.svg'] as never)
    expect(svg).toMatch(/^<svg/)
    expect(svg).toContain('baseline')
  })
})
