/** Work that reports on the way, as a stream of its reports. */
import { Readable } from 'node:stream'

/** A stream that is written to as things happen, and keeps what nobody has read yet. */
export function relay<T extends object>(): { stream: AsyncIterable<T>; send(item: T): void; end(): void } {
  const stream = new Readable({ objectMode: true, read: () => undefined })
  return {
    stream,
    send: (item) => void stream.push(item),
    end: () => void stream.push(null),
  }
}

/** Yields what `work` reports, and returns or throws what it does. */
export async function* reporting<Report extends object, Result>(
  work: (report: (item: Report) => void) => Promise<Result>,
): AsyncGenerator<Report, Result> {
  const { stream, send, end } = relay<Report>()
  const result = work(send).finally(end)
  // Handled below, after the reports that came before.
  result.catch(() => undefined)
  yield* stream
  return result
}
