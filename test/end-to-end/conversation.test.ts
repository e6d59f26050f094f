/** A conversation on the shipped models, through everything that a shopper's goes through. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat } from '../../adapters/terminal/chat.ts'
import type { Garment } from '../../src/attributes.ts'
import { type OpenCore, openCore } from '../../src/core.ts'
import { rasterise, renderGarment } from '../../src/garments/render.ts'
import { sceneOf } from '../../src/garments/scene.ts'
import { SEEDS } from '../../src/garments/seeds.ts'
import { readSettings } from '../../src/settings.ts'
import { ARTEFACTS, CHROMIUM, launch } from '../web/chromium.ts'
import { serveWeb } from '../web/client.ts'

const { modelDir } = readSettings()
const PATIENCE_MS = 120_000
/** Enough for every category; the whole demo shop takes a minute to embed. */
const PRODUCTS = 48

const DRESS: Garment = {
  category: 'dress',
  colour: 'red',
  shade: 0,
  pattern: 'solid',
  sleeve: 'short',
  neckline: 'crew',
  length: 'knee',
  fit: 'regular',
  silhouette: 'a-line',
  details: [],
  material: 'cotton',
}

describe.skipIf(!existsSync(join(modelDir, 'manifest.json')))(
  'on the real models',
  { timeout: PATIENCE_MS },
  () => {
    let dataDir: string
    let core: OpenCore
    let photo: Buffer

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'hemline-e2e-'))
      const log = { error: (problem: object) => expect.fail(JSON.stringify(problem)), info: () => undefined }
      core = await openCore({ dataDir, modelDir, demo: PRODUCTS, log })
      await core.ready
      photo = rasterise(renderGarment(DRESS, sceneOf(SEEDS.test, 'dress')), 512).png()
    }, PATIENCE_MS)
    afterAll(async () => {
      await core?.close()
      await rm(dataDir, { recursive: true })
    })

    it('goes through the terminal: a photo, two rounds, undo, a match as the next start', async () => {
      let heard = ''
      const output = new Writable({
        write(chunk, _encoding, done) {
          heard += chunk
          done()
        },
      })
      await chat({
        core,
        input: Readable.from(['make it navy and give it long sleeves\nundo\nthe second one\n']),
        output,
        conversation: 'terminal:e2e',
        pictures: join(dataDir, 'chat'),
        protocol: 'none',
        json: true,
        opening: { photo: new Uint8Array(photo) },
      })
      const replies = heard
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      const rounds = replies.filter(({ kind }) => kind === 'round')
      expect(rounds.map(({ edit }) => edit.text)).toEqual(['navy', 'long sleeves'])
      for (const round of rounds) {
        expect(existsSync(round.image)).toBe(true)
        expect(round.matches.length).toBeGreaterThan(0)
      }
      expect(replies.filter(({ kind }) => kind === 'error')).toEqual([])
      expect(replies.filter(({ kind }) => kind === 'done').map(({ look }) => look)).toEqual([1, 3, 2, 4])
    })

    it.skipIf(!CHROMIUM)('goes through the page: upload, two rounds, undo, choose', async () => {
      await mkdir(ARTEFACTS, { recursive: true })
      const web = await serveWeb({ core })
      let chromium: Browser | undefined
      try {
        chromium = await launch()
        const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } })
        page.setDefaultTimeout(PATIENCE_MS)
        const looks = page.locator('#strip button')
        const settled = async (count: number) => {
          await expect.poll(() => looks.count(), { timeout: PATIENCE_MS }).toBe(count)
          await page.locator('#stage[aria-busy="false"]').waitFor()
        }
        const current = () => page.locator('#strip [aria-current]').getAttribute('data-look')

        await page.goto(web.url)
        await page.locator('#file').setInputFiles({ name: 'dress.png', mimeType: 'image/png', buffer: photo })
        await settled(1)
        await page.locator('.card').first().waitFor()

        // A round is over in a blink, before a preview is due: that the page said so is noted, not looked for.
        await page.evaluate(`{
          window.notes = []
          const status = document.querySelector('#stage')
          new MutationObserver(() => window.notes.push(status.getAttribute('aria-busy'))).observe(status, {
            attributeFilter: ['aria-busy'],
          })
        }`)
        await page.locator('#say').fill('make it navy and give it long sleeves')
        await page.keyboard.press('Enter')
        await settled(3)
        expect(await page.evaluate<string[]>('window.notes')).toContain('true')
        expect(await page.locator('.thumb-text').allTextContents()).toEqual(['Start', 'navy', 'long sleeves'])
        expect(await page.locator('#look').getAttribute('alt')).not.toBe('')
        await page.waitForTimeout(600)
        await page.screenshot({ path: `${ARTEFACTS}/end-to-end-rounds.png` })

        await page.locator('#undo').click()
        await expect.poll(current).toBe('2')
        await page.locator('.card').nth(1).getByRole('button').click()
        await settled(4)
        await expect.poll(current).toBe('4')
        await page.waitForTimeout(600)
        await page.screenshot({ path: `${ARTEFACTS}/end-to-end-chosen.png` })
      } finally {
        await chromium?.close()
        await web.close()
      }
    })

    it.skipIf(!CHROMIUM)('holds twelve turns of shopping together on the page', async () => {
      await mkdir(ARTEFACTS, { recursive: true })
      const web = await serveWeb({ core })
      let chromium: Browser | undefined
      try {
        chromium = await launch()
        const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } })
        page.setDefaultTimeout(PATIENCE_MS)
        const current = () => page.locator('#strip [aria-current]').getAttribute('data-look')
        const log = page.locator('#log')
        let turn = 0
        /** Says it, waits for an answer in these words, and takes a picture of the page. */
        const say = async (said: string, answered: RegExp) => {
          const before = (await log.innerText()).length
          await page.locator('#say').fill(said)
          await page.keyboard.press('Enter')
          await expect
            .poll(async () => (await log.innerText()).slice(before), { timeout: PATIENCE_MS })
            .toMatch(answered)
          await page.locator('#stage[aria-busy="false"]').waitFor()
          await page.waitForTimeout(500)
          await page.screenshot({ path: `${ARTEFACTS}/twelve-turns-${String(++turn).padStart(2, '0')}.png` })
        }
        await page.goto(web.url)
        await page.locator('#file').setInputFiles({ name: 'dress.png', mimeType: 'image/png', buffer: photo })
        await page.locator('.card').first().waitFor()
        await say('can i see it in navy', /navy/i)
        await say('and longer sleeves pls', /sleeves/i)
        await say('nothing over 120', /120/)
        await say('compare the first and the second', /compare the first and the second[\s\S]+\./)
        await say('keep this one', /Kept as your dress/)
        await say('go back to the first look', /Back at look 1/)
        await expect.poll(current).toBe('1')
        await say('give it the colour of look 2', /navy/i)
        await say('undo that', /Back at look/)
        await expect.poll(current).toBe('1')
        await say('do you have any jackets', /jackets/i)
        await say('keep the second one', /Kept as your outer layer/)
        await say('sort by price', /cheapest first/i)
        await say('show my outfit', /Total/)
        expect(turn).toBe(12)
        expect(await page.locator('#strip button').count()).toBeGreaterThanOrEqual(4)
      } finally {
        await chromium?.close()
        await web.close()
      }
    })
  },
)
