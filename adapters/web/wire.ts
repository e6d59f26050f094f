/** Replies as they travel to the page: one JSON line each, with previews as data URLs. */
import type { ErrorCode, Reply } from '../../src/dialogue/reply.ts'

type Progress = Extract<Reply, { kind: 'progress' }>

/** What only the web edge can refuse, beside the core's own errors. */
export type WebErrorCode = ErrorCode | 'forbidden' | 'bad-request' | 'not-found'

export interface WireError {
  kind: 'error'
  code: WebErrorCode
  text: string
}

export type WireReply =
  | Exclude<Reply, { kind: 'progress' } | { kind: 'error' }>
  | (Omit<Progress, 'preview'> & { preview?: string })
  | WireError

export function toWire(reply: Reply): WireReply {
  if (reply.kind !== 'progress') return reply
  const { preview, ...rest } = reply
  if (!preview) return rest
  return { ...rest, preview: `data:image/png;base64,${Buffer.from(preview).toString('base64')}` }
}

export const toLine = (reply: WireReply): string => `${JSON.stringify(reply)}\n`
