import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fakeCore } from '../web/fake-core.ts'
import { APP, type Bot, linesOf, openBot, person, scratch } from './bot.ts'
import { type Connector, openConnector } from './connector.ts'

let connector: Connector
let place: Awaited<ReturnType<typeof scratch>>
let bot: Bot
const core = fakeCore()

beforeAll(async () => {
  // The SDK writes what it refuses to the console itself.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  connector = await openConnector()
  place = await scratch()
  bot = await openBot(connector, core, place.dir)
})
afterAll(async () => {
  await bot.close()
  await connector.close()
  await place.remove()
  vi.restoreAllMocks()
})

const HOUR = 3600

describe('an activity', () => {
  it('that is signed for us is taken, and answered once', async () => {
    const anna = person(connector, bot)
    const began = performance.now()
    const response = await anna.say('a red dress')
    expect(response.status).toBe(202)
    expect(performance.now() - began).toBeLessThan(1000)
    expect(linesOf(await anna.settled()).join()).toContain('Here is a start')
    expect(core.turns).toHaveLength(1)
    expect(core.turns[0]).toMatchObject({ channel: 'teams', text: 'a red dress' })
  })

  const eve = () => person(connector, bot, 'eve')
  type Eve = ReturnType<typeof eve>
  const token = (change: object = {}, how = {}) =>
    `Bearer ${connector.token({ ...eve().claims(), ...change }, how)}`
  const now = () => Math.floor(Date.now() / 1000)

  const REFUSED: Record<string, (eve: Eve) => Promise<Response>> = {
    'without a token': (eve) => eve.post(eve.activity({ text: 'hello' }), undefined),
    'with an empty token': (eve) => eve.post(eve.activity({ text: 'hello' }), 'Bearer '),
    'with something that is no token': (eve) => eve.post(eve.activity({ text: 'hello' }), 'Bearer a.b.c'),
    'with another scheme': (eve) => eve.post(eve.activity(), token().replace('Bearer', 'Basic')),
    'with an expired token': (eve) =>
      eve.post(eve.activity(), token({ nbf: now() - 2 * HOUR, exp: now() - HOUR })),
    'with a token of tomorrow': (eve) => eve.post(eve.activity(), token({ nbf: now() + 24 * HOUR })),
    'for another bot': (eve) =>
      eve.post(eve.activity(), token({ aud: '99999999-9999-9999-9999-999999999999' })),
    'for nobody': (eve) => eve.post(eve.activity(), token({ aud: undefined })),
    'by another issuer': (eve) => eve.post(eve.activity(), token({ iss: 'https://evil.example' })),
    'by an issuer that signs for emulators': (eve) =>
      eve.post(
        eve.activity(),
        token({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0' }),
      ),
    'signed with another key': (eve) => eve.post(eve.activity(), token({}, { isStranger: true })),
    'signed with a key that nobody knows': (eve) => eve.post(eve.activity(), token({}, { kid: 'who' })),
    'signed with a key for other channels': (eve) =>
      eve.post(eve.activity(), token({}, { kid: 'for-others' })),
    'signed with nothing': (eve) => eve.post(eve.activity(), token({}, { alg: 'none' })),
    'whose token was tampered with': (eve) => {
      const [head, , signature] = connector.token(eve.claims()).split('.')
      const claims = Buffer.from(JSON.stringify({ ...eve.claims(), exp: now() + 99 * HOUR }))
      return eve.post(eve.activity(), `Bearer ${head}.${claims.toString('base64url')}.${signature}`)
    },
    'whose token is replayed against another service address': (eve) =>
      eve.post(eve.activity({ serviceUrl: 'https://evil.example/' }), token()),
    'whose token names no service address': (eve) =>
      eve.post(eve.activity(), token({ serviceurl: undefined })),
    'that would have us answer in the clear': (eve) =>
      eve.post(
        eve.activity({ serviceUrl: 'http://evil.example/' }),
        token({ serviceurl: 'http://evil.example/' }),
      ),
    'of another tenant': (eve) =>
      eve.send({
        conversation: { ...eve.conversation, tenantId: '33333333-3333-3333-3333-333333333333' },
        channelData: { tenant: { id: '33333333-3333-3333-3333-333333333333' } },
      }),
    'that says two tenants': (eve) =>
      eve.send({ channelData: { tenant: { id: '33333333-3333-3333-3333-333333333333' } } }),
    'that says no tenant': (eve) =>
      eve.send({ conversation: { ...eve.conversation, tenantId: undefined }, channelData: {} }),
    'of another channel': (eve) => eve.send({ channelId: 'webchat' }),
    'of the channel that has rules of its own in the SDK': (eve) => eve.send({ channelId: 'AseChannel' }),
  }

  it.each(Object.entries(REFUSED))('%s is refused, and nobody hears of it', async (_name, send) => {
    const [turns, sent] = [core.turns.length, connector.sent.length]
    const response = await send(eve())
    expect([401, 403]).toContain(response.status)
    expect(await response.text()).toBe('')
    expect(core.turns).toHaveLength(turns)
    expect(connector.sent).toHaveLength(sent)
  })

  it('that is none is refused without a stack trace', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      '{}',
      '{"type":"message"}',
      JSON.stringify({ text: 'x'.repeat(300_000) }),
    ]) {
      const response = await eve().post(body, token())
      expect([400, 413]).toContain(response.status)
      expect(await response.text()).toBe('')
    }
  })

  it('leaves no secret in the log', () => {
    const log = JSON.stringify([bot.logged, bot.failures])
    expect(log).not.toMatch(/hush|Bearer|eyJ/)
    expect(bot.failures).toEqual([])
  })
})

it('all tenants are served where that is said', async () => {
  const other = await scratch()
  const open = await openBot(connector, core, other.dir, {
    env: { HEMLINE_TEAMS_ALLOWED_TENANTS: '*', HEMLINE_TEAMS_APP_ID: APP },
  })
  const guest = person(connector, open, 'guest')
  const tenantId = '33333333-3333-3333-3333-333333333333'
  const response = await guest.send({
    text: 'a blue dress',
    conversation: { ...guest.conversation, tenantId },
    channelData: { tenant: { id: tenantId } },
  })
  expect(response.status).toBe(202)
  await guest.settled()
  await open.close()
  await other.remove()
})
