import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openFake, photoOf } from '../dialogue/rooms.ts'
import { fakeCore } from '../web/fake-core.ts'
import {
  type Bot,
  buttonsOf,
  cardIn,
  imagesOf,
  linesOf,
  openBot,
  person,
  scratch,
  TENANT,
  titles,
} from './bot.ts'
import { type Connector, openConnector } from './connector.ts'

let connector: Connector
let place: Awaited<ReturnType<typeof scratch>>
let bot: Bot
const core = fakeCore({ stepMs: 5 })

beforeAll(async () => {
  connector = await openConnector()
  place = await scratch()
  bot = await openBot(connector, core, place.dir)
})
afterEach(() => connector.heal())
afterAll(async () => {
  await bot.close()
  await connector.close()
  await place.remove()
})

let people = 0
const someone = () => person(connector, bot, `person-${++people}`)
const posts = (conversation: string) =>
  connector.sent.filter((one) => one.conversation === conversation && one.method === 'POST')

describe('a conversation', () => {
  it('begins with typing, then has one card for each turn, updated in place through the rounds', async () => {
    const anna = someone()
    await anna.say('a red dress')
    const started = await anna.settled(1)
    expect(posts(anna.conversation.id)[0]?.activity.type).toBe('typing')
    expect(linesOf(started).join('\n')).toMatch(/€\d/)
    expect(imagesOf(started)[0]?.url).toMatch(/^data:image\/jpeg;base64,/)
    expect(imagesOf(started).every(({ altText }) => altText.length > 0)).toBe(true)

    await anna.say('make it navy, longer sleeves and no collar')
    const edited = await anna.settled(2)
    expect(linesOf(edited).slice(0, 3)).toEqual([
      expect.stringMatching(/^[✓✗] .*navy/),
      expect.stringMatching(/^[✓✗] .*sleeves/),
      expect.stringMatching(/^[✓✗] .*collar/),
    ])
    expect(titles(edited)).toEqual(expect.arrayContaining(['Undo', 'Apply again', 'More results', 'Share']))
    // Two messages in all; everything else was an update of the second.
    expect(anna.shown()).toHaveLength(2)
    const updates = connector.sent.filter(
      ({ method, conversation }) => method === 'PUT' && conversation === anna.conversation.id,
    )
    expect(updates.length).toBeGreaterThan(1)
    const seen = updates.flatMap(({ activity }) => linesOf(cardIn(activity) as never))
    expect(seen.some((line) => /^Round \d of 3, step \d+ of \d+/.test(line))).toBe(true)
  })

  it('tells the core the language of the client, and takes none that is no language', async () => {
    const dora = someone()
    await dora.say('a red dress', { locale: 'de-DE' })
    await dora.settled(1)
    expect(core.turns.at(-1)?.locale).toBe('de-DE')
    await dora.say('make it navy', { locale: 'x'.repeat(200) })
    await dora.settled(2)
    expect(core.turns.at(-1)?.locale).toBeUndefined()
  })

  it('goes on by buttons, whose presses are answered at once', async () => {
    const anna = someone()
    await anna.say('a red dress')
    await anna.settled(1)
    await anna.say('make it navy')
    const edited = await anna.settled(2)
    const response = await anna.press(edited, 'Undo')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
    })
    expect(linesOf(await anna.settled(3))).toContain('Back to the look before.')
    await anna.press(edited, 'Use this')
    expect(linesOf(await anna.settled(4)).join()).toContain('Here it is.')
    expect(core.turns.at(-1)?.press).toMatchObject({ kind: 'start' })
    // The look that the card offered to change again is gone by then.
    await anna.say('start over')
    await anna.settled(5)
    await anna.press(edited, 'Apply again')
    expect(linesOf(await anna.settled(6)).join()).toContain('not there any more')
    await anna.say('a green dress')
    await anna.settled(7)
    const asked = core.turns.length
    await anna.press(edited, 'Keep this look')
    expect(linesOf(await anna.settled(8)).join()).toContain('not there any more')
    await anna.press(edited, 'Share')
    expect(linesOf(await anna.settled(9)).join()).toContain('not there any more')
    expect(core.turns).toHaveLength(asked)
  })

  it('of someone else is not theirs to press, and a button of another version says so', async () => {
    const [anna, ben] = [someone(), someone()]
    await anna.say('a red dress')
    const card = await anna.settled(1)
    const turns = core.turns.length
    expect(await (await ben.press(card, 'Share')).json()).toMatchObject({
      value: expect.stringContaining('someone else'),
    })
    const old = await ben.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { data: { verb: 'hemline/0' } } },
    })
    expect(await old.json()).toMatchObject({ value: expect.stringContaining('older version') })
    expect(core.turns).toHaveLength(turns)
  })

  it('takes a button that comes as a message, as older clients send it', async () => {
    const anna = someone()
    await anna.say('a red dress')
    const over = buttonsOf(await anna.settled(1)).find(({ title }) => title === 'Start over')
    await anna.send({ value: over?.type === 'Action.Execute' ? over.data : undefined })
    expect(linesOf(await anna.settled(2)).join()).toContain('A clean table')
    expect((await anna.send({ value: { verb: 'something', else: 1 } })).status).toBe(202)
    expect(linesOf(await anna.settled(3)).join()).toContain('older version')
  })

  it('hears in a group only what mentions it, without the mention', async () => {
    const anna = someone()
    const conversation = {
      ...anna.conversation,
      id: `19:group-${people}@thread.v2`,
      conversationType: 'groupChat',
    }
    const mention = {
      type: 'mention',
      text: '<at>Hemline</at>',
      mentioned: { id: '28:11111111-1111-1111-1111-111111111111' },
    }
    const turns = core.turns.length
    await anna.say('what a day', { conversation })
    await anna.say('<at>Hemline</at>&nbsp;a green dress', { conversation, entities: [mention] })
    for (let i = 0; i < 100 && connector.messages(conversation.id).length === 0; i++) await sleep(20)
    expect(core.turns.slice(turns).map(({ text }) => text)).toEqual(['a green dress'])
  })

  it('is greeted when it begins', async () => {
    const anna = someone()
    await anna.send({
      type: 'conversationUpdate',
      membersAdded: [{ id: '28:11111111-1111-1111-1111-111111111111' }],
    })
    const card = await anna.settled(1)
    expect(linesOf(card)[0]).toContain('I am Hemline')
    await anna.press(card, 'Surprise me')
    expect(linesOf(await anna.settled(2)).join()).toContain('How about this one?')
  })

  it('has pictures by address where the server is reached from outside', async () => {
    const other = await scratch()
    const open = await openBot(connector, core, other.dir, { publicUrl: 'https://shop.example.com' })
    const anna = person(connector, open, 'outside')
    await anna.say('a red dress')
    const [look] = imagesOf(await anna.settled(1))
    const { origin, pathname } = new URL(look?.url ?? '')
    expect(origin).toBe('https://shop.example.com')
    const picture = await fetch(open.address + pathname)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    expect(await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).toMatchObject({ width: 768 })
    expect((await fetch(`${open.address}/api/teams/pictures/${'0'.repeat(64)}/large.jpg`)).status).toBe(404)
    expect((await fetch(`${open.address + pathname}.exe`)).status).toBe(404)
    await open.close()
    await other.remove()
  })
})

