/**
 * A Bot Connector of our own on loopback: its keys, its tokens, and the part of its REST interface that a bot uses,
 * written from its documentation.
 */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request, type Response } from 'express'

export const ISSUER = 'https://api.botframework.com'
/** What the bot proves itself with. */
export const BOT_TOKEN = 'the-bots-own-token'

export interface Sent {
  id: string
  conversation: string
  /** Milliseconds of `performance.now()`. */
  at: number
  method: 'POST' | 'PUT'
  activity: Record<string, unknown>
}

export type Connector = Awaited<ReturnType<typeof openConnector>>

export async function openConnector() {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const sent: Sent[] = []
  /** Requests that were answered with a failure. */
  const failed: { method: string; status: number; at: number }[] = []
  /** Failures to come, oldest first; `*` for every request from now on. */
  let failures: { method?: string; status: number; retryAfter?: number; times: number }[] = []
  const pictures = new Map<string, { bytes: Buffer; type: string; open: boolean }>()
  const wanted: { url: string; authorization: string | undefined }[] = []
  let ids = 0

  const app = express().use(express.json({ limit: '1mb' }))
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  app.get('/openid', (_request, response) => {
    response.json({ issuer: ISSUER, jwks_uri: `${origin}/keys` })
  })
  app.get('/keys', (_request, response) => {
    const jwk = (pair: { publicKey: KeyObject }, kid: string, endorsements: string[]) => ({
      ...pair.publicKey.export({ format: 'jwk' }),
      kid,
      use: 'sig',
      endorsements,
    })
    response.json({ keys: [jwk(key, 'ours', ['msteams']), jwk(key, 'for-others', ['webchat'])] })
  })

  const take = (request: Request, response: Response, id?: string): void => {
    const method = request.method as Sent['method']
    if (request.headers.authorization !== `Bearer ${BOT_TOKEN}`) return void response.status(401).end()
    const isTyping = request.body.type === 'typing'
    const failure = isTyping ? undefined : failures.find((one) => (one.method ?? method) === method)
    if (failure) {
      failure.times--
      failures = failures.filter(({ times }) => times > 0)
      failed.push({ method, status: failure.status, at: performance.now() })
      if (failure.retryAfter !== undefined) response.set('Retry-After', String(failure.retryAfter))
      return void response.status(failure.status).json({ error: { code: 'Test', message: 'told to fail' } })
    }
    const known = id === undefined || sent.some((one) => one.id === id)
    if (!known) return void response.status(404).json({ error: { code: 'NotFound', message: 'none' } })
    const given = id ?? `sent-${++ids}`
    sent.push({
      id: given,
      conversation: String(request.params.conversation),
      at: performance.now(),
      method,
      activity: request.body,
    })
    response.status(id === undefined ? 201 : 200).json({ id: given })
  }
  app.post('/v3/conversations/:conversation/activities', (request, response) => take(request, response))
  app.post('/v3/conversations/:conversation/activities/:replyTo', (request, response) =>
    take(request, response),
  )
  app.put('/v3/conversations/:conversation/activities/:id', (request, response) =>
    take(request, response, String(request.params.id)),
  )
  app.get('/v3/attachments/:id', (request, response) => {
    const { authorization } = request.headers
    wanted.push({ url: request.url, authorization })
    const picture = pictures.get(request.params.id)
    if (picture && !picture.open && authorization !== `Bearer ${BOT_TOKEN}`)
      return void response.status(401).end()
    if (!picture) return void response.status(404).end()
    response.type(picture.type).send(picture.bytes)
  })
  app.get('/redirect', (_request, response) => response.redirect('http://127.0.0.1:9/'))

  return {
    origin,
    sent,
    failed,
    wanted,
    /** What messages of a chat show now, oldest first. */
    messages(conversation: string) {
      const shown = new Map<string, Record<string, unknown>>()
      for (const { id, activity, conversation: at } of sent)
        if (activity.type === 'message' && at === conversation) shown.set(id, activity)
      return [...shown].map(([id, activity]) => ({ id, activity }))
    },
    /** The next requests of this kind fail. */
    fail(status: number, options: { method?: 'POST' | 'PUT'; times?: number; retryAfter?: number } = {}) {
      failures.push({ times: 1, ...options, status })
    },
    heal() {
      failures = []
    },
    /** Forgets a message, as when someone deletes it. */
    drop(id: string) {
      for (let i = sent.length - 1; i >= 0; i--) if (sent[i]?.id === id) sent.splice(i, 1)
    },
    /** Keeps a picture, for whoever has the bot's token, or for everyone. */
    host(id: string, bytes: Buffer, { type = 'image/png', open = false } = {}) {
      pictures.set(id, { bytes, type, open })
      return `${origin}/v3/attachments/${id}`
    },
    token(claims: object, { kid = 'ours', isStranger = false, alg = 'RS256' } = {}) {
      const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
      const head = `${encode({ alg, typ: 'JWT', kid })}.${encode(claims)}`
      if (alg === 'none') return `${head}.`
      const { privateKey } = isStranger ? stranger : key
      return `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey, 'base64url')}`
    },
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
