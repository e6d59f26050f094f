/** A page that comes back in the middle of a turn: what it is shown, and what it then hears. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { WireReply } from '../../adapters/web/wire.ts'
import { openFake } from '../dialogue/rooms.ts'
import { scratch } from '../discord/bot.ts'
import { browser, lines, serveWeb } from './client.ts'

let place: Awaited<ReturnType<typeof scratch>>
let rooms: Awaited<ReturnType<typeof openFake>>
let web: Awaited<ReturnType<typeof serveWeb>>

beforeEach(async () => {
  place = await scratch()
  rooms = await openFake(place.dir)
  web = await serveWeb({ core: rooms.core })
})
afterEach(async () => {
  await web.close()
  await rooms.close()
  await place.remove()
})

const textsOf = (replies: readonly WireReply[]) =>
  replies.flatMap((reply) => ('text' in reply ? [reply.text] : []))

it('is shown what was said and hears the answer from its beginning, every sentence once', async () => {
  const tab = browser(web.url)
  await tab.say('surprise me')
  rooms.studio.stepMs = 60
  const turn = tab.post('/api/turn', { id: randomUUID(), text: 'make it navy, longer sleeves and no collar' })
  // A finished round is committed, and its sentence with it.
  let opening = await tab.view()
  while (opening.view.looks.length < 2) {
    await sleep(20)
    opening = await tab.view()
  }
  expect(opening.running).toBe(true)
  expect(opening.view.messages.at(-1)).toMatchObject({ from: 'user', text: expect.stringContaining('navy') })
  const joined = await lines(await tab.request('/api/turn'))
  expect(textsOf(joined)).toEqual(textsOf(await lines(await turn)))
  const { messages } = (await tab.view()).view
  const shown = opening.view.messages.map(({ text }) => text)
  expect(messages.map(({ text }) => text)).toEqual([...shown, ...textsOf(joined)])
})

it('is given the open question with its choices', async () => {
  const tab = browser(web.url)
  // There is no look yet, so it is asked what to begin with.
  const asked = (await tab.say('make it navy')).find((reply) => reply.kind === 'question')
  const { question } = (await tab.view()).view
  expect(question?.choices).toEqual(asked?.choices)
  expect(question?.choices.length).toBeGreaterThan(0)
})
