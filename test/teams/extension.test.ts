import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AdaptiveCard } from '../../adapters/teams/elements.ts'
import { COMMAND } from '../../adapters/teams/manifest.ts'
import { openFake, photoOf } from '../dialogue/rooms.ts'
import {
  type Bot,
  buttonsOf,
  type Invoked,
  imagesOf,
  linesOf,
  openBot,
  person,
  scratch,
  TENANT,
  titles,
} from './bot.ts'
import { type Connector, openConnector } from './connector.ts'
import { faultsOf } from './schema.ts'

const PUBLIC = 'https://shop.example.com'
let connector: Connector
let place: Awaited<ReturnType<typeof scratch>>
let rooms: Awaited<ReturnType<typeof openFake>>
let bot: Bot

beforeAll(async () => {
  connector = await openConnector()
  place = await scratch()
  rooms = await openFake(place.dir)
  rooms.shop.items = rooms.shop.items.map((item, i) => ({
    ...item,
    product: {
      ...item.product,
      cost: 7.77,
      variants: [{ sku: `${item.sku}-M`, size: 'M', stock: { Lisbon: 4711 + i, Lyon: 3 } }],
    },
  }))
  bot = await openBot(connector, rooms.core, place.dir, { storage: rooms.storage, publicUrl: PUBLIC })
})
afterAll(async () => {
  await bot.close()
  await rooms.close()
  await connector.close()
  await place.remove()
})

let people = 0
const someone = () => person(connector, bot, `extended-${++people}`)
const query = (words: string, more: object = {}) => ({
  commandId: COMMAND.search,
  parameters: [{ name: 'words', value: words }],
  queryOptions: { skip: 0, count: 25 },
  ...more,
})
const cardsIn = ({ composeExtension }: Invoked): AdaptiveCard[] =>
  (composeExtension.attachments ?? []).map(({ content }) => content)
const pasted = (id: string, bytes: Buffer) => ({
  attachments: [{ contentType: 'image/png', contentUrl: connector.host(id, bytes) }],
})

describe('the search from a message box', () => {
  it('finds products by words, as valid cards with a preview, and nothing of them is internal', async () => {
    const { status, body } = await someone().invoke('composeExtension/query', query('long red dress'))
    expect(status).toBe(200)
    expect(body.composeExtension).toMatchObject({ type: 'result', attachmentLayout: 'list' })
    const cards = cardsIn(body)
    expect(cards.length).toBeGreaterThan(3)
    expect(linesOf(cards[0] as AdaptiveCard)[0]).toBe('Long red dress')
    for (const made of cards) expect(faultsOf(made)).toEqual([])
    expect(body.composeExtension.attachments[0]?.preview).toMatchObject({
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: 'Long red dress', text: expect.stringContaining('€'), images: [{}] },
    })
    expect(JSON.stringify(body)).not.toMatch(/47\d\d|7\.77/)
  })

  it('finds by article number, goes on where the list ends, and says when there is nothing', async () => {
    const anna = someone()
    const one = await anna.invoke('composeExtension/query', query('sku-7-m'))
    expect(cardsIn(one.body)).toHaveLength(1)
    const first = cardsIn((await anna.invoke('composeExtension/query', query('dress'))).body)
    const next = query('dress', { queryOptions: { skip: 8, count: 25 } })
    const second = cardsIn((await anna.invoke('composeExtension/query', next)).body)
    expect(second.length).toBeGreaterThan(0)
    expect(second.map((made) => made.fallbackText)).not.toEqual(first.map((made) => made.fallbackText))
    const none = await anna.invoke('composeExtension/query', query('zeppelin'))
    expect(none.body).toEqual({
      composeExtension: { type: 'message', text: 'I find nothing for “zeppelin”.' },
    })
    for (const value of [{}, null, { commandId: 7 }, { parameters: 'x' }])
      expect((await anna.invoke('composeExtension/query', value as object)).body.composeExtension.type).toBe(
        'message',
      )
  })

  it('posts a card that shows what is true when it is looked at, and that anyone may begin from', async () => {
    const anna = someone()
    const [made] = cardsIn((await anna.invoke('composeExtension/query', query('SKU-10'))).body)
    const refresh = made?.refresh?.action
    const items = rooms.shop.items
    rooms.shop.items = items.map((item) => (item.sku === 'SKU-10' ? { ...item, price: 12.5 } : item))
    const ben = someone()
    const { body } = await ben.invoke('adaptiveCard/action', { action: refresh, trigger: 'automatic' })
    expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    expect(linesOf(body.value).join()).toContain('€12.50')
    rooms.shop.items = items.filter(({ sku }) => sku !== 'SKU-10')
    const gone = await ben.invoke('adaptiveCard/action', { action: refresh })
    expect(linesOf(gone.body.value).join()).toContain('not in the shop any more')
    rooms.shop.items = items
    await ben.press(made as AdaptiveCard, 'Use this')
    expect(linesOf(await ben.settled(1)).join()).toContain('Starting from')
  })
})

