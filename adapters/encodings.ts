/** Pictures made ready to be sent: what was made lately is kept, and only so many are made at the same time. */
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'

export interface Encodings {
  /**
   * What `make` gives, or gave before for the same name; nothing that it gives is kept as nothing. A name says all that
   * the bytes depend on: the hash of the picture, and how it is made ready.
   */
  get<T extends Buffer | undefined>(name: string, make: () => Promise<T>): Promise<T | Buffer>
}

export interface EncodingsOptions {
  /** Bytes that are kept. Default 64 MiB. */
  maxBytes?: number
  /** Pictures that are made at the same time: more would only hold up everything else. Default 2. */
  atOnce?: number
}

export function newEncodings({ maxBytes = 64 * 2 ** 20, atOnce = 2 }: EncodingsOptions = {}): Encodings {
  const kept = new LRUCache<string, Buffer>({ maxSize: maxBytes, sizeCalculation: ({ length }) => length })
  const underWay = new Map<string, Promise<Buffer | undefined>>()
  const queue = new PQueue({ concurrency: atOnce })

  async function made<T extends Buffer | undefined>(name: string, make: () => Promise<T>): Promise<T> {
    try {
      const bytes = await queue.add(make)
      if (bytes) kept.set(name, bytes)
      return bytes
    } finally {
      underWay.delete(name)
    }
  }

  return {
    async get<T extends Buffer | undefined>(name: string, make: () => Promise<T>) {
      const there = kept.get(name)
      if (there) return there
      const making = (underWay.get(name) as Promise<T> | undefined) ?? made(name, make)
      underWay.set(name, making)
      return making
    },
  }
}
