/** An HTTP request as a turn: JSON for what was typed or pressed, the bytes themselves for a picture. */
import express, { type Request, type RequestHandler } from 'express'
import { z } from 'zod'
import { TRANSLATIONS } from '../../src/dialogue/languages.ts'
import { Press, Turn } from '../../src/dialogue/turn.ts'
import { WebError } from './errors.ts'

const MAX_TEXT = 20_000
/** Room for `MAX_TEXT` characters of which each is a six-byte JSON escape. */
const MAX_JSON_BYTES = 128 * 1024

/** The page's own name for a message; sending it again after a lost connection is safe. */
const Id = z.string().regex(/^[\w-]{8,100}$/)
const Typed = z.strictObject({ id: Id, text: z.string().max(MAX_TEXT) })
const Pressed = z.strictObject({ id: Id, press: Press })

/** Reads a JSON message of at most `MAX_JSON_BYTES`. */
export const readMessage: RequestHandler[] = [
  only('application/json', new WebError(415, 'bad-request', 'Messages are sent as application/json.')),
  withCap(express.json({ limit: MAX_JSON_BYTES }), new WebError(413, 'too-long', tooLong())),
]

/** Reads a picture of at most `maxBytes`; whether it is one is for the core to find out. */
export const readPhoto = (maxBytes: number): RequestHandler[] => {
  const types = ['image/*', 'application/octet-stream']
  const tooLarge = `That picture is over ${Math.floor(maxBytes / 2 ** 20)} MB. Please send a smaller one.`
  return [
    only(
      types,
      new WebError(
        415,
        'unsupported-picture',
        'A picture is sent as its own bytes, for example as image/jpeg.',
      ),
    ),
    withCap(express.raw({ type: types, limit: maxBytes }), new WebError(413, 'picture-too-large', tooLarge)),
  ]
}

/** The turn of a JSON message. @throws WebError that names what is wrong with it. */
export function messageTurn(request: Request, conversation: string): Turn {
  const text = request.body?.text
  if (typeof text === 'string' && text.length > MAX_TEXT) throw new WebError(413, 'too-long', tooLong())
  const message = parse(z.union([Typed, Pressed]), request.body)
  return turnOf(conversation, { ...message, ...localeOf(request) })
}

/** The turn of a picture; its id stands in the query. @throws WebError when it is missing or the body is empty. */
export function photoTurn(request: Request, conversation: string): Turn {
  const { id } = parse(z.object({ id: Id }), request.query)
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new WebError(400, 'not-a-picture', 'That file is empty. Please choose another picture.')
  return turnOf(conversation, { id, photo: new Uint8Array(request.body), ...localeOf(request) })
}

/** The reader's first language, as the browser says it; a header that names none leaves it to the shop. */
function localeOf(request: Request): { locale?: string } {
  const [first] = request.acceptsLanguages()
  return first && first !== '*' && first.length <= 35 ? { locale: first } : {}
}

/** The language that a reader of this request is answered in, for what reads the answers aloud. */
export function languageOf(request: Request): string {
  const language = localeOf(request).locale?.toLowerCase().split(/[-_]/)[0] ?? ''
  return Object.hasOwn(TRANSLATIONS, language) ? language : 'en'
}

/** Ids are the page's own, so they are unique within a conversation only. */
const turnOf = (conversation: string, said: { id: string } & Partial<Turn>): Turn =>
  Turn.parse({ ...said, id: `${conversation}:${said.id}`, conversation, user: conversation, channel: 'web' })

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new WebError(400, 'bad-request', `That message was not understood: ${z.prettifyError(result.error)}`)
}

function tooLong(): string {
  return `That message is over ${MAX_TEXT.toLocaleString('en')} characters. A sentence or two is enough.`
}

function only(types: string | string[], otherwise: WebError): RequestHandler {
  return (request, _response, next) => next(request.is(types) ? undefined : otherwise)
}

function withCap(reader: RequestHandler, tooLarge: WebError): RequestHandler {
  return (request, response, next) =>
    reader(request, response, (error?: unknown) => next(isTooLarge(error) ? tooLarge : error))
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'entity.too.large'
