import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chainOf } from '../../src/garments/chains.ts'
import { writeDataset } from '../../src/garments/dataset.ts'
import { longChainOf } from '../../src/garments/long-chains.ts'
import { rasterise, renderGarment } from '../../src/garments/render.ts'

const SIZE = 32
const SEED = 8_100_000
let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-dataset-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const read = (name: string, from = dir) => readFile(join(from, name))
const write = (count: number, to = dir) => writeDataset({ dir: to, count, seed: SEED, size: SIZE })
const files = ['dataset.json', 'pictures.u8', 'poses.u8', 'chains.jsonl']

describe('a written data set', () => {
  it('has a header, raw pictures, raw poses and a line a chain', async () => {
    await write(3)
    const header = JSON.parse((await read('dataset.json')).toString())
    expect(header).toMatchObject({
      version: 1,
      size: SIZE,
      count: 3,
      seed: SEED,
      pictures: { file: 'pictures.u8', shape: [3, 4, SIZE, SIZE, 3] },
      poses: { file: 'poses.u8', shape: [3, 64, 64, 3] },
      chains: 'chains.jsonl',
    })
    expect(header.values.colour).toContain('navy')
    expect(header.applicable.skirt.sleeve).toBe(false)
    expect(await read('pictures.u8')).toHaveLength(3 * 4 * SIZE * SIZE * 3)
    expect(await read('poses.u8')).toHaveLength(3 * 64 * 64 * 3)
    const lines = (await read('chains.jsonl')).toString().trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).seed)).toEqual([SEED, SEED + 1, SEED + 2])
  })

  it('holds exactly the pictures of its chains, in order', async () => {
    await write(2)
    const { garments, scene } = chainOf(1, SEED)
    const bytes = SIZE * SIZE * 3
    const both = (await read('pictures.u8')).subarray(7 * bytes, 8 * bytes)
    expect(Buffer.compare(both, rasterise(renderGarment(garments[3], scene), SIZE).rgb())).toBe(0)
  })

  it('goes on to further edits, a picture each, where asked', async () => {
    await write(1)
    await writeDataset({ dir: join(dir, 'long'), count: 1, seed: SEED, size: SIZE, rounds: 4 })
    const header = JSON.parse((await read('long/dataset.json')).toString())
    expect(header.pictures.shape).toEqual([1, 6, SIZE, SIZE, 3])
    const pictures = await read('long/pictures.u8')
    const bytes = SIZE * SIZE * 3
    expect(Buffer.compare(pictures.subarray(0, 4 * bytes), await read('pictures.u8'))).toBe(0)
    const line = JSON.parse((await read('long/chains.jsonl')).toString())
    const { garments, scene, edits } = longChainOf(0, SEED, 4)
    expect(line.edits).toEqual(edits)
    expect(line.phrases.map((wordings: string[]) => wordings[0])).toEqual(edits.map(({ text }) => text))
    expect([line.garments.length, line.lightness.length, line.captions.length]).toEqual([6, 6, 6])
    expect(line.garments.slice(3)).toEqual(garments.slice(2))
    const last = rasterise(renderGarment(garments[4] as never, scene), SIZE).rgb()
    expect(Buffer.compare(pictures.subarray(5 * bytes), last)).toBe(0)
  })

  it('refuses to go on with another number of edits', async () => {
    await write(1)
    const longer = writeDataset({ dir, count: 2, seed: SEED, size: SIZE, rounds: 3 })
    await expect(longer).rejects.toThrow('4 pictures a chain')
  })

  it('goes on where it was interrupted and ends up the same, torn files included', async () => {
    const whole = join(dir, 'whole')
    const torn = join(dir, 'torn')
    await write(4, whole)
    await write(3, torn)
    // A kill in the middle of the third chain: pictures written, the line cut in half.
    await truncate(join(torn, 'chains.jsonl'), (await read('chains.jsonl', torn)).length - 100)
    await write(4, torn)
    for (const name of files)
      expect(Buffer.compare(await read(name, torn), await read(name, whole)), name).toBe(0)
  })

  it('reports progress, counting what was there', async () => {
    await write(2)
    const seen: number[] = []
    await writeDataset({ dir, count: 4, seed: SEED, size: SIZE, onProgress: (done) => seen.push(done) })
    expect(seen).toEqual([2, 3, 4])
  })

  it('refuses a folder of another data set and leaves it as it is', async () => {
    await write(1)
    await expect(writeDataset({ dir, count: 2, seed: SEED + 1, size: SIZE })).rejects.toThrow(
      'another data set',
    )
    expect((await read('chains.jsonl')).toString().trimEnd().split('\n')).toHaveLength(1)
  })

  it('refuses a header it cannot read', async () => {
    await writeFile(join(dir, 'dataset.json'), 'not json')
    await expect(write(1)).rejects.toThrow('not a data set header')
  })

  it('stops when asked to', async () => {
    const stop = new AbortController()
    const writing = writeDataset({
      dir,
      count: 50,
      seed: SEED,
      size: SIZE,
      signal: stop.signal,
      onProgress: (done) => done === 2 && stop.abort(),
    })
    await expect(writing).rejects.toThrow()
    expect((await read('chains.jsonl')).toString().trimEnd().split('\n')).toHaveLength(2)
  })
})
