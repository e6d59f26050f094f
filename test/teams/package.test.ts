import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import AjvDraft4 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestOf } from '../../adapters/teams/manifest.ts'
import { appPackage } from '../../adapters/teams/package.ts'

const FACTS = {
  appId: '11111111-1111-1111-1111-111111111111',
  version: '1.2.3',
  name: 'Hemline',
  developer: 'A shop',
  website: 'https://shop.example.com',
  privacy: 'https://shop.example.com/privacy',
  terms: 'https://shop.example.com/terms',
}

/** What Microsoft's own schema, of the version that the manifest names, has to say. */
async function faultsOf(manifest: { manifestVersion: string }): Promise<unknown[]> {
  const home = createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json')
  const path = join(
    home,
    `../build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
  )
  const ajv = new AjvDraft4.default({ allErrors: true, strict: false })
  addFormats.default(ajv, ['uri', 'email', 'regex'])
  const isValid = ajv.compile(JSON.parse(await readFile(path, 'utf8')))
  return isValid(manifest) ? [] : (isValid.errors ?? [])
}

describe('the manifest', () => {
  it('is what the official schema asks for, with and without a public address', async () => {
    expect(await faultsOf(manifestOf(FACTS))).toEqual([])
    const open = manifestOf({ ...FACTS, publicUrl: 'https://pictures.example.com/shop' })
    expect(open.validDomains).toEqual(['pictures.example.com'])
    expect(await faultsOf(open)).toEqual([])
    const longest = manifestOf({ ...FACTS, name: 'n'.repeat(30), developer: 'd'.repeat(32) })
    expect(await faultsOf(longest)).toEqual([])
    // The schema would find it.
    expect(await faultsOf({ ...manifestOf(FACTS), accentColor: 'orange' } as never)).not.toEqual([])
  })

  it.each([
    ['name', 'n'.repeat(31)],
    ['developer', ''],
    ['website', 'http://shop.example.com'],
    ['version', 'latest'],
    ['appId', 'my-bot'],
  ])('is not made of a %s that Teams would refuse', (name, value) => {
    expect(() => manifestOf({ ...FACTS, [name]: value })).toThrow(name)
  })
})

describe('the package', () => {
  it('holds the manifest and icons of the sizes that Teams asks for', async () => {
    const files = unzipSync(await appPackage(FACTS))
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png'])
    expect(JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))).toMatchObject({ id: FACTS.appId })
    const color = sharp(files['color.png'])
    expect(await color.metadata()).toMatchObject({ format: 'png', width: 192, height: 192 })
    expect((await color.stats()).isOpaque).toBe(true)
    const outline = sharp(files['outline.png'])
    expect(await outline.metadata()).toMatchObject({ format: 'png', width: 32, height: 32 })
    const { data } = await outline.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    // White where there is anything, and nothing in the corners.
    expect(data[3]).toBe(0)
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3] === 255) expect([...data.subarray(i, i + 3)]).toEqual([255, 255, 255])
  })

  it('is the same for the same app', async () => {
    expect(Buffer.from(await appPackage(FACTS)).equals(await appPackage(FACTS))).toBe(true)
  })
})

describe('hemline teams package', { timeout: 60_000 }, () => {
  const BIN = join(import.meta.dirname, '../../src/hemline.js')
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hemline-package-'))
  })
  afterAll(() => rm(dir, { recursive: true }))
  const hemline = (args: string[], env: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, [BIN, 'teams', 'package', ...args], {
      cwd: dir,
      env: { PATH: process.env.PATH, ...env },
    })
  const APP = {
    HEMLINE_TEAMS_APP_ID: FACTS.appId,
    HEMLINE_TEAMS_APP_PASSWORD: 'hush',
    HEMLINE_TEAMS_TENANT_ID: FACTS.appId,
  }

  it('writes it for the configured app', async () => {
    const { stdout } = await hemline(['-o', 'app.zip', '--website', 'https://shop.example.com'], APP)
    expect(stdout).toContain('app.zip')
    expect(Object.keys(unzipSync(await readFile(join(dir, 'app.zip'))))).toContain('manifest.json')
  })

  it('says what is missing', async () => {
    await expect(hemline(['-o', 'app.zip'])).rejects.toThrow(/HEMLINE_TEAMS_APP_ID is not set/)
    await expect(hemline(['-o', 'app.zip'], APP)).rejects.toThrow(/--website/)
    await expect(hemline(['-o', 'app.zip', '--website', 'http://x.example'], APP)).rejects.toThrow(
      /website must be an address that begins with https/,
    )
  })
})
