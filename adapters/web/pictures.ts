/** Pictures by their content: what has that hash never changes, so a browser keeps it for good. */
import { type Response, Router } from 'express'
import sharp from 'sharp'
import type { Core } from '../../src/dialogue/reply.ts'
import { newEncodings } from '../encodings.ts'
import { WebError } from './errors.ts'

/** Side of the large version in pixels: the stage of a desktop page, or of a phone with two pixels to one. */
const LARGE = 768

/**
 * - `GET /<sha256>` the bytes as they were stored
 * - `GET /<sha256>/large` scaled up for the stage, where a browser's own scaling shows the pixels
 */
export function pictures(core: Core): Router {
  const stored = async (id: string) => {
    const picture = /^[0-9a-f]{64}$/.test(id) ? await core.picture(id) : undefined
    if (!picture) throw new WebError(404, 'not-found', 'There is no such picture.')
    return picture
  }
  const encodings = newEncodings()
  const router = Router()
  router.get('/:id', async ({ params }, response) => {
    const { bytes, mediaType } = await stored(params.id)
    send(response, bytes, mediaType)
  })
  router.get('/:id/large', async ({ params }, response) => {
    // Looked up each time: what was forgotten is not to be had any more.
    const { bytes } = await stored(params.id)
    const large = await encodings.get(params.id, () => enlarged(bytes))
    send(response, large, 'image/webp')
  })
  return router
}

const enlarged = (bytes: Uint8Array): Promise<Buffer> =>
  sharp(bytes)
    .resize({ width: LARGE, height: LARGE, fit: 'inside', kernel: 'lanczos3' })
    .webp({ quality: 90 })
    .toBuffer()

function send(response: Response, bytes: Uint8Array, mediaType: string): void {
  response
    .set('Cache-Control', 'private, max-age=31536000, immutable')
    .type(mediaType)
    .send(Buffer.from(bytes))
}
