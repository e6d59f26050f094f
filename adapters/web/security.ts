/** What every answer carries, and who may send a turn. */
import type { RequestHandler } from 'express'
import { WebError } from './errors.ts'

/** The page is its own files and nothing else: no inline script or style, no other host, no frame around it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  })
  next()
}

/**
 * Refuses what another site's page sends with the shopper's cookie. Browsers always name the origin of a POST;
 * a client that names none (curl) carries nobody's cookie but its own.
 */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  const site = request.get('sec-fetch-site')
  const origin = request.get('origin')
  const foreign = site ? site !== 'same-origin' : origin !== undefined && hostOf(origin) !== request.host
  if (foreign)
    throw new WebError(403, 'forbidden', 'This page only takes messages from itself. Open Hemline directly.')
  next()
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined
