import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WireReply } from '../../adapters/web/wire.ts'
import { browser, lines, serveWeb } from './client.ts'
import { fakeCore } from './fake-core.ts'

type Kind<K extends WireReply['kind']> = Extract<WireReply, { kind: K }>
const kind = <K extends WireReply['kind']>(replies: WireReply[], wanted: K): Kind<K>[] =>
  replies.filter((reply): reply is Kind<K> => reply.kind === wanted)

let core: ReturnType<typeof fakeCore>
let web: Awaited<ReturnType<typeof serveWeb>>

beforeEach(async () => {
  core = fakeCore({ steps: 3 })
  web = await serveWeb({ core, maxPhotoBytes: 200_000 })
})
afterEach(() => web.close())

describe('a conversation over HTTP', () => {
  it('streams the plan, every round and the end of a turn, in that order', async () => {
    const me = browser(web.url)
    await me.press({ kind: 'surprise' })
    const replies = await me.say('make it navy and longer sleeves')
    expect(replies[0]).toMatchObject({
      kind: 'plan',
      edits: [{ text: 'make it navy' }, { text: 'longer sleeves' }],
    })
    expect(kind(replies, 'round').map((reply) => reply.round)).toEqual([1, 2])
    expect(replies.at(-1)?.kind).toBe('done')
  })

  it('tells the core the first language that the browser accepts', async () => {
    const me = browser(web.url)
    const said = () => ({ id: randomUUID(), press: { kind: 'help' } })
    await lines(
      await me.post('/api/turn', said(), { headers: { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' } }),
    )
    expect(core.turns.at(-1)?.locale).toBe('de-AT')
    await lines(await me.post('/api/turn', said(), { headers: { 'accept-language': '*' } }))
    expect(core.turns.at(-1)?.locale).toBeUndefined()
  })

  it.each([
    ['de-AT,de;q=0.9', 'de'],
    ['es', 'es'],
    ['fr-FR,de;q=0.5', 'en'],
    ['*', 'en'],
  ])('tells the page the language of the answers: to “%s” %s', async (header, language) => {
    const response = await fetch(`${web.url}/api/view`, { headers: { 'accept-language': header } })
    expect(await response.json()).toMatchObject({ language })
  })

  it('sends previews as PNG data URLs', async () => {
    const me = browser(web.url)
    await me.press({ kind: 'surprise' })
    const [progress] = kind(await me.say('make it navy'), 'progress')
    const [head, data] = progress?.preview?.split(',') ?? []
    expect(head).toBe('data:image/png;base64')
    expect((await sharp(Buffer.from(data ?? '', 'base64')).metadata()).format).toBe('png')
  })

  it('takes a picture as the bytes of the body', async () => {
    const photo = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
    const me = browser(web.url)
    const response = await me.request(`/api/photo?id=${randomUUID()}`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: new Uint8Array(photo),
    })
    const [done] = kind(await lines(response), 'done')
    expect(done?.view.looks).toHaveLength(1)
    expect(Buffer.from(core.turns[0]?.photo ?? []).equals(photo)).toBe(true)
  })

  it('resumes: the view tells what was said and made, to the same browser only', async () => {
    const me = browser(web.url)
    await me.press({ kind: 'surprise' })
    await me.say('make it navy')
    expect((await me.view()).view).toMatchObject({ current: 2, canUndo: true })
    expect((await browser(web.url).view()).view).toMatchObject({ current: null, looks: [] })
  })

  it('keeps the message ids of two browsers apart', async () => {
    const id = randomUUID()
    await browser(web.url).post('/api/turn', { id, text: 'help' })
    await browser(web.url).post('/api/turn', { id, text: 'help' })
    expect(new Set(core.turns.map((turn) => turn.id)).size).toBe(2)
  })

  it('serves pictures by content, to be kept for ever', async () => {
    const me = browser(web.url)
    const [done] = kind(await me.press({ kind: 'surprise' }), 'done')
    const response = await me.request(`/pictures/${done?.view.looks[0]?.picture.id}`)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect((await sharp(await response.arrayBuffer()).metadata()).width).toBe(256)
  })
})

describe('a tab that goes away', () => {
  it('does not lose the turn: it runs to its end and is in the view', async () => {
    await web.close()
    web = await serveWeb({ core: fakeCore({ stepMs: 20 }) })
    const me = browser(web.url)
    await me.press({ kind: 'surprise' })
    const tab = new AbortController()
    const id = randomUUID()
    const response = await me.post('/api/turn', { id, text: 'make it navy' }, { signal: tab.signal })
    await response.body?.getReader().read()
    tab.abort()
    expect((await me.view()).running).toBe(true)
    const joined = await lines(await me.request('/api/turn'))
    expect(joined[0]?.kind).toBe('plan')
    expect(kind(joined, 'done')[0]?.view.current).toBe(2)
    expect(await me.view()).toMatchObject({ running: false, view: { current: 2 } })
  })

  it('finds nothing to join when nothing is running', async () => {
    expect((await browser(web.url).request('/api/turn')).status).toBe(204)
  })

  it('handles a message that is sent twice once', async () => {
    await web.close()
    core = fakeCore({ stepMs: 20 })
    web = await serveWeb({ core })
    const me = browser(web.url)
    await me.press({ kind: 'surprise' })
    const message = { id: randomUUID(), text: 'make it navy' }
    const both = await Promise.all([me.post('/api/turn', message), me.post('/api/turn', message)])
    const [first, second] = await Promise.all(both.map(lines))
    expect(first?.at(-1)).toEqual(second?.at(-1))
    expect(core.turns).toHaveLength(2)
  })
})

describe('stopping', () => {
  it('aborts the turn in the air and leaves the look as it was', async () => {
    await web.close()
    web = await serveWeb({ core: fakeCore({ stepMs: 30 }) })
    const me = browser(web.url)
    await me.press({ kind: 'surprise' })
    const response = await me.post('/api/turn', { id: randomUUID(), text: 'make it navy' })
    expect((await me.post('/api/stop', {})).status).toBe(204)
    const replies = await lines(response)
    expect(kind(replies, 'error')[0]?.code).toBe('cancelled')
    expect((await me.view()).view.current).toBe(1)
  })
})

describe('what is refused', () => {
  const refusal = async (response: Response) => [
    response.status,
    ((await response.json()) as { code: string }).code,
  ]
  const id = 'abcdefgh'

  it.each([
    ['neither text nor press', { id }],
    ['both text and press', { id, text: 'hi', press: { kind: 'undo' } }],
    ['an unknown press', { id, press: { kind: 'pay' } }],
    ['an id that is no id', { id: '../x', text: 'hi' }],
    ['a number for a text', { id, text: 7 }],
    ['a list', []],
    ['nothing', ''],
    ['half a JSON', '{"id":'],
  ])('%s', async (_name, body) => {
    expect(await refusal(await browser(web.url).post('/api/turn', body))).toEqual([400, 'bad-request'])
    expect(core.turns).toEqual([])
  })

  it('a message over 20,000 characters, told in words', async () => {
    const me = browser(web.url)
    expect(await refusal(await me.post('/api/turn', { id, text: 'x'.repeat(20_001) }))).toEqual([
      413,
      'too-long',
    ])
    expect(await refusal(await me.post('/api/turn', { id, text: 'x'.repeat(500_000) }))).toEqual([
      413,
      'too-long',
    ])
  })

  it('a message that is not JSON', async () => {
    const response = await browser(web.url).post('/api/turn', 'hello', {
      headers: { 'content-type': 'text/plain' },
    })
    expect(await refusal(response)).toEqual([415, 'bad-request'])
  })

  it.each([
    ['over the size limit', new Uint8Array(200_001), 'image/png', 413, 'picture-too-large'],
    ['empty', new Uint8Array(0), 'image/png', 400, 'not-a-picture'],
    ['of another type', new Uint8Array(9), 'text/html', 415, 'unsupported-picture'],
  ])('a picture that is %s', async (_name, body, type, status, code) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body }
    expect(await refusal(await browser(web.url).request(`/api/photo?id=${id}`, init))).toEqual([status, code])
  })

  it('a text file called a picture: the core says so, in the stream', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'not a picture' }
    const replies = await lines(await browser(web.url).request(`/api/photo?id=${id}`, init))
    expect(kind(replies, 'error')[0]?.code).toBe('not-a-picture')
  })

  it('a post from another site, by its origin or by what the browser says of it', async () => {
    const from = (headers: Record<string, string>) =>
      browser(web.url).post('/api/turn', { id, text: 'hi' }, { headers })
    expect(await refusal(await from({ origin: 'https://elsewhere.example' }))).toEqual([403, 'forbidden'])
    expect(await refusal(await from({ origin: 'null' }))).toEqual([403, 'forbidden'])
    expect((await from({ origin: web.url })).status).toBe(200)
  })

  it('a flood, with a time to come back', async () => {
    await web.close()
    web = await serveWeb({ core, burst: 2 })
    const me = browser(web.url)
    await me.say('help')
    await me.say('help')
    const response = await me.post('/api/turn', { id, text: 'help' })
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await refusal(response)).toEqual([429, 'busy'])
  })

  it('what cannot be read at all, without a word in the log', async () => {
    const me = browser(web.url)
    expect(await refusal(await me.request('/pictures/%ff'))).toEqual([400, 'bad-request'])
    const zipped = { headers: { 'content-encoding': 'gzip' } }
    expect(await refusal(await me.post('/api/turn', 'no gzip at all', zipped))).toEqual([400, 'bad-request'])
    expect(web.failures).toEqual([])
  })

  it('addresses that are none of ours', async () => {
    const me = browser(web.url)
    for (const path of [
      '/api/nothing',
      '/pictures/abc',
      `/pictures/${'0'.repeat(64)}`,
      '/pictures/..%2f..%2fpackage.json',
    ])
      expect((await me.request(path)).status, path).toBe(404)
  })
})

