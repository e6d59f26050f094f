import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examine, type Finding } from '../../src/cli/doctor.ts'
import { readSettings } from '../../src/settings.ts'
import { discordServer, type ServerOptions, TOKEN } from '../discord/server.ts'

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
      'safety',
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

  it('says whether pictures are judged, and why a model for it cannot be used', async () => {
    const graph = fileURLToPath(new URL('../fixtures/bright-is-unsafe.onnx', import.meta.url))
    expect(of(await findings({}), 'safety')?.state).toBe('note')
    expect(of(await findings({ HEMLINE_SAFETY_MODEL: graph }), 'safety')).toMatchObject({
      state: 'ok',
      text: expect.stringContaining('at 32 pixels'),
    })
    expect(of(await findings({ HEMLINE_SAFETY_MODEL: join(dataDir, 'none.onnx') }), 'safety')).toMatchObject({
      state: 'fault',
      text: expect.stringContaining('safety model cannot be loaded'),
    })
  })

  it('notes a port that is taken', async () => {
    const other = createServer()
    await new Promise<void>((ready) => other.listen(0, ready))
    const { port } = other.address() as { port: number }
    expect(of(await findings({ PORT: String(port) }), 'web')).toMatchObject({ state: 'note' })
    other.close()
  })

  async function discord(options: ServerOptions = {}, env: Record<string, string> = {}) {
    const server = await discordServer(options)
    try {
      const all = await findings({ HEMLINE_DISCORD_TOKEN: TOKEN, HEMLINE_DISCORD_API: server.api, ...env })
      expect(server.violations).toEqual([])
      return of(all, 'discord')
    } finally {
      await server.close()
    }
  }

  it('says whose the Discord token is, and where to get another for one that is refused', async () => {
    expect(await discord()).toMatchObject({
      state: 'ok',
      text: 'the token is that of “Hemline”, on 1 server(s)',
    })
    const wrong = { HEMLINE_DISCORD_TOKEN: TOKEN.replace('loopback', 'wrong') }
    expect(await discord({}, wrong)).toMatchObject({
      state: 'fault',
      text: expect.stringMatching(/HEMLINE_DISCORD_TOKEN.*Bot › Reset Token/),
    })
  })

  it('names the intent that the bot was not given, where it is needed', async () => {
    const readThreads = { HEMLINE_DISCORD_READ_THREADS: '1' }
    expect(await discord({ refuseIntents: true }, readThreads)).toMatchObject({
      state: 'fault',
      text: expect.stringMatching(/Message Content Intent.*Privileged Gateway Intents/),
    })
    expect((await discord({ refuseIntents: true }))?.state).toBe('ok')
    expect((await discord({}, readThreads))?.state).toBe('ok')
  })

  it('names the permissions that the bot lacks on each server, and where to give them', async () => {
    const lacking = (1n << 15n) | (1n << 11n)
    const { state, text } = (await discord({ lacking, servers: 201 })) ?? {}
    expect(state).toBe('note')
    expect(text).toMatch(
      /On “Friends” the bot lacks Send Messages, Attach Files\. .*Server settings › Roles.*oauth2/,
    )
    expect(text).toMatch(/On “Friends 2” the bot lacks/)
    expect(text).toMatch(/and on 181 more servers$/)
    expect(await discord({ servers: 0 })).toMatchObject({
      state: 'note',
      text: expect.stringMatching(/on no server yet.*oauth2/),
    })
  })
})
