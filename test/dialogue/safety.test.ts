/** A model that judges pictures, on the way that every channel goes. The one here calls bright pictures unsafe. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CoreOptions, type OpenCore, openCore } from '../../src/core.ts'
import { textsFor } from '../../src/dialogue/languages.ts'
import type { Reply } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { InferenceError } from '../../src/inference/error.ts'
import { openModel } from '../../src/inference/model.ts'

const path = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const FAMILY = path('tiny-family')
const BRIGHT = path('bright-is-unsafe.onnx')

const picture = (background: string, width = 90, height = 120) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

/** The same graph with its slope turned round. */
async function darkIsUnsafe(): Promise<string> {
  const graph = await readFile(BRIGHT)
  const slope = Buffer.alloc(4)
  slope.writeFloatLE(40)
  graph.writeFloatLE(-40, graph.indexOf(slope))
  const file = join(dataDir, 'dark.onnx')
  await writeFile(file, graph)
  return file
}

let dataDir: string
let core: OpenCore | undefined
let turns = 0
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hemline-safety-'))
})
afterEach(async () => {
  await core?.close()
  core = undefined
  await rm(dataDir, { recursive: true, force: true })
})

async function open(options: Partial<CoreOptions> = {}): Promise<OpenCore> {
  const log = { error: (problem: object) => expect.fail(JSON.stringify(problem)), info: () => undefined }
  core = await openCore({ dataDir, modelDir: FAMILY, threads: 1, demo: 4, log: log as never, ...options })
  return core
}
async function say(said: Partial<Turn>): Promise<Reply[]> {
  const turn = { id: `turn-${turns++}`, conversation: 'web:1', user: 'anna', channel: 'web', ...said }
  const replies: Reply[] = []
  for await (const reply of (core as OpenCore).handle(turn)) replies.push(reply)
  return replies
}
const kinds = (replies: readonly Reply[]) => replies.map(({ kind }) => kind)
const looksIn = async () => (await (core as OpenCore).view('web:1')).looks

describe('with a safety model', () => {
  it('an upload that it calls unsafe is refused before anything else, in the language of the answers', async () => {
    await open({ safetyModel: BRIGHT })
    const photo = new Uint8Array(await picture('#ffffff'))
    for (const locale of ['en', 'de', 'es'])
      expect((await say({ photo, locale, text: 'make it red' }))[0]).toEqual({
        kind: 'error',
        code: 'unsafe-picture',
        text: textsFor(locale).unsafePhoto,
      })
    expect(await looksIn()).toEqual([])
    await expect(core?.find({ photo }, 3)).rejects.toThrow(textsFor('en').unsafePhoto)
  })

  it('any other is worked on, and what is no picture is told as ever', async () => {
    await open({ safetyModel: BRIGHT })
    expect((await say({ photo: new Uint8Array(await picture('#802030')) }))[0]?.kind).toBe('products')
    expect(await looksIn()).toHaveLength(1)
    expect((await say({ photo: new Uint8Array(Buffer.from('no picture')) }))[0]).toMatchObject({
      kind: 'error',
      code: 'not-a-picture',
    })
  })

  it('a look that it calls unsafe is neither shown nor kept, and the one before stays in hand', async () => {
    await open({ safetyModel: await darkIsUnsafe() })
    await say({ photo: new Uint8Array(await picture('#ffffff')) })
    // What the untrained family makes of white is grey.
    const replies = await say({ text: 'make it navy and give it long sleeves' })
    expect(kinds(replies).filter((kind) => kind !== 'progress')).toEqual(['plan', 'error', 'done'])
    expect(replies.find(({ kind }) => kind === 'error')).toEqual({
      kind: 'error',
      code: 'unsafe-picture',
      text: textsFor('en').unsafeLook,
    })
    expect(await core?.view('web:1')).toMatchObject({ current: 1, looks: [{ n: 1 }] })
    await core?.close()
    await open()
    expect(kinds(await say({ text: 'make it navy' }))).toContain('round')
  })
})

describe('without one', () => {
  it('no picture is judged', async () => {
    await open()
    expect((await say({ photo: new Uint8Array(await picture('#ffffff')) }))[0]?.kind).toBe('products')
  })
})

describe('a safety model', () => {
  it('tells its side itself', async () => {
    const model = await openModel(FAMILY, { device: 'cpu', threads: 1, safety: BRIGHT })
    expect(model.safety?.size).toBe(32)
    await model.close()
  })

  it('that is not there, or no such thing, stops the start and says why', async () => {
    await expect(open({ safetyModel: join(dataDir, 'none.onnx') })).rejects.toThrow(
      /The safety model cannot be loaded/,
    )
    const wrong = open({ safetyModel: join(FAMILY, 'text.onnx') })
    await expect(wrong).rejects.toThrow(/must take one float32 image \[1, 3, s, s\]/)
    await expect(wrong).rejects.toBeInstanceOf(InferenceError)
  })
})
