import { Writable } from 'node:stream'
import { DiscordAPIError } from 'discord.js'
import { expect, it } from 'vitest'
import { openLog } from '../../src/cli/log.ts'

function logged(write: (log: ReturnType<typeof openLog>) => void) {
  const lines: string[] = []
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line))
      done()
    },
  })
  write(openLog('info', stream))
  return { text: lines.join(''), err: JSON.parse(lines[0] ?? '{}').err }
}

/** As discord.js throws it, with what was sent. */
const refused = () =>
  new DiscordAPIError(
    { code: 50027, message: 'Invalid Webhook Token' },
    50027,
    401,
    'PATCH',
    'https://discord.com/api/v10/webhooks/1/hush-hush/messages/@original',
    { body: { content: 'my words' }, files: [{ name: 'look.png', data: Buffer.from('a picture') }] },
  )

it('tells what an error of Discord was, and neither the token nor the picture that was sent', () => {
  const { text, err } = logged((log) => log.error({ err: refused() }, 'an answer could not be sent'))
  expect(err).toMatchObject({ type: expect.stringContaining('DiscordAPIError'), code: 50027, status: 401 })
  expect(err.message).toContain('Invalid Webhook Token')
  expect(err.stack).toContain('log.test.ts')
  expect(text).not.toMatch(/hush-hush|my words|Buffer|requestBody/)
})

it('tells causes in the same way, an endless chain of them too', () => {
  const first = new Error('the outer one', { cause: refused() })
  const { text, err } = logged((log) => log.error(first))
  expect(err.cause).toMatchObject({ code: 50027 })
  expect(text).not.toMatch(/hush-hush|my words/)
  const round = new Error('round and round')
  round.cause = round
  expect(logged((log) => log.warn({ err: round })).err.cause.message).toBe('round and round')
  expect(logged((log) => log.warn({ err: 'a string' })).err).toBe('a string')
})
