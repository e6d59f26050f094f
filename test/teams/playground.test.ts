/** Against a client that nobody here wrote: Microsoft's own Agents Playground, in a real browser. */
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type OpenCore, openCore } from '../../src/core.ts'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'
import { CHROMIUM } from '../web/chromium.ts'
import { fakeCore } from '../web/fake-core.ts'
import { EMPTY, scratch } from './bot.ts'
import { openPlayground, type Playground } from './playground.ts'

const LIMIT = { timeout: 240_000 }

describe.skipIf(!CHROMIUM)('in the Agents Playground', LIMIT, () => {
  let place: Awaited<ReturnType<typeof scratch>>
  let storage: Storage
  let client: Playground
  const core = fakeCore({ stepMs: 150, steps: 10 })
  beforeAll(async () => {
    place = await scratch()
    storage = await openStorage(place.dir)
    client = await openPlayground(
      { core: { ...EMPTY, ...core }, notes: openChannelNotes(storage.db, 'teams') },
      place.dir,
    )
  }, 120_000)
  afterAll(async () => {
    await client?.close()
    await storage?.close()
    await place?.remove()
  })

  it('a card is updated through the rounds, and its buttons work', async () => {
    const { page, card, cards, say, keep } = client
    await page.getByText('I am Hemline.').waitFor()
    await say('a red dress')
    await page.getByText('Here is a start.').waitFor()
    await page.getByRole('img', { name: /^Look 1:/ }).waitFor()
    await say('make it navy, longer sleeves and no collar')
    await page.getByText(/^Round \d of 3, step \d+ of 10/).waitFor()
    await keep('0-round')
    const before = await cards()
    await page.getByText('Done: no collar.').waitFor()
    expect(await cards()).toBe(before)
    expect(await card().innerText()).toContain('✓ longer sleeves')
    await card().getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Back to the look before.').waitFor()
    expect(client.failures).toEqual([])
  })

  it('serves nobody who is not on this machine, nor answers to elsewhere', async () => {
    const activity = (serviceUrl: string) => ({
      type: 'message',
      id: '1',
      text: 'a red dress',
      channelId: 'msteams',
      serviceUrl,
      from: { id: 'eve' },
      recipient: { id: 'bot' },
      conversation: { id: 'c' },
    })
    const post = (serviceUrl: string, headers: Record<string, string> = {}) =>
      fetch(`${client.origin}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(activity(serviceUrl)),
      })
    const turns = core.turns.length
    expect((await post('https://evil.example/')).status).toBe(401)
    expect((await post('http://10.0.0.1/')).status).toBe(403)
    expect((await post('http://127.0.0.1:9/', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(401)
    expect((await post('http://127.0.0.1:9/', { authorization: 'Bearer a.b.c' })).status).toBe(401)
    expect(core.turns).toHaveLength(turns)
  })
})

describe.skipIf(!CHROMIUM)('a colleague in the Agents Playground, with the models', LIMIT, () => {
  let place: Awaited<ReturnType<typeof scratch>>
  let core: OpenCore
  let client: Playground
  beforeAll(async () => {
    place = await scratch()
    const note = () => undefined
    const log = { error: note, info: note } as never
    const modelDir = join(import.meta.dirname, '../../models/embedded')
    core = await openCore({ dataDir: place.dir, modelDir, threads: 1, demo: 300, log })
    await core.ready
    const [match] = await core.find({ words: 'red dress' }, 1)
    const photo = await core.picture(match?.picture?.id ?? '')
    client = await openPlayground(
      // So brisk that each round is seen.
      { core, notes: core.notes('teams'), pace: { patienceMs: 0, everyMs: 100 } },
      place.dir,
      { 'dress.png': photo?.bytes ?? new Uint8Array() },
    )
  }, 200_000)
  afterAll(async () => {
    await client?.close()
    await core?.close()
    await place?.remove()
  })

  // What was on the screen says more than what was waited for.
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') return client?.keep('failed').then(() => undefined)
  })

  it('greets, takes a photo, changes it, knows the store, compares, holds, shortlists, and searches from any chat', async () => {
    const { page, card, cards, say, keep, send, origin } = client
    const answered = (text: string | RegExp) => card().getByText(text).first().waitFor()
    await page.getByText('I am Hemline.').waitFor()
    await keep('1-welcome')

    const photo = { contentType: 'image/*', contentUrl: `${origin}/photos/dress.png` }
    await send({ type: 'message', attachments: [photo] })
    await answered(/^I see: /)
    await card()
      .getByRole('img', { name: /^Look 1:/ })
      .waitFor()
    await keep('2-photo')

    const shown = await cards()
    await say('make it navy, longer sleeves and no collar')
    await card()
      .getByRole('img', { name: /^Look 4:/ })
      .waitFor()
    await card().getByRole('button', { name: 'Undo' }).waitFor()
    expect(await cards()).toBe(shown + 1)
    expect((await card().innerText()).match(/[✓✗•] /g)).toHaveLength(3)
    await keep('3-refined')

    await card().getByRole('button', { name: 'Stores' }).first().click()
    await answered('Which store are you in? I will remember it.')
    await card().getByRole('button', { name: 'Hamburg' }).click()
    await answered(/here in Hamburg|Hamburg has none/)
    await keep('4-store')
    await say('show me dresses')
    await answered(/^(Here in|None here in) Hamburg/)
    await keep('5-stock')

    await card().getByRole('button', { name: 'Compare' }).first().click()
    await keep('6-compare-form')
    await card().getByRole('button', { name: 'Compare' }).last().click()
    await answered(/is cheaper by|cost the same/)
    await keep('7-compared')

    await say('hold the first one for Ms Larsen')
    await answered(/In which size|Held:|There is no/)
    const size = card().getByRole('button', { name: /^(XS|S|M|L|XL|XXL|\d\d)$/ })
    if ((await size.count()) > 0) await size.first().click()
    await answered(/Reference number: [2-9A-Z]{4}-[2-9A-Z]{4}/)
    await keep('8-hold')

    await say('add the second one to the shortlist: for the garden party')
    await answered(/On the shortlist as number 1/)
    await say('show the shortlist')
    await answered('Note: for the garden party')
    await keep('9-shortlist')

    await page.getByRole('button', { name: 'Trigger Message Extension App' }).click()
    await page.getByRole('menuitem', { name: 'Search Command' }).click()
    await page.getByText('Specify Command ID or Parameter').click()
    await page.getByLabel('Command ID').last().fill('search')
    await page.getByLabel('Parameter name').last().fill('words')
    await page.getByPlaceholder('Enter a search term').fill('red dress')
    const [first] = await core.find({ words: 'red dress' }, 1)
    const found = page.getByText(first?.title ?? '', { exact: true }).last()
    await found.waitFor()
    await keep('10-search')
    await found.click()
    const composer = page.locator('[contenteditable=true][role=textbox]')
    await composer.getByText(first?.title ?? '').waitFor()
    await keep('11-found')
    expect(client.failures).toEqual([])
  })
})
