/** The log of a command, on stderr. */
import pino, { type DestinationStream, type Logger } from 'pino'

/** Causes of causes that are told. */
const DEPTH = 5

/** @param stream where it is written, for tests */
export const openLog = (
  level: string,
  stream: DestinationStream = pino.destination(process.stderr.fd),
): Logger => pino({ level, serializers: { err: (error: unknown) => told(error) } }, stream)

/**
 * These fields and no others: what a library hangs on its errors is the request as it was sent, with its token and
 * the picture that it carried.
 */
function told(error: unknown, depth = DEPTH): unknown {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, code, status, statusCode, cause } = error as Error & Partial<Known>
  return {
    type: name,
    message,
    stack,
    code,
    status: status ?? statusCode,
    ...(cause !== undefined && depth > 0 && { cause: told(cause, depth - 1) }),
  }
}

interface Known {
  code: unknown
  status: unknown
  statusCode: unknown
}
