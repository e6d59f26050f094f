/** The web channel: a page, one stream of replies for each turn, and pictures by their content. */
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, type Response, Router } from 'express'
import type { Logger } from 'pino'
import type { ConversationView, Core, Showcase } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { conversationCookie, conversationOf } from './conversation.ts'
import { answerErrors, WebError } from './errors.ts'
import { limit } from './limit.ts'
import { languageOf, messageTurn, photoTurn, readMessage, readPhoto } from './message.ts'
import { pictures } from './pictures.ts'
import { type RunningTurn, runningTurns } from './running.ts'
import { sameOriginOnly, securityHeaders } from './security.ts'
import { sharedPage } from './shared.ts'
import { toLine } from './wire.ts'

const PAGE = fileURLToPath(new URL('./page/', import.meta.url))

export interface WebOptions {
  core: Core
  /** For links to what was shared; without it there are none. */
  showcase?: Showcase
  log: Pick<Logger, 'error'>
  /** Largest picture taken, in bytes. Default 20 MiB. */
  maxPhotoBytes?: number
  /** Turns a conversation may send at once, and how soon it may send one more. Default 20 and 1,500 ms. */
  burst?: number
  refillMs?: number
}

/** What the page asks for when it opens. */
export interface Opening {
  view: ConversationView
  /** A turn of this conversation is still being handled: `GET api/turn` joins it. */
  running: boolean
  /** Of the answers, the first part of a locale. */
  language: string
  limits: { photoBytes: number }
}

/**
 * The web channel as an Express router.
 *
 * - `GET  /api/view` the conversation as it stands (`Opening`)
 * - `POST /api/turn` `{id, text}` or `{id, press}`, answered as a stream of JSON lines (`WireReply`)
 * - `POST /api/photo?id=` the bytes of a picture, answered likewise
 * - `GET  /api/turn` joins the turn that is being handled; 204 when there is none
 * - `POST /api/stop` stops what is being handled
 * - `GET  /shared/<id>` a page of what was shared
 * - `GET  /pictures/<sha256>` and `/pictures/<sha256>/large`
 */
export function createWeb(options: WebOptions): Router {
  const { core, log, maxPhotoBytes = 20 * 2 ** 20, burst = 20, refillMs = 1500 } = options
  const turns = runningTurns(core, (turn, error) => log.error({ err: error, turn: turn.id }, 'a turn failed'))
  const perConversation = limit({ burst, refillMs })
  // A conversation costs nothing to open, so an address is held to what a few busy shoppers need.
  const perAddress = limit({ burst: burst * 5, refillMs: refillMs / 5 })

  const notTooMany: RequestHandler = (request, response, next) => {
    if (!perAddress.take(request.ip ?? '') || !perConversation.take(conversationOf(response))) {
      response.set('Retry-After', String(Math.ceil(refillMs / 1000)))
      throw new WebError(429, 'busy', 'That was a lot at once. Give it a few seconds, then try again.')
    }
    next()
  }

  const answer = (response: Response, turn: Turn) => stream(response, turns.start(turn))

  const api = Router()
  api.use(noStore, conversationCookie)
  api.get('/view', async (request, response) => {
    const conversation = conversationOf(response)
    // Before the view, which lacks the answers of a turn that is running: what ends meanwhile is only read again.
    const running = turns.of(conversation) !== undefined
    const opening: Opening = {
      view: await core.view(conversation),
      running,
      language: languageOf(request),
      limits: { photoBytes: maxPhotoBytes },
    }
    response.json(opening)
  })
  api.post('/turn', notTooMany, ...readMessage, (request, response) =>
    answer(response, messageTurn(request, conversationOf(response))),
  )
  api.post('/photo', notTooMany, ...readPhoto(maxPhotoBytes), (request, response) =>
    answer(response, photoTurn(request, conversationOf(response))),
  )
  api.get('/turn', async (_request, response) => {
    const running = turns.of(conversationOf(response))
    if (running) await stream(response, running)
    else response.status(204).end()
  })
  api.post('/stop', (_request, response) => {
    turns.stop(conversationOf(response))
    response.status(204).end()
  })
  api.use(() => {
    throw new WebError(404, 'not-found', 'There is nothing at this address.')
  })

  const web = Router()
  web.use(securityHeaders, sameOriginOnly)
  web.use('/api', api)
  web.use('/pictures', pictures(core))
  if (options.showcase) web.get('/shared/:id', sharedPage(options.showcase))
  web.use(
    express.static(PAGE, {
      cacheControl: false,
      setHeaders: (page) => page.set('Cache-Control', 'no-cache'),
    }),
  )
  web.use(answerErrors((error) => log.error({ err: error }, 'a request failed')))
  return web
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}

/** Writes replies as they come. When the reader goes away the turn goes on; only the writing ends. */
async function stream(response: Response, turn: RunningTurn): Promise<void> {
  response.set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'X-Accel-Buffering': 'no' })
  response.flushHeaders()
  for await (const reply of turn.listen()) {
    if (response.closed) return
    if (!response.write(toLine(reply))) await drained(response)
  }
  response.end()
}

const drained = (response: Response): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
