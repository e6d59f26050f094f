/** What a failure looks like to the person who sees it. */
import { PhotoError } from '../editing/photo.ts'
import { InferenceError } from '../inference/error.ts'
import { storageError } from '../storage/error.ts'
import type { Texts } from './languages.ts'
import type { ErrorCode, Reply } from './reply.ts'

type ErrorReply = Extract<Reply, { kind: 'error' }>

const reply = (code: ErrorCode, text: string): ErrorReply => ({ kind: 'error', code, text })

/** Something that was asked for and cannot be; the text is fit for the person who asked. */
export class DialogueError extends Error {
  override name = 'DialogueError'
  readonly code: ErrorCode
  constructor(code: ErrorCode, text: string) {
    super(text)
    this.code = code
  }
}

/** `isOurs`: a fault to be logged, not something the shopper did. */
export function errorReply(
  error: unknown,
  signal: AbortSignal | undefined,
  texts: Texts,
): { reply: ErrorReply; isOurs: boolean } {
  if (signal?.aborted) return { reply: reply('cancelled', texts.cancelled), isOurs: false }
  if (error instanceof DialogueError || error instanceof PhotoError)
    return { reply: reply(error.code, error.message), isOurs: false }
  if (error instanceof InferenceError) return { reply: reply('inference', texts.inference), isOurs: true }
  const storage = storageError(error)
  if (storage) return { reply: reply('storage', texts.storage(storage.message)), isOurs: true }
  return { reply: reply('internal', texts.internal), isOurs: true }
}
