import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChatOptions, chat } from '../../adapters/terminal/chat.ts'
import { fakeCore } from '../web/fake-core.ts'

let pictures: string
beforeEach(async () => {
  pictures = await mkdtemp(join(tmpdir(), 'hemline-chat-'))
})
afterEach(() => rm(pictures, { recursive: true }))

const sink = () => {
  const heard: string[] = []
  const output = new Writable({
    write(chunk, _encoding, done) {
      heard.push(String(chunk))
      done()
    },
  })
  return { output, heard: () => heard.join('') }
}

async function converse(input: string, options: Partial<ChatOptions> = {}): Promise<string> {
  const { output, heard } = sink()
  await chat({
    core: fakeCore({ steps: 2 }),
    input: Readable.from([input]),
    output,
    conversation: 'terminal:test',
    pictures,
    protocol: 'none',
    json: false,
    ...options,
  })
  return heard()
}

type Line = Record<string, unknown> & { kind: string }
const parsed = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('a conversation through a pipe', () => {
  it('answers each line in turn, with the pictures as files', async () => {
    const text = await converse('surprise me\nmake it navy and longer sleeves\nundo\n')
    expect(text.indexOf('How about this one?')).toBeLessThan(text.indexOf('✓ Done: make it navy.'))
    expect(text.indexOf('✓ Done: longer sleeves.')).toBeLessThan(text.indexOf('Back to the look before.'))
    const [path] = text.match(/\S+look-2\.png/) ?? []
    expect((await sharp(path).metadata()).format).toBe('png')
  })

  it('says what did not take', async () => {
    expect(await converse('surprise me\nadd a hood\n')).toContain(
      '✗ I tried “add a hood”, but it did not take.',
    )
  })

  it('lists matches with price, sale and the sizes that are there', async () => {
    const text = await converse('surprise me\n')
    expect(text).toMatch(/^ {2}1\. .+ {2}· {2}.+ {2}· {2}\d+\.\d\d EUR/m)
    expect(text).toMatch(/\(was \d+\.\d\d\)/)
  })

  it('answers an empty line and goes on', async () => {
    const text = await converse('\nsurprise me\n')
    expect(text).toContain('! Nothing was said.')
    expect(text).toContain('How about this one?')
  })

  it('begins with a photo or a product when told to', async () => {
    const photo = await sharp({ create: { width: 90, height: 90, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    expect(await converse('', { opening: { photo } })).toContain('Got your picture.')
    expect(await converse('', { opening: { press: { kind: 'start', sku: 'D3' } } })).toContain('Here it is.')
  })

  it('lets no control character of a message through to the terminal', async () => {
    expect(await converse('surprise me\n\x1b[2Jadd a hood\x07\n')).not.toMatch(/[^\P{Cc}\n]/u)
  })
})

describe('as JSON lines', () => {
  it('gives one line for each reply, in the agreed shape', async () => {
    const lines = parsed(await converse('surprise me\nmake it navy\n', { json: true }))
    expect(lines.map(({ kind }) => kind)).toEqual([
      'products',
      'done',
      'plan',
      'progress',
      'progress',
      'round',
      'done',
    ])
    const round = lines.find(({ kind }) => kind === 'round')
    expect(round).toMatchObject({
      round: 1,
      rounds: 1,
      verdict: 'done',
      edit: { attribute: 'colour', value: 'navy' },
    })
    expect(round?.ms).toBeTypeOf('number')
    const matches = (round?.matches ?? []) as object[]
    expect(Object.keys(matches[0] ?? {})).toEqual(['sku', 'title', 'price', 'currency', 'score'])
  })

  it('names pictures by path, and the path leads to the picture', async () => {
    const lines = parsed(await converse('surprise me\nmake it navy\n', { json: true }))
    const { image } = lines.find(({ kind }) => kind === 'round') as unknown as { image: string }
    expect((await readFile(image)).subarray(1, 4).toString()).toBe('PNG')
    expect(lines.at(-1)?.image).toBe(image)
  })

  it('keeps errors in the stream', async () => {
    const [line] = parsed(await converse('\n', { json: true }))
    expect(line).toMatchObject({ kind: 'error', code: 'empty' })
  })
})

describe('a live terminal', () => {
  const live = (options: Partial<ChatOptions> = {}) => {
    const { output, heard } = sink()
    const input = Object.assign(new PassThrough(), { isTTY: true })
    const ended = converse('', { input, output: Object.assign(output, { isTTY: true }), ...options })
    const until = (text: string) => expect.poll(heard, { timeout: 5000 }).toContain(text)
    return { input, type: (text: string) => input.write(text), leave: () => input.end(), ended, until }
  }

  it('prompts, draws progress and answers', async () => {
    const { type, leave, ended, until } = live()
    await until('› ')
    type('surprise me\r')
    await until('How about this one?')
    type('make it navy\r')
    await until('1/1 ━')
    await until('✓ Done: make it navy.')
    leave()
    await ended
  })

  it('lets go of the input at Ctrl-D, also in the middle of a turn', async () => {
    const { type, input, ended, until } = live({ core: fakeCore({ stepMs: 20, steps: 10 }) })
    type('surprise me\r')
    await until('How about this one?')
    type('make it navy\r')
    await until('1/1 ━')
    type('\x04')
    await ended
    // One that reads on would keep the process alive.
    expect(input.isPaused()).toBe(true)
  })

  it('stops a turn at Ctrl-C and stays', async () => {
    const { type, leave, ended, until } = live({ core: fakeCore({ stepMs: 50, steps: 40 }) })
    type('surprise me\r')
    await until('How about this one?')
    type('make it navy\r')
    await until('1/1 ━')
    type('\x03')
    await until('Stopped.')
    type('help\r')
    await until('Say what to change: ')
    leave()
    await ended
  })
})
