/** The page's side of the wire, over connections that break. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { WireReply } from '../../adapters/web/wire.ts'

const { join, send } = (await import(
  new URL('../../adapters/web/page/channel.js', import.meta.url).href
)) as {
  join(): AsyncGenerator<WireReply>
  send(said: { text: string }): AsyncGenerator<WireReply>
}

const text = (text: string): WireReply => ({ kind: 'text', text })
const DONE = { kind: 'done', view: { messages: [] } } as unknown as WireReply

/** A response that says this and then ends, or breaks off. */
const saying = (replies: readonly WireReply[], breaks = false) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const reply of replies)
          controller.enqueue(new TextEncoder().encode(`${JSON.stringify(reply)}\n`))
        if (!breaks) controller.close()
      },
      pull(controller) {
        if (breaks) controller.error(new TypeError('the connection was lost'))
      },
    }),
  )

const asked = vi.fn<(path: string) => Promise<Response>>()
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  asked.mockReset()
})

async function heard(replies: AsyncGenerator<WireReply>): Promise<WireReply[]> {
  const all: WireReply[] = []
  const listening = (async () => {
    for await (const reply of replies) all.push(reply)
  })()
  await vi.advanceTimersByTimeAsync(60_000)
  await listening
  return all
}

it.each([
  ['joined', join],
  ['sent', () => send({ text: 'make it navy' })],
])(
  'a turn that was %s is heard to its end, each reply once, through a lost connection',
  async (_how, begin) => {
    asked
      .mockResolvedValueOnce(saying([text('one'), text('two')], true))
      .mockRejectedValueOnce(new TypeError('no connection'))
      .mockResolvedValueOnce(saying([text('one'), text('two'), text('three'), DONE]))
    expect(await heard(begin())).toEqual([text('one'), text('two'), text('three'), DONE])
  },
)

it('a turn that ended while nobody listened is read from the conversation', async () => {
  asked
    .mockRejectedValueOnce(new TypeError('no connection'))
    .mockResolvedValueOnce(new Response(null, { status: 204 }))
    .mockResolvedValueOnce(Response.json({ view: { messages: [] } }))
  expect(await heard(join())).toEqual([DONE])
  expect(asked.mock.calls.map(([path]) => path)).toEqual(['/api/turn', '/api/turn', '/api/view'])
})

it('what cannot be reached at all ends in an error, and throws nothing', async () => {
  asked.mockRejectedValue(new TypeError('no connection'))
  expect(await heard(join())).toMatchObject([
    { kind: 'error', text: expect.stringContaining('cannot be reached') },
  ])
})
