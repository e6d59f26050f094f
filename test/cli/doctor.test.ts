import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examine, type Finding } from '../../src/cli/doctor.ts'
import { readSettings } from '../../src/settings.ts'

const MODEL = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hemline-doctor-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const findings = (env: Record<string, string>) =>
  examine(readSettings({ HEMLINE_DATA: dataDir, HEMLINE_MODEL: MODEL, PORT: '0', ...env }))
const of = (all: Finding[], part: string) => all.find((finding) => finding.part === part)

describe('hemline doctor', { timeout: 30_000 }, () => {
  it('finds no fault where everything is in place', async () => {
    const all = await findings({})
    expect(all.filter(({ state }) => state === 'fault')).toEqual([])
    expect(all.map(({ part }) => part)).toEqual([
      'node',
      'models',
      'device',
      'data',
      'database',
      'web',
      'discord',
      'teams',
      'terminal',
    ])
  })

  it('says which models are missing, and still looks at the rest', async () => {
    const all = await findings({ HEMLINE_MODEL: dataDir })
    expect(of(all, 'models')).toMatchObject({
      state: 'fault',
      text: expect.stringContaining('HEMLINE_MODEL'),
    })
    expect(of(all, 'database')?.state).toBe('ok')
  })

  it('says so when the data folder is a file', async () => {
    const file = join(dataDir, 'file')
    await writeFile(file, '')
    expect(of(await findings({ HEMLINE_DATA: file }), 'data')?.state).toBe('fault')
  })

  it('notes a device that this build does not have, and one that was asked for and is there', async () => {
    const wanted = process.platform === 'darwin' ? 'dml' : 'coreml'
    expect(of(await findings({ HEMLINE_DEVICE: wanted }), 'device')?.state).toBe('note')
    expect(of(await findings({ HEMLINE_DEVICE: 'cpu' }), 'device')?.state).toBe('ok')
  })

  it('notes a port that is taken', async () => {
    const other = createServer()
    await new Promise<void>((ready) => other.listen(0, ready))
    const { port } = other.address() as { port: number }
    expect(of(await findings({ PORT: String(port) }), 'web')).toMatchObject({ state: 'note' })
    other.close()
  })
})
