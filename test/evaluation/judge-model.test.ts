import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleOf } from '../../src/evaluation/chains.ts'
import { type JudgeModel, openJudge } from '../../src/evaluation/judge-model.ts'

const TINY = fileURLToPath(new URL('../fixtures/tiny-judge', import.meta.url))

let judge: JudgeModel
beforeAll(async () => {
  judge = await openJudge(TINY)
})
afterAll(() => judge?.close())

describe('a judge', () => {
  const length = (vector: Iterable<number> = []) => Math.hypot(...vector)
  const { pixels } = sampleOf(0, 'validation', 256)

  it('has pictures and sentences in one space, as vectors of length 1', async () => {
    const picture = await judge.clip?.picture(pixels('both'))
    const [red, again, black] = [
      await judge.clip?.text('a red dress'),
      await judge.clip?.text('a red dress'),
      await judge.clip?.text('black jeans'),
    ]
    expect(picture).toHaveLength(red?.length ?? 0)
    for (const vector of [picture, red, black]) expect(length(vector)).toBeCloseTo(1, 4)
    expect(again).toEqual(red)
    expect(black).not.toEqual(red)
  })

  it('reads attributes with a reader of its own', async () => {
    const seen = await judge.read?.(pixels('both'))
    expect(seen?.reading.attributes).toHaveProperty('colour')
    expect(length(seen?.embedding)).toBeCloseTo(1, 4)
  })
})

describe('a judge that cannot be used', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hemline-judge-'))
    await cp(TINY, dir, { recursive: true })
  })
  afterAll(() => rm(dir, { recursive: true }))

  it('is refused by name: no folder, another file, no JSON, half of the towers', async () => {
    await expect(openJudge(join(dir, 'none'))).rejects.toThrow(/none.*make judge/)
    await writeFile(join(dir, 'clip-text.onnx'), 'other')
    await expect(openJudge(dir)).rejects.toThrow(/clip-text\.onnx is not the file/)
    await rm(join(dir, 'clip-text.onnx'))
    await expect(openJudge(dir)).rejects.toThrow(/lacks clip-text\.onnx/)
    await writeFile(
      join(dir, 'manifest.json'),
      JSON.stringify({
        family: 'judge',
        version: '1',
        licence: 'MIT',
        description: '',
        clip: { size: 128, tokens: 30, width: 32, tokenizer: 'tokenizer.json' },
        graphs: {},
      }),
    )
    await expect(openJudge(dir)).rejects.toThrow(/not both of the graphs/)
    await writeFile(join(dir, 'manifest.json'), '{')
    await expect(openJudge(dir)).rejects.toThrow(/not JSON/)
  })
})