describe('an answer', () => {
  it('arrives once, however often the message is delivered', async () => {
    const anna = someone()
    const id = 'delivered-thrice'
    await Promise.all([1, 2].map(() => anna.say('a red dress', { id })))
    await anna.settled(1)
    await anna.say('a red dress', { id })
    await sleep(100)
    expect(anna.shown()).toHaveLength(1)
  })

  it('comes in the order of the questions', async () => {
    const anna = someone()
    await anna.say('a red dress')
    await anna.say('make it navy')
    await anna.say('undo')
    const cards = await Promise.all([1, 2, 3].map((n) => anna.settled(n)))
    expect(linesOf(cards[0] as never).join()).toContain('Here is a start')
    expect(linesOf(cards[1] as never).join()).toContain('navy')
    expect(linesOf(cards[2] as never).join()).toContain('Back to the look before')
  })

  it('comes in that order even where the first one has a hard time', async () => {
    const anna = someone()
    connector.fail(502, { method: 'POST', times: 4 })
    await Promise.all([anna.say('a red dress', { id: 'first' }), anna.say('undo', { id: 'second' })])
    await anna.say('redo')
    const said = []
    for (const n of [1, 2, 3]) said.push(linesOf(await anna.settled(n)).join())
    const asked = core.turns.slice(-3).map(({ text }) => text)
    const place = (text: string) => asked.indexOf(text)
    expect(said[place('a red dress')]).toContain('Here is a start')
    expect(said[place('undo')]).toContain('nothing to undo')
    expect(said[2]).toContain('nothing to redo')
    expect(anna.shown()).toHaveLength(3)
  })

  it.each([412, 429, 502, 504])('outlives %i of the connector, and is there once', async (status) => {
    const anna = someone()
    connector.fail(status, { times: 3 })
    const failed = connector.failed.length
    await anna.say('undo')
    await anna.settled(1)
    expect(connector.failed.length - failed).toBe(3)
    await sleep(50)
    expect(anna.shown()).toHaveLength(1)
    expect(bot.failures).toEqual([])
  })

  it.each([412, 429, 502, 504])('outlives %i while its card is updated, in the same card', async (status) => {
    const anna = someone()
    await anna.say('a red dress')
    await anna.settled(1)
    connector.fail(status, { method: 'PUT', times: 3 })
    const failed = connector.failed.length
    await anna.say('make it navy, longer sleeves and no collar')
    expect(linesOf(await anna.settled(2)).filter((line) => /^[✓✗]/.test(line))).toHaveLength(3)
    expect(connector.failed.length - failed).toBe(3)
    expect(anna.shown()).toHaveLength(2)
    expect(bot.failures).toEqual([])
  })

  it('is tried again at times that differ, so that those who were turned away together do not return so', async () => {
    const crowd = Array.from({ length: 8 }, someone)
    connector.fail(429, { times: 8 })
    const first = connector.sent.length
    const began = performance.now()
    await Promise.all(crowd.map((one) => one.say('undo')))
    await Promise.all(crowd.map((one) => one.settled(1)))
    const posted = connector.sent.slice(first).filter(({ activity }) => activity.type === 'message')
    const pauses = posted.map(({ at }) => at - began)
    expect(posted).toHaveLength(8)
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(3)
  })

  it('is tried again after pauses that grow and vary, and no sooner than the connector asks', async () => {
    const anna = someone()
    connector.fail(502, { times: 4 })
    const first = connector.failed.length
    await anna.say('undo')
    await anna.settled(1)
    const at = connector.failed.slice(first).map((one) => one.at)
    const pauses = at.slice(1).map((time, i) => time - (at[i] as number))
    // Of the pauses each is at least twice the one before, less what varies.
    expect(pauses.at(-1)).toBeGreaterThan(pauses[0] as number)
    connector.fail(429, { retryAfter: 1 })
    const began = performance.now()
    await anna.say('undo')
    await anna.settled(2)
    expect(performance.now() - began).toBeGreaterThan(1000)
  })

  it('stops quietly where the bot was blocked', async () => {
    const anna = someone()
    connector.fail(403, { times: 100 })
    const turns = core.turns.length
    await anna.say('a red dress')
    for (let i = 0; i < 200 && bot.teams.running > 0; i++) await sleep(20)
    expect(core.turns).toHaveLength(turns + 1)
    expect(connector.failed.at(-1)?.status).toBe(403)
    expect(bot.failures).toEqual([])
    expect(anna.shown()).toEqual([])
  })

  it('stops quietly where the bot was blocked while its card was being updated', async () => {
    const anna = someone()
    await anna.say('a red dress')
    await anna.settled(1)
    connector.fail(403, { method: 'PUT', times: 100 })
    const failed = connector.failed.length
    await anna.say('make it navy, longer sleeves and no collar')
    for (let i = 0; i < 200 && bot.teams.running > 0; i++) await sleep(20)
    expect(bot.teams.running).toBe(0)
    // It is not tried again.
    expect(connector.failed.length - failed).toBe(1)
    expect(bot.failures).toEqual([])
  })

  it('that was deleted in the making comes again when it is there', async () => {
    const anna = someone()
    await anna.say('a red dress')
    await anna.settled(1)
    await anna.say('make it navy, longer sleeves and no collar')
    for (let i = 0; i < 200 && anna.shown().length < 2; i++) await sleep(5)
    const [, making] = anna.shown()
    connector.drop(making?.id ?? '')
    const edited = await anna.settled(2)
    expect(linesOf(edited).join()).toContain('navy')
  })

  it('can be cancelled', async () => {
    const slow = await scratch()
    const other = await openBot(connector, fakeCore({ stepMs: 100, steps: 50 }), slow.dir)
    const anna = person(connector, other, 'patient')
    await anna.say('a red dress')
    await anna.settled(1)
    await anna.say('make it navy')
    for (let i = 0; i < 200 && anna.shown().length < 2; i++) await sleep(20)
    const making = cardIn(anna.shown()[1]?.activity)
    const stopping = await anna.press(making as never, 'Cancel')
    expect(await stopping.json()).toMatchObject({ value: expect.stringContaining('Stopping') })
    expect(linesOf(await anna.settled(2)).join()).toMatch(/^Stopped|,Stopped/)
    await other.close()
    await slow.remove()
  })

  it('that is being made is not begun anew by a start that looks for what was cut off', async () => {
    const home = await scratch()
    const rooms = await openFake(home.dir)
    rooms.studio.stepMs = 50
    const open = await openBot(connector, rooms.core, home.dir)
    const anna = person(connector, open, 'early')
    await anna.say('surprise me')
    await anna.settled(1)
    await anna.say('make it navy')
    while (open.teams.running === 0) await sleep(5)
    await open.teams.resume()
    expect(open.teams.running).toBe(1)
    while (open.teams.running > 0) await sleep(10)
    expect(anna.shown()).toHaveLength(2)
    await Promise.all([open.close(), rooms.close()])
    await home.remove()
  })

  it('that a restart cut off goes on in the same card', async () => {
    const home = await scratch()
    let rooms = await openFake(home.dir)
    let first = await openBot(connector, rooms.core, home.dir)
    const anna = person(connector, first, 'restarted')
    connector.host('dress', photoOf())
    await anna.say('', {
      attachments: [{ contentType: 'image/*', contentUrl: `${connector.origin}/v3/attachments/dress` }],
    })
    await anna.settled(1)
    rooms.studio.stepMs = 150
    await anna.say('make it navy, longer sleeves and no collar')
    for (let i = 0; i < 300; i++) {
      if (
        linesOf(cardIn(anna.shown()[1]?.activity) ?? ({ body: [] } as never)).some((line) =>
          line.startsWith('✓'),
        )
      )
        break
      await sleep(10)
    }
    const [, before] = anna.shown()
    expect(titles(cardIn(before?.activity) as never)).toContain('Cancel')
    await Promise.all([first.close(), rooms.close()])

    rooms = await openFake(home.dir)
    first = await openBot(connector, rooms.core, home.dir)
    await first.teams.resume()
    const card = await anna.settled(2)
    expect(anna.shown()[1]?.id).toBe(before?.id)
    expect(anna.shown()).toHaveLength(2)
    expect(linesOf(card).filter((line) => line.startsWith('✓'))).toHaveLength(3)
    while (first.teams.running > 0) await sleep(10)
    // Nothing of what was said is kept once it is answered.
    const kept = await first.storage.db('channel_notes').select('value')
    expect(JSON.stringify(kept)).not.toMatch(/navy|restarted-name/)
    await Promise.all([first.close(), rooms.close()])
    await home.remove()
  })
})

