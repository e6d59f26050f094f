/** The web channel on a free port, and a browser's worth of client: a cookie jar and a reader of JSON lines. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createWeb, type Opening, type WebOptions } from '../../adapters/web/server.ts'
import type { WireReply } from '../../adapters/web/wire.ts'

export async function serveWeb(options: Omit<WebOptions, 'log'> & Partial<WebOptions>) {
  const failures: unknown[] = []
  const app = express()
  app.use(createWeb({ log: { error: (failure: unknown) => failures.push(failure) }, ...options }))
  const server = createServer(app)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise((closed) => {
      server.close(closed)
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, failures, close }
}

/** One browser: keeps its cookie and sends what it is told. */
export function browser(url: string) {
  let cookie = ''
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    const response = await fetch(url + path, { ...init, headers })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return response
  }
  const post = (path: string, body: unknown, init: RequestInit = {}) =>
    request(path, {
      ...init,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...init.headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    request,
    post,
    say: async (text: string) => lines(await post('/api/turn', { id: randomUUID(), text })),
    press: async (press: unknown) => lines(await post('/api/turn', { id: randomUUID(), press })),
    view: async () => (await (await request('/api/view')).json()) as Opening,
  }
}

export async function lines(response: Response): Promise<WireReply[]> {
  const text = await response.text()
  return text
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}
