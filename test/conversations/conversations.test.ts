import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFake } from '../dialogue/rooms.ts'
import { examplesOf, KINDS } from './coverage.ts'
import { play, SCRIPTS } from './play.ts'
import { readScript } from './script.ts'

let dir: string
let hemline: Awaited<ReturnType<typeof openFake>>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-conversations-'))
  hemline = await openFake(dir)
})
afterAll(async () => {
  await hemline.close()
  await rm(dir, { recursive: true, force: true })
})

/** What was said as an example of something, counted once however often it was said. */
const examples = new Map<string, Set<string>>()

describe('a conversation', () => {
  it.each(SCRIPTS)('%s', async (name, script) => {
    const faults: string[] = []
    for await (const played of play(hemline, name, script)) {
      const { line } = played
      faults.push(...played.faults.map((fault) => `${name}.txt:${line.at} “${line.said}”: ${fault}`))
      // A press has no wording.
      for (const kind of line.said ? examplesOf(played) : [])
        examples.set(kind, (examples.get(kind) ?? new Set()).add(line.said.toLowerCase()))
    }
    expect(faults).toEqual([])
    expect(hemline.failures.splice(0)).toEqual([])
  })
})

describe('all conversations together', () => {
  it('are at least sixty, of four to twelve turns and a title of their own', () => {
    const turns = SCRIPTS.map(([name, { lines }]) => ({ name, turns: lines.length }))
    expect(turns.length).toBeGreaterThanOrEqual(60)
    expect(turns.filter((one) => one.turns < 4 || one.turns > 12)).toEqual([])
    expect(new Set(SCRIPTS.map(([, { title }]) => title)).size).toBeGreaterThan(60)
  })

  it.each(KINDS)('say “%s” in at least ten wordings', (kind) => {
    expect([...(examples.get(kind) ?? [])].length).toBeGreaterThanOrEqual(10)
  })
})

describe('a script', () => {
  it.each([
    ['> hi\n= talk | colour red', 'one.txt:2: “colour red” can not be expected'],
    ['> hi\n> hello\n= talk', 'one.txt:1: nothing is expected of this'],
    ['= talk', 'one.txt:1: nothing was said that this could follow'],
    ['hello', 'one.txt:1: “hello” is no line of a conversation'],
  ])('%j is refused with its place', (text, message) =>
    expect(() => readScript('one.txt', text)).toThrow(message),
  )
})
