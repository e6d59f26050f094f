import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSharePoint } from '../../adapters/teams/attachment.ts'
import { fakeCore } from '../web/fake-core.ts'
import { type Bot, linesOf, openBot, person, scratch } from './bot.ts'
import { BOT_TOKEN, type Connector, openConnector } from './connector.ts'

let connector: Connector
/** Stands for SharePoint: another host, that must never see the bot's token. */
let drive: Connector
let place: Awaited<ReturnType<typeof scratch>>
let bot: Bot
const core = fakeCore()
const MAX_BYTES = 2 ** 20

beforeAll(async () => {
  connector = await openConnector()
  drive = await openConnector()
  place = await scratch()
  bot = await openBot(connector, core, place.dir, {
    files: { isFileHost: ({ origin }) => origin === drive.origin, maxBytes: MAX_BYTES, patienceMs: 2000 },
  })
})
afterAll(async () => {
  await bot.close()
  await connector.close()
  await drive.close()
  await place.remove()
})

const photo = () =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: '#a03040' } })
    .png()
    .toBuffer()

let people = 0
async function answerTo(...attachments: object[]): Promise<string> {
  const anna = person(connector, bot, `sender-${++people}`)
  expect((await anna.say('', { attachments })).status).toBe(202)
  return linesOf(await anna.settled(1)).join('\n')
}
const pasted = (contentUrl: string, contentType = 'image/*') => ({ contentType, contentUrl })
const file = (downloadUrl: string, fileType = 'png') => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: 'https://contoso.sharepoint.com/personal/anna/dress.png',
  name: `dress.${fileType}`,
  content: { downloadUrl, uniqueId: '1', fileType },
})

describe('a picture', () => {
  it('that was pasted is fetched from the connector, with the bot’s own token', async () => {
    const said = await answerTo(
      { contentType: 'text/html', content: '<p><img src="https://elsewhere.example/1.png"></p>' },
      pasted(connector.host('pasted', await photo())),
    )
    expect(said).toContain('Got your picture')
    expect(connector.wanted.at(-1)?.authorization).toBe(`Bearer ${BOT_TOKEN}`)
  })

  it('that was attached as a file is fetched from where files are, without the token', async () => {
    const said = await answerTo(file(drive.host('filed', await photo(), { open: true })))
    expect(said).toContain('Got your picture')
    expect(drive.wanted.at(-1)).toMatchObject({ authorization: undefined })
  })

  it('is one at a time, which is said', async () => {
    const url = drive.host('two', await photo(), { open: true })
    expect(await answerTo(file(url), file(url))).toMatch(/one picture at a time.*\n.*Got your picture/)
  })

  it.each([
    ['elsewhere', () => pasted('https://evil.example/dress.png'), /not links to elsewhere/],
    ['a file elsewhere', () => file('https://evil.example/dress.png'), /not links to elsewhere/],
    ['the network of this machine', () => pasted('http://169.254.169.254/latest/meta-data'), /not links/],
    ['a file of this machine', () => pasted('file:///etc/passwd'), /not links/],
    ['no address', () => pasted('dress'), /not links/],
    ['gone', () => pasted(`${connector.origin}/v3/attachments/none`), /not there any more/],
    ['moved to another host', () => pasted(`${connector.origin}/redirect`), /could not fetch/],
    [
      'a letter',
      () => file(`${drive.origin}/v3/attachments/letter`, 'docx'),
      /application\/docx, not a picture/,
    ],
    ['too large', () => pasted(connector.host('large', Buffer.alloc(MAX_BYTES + 1))), /over 1 MB/],
    ['empty', () => pasted(connector.host('empty', Buffer.alloc(0))), /empty/],
    [
      'no picture after all',
      () => pasted(connector.host('text', Buffer.from('hello'))),
      /not a picture I can read/,
    ],
  ])('that is %s is refused with a reason', async (_what, attachment, why) => {
    expect(await answerTo(attachment())).toMatch(why)
  })

  it('that never ends is given up', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      const more = setInterval(() => response.write(Buffer.alloc(100_000)), 5)
      response.on('close', () => clearInterval(more))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const other = await scratch()
    const open = await openBot(connector, core, other.dir, {
      files: { isFileHost: (url) => url.origin === origin, maxBytes: MAX_BYTES },
    })
    const anna = person(connector, open, 'endless')
    await anna.say('', { attachments: [file(`${origin}/endless`)] })
    expect(linesOf(await anna.settled(1)).join()).toMatch(/Please send a smaller one/)
    server.closeAllConnections()
    server.close()
    await open.close()
    await other.remove()
  })
})

it('SharePoint is what it is, and nothing that looks like it', () => {
  const is = (address: string) => isSharePoint(new URL(address))
  expect(is('https://contoso-my.sharepoint.com/_layouts/15/download.aspx?tempauth=x')).toBe(true)
  expect(is('https://contoso.sharepoint.us/x')).toBe(true)
  for (const address of [
    'http://contoso.sharepoint.com/x',
    'https://contoso.sharepoint.com:8443/x',
    'https://contoso.sharepoint.com.evil.example/x',
    'https://evil.example/contoso.sharepoint.com',
    'https://contoso.sharepoint.com@evil.example/x',
    'https://evilsharepoint.com/x',
    'https://sharepoint.com/x',
  ])
    expect(is(address), address).toBe(false)
})
