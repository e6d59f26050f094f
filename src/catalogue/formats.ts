/** The feed formats that can be imported. A new one is a file in `formats/` and a line here. */
import { extname } from 'node:path'
import type { FeedFormat } from './formats/format.ts'
import { jsonLines } from './formats/json-lines.ts'
import { shopify } from './formats/shopify.ts'

export const FORMATS = { shopify, jsonl: jsonLines } satisfies Record<string, FeedFormat>
export type FormatName = keyof typeof FORMATS

const BY_EXTENSION: Record<string, FormatName> = {
  '.csv': 'shopify',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
}

/** The format that a file's name tells. Throws when it tells none. */
export function formatOf(file: string): FormatName {
  const format = BY_EXTENSION[extname(file).toLowerCase()]
  if (format) return format
  throw new Error(
    `The name of ${file} does not tell its format. Say --format ${Object.keys(FORMATS).join(' or --format ')}.`,
  )
}