describe('a link', () => {
  it('to a shared shortlist becomes a card with the notes, in whatever chat; others stay links', async () => {
    const anna = someone()
    await anna.say('show me dresses')
    await anna.press(await anna.settled(1), 'Shortlist')
    await anna.settled(2)
    await anna.say('note on 1: for the garden party')
    await anna.settled(3)
    await anna.say('share the shortlist')
    const shared = await anna.settled(4)
    const open = buttonsOf(shared).find(({ title }) => title === 'Open the link')
    const url = open?.type === 'Action.OpenUrl' ? open.url : ''
    expect(url).toMatch(/^https:\/\/shop\.example\.com\/shared\/[\w-]{22}$/)

    const ben = someone()
    const { body } = await ben.invoke('composeExtension/queryLink', { url })
    const [made] = cardsIn(body)
    expect(faultsOf(made as AdaptiveCard)).toEqual([])
    expect(linesOf(made as AdaptiveCard)).toEqual(
      expect.arrayContaining(['Shortlist', 'Note: for the garden party']),
    )
    expect(JSON.stringify(body)).not.toMatch(/47\d\d|7\.77/)
    for (const other of [
      'https://shop.example.com/',
      `https://evil.example/shared/${url.split('/').at(-1)}`,
      'https://shop.example.com/shared/AAAAAAAAAAAAAAAAAAAAAA',
      'not a url',
    ])
      expect(cardsIn((await ben.invoke('composeExtension/queryLink', { url: other })).body)).toEqual([])

    // The one who shared it finds it again, to post it elsewhere; nobody else does.
    const again = query('', {
      commandId: COMMAND.shared,
      parameters: [{ name: 'initialRun', value: 'true' }],
    })
    expect(cardsIn((await anna.invoke('composeExtension/query', again)).body)).toHaveLength(1)
    expect((await ben.invoke('composeExtension/query', again)).body.composeExtension.type).toBe('message')
    await anna.say('forget me')
    await anna.settled(5)
    expect(cardsIn((await ben.invoke('composeExtension/queryLink', { url })).body)).toEqual([])
    const late = await ben.invoke('adaptiveCard/action', { action: made?.refresh?.action })
    expect(linesOf(late.body.value).join()).toContain('not shared any more')
  })
})

describe('a message’s picture', () => {
  it('is refined in the person’s own chat, whichever chat the message is in', async () => {
    const anna = someone()
    await anna.say('hello')
    await anna.settled(1)
    const messagePayload = pasted('of-a-dress', photoOf({ colour: 'green' }))
    const group = { id: `19:group-${people}@thread.v2`, conversationType: 'groupChat', tenantId: TENANT }
    const value = { commandId: COMMAND.refine, messagePayload }
    const inGroup = async (name: string, value: object) =>
      (await anna.send({ type: 'invoke', name, value, conversation: group })).json() as Promise<Invoked>
    const opened = await inGroup('composeExtension/fetchTask', value)
    const form = opened.task.value.card.content
    expect(opened.task.type).toBe('continue')
    expect(faultsOf(form)).toEqual([])
    const data = { ...buttonsOf(form).at(-1), change: 'make it navy' }
    const submitted = await inGroup('composeExtension/submitAction', { ...value, data })
    expect(submitted).toEqual({
      task: { type: 'message', value: 'The answer comes in your own chat with me.' },
    })
    const answer = await anna.settled(2)
    expect(linesOf(answer).join()).toMatch(/navy/i)
    expect(connector.messages(group.id)).toEqual([])
  })

  it('is looked for in the shop, and what is chosen is posted', async () => {
    const anna = someone()
    const value = {
      commandId: COMMAND.findPicture,
      messagePayload: pasted('to-find', photoOf({ colour: 'navy' })),
    }
    const opened = (await anna.invoke('composeExtension/fetchTask', value)).body
    const choice: AdaptiveCard = opened.task.value.card.content
    expect(faultsOf(choice)).toEqual([])
    expect(titles(choice)).toContain('Post this one')
    expect(imagesOf(choice).length).toBeGreaterThan(0)
    const [first] = buttonsOf(choice)
    const { body } = await anna.invoke('composeExtension/submitAction', {
      ...value,
      data: first?.type === 'Action.Submit' ? first.data : {},
    })
    expect(cardsIn(body)).toHaveLength(1)
  })

  it('that is not there, is elsewhere, or is none, is said in the dialog', async () => {
    const anna = someone()
    const told = async (messagePayload: object | undefined, commandId: string = COMMAND.findPicture) => {
      const { body } = await anna.invoke('composeExtension/fetchTask', { commandId, messagePayload })
      return linesOf(body.task.value.card.content).join()
    }
    expect(await told(undefined)).toMatch(/no picture in that message/)
    expect(await told({ attachments: [] }, COMMAND.refine)).toMatch(/no picture in that message/)
    const evil = [{ contentType: 'image/png', contentUrl: 'https://evil.example/x.png' }]
    expect(await told({ attachments: evil })).toMatch(/uploaded to Teams/)
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    expect(await told(pasted('not-ours', png))).toMatch(/went wrong|not a picture/)
    expect(connector.wanted.some(({ url }) => url.includes('evil'))).toBe(false)
  })
})

it('nobody without a signed token searches', async () => {
  const eve = someone()
  const body = eve.activity({ type: 'invoke', name: 'composeExtension/query', value: query('dress') })
  expect((await eve.post(body, undefined)).status).toBe(401)
})