it('tells those of the shop’s own tenant how many pieces a store has, and nobody else', async () => {
  const home = await scratch()
  const rooms = await openFake(home.dir)
  rooms.shop.items = rooms.shop.items.map((item) => ({
    ...item,
    product: { variants: [{ size: 'M', stock: { Lisbon: 4711 } }] },
  }))
  const env = { HEMLINE_TEAMS_ALLOWED_TENANTS: '*' }
  const open = await openBot(connector, rooms.core, home.dir, { storage: rooms.storage, env })
  const elsewhere = '33333333-3333-3333-3333-333333333333'
  for (const [name, tenantId, told] of [
    ['colleague', TENANT, 'Lisbon in M (4711).'],
    ['guest', elsewhere, 'Lisbon in M.'],
  ] as const) {
    const one = person(connector, open, name)
    one.conversation.tenantId = tenantId
    one.channelData.tenant.id = tenantId
    await one.say('show me dresses')
    await one.press(await one.settled(1), 'Stores')
    // Those who work in a store are asked which, and press it.
    if (tenantId === TENANT) await one.press(await one.settled(2), 'Lisbon')
    const answer = linesOf(await one.settled(tenantId === TENANT ? 3 : 2)).join()
    expect(answer).toContain(told)
    expect(answer.includes('4711')).toBe(tenantId === TENANT)
  }
  await Promise.all([open.close(), rooms.close()])
  await home.remove()
})

