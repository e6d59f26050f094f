import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readSettings } from '../src/settings.ts'

const DEFAULTS = {
  port: 3978,
  dataDir: './data',
  modelDir: 'models/embedded',
  device: 'auto',
  threads: 0,
  safetyModel: undefined,
  allowedImageHosts: [],
  currency: 'EUR',
  language: 'en',
  logLevel: 'info',
  publicUrl: undefined,
  teams: { app: undefined, tenants: [], managers: [], playground: false, atOnce: 8 },
  discord: {
    token: undefined,
    readThreads: false,
    atOnce: 8,
    perPerson: 0,
    blockedWords: [],
    api: 'https://discord.com/api',
  },
}

describe('settings', () => {
  it('have defaults, for what is left blank too', () => {
    expect(readSettings({})).toEqual(DEFAULTS)
    expect(readSettings({ PORT: '', HEMLINE_DATA: ' ', LOG_LEVEL: '' })).toEqual(DEFAULTS)
  })

  it('are read as what they mean', () => {
    const env = {
      PORT: '0',
      HEMLINE_ALLOWED_IMAGE_HOSTS: 'a.example, B.example',
      HEMLINE_SHOP_CURRENCY: 'gbp',
    }
    expect(readSettings(env)).toMatchObject({
      port: 0,
      allowedImageHosts: ['a.example', 'b.example'],
      currency: 'GBP',
    })
  })

  it.each([
    ['PORT', '80.5', 'whole number'],
    ['PORT', '70000', 'at most 65535'],
    ['HEMLINE_DEVICE', 'abacus', 'one of auto, cpu'],
    ['HEMLINE_THREADS', 'many', 'whole number'],
    ['HEMLINE_ALLOWED_IMAGE_HOSTS', 'https://a.example/x', 'host names'],
    ['HEMLINE_SHOP_CURRENCY', 'euros', 'three-letter'],
    ['HEMLINE_DISCORD_READ_THREADS', 'yes', '0 or 1'],
    ['HEMLINE_DISCORD_API', 'discord', 'an address'],
    ['HEMLINE_PUBLIC_URL', 'http://shop.example.com', 'begins with https'],
    ['HEMLINE_TEAMS_APP_ID', 'my-bot', 'an id like'],
    ['HEMLINE_TEAMS_APP_TYPE', 'some', 'one of single-tenant'],
    ['LOG_LEVEL', 'loud', 'one of fatal'],
  ])('%s=%s is refused by name', (name, value, why) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`${name}=.*${why}`))
  })

  it('of a Teams app say which of its parts is missing, and never repeat a secret', () => {
    const id = '11111111-2222-3333-4444-555555555555'
    const app = { HEMLINE_TEAMS_APP_ID: id, HEMLINE_TEAMS_APP_PASSWORD: 'hush', HEMLINE_TEAMS_TENANT_ID: id }
    expect(readSettings(app).teams).toMatchObject({
      app: { id, type: 'single-tenant', password: 'hush', tenant: id },
      tenants: [id],
    })
    const refused = (env: Record<string, string>, why: RegExp) =>
      expect(() => readSettings({ ...app, ...env })).toThrow(why)
    refused({ HEMLINE_TEAMS_APP_PASSWORD: '' }, /APP_PASSWORD=: must be set/)
    refused({ HEMLINE_TEAMS_TENANT_ID: '' }, /TENANT_ID=: must be set/)
    refused({ HEMLINE_TEAMS_APP_TYPE: 'multi-tenant' }, /ALLOWED_TENANTS=: .*or \* for all/)
    refused({ HEMLINE_TEAMS_APP_TYPE: 'managed-identity' }, /APP_PASSWORD=…: must be left out/)
    refused({ HEMLINE_TEAMS_ALLOWED_TENANTS: 'us' }, /ALLOWED_TENANTS=us: must be tenant ids/)
    expect(
      readSettings({ ...app, HEMLINE_TEAMS_APP_TYPE: 'multi-tenant', HEMLINE_TEAMS_ALLOWED_TENANTS: '*' })
        .teams.tenants,
    ).toEqual(['*'])
  })

  it('that are wrong are all named at once', () => {
    expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT=x.*\n.*LOG_LEVEL=y/)
  })

  it('are all in .env.example, with their defaults', async () => {
    const example = parseEnv(await readFile('.env.example', 'utf8'))
    expect(readSettings(example)).toEqual(DEFAULTS)
    const source = await readFile('src/settings.ts', 'utf8')
    for (const [, name] of source.matchAll(/^ {2}([A-Z_]+): setting/gm))
      expect(example).toHaveProperty(name ?? '')
  })
})

describe('.env', () => {
  const home = process.cwd()
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    process.chdir(home)
  })

  it('of the current folder is read, and the environment wins', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'hemline-env-'))
    await writeFile(join(dir, '.env'), 'PORT=4000\nHEMLINE_SHOP_CURRENCY=CHF\n')
    process.chdir(dir)
    vi.stubEnv('PORT', '5000')
    expect(readSettings()).toMatchObject({ port: 5000, currency: 'CHF' })
    process.chdir(home)
    await rm(dir, { recursive: true })
  })
})
