import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const BIN = fileURLToPath(new URL('../../src/hemline.js', import.meta.url))
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

let dir: string
let photo: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'models-'))
  photo = join(dir, 'photo.jpg')
  await sharp({ create: { width: 200, height: 300, channels: 3, background: '#a03050' } }).toFile(photo)
})
afterAll(() => rm(dir, { recursive: true, force: true }))

function hemline(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { ...process.env, HEMLINE_MODEL: TINY }
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((ended) => child.on('close', (code) => ended({ code, stdout, stderr })))
}
const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

describe('hemline edit', { timeout: 180_000 }, () => {
  const edited = (name: string, ...options: string[]) =>
    hemline('edit', photo, 'make it navy, no collar', '-o', join(dir, name), '--json', ...options)
  const picture = (name: string) => readFile(join(dir, name))

  it('makes a round of each sub-edit, the same picture from the same seed, another in the other order', async () => {
    const { code, stdout } = await edited('a.png', '--seed', '5')
    expect(code).toBe(0)
    expect(lines(stdout).map(({ round, edits }) => [round, edits[0].edit.value])).toEqual([
      [1, 'navy'],
      [2, 'collar'],
    ])
    await edited('b.png', '--seed', '5')
    expect(await picture('b.png')).toEqual(await picture('a.png'))
    const reversed = await edited('c.png', '--seed', '5', '--reverse')
    expect(lines(reversed.stdout)[0].edits[0].edit.value).toBe('collar')
    expect(await picture('c.png')).not.toEqual(await picture('a.png'))
  })

  it('makes one round of it all, with steps, scheduler and pose as asked', async () => {
    const { code, stdout } = await edited(
      'd.png',
      ...['--one-round', '--steps', '3', '--scheduler', 'ddim', '--pose', 'hands on hips'],
    )
    expect(code).toBe(0)
    const [round, ...more] = lines(stdout)
    expect(more).toEqual([])
    expect(round.edits).toHaveLength(2)
    expect((await sharp(await picture('d.png')).metadata()).width).toBe(256)
  })

  it('says what it cannot take', async () => {
    expect((await edited('e.png', '--scheduler', 'euler')).code).toBe(2)
    const notes = join(dir, 'notes.txt')
    await writeFile(notes, 'milk, bread')
    const { code, stderr } = await hemline('edit', notes, 'make it navy', '-o', join(dir, 'e.png'))
    expect(code).toBe(1)
    expect(stderr).toMatch(/notes\.txt: That file is not a picture/)
  })
})

describe('hemline embed', { timeout: 180_000 }, () => {
  it('prints one line a photo, and a bad one costs only itself', async () => {
    const { code, stdout, stderr } = await hemline('embed', photo, join(dir, 'none.jpg'), photo)
    const [first, second] = lines(stdout)
    expect(first.path).toBe(photo)
    expect(Math.hypot(...first.embedding)).toBeCloseTo(1, 4)
    expect(first.attributes).toHaveProperty('colour')
    expect(second).toEqual(first)
    expect(stderr).toMatch(/none\.jpg cannot be read/)
    expect(code).toBe(1)
  })
})
