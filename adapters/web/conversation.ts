/** Which conversation a browser is in: an unguessable token in a cookie that no script can read. */
import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'

const COOKIE = 'hemline'
const YEAR_MS = 365 * 24 * 60 * 60 * 1000
/** 32 random bytes in base64url. */
const TOKEN = /^[\w-]{43}$/

/** Gives every browser its own conversation on first sight and finds it again afterwards. */
export const conversationCookie: RequestHandler = (request, response, next) => {
  let token = tokenIn(request.headers.cookie)
  if (!token) {
    token = randomBytes(32).toString('base64url')
    response.cookie(COOKIE, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: request.secure,
      maxAge: YEAR_MS,
      path: '/',
    })
  }
  response.locals.conversation = `web:${token}`
  next()
}

export const conversationOf = (response: Response): string => response.locals.conversation as string

function tokenIn(cookies: string | undefined): string | undefined {
  const pairs = (cookies ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([name, value]) => name === COOKIE && TOKEN.test(value ?? ''))?.[1]
}
