import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { render } from '../../src/garments/cli.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-render-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Runs `hemline render ...` in this process; usage errors become exceptions instead of exits. */
async function run(...args: string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  render.exitOverride().configureOutput({ writeErr: () => {} })
  program.addCommand(render)
  await program.parseAsync(['render', ...args], { from: 'user' })
}

describe('hemline render', () => {
  it('draws a garment from some of its attributes, the rest from the seed', async () => {
    const file = join(dir, 'dress.png')
    await run(
      '--attributes',
      '{"category":"dress","colour":"navy"}',
      '-o',
      file,
      '--seed',
      '4',
      '--size',
      '64',
    )
    expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG')
  })

  it.each([
    ['text that is not JSON', '{colour: red', 'not JSON'],
    ['an unknown value', '{"colour":"octarine"}', 'colour'],
    ['an unknown attribute', '{"colur":"red"}', 'colur'],
    ['what cannot be drawn together', '{"category":"skirt","sleeve":"long"}', 'cannot be drawn together'],
  ])('says what is wrong with %s', async (_, attributes, message) => {
    await expect(run('--attributes', attributes, '-o', join(dir, 'x.png'))).rejects.toThrow(message)
  })
})
