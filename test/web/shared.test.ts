/** The page behind a link that was shared. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SharedView, Showcase } from '../../src/dialogue/reply.ts'
import { ARTEFACTS, CHROMIUM, launch } from './chromium.ts'
import { serveWeb } from './client.ts'
import { fakeCore } from './fake-core.ts'

const ID = 'abcdefghijklmnopqrstuv'
const EVIL = '<script>alert(1)</script>" onload="x'
const core = fakeCore()
let shared: SharedView
const showcase: Showcase = {
  find: async () => [],
  shared: async (id) => (id === ID ? shared : undefined),
  sharedBy: async () => [],
}
let web: Awaited<ReturnType<typeof serveWeb>>
beforeAll(async () => {
  for await (const _ of core.handle({
    id: '1',
    conversation: 'c',
    user: 'u',
    channel: 'test',
    text: 'a red dress',
  }));
  const { looks, matches } = await core.view('c')
  const [first, second, third] = matches
  if (!first || !second || !third) throw new Error('the shop is empty')
  shared = {
    id: ID,
    kind: 'shortlist',
    title: `For Ms Larsen ${EVIL}`,
    ...(looks[0] && { picture: looks[0].picture }),
    matches: [
      { ...first, note: `She liked the sleeves ${EVIL}`, url: 'https://shop.example.com/1' },
      { ...second, title: EVIL },
      { ...third, inStock: false },
    ],
  }
  web = await serveWeb({ core, showcase })
})
afterAll(() => web.close())

describe('a shared page', () => {
  it('shows products with prices, stock and notes, and runs nothing that stands in them', async () => {
    const response = await fetch(`${web.url}/shared/${ID}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    const html = await response.text()
    expect(html).toContain('She liked the sleeves')
    expect(html).toContain('Sold out')
    expect(html).not.toMatch(/<script|" onload="/)
  })

  it('is not there for other ids', async () => {
    for (const id of ['a', 'ABCDEFGHIJKLMNOPQRSTUV', `${ID}x`, '..%2f..'])
      expect((await fetch(`${web.url}/shared/${id}`)).status).toBe(404)
  })

  it.skipIf(!CHROMIUM)('is readable on a phone, by day and by night', async () => {
    await mkdir(ARTEFACTS, { recursive: true })
    const chromium = await launch()
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await chromium.newPage({ viewport: { width: 390, height: 844 }, colorScheme })
        const errors: string[] = []
        page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
        await page.goto(`${web.url}/shared/${ID}`)
        expect(await page.getByRole('listitem').count()).toBe(3)
        const width = await page.evaluate('document.documentElement.scrollWidth')
        expect(width).toBeLessThanOrEqual(390)
        await page.screenshot({ path: join(ARTEFACTS, `shared-${colorScheme}.png`) })
        expect(errors).toEqual([])
      }
    } finally {
      await chromium.close()
    }
  })
})
