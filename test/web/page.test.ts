import { mkdir } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ARTEFACTS, CHROMIUM, launch } from './chromium.ts'
import { serveWeb } from './client.ts'
import { fakeCore } from './fake-core.ts'

const WIDTHS = { phone: [390, 844], tablet: [820, 1180], desk: [1440, 900] } as const
const PATIENCE_MS = 30_000

describe.skipIf(!CHROMIUM)('the page in a browser', { timeout: 60_000 }, () => {
  let chromium: Browser
  let web: Awaited<ReturnType<typeof serveWeb>>
  const complaints: string[] = []

  beforeAll(async () => {
    await mkdir(ARTEFACTS, { recursive: true })
    chromium = await launch()
  }, PATIENCE_MS)
  afterAll(() => chromium?.close())
  afterEach(async () => {
    await Promise.all(chromium.contexts().map((context) => context.close()))
    await web.close()
    expect(complaints.splice(0)).toEqual([])
  })

  /** A shopper's browser at the open page; whatever its console complains of fails the test. */
  const visit = async (core = fakeCore({ steps: 3 }), options: BrowserContextOptions = {}): Promise<Page> => {
    web = await serveWeb({ core })
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(web.url)
    await page.getByText('Start with a picture').waitFor()
    return page
  }
  const say = async (page: Page, text: string) => {
    await page.getByLabel('Say what to change', { exact: true }).fill(text)
    await page.keyboard.press('Enter')
  }
  const looks = (page: Page) => page.locator('#strip button')
  const idle = (page: Page) => page.locator('#stage[aria-busy="false"]').waitFor()
  const hasLooks = async (page: Page, count: number) => {
    await expect.poll(() => looks(page).count(), { timeout: PATIENCE_MS }).toBe(count)
    await idle(page)
  }
  const overflow = (page: Page): Promise<number> =>
    page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
  const photo = (background: string) =>
    sharp({ create: { width: 300, height: 400, channels: 3, background } })
      .jpeg()
      .toBuffer()

  it('goes through a whole conversation: upload, two rounds, undo, choose', async () => {
    const page = await visit()
    const upload = { name: 'mine.jpg', mimeType: 'image/jpeg', buffer: await photo('teal') }
    await page.locator('#file').setInputFiles(upload)
    await hasLooks(page, 1)

    await say(page, 'make it navy and shorter')
    await hasLooks(page, 3)
    expect(await page.locator('.step').allTextContents()).toEqual(['make it navy (done)', 'shorter (done)'])
    expect(await looks(page).last().getAttribute('aria-current')).toBe('true')
    const alt = await page.locator('#look').getAttribute('alt')
    expect(alt).toContain('navy')
    await page.screenshot({ path: `${ARTEFACTS}/conversation-rounds.png` })

    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('Back to the look before.').waitFor()
    await idle(page)
    expect(await looks(page).nth(1).getAttribute('aria-current')).toBe('true')

    const third = page.locator('.card').nth(2)
    const title = await third.locator('h3').textContent()
    await third.getByRole('button').click()
    await page.getByText(`Starting from “${title}”`).waitFor()
    await hasLooks(page, 4)
    await page.screenshot({ path: `${ARTEFACTS}/conversation-chosen.png` })
  })

  it('resumes after a reload, with everything that was said and made', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Surprise me' }).click()
    await hasLooks(page, 1)
    await say(page, 'make it navy')
    await hasLooks(page, 2)
    await page.reload()
    await hasLooks(page, 2)
    expect(await page.locator('#log').textContent()).toContain('make it navy')
    expect(await page.locator('.card').count()).toBe(8)
  })

  it('joins a turn that is still running when the page is opened again', async () => {
    const page = await visit(fakeCore({ stepMs: 150 }))
    await page.getByRole('button', { name: 'Surprise me' }).click()
    await hasLooks(page, 1)
    await say(page, 'make it navy and shorter')
    await page.locator('.busy').waitFor()
    await page.reload()
    await page.locator('.busy').waitFor()
    await hasLooks(page, 3)
    expect(await page.locator('#log').textContent()).toContain('Done: shorter.')
  })

  it('stops when asked to, by the button or by Escape, and the look stays', async () => {
    const page = await visit(fakeCore({ stepMs: 300 }))
    await page.getByRole('button', { name: 'Surprise me' }).click()
    await hasLooks(page, 1)
    await say(page, 'make it navy')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    await say(page, 'make it red')
    await page.locator('.busy').waitFor()
    await page.keyboard.press('Escape')
    await idle(page)
    expect(await looks(page).count()).toBe(1)
  })

  it('stops a turn that is still on its way to the server', async () => {
    const page = await visit(fakeCore({ stepMs: 100 }))
    await page.getByRole('button', { name: 'Surprise me' }).click()
    await hasLooks(page, 1)
    await page.route('**/api/turn', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await route.continue()
    })
    await say(page, 'make it red')
    await page.locator('.busy').waitFor()
    await page.keyboard.press('Escape')
    await idle(page)
    expect(await looks(page).count()).toBe(1)
  })

  it('takes what is said meanwhile, in order', async () => {
    const page = await visit(fakeCore({ stepMs: 40 }))
    await page.getByRole('button', { name: 'Surprise me' }).click()
    await hasLooks(page, 1)
    await say(page, 'make it navy')
    await say(page, 'shorter')
    await hasLooks(page, 3)
    const made = await page.locator('.thumb-text').allTextContents()
    expect(made).toEqual(['Start', 'make it navy', 'shorter'])
  })

  it('takes a picture that is dropped, and one that is pasted', async () => {
    const page = await visit()
    const bytes = [...(await photo('plum'))]
    for (const [i, how] of ['drop', 'paste'].entries()) {
      await page.locator('body').evaluate(
        (body, { how, bytes }) => {
          const { DataTransfer, File, DragEvent, ClipboardEvent } = body.ownerDocument.defaultView
          const carried = new DataTransfer()
          carried.items.add(new File([new Uint8Array(bytes)], 'mine.jpg', { type: 'image/jpeg' }))
          const options = { dataTransfer: carried, clipboardData: carried, bubbles: true, cancelable: true }
          body.dispatchEvent(new (how === 'drop' ? DragEvent : ClipboardEvent)(how, options))
        },
        { how, bytes },
      )
      await hasLooks(page, i + 1)
    }
  })

  it('says on the stage what was wrong with a file', async () => {
    const page = await visit()
    const drop = (name: string, mimeType: string) =>
      page.locator('#file').setInputFiles({ name, mimeType, buffer: Buffer.from('just words') })
    await drop('notes.txt', 'text/plain')
    await page.getByRole('alert').getByText('“notes.txt” is not a picture').waitFor()
    await drop('fake.png', 'image/png')
    await page.getByRole('alert').getByText('not a picture I can read').waitFor()
    await page.screenshot({ path: `${ARTEFACTS}/stage-error.png` })
    await page.getByRole('button', { name: 'Surprise me' }).click()
    await hasLooks(page, 1)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('says at the message box what went wrong with a message, and goes on', async () => {
    const page = await visit()
    await say(page, 'explode')
    await page.getByRole('alert').getByText('Something went wrong on our side').waitFor()
    await say(page, 'surprise me')
    await hasLooks(page, 1)
  })

  it('shows markup as the text it is', async () => {
    const page = await visit()
    const markup = '<img src=x onerror="document.title=1"><b>red</b> dress'
    await say(page, markup)
    await hasLooks(page, 1)
    expect(await page.locator('#log').textContent()).toContain(markup)
    expect(await page.locator('#log img, #log b').count()).toBe(0)
  })

  it('offers the choices of a question, and a choice is an answer', async () => {
    const page = await visit()
    await say(page, 'surprise me')
    await hasLooks(page, 1)
    await say(page, 'nicer')
    await page.getByRole('button', { name: 'A livelier colour' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'A livelier colour' }).click()
    await hasLooks(page, 2)
    expect(await page.locator('.choices').count()).toBe(0)
  })

  it('offers another try when a change did not take', async () => {
    const page = await visit()
    await say(page, 'surprise me')
    await hasLooks(page, 1)
    await say(page, 'add a hood')
    await page.getByText('“add a hood” did not take.').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Try again' }).click()
    await hasLooks(page, 3)
  })

  it('shows prices, sales, sizes and what is out of stock', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Dresses' }).click()
    await page.locator('.card h3').first().waitFor()
    await say(page, 'under 100')
    await page.getByText('under 100 EUR', { exact: true }).waitFor()
    expect(await page.locator('.card s').count()).toBeGreaterThan(0)
    expect(await page.locator('.card .out').count()).toBeGreaterThan(0)
    const prices = await page.locator('.card-price').allTextContents()
    for (const price of prices) expect(Number(price.match(/[\d.]+/)?.[0])).toBeLessThanOrEqual(100)
  })

  it('can be used by keyboard alone', async () => {
    const page = await visit()
    await page.keyboard.press('/')
    await page.keyboard.type('surprise me')
    await page.keyboard.press('Enter')
    await hasLooks(page, 1)
    await page.keyboard.type('make it navy')
    await page.keyboard.press('Enter')
    await hasLooks(page, 2)
    await page.keyboard.press('Control+z')
    await page.getByText('Back to the look before.').waitFor()
    await page.keyboard.press('Control+Shift+z')
    await page.getByText('And forward again.').waitFor()
    await idle(page)
    await looks(page).last().focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByText('Back at look 1.').waitFor()
  })

  it('names every control and describes every picture', async () => {
    const page = await visit()
    await say(page, 'surprise me')
    await hasLooks(page, 1)
    await say(page, 'make it navy')
    await hasLooks(page, 2)
    const controls = await page.locator('button:visible, a:visible').all()
    const nameless = await Promise.all(
      controls.map(async (control) => (await control.ariaSnapshot()).includes('"')),
    )
    expect(controls.length).toBeGreaterThan(20)
    expect(nameless).not.toContain(false)
    const undescribed = await page.locator('.card img[alt=""], #look[alt=""]').count()
    expect(undescribed).toBe(0)
    expect(await page.locator('#log').getAttribute('aria-live')).toBe('polite')
  })

  it('lets go of the conversation when starting over', async () => {
    const page = await visit()
    await say(page, 'surprise me')
    await hasLooks(page, 1)
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByText('Start with a picture').waitFor()
    expect(await looks(page).count()).toBe(0)
  })

  for (const [name, [width, height]] of Object.entries(WIDTHS)) {
    it(`fits a ${name} of ${width} pixels, light and dark, and nothing jumps between looks`, async () => {
      const page = await visit(undefined, { viewport: { width, height }, reducedMotion: 'reduce' })
      const picture = async (what: string) => {
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.screenshot({ path: `${ARTEFACTS}/${name}-${colorScheme}-${what}.png` })
        }
      }
      const places = () =>
        Promise.all(
          ['#frame', '#strip', '#shop', '#composer'].map((part) =>
            page
              .locator(part)
              .boundingBox()
              .then((box) => box?.y),
          ),
        )
      await picture('start')
      await say(page, 'surprise me')
      await hasLooks(page, 1)
      const before = await places()
      await say(page, 'make it navy and shorter, add a hood')
      await hasLooks(page, 4)
      expect(await places()).toEqual(before)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await picture('looks')
    })
  }

  it('fits the smallest phone', async () => {
    const page = await visit(undefined, {
      viewport: { width: 360, height: 640 },
      isMobile: true,
      hasTouch: true,
    })
    await page.getByRole('button', { name: 'Surprise me' }).click()
    await hasLooks(page, 1)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.screenshot({ path: `${ARTEFACTS}/phone-small.png` })
  })
})