it('at the counter: stock here and nearby, a hold, the shortlist, forms, and a customer looking on', async () => {
  const home = await scratch()
  const rooms = await openFake(home.dir)
  rooms.shop.items = rooms.shop.items.map((item) => ({
    ...item,
    product: {
      cost: 7.77,
      variants: [
        { sku: `${item.sku}-M`, size: 'M', stock: { Lisbon: 2, Lyon: 4711 } },
        { sku: `${item.sku}-L`, size: 'L', stock: { Lisbon: 1 } },
      ],
    },
  }))
  const env = { HEMLINE_TEAMS_MANAGERS: '44444444-4444-4444-4444-444444444444' }
  const open = await openBot(connector, rooms.core, home.dir, { storage: rooms.storage, env })
  const anna = person(connector, open, 'counter')
  let n = 0
  const next = () => anna.settled(++n)
  await anna.say('my store is Lisbon')
  await next()
  await anna.say('show me dresses')
  const list = await next()
  expect(linesOf(list)).toEqual(
    expect.arrayContaining(['Here in Lisbon: M (2), L (1)', 'Lyon, 1,389 km: M (4711)']),
  )
  await anna.press(list, 'Hold')
  const sizes = await next()
  expect(titles(sizes).slice(0, 2)).toEqual(['M', 'L'])
  await anna.press(sizes, 'L')
  expect(linesOf(await next()).join()).toMatch(/^Held: .*Reference number: [2-9A-Z]{4}-[2-9A-Z]{4}/s)
  await anna.press(list, 'Shortlist')
  expect(linesOf(await next()).join()).toContain('On the shortlist as number 1')

  await anna.press(list, 'Compare', { compared: '0,2' })
  expect(linesOf(await next()).join('\n')).toMatch(/^1\. “.*\n?3\. “/s)
  await anna.press(list, 'Show these', { size: 'M', brand: '*', maxPrice: '60', inStock: 'true' })
  const narrowed = await next()
  expect(linesOf(narrowed)).toContain('under 60 EUR, in size M, in stock')
  expect(titles(narrowed)).toContain('Other filters')

  await anna.say('what does the first one cost us')
  expect(linesOf(await next())[0]).toBe('That is for managers.')
  const boss = person(connector, open, 'boss')
  await boss.say('look up SKU-7', {
    from: { id: '29:boss', aadObjectId: '44444444-4444-4444-4444-444444444444' },
  })
  await boss.settled(1)
  await boss.say('what does the first one cost us', {
    from: { id: '29:boss', aadObjectId: '44444444-4444-4444-4444-444444444444' },
  })
  expect(linesOf(await boss.settled(2)).join()).toContain('7.77 EUR')

  await anna.say('customer mode')
  await next()
  await anna.say('show me skirts')
  const shown = await next()
  expect(JSON.stringify(shown)).not.toMatch(/4711|\(2\)|"Hold"/)
  expect(linesOf(shown)).toContain('Customer mode: as a customer may see it.')
  await anna.press(shown, 'Staff mode')
  expect(linesOf(await next()).join()).toContain('Staff mode')
  await Promise.all([open.close(), rooms.close()])
  await home.remove()
})

