/** Float vectors as bytes and back: little-endian float32, the form of embeddings in rows and latents in blobs. */

/** Shares the floats' memory. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

/** A copy: bytes from a database or a file need not begin where a float may. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}
