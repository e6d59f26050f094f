/** What the web edge refuses, told in the same shape as the core's own errors. */
import type { ErrorRequestHandler } from 'express'
import type { WebErrorCode, WireError } from './wire.ts'

export class WebError extends Error {
  readonly status: number
  readonly code: WebErrorCode

  constructor(status: number, code: WebErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
    this.code = code
  }
}

/** Answers with the sentence of a `WebError`; what failed here is logged whole and answered vaguely. */
export function answerErrors(onFailure: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error)
    const { status, code, message } = known(error)
    if (status >= 500) onFailure(error)
    const body: WireError = { kind: 'error', code, text: message }
    response.status(status).json(body)
  }
}

function known(error: unknown): WebError {
  if (error instanceof WebError) return error
  const type = error instanceof Error && 'type' in error ? error.type : undefined
  if (type === 'entity.parse.failed')
    return new WebError(400, 'bad-request', 'That message is not valid JSON.')
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new WebError(415, 'bad-request', 'Messages are taken as UTF-8 JSON, uncompressed or gzip.')
  if (type === 'request.aborted') return new WebError(400, 'cancelled', 'The upload was broken off.')
  // What express and its readers blame on the request: an address or a body that is none.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status >= 400 && status < 500)
    return new WebError(
      status,
      'bad-request',
      'That request could not be read. Reload the page to try again.',
    )
  return new WebError(
    500,
    'internal',
    'Something went wrong on our side. Your looks are safe; please try again.',
    { cause: error },
  )
}