it('goes back to a look by its picture in the film strip', async () => {
  const anna = someone()
  await anna.say('a red dress')
  await anna.settled(1)
  await anna.say('make it navy, longer sleeves')
  const card = await anna.settled(2)
  const strip = imagesOf(card).filter(({ selectAction }) => selectAction)
  expect(strip.map(({ altText }) => altText.slice(0, 6))).toEqual(['Look 1', 'Look 2'])
  await anna.send({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: strip[0]?.selectAction },
  })
  expect(linesOf(await anna.settled(3)).join()).toContain('Back at look 1')
})

it('shows what is kept and what is shared as a picture', async () => {
  const home = await scratch()
  const rooms = await openFake(home.dir)
  const publicUrl = 'https://shop.example.com'
  const open = await openBot(connector, rooms.core, home.dir, { storage: rooms.storage, publicUrl })
  const anna = person(connector, open, 'sharing')
  await anna.say('surprise me')
  await anna.press(await anna.settled(1), 'Keep this look')
  expect(linesOf(await anna.settled(2)).join()).toContain('Kept as your')
  await anna.press(await anna.settled(2), 'Share')
  const card = await anna.settled(3)
  expect(linesOf(card).join()).toContain('A card to pass on')
  expect(imagesOf(card)[0]).toMatchObject({
    url: expect.stringContaining(publicUrl),
    altText: expect.stringMatching(/\w/),
  })
  await Promise.all([open.close(), rooms.close()])
  await home.remove()
})

it('“forget me” leaves nothing of the person', async () => {
  const home = await scratch()
  const rooms = await openFake(home.dir)
  const open = await openBot(connector, rooms.core, home.dir, { storage: rooms.storage })
  const anna = person(connector, open, 'forgotten')
  await anna.say('a red dress')
  await anna.settled(1)
  const kept = async () => {
    const tables = ['channel_notes', 'conversations', 'turns', 'looks', 'shoppers']
    return JSON.stringify(await Promise.all(tables.map((table) => rooms.storage.db(table).select())))
  }
  expect(await kept()).toContain('object-forgotten')
  await anna.say('forget me')
  await anna.settled(2)
  while (open.teams.running > 0) await sleep(10)
  expect(await kept()).not.toMatch(/forgotten|red dress/)
  await Promise.all([open.close(), rooms.close()])
  await home.remove()
})
