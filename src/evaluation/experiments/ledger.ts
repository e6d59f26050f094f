/** Rows of figures on disk, one line a query, so that hours of measuring go on where they were stopped. */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Row } from '../measure.ts'

export interface Entry {
  index: number
  row: Row
  /** Embeddings that figures of the whole set are computed from. */
  vectors: Record<string, Float32Array>
}

export interface Ledger {
  has(index: number): boolean
  add(entry: Entry): Promise<void>
  /** Those of queries 0 to `count` - 1, in order. */
  first(count: number): Entry[]
}

/** What the rows were measured with; rows of another are not mixed in. */
export type Made = Record<string, string | number | boolean | null>

/** Opens the ledger at `path` or begins it. Throws by name when it holds rows that were made otherwise. */
export async function openLedger(path: string, made: Made): Promise<Ledger> {
  const text = await readFile(path, 'utf8').catch(() => '')
  // a line that a kill cut short counts as not there
  const lines = text.slice(0, text.lastIndexOf('\n') + 1)
  const [head, ...rows] = lines.split('\n').filter(Boolean)
  const header = JSON.stringify(made)
  if (head !== undefined && head !== header)
    throw new Error(
      `${path} holds rows of other weights or settings (${head}; asked for: ${header}). Remove it, or choose another output folder.`,
    )
  const entries = new Map(rows.map((line) => [read(line).index, read(line)]))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, head === undefined ? `${header}\n` : lines)
  return {
    has: (index) => entries.has(index),
    add: async (entry) => {
      entries.set(entry.index, entry)
      await appendFile(path, `${written(entry)}\n`)
    },
    first: (count) =>
      Array.from({ length: count }, (_, i) => entries.get(i)).filter((entry) => entry !== undefined),
  }
}

function written({ vectors, ...entry }: Entry): string {
  const packed = Object.entries(vectors).map(([name, { buffer, byteOffset, byteLength }]) => [
    name,
    Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  ])
  return JSON.stringify({ ...entry, vectors: Object.fromEntries(packed) })
}

function read(line: string): Entry {
  const { vectors, ...entry } = JSON.parse(line) as Omit<Entry, 'vectors'> & {
    vectors: Record<string, string>
  }
  const unpacked = Object.entries(vectors).map(([name, packed]) => {
    const bytes = new Uint8Array(Buffer.from(packed, 'base64'))
    return [name, new Float32Array(bytes.buffer)]
  })
  return { ...entry, vectors: Object.fromEntries(unpacked) }
}