describe('when the core fails', () => {
  it('the shopper gets a plain sentence and the log gets the error', async () => {
    const replies = await browser(web.url).say('explode')
    expect(kind(replies, 'error')[0]).toMatchObject({ code: 'internal' })
    expect(JSON.stringify(replies)).not.toContain('told to explode')
    expect(String((web.failures[0] as { err: Error }).err)).toContain('told to explode')
  })

  it('the next turn works', async () => {
    const me = browser(web.url)
    await me.say('explode')
    expect(kind(await me.press({ kind: 'surprise' }), 'done')[0]?.view.current).toBe(1)
  })
})

describe('every answer', () => {
  it.each(['/', '/api/view', '/pictures/abc'])('%s carries the security headers', async (path) => {
    const { headers } = await browser(web.url).request(path)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('keeps the conversation token from scripts and other sites', async () => {
    const cookie = (await fetch(`${web.url}/api/view`)).headers.get('set-cookie')
    expect(cookie).toMatch(/^hemline=[\w-]{43};.*HttpOnly.*SameSite=Strict/)
  })

  it('a made-up token is replaced, not used', async () => {
    const response = await fetch(`${web.url}/api/view`, { headers: { cookie: 'hemline=me' } })
    expect(response.headers.get('set-cookie')).toMatch(/^hemline=[\w-]{43};/)
  })
})
