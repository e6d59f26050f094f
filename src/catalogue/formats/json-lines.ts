/** JSON Lines: one product a line, in Hemline's own shape. */
import type { FeedFormat } from './format.ts'

export const jsonLines: FeedFormat = async function* (chunks) {
  let line = 0
  for await (const raw of linesOf(chunks)) {
    line++
    const text = raw.trim()
    if (text === '') continue
    const product = parsed(text)
    yield product
      ? { line, product }
      : { line, reason: `not a JSON object: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}` }
  }
}

/** Node's readline would lose an error of the file that is read, so the lines are cut here. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest + decoder.decode()
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
