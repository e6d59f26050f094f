/** What kind of picture some bytes are, by how they begin. */

const begins = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(
    bytes.buffer,
    bytes.byteOffset + at,
    Math.max(0, Math.min(text.length, bytes.length - at)),
  ).toString('latin1') === text

/** Undefined for what is no picture that a browser shows. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  if (begins(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (begins(bytes, '\xff\xd8\xff')) return 'image/jpeg'
  if (begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8)) return 'image/webp'
  return undefined
}
