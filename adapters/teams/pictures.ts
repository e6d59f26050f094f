/** Pictures on cards: by address where the server is reached from outside, small ones in the card itself elsewhere. */
import { type RequestHandler, Router } from 'express'
import sharp from 'sharp'
import type { Core, Match, Picture } from '../../src/dialogue/reply.ts'
import { type Art, SHOWN } from './cards.ts'

/** Sides in pixels. Teams shows JPEG, PNG and GIF. */
const LARGE = { side: 768, quality: 85 }
const SMALL = { side: 192, quality: 80 }
const INLINE_LOOK = { side: 224, quality: 60 }
const INLINE_MATCH = { side: 56, quality: 50 }

type Shape = typeof LARGE
type Pictures = Pick<Core, 'picture'>

/** Where the router of `pictureRoutes` is mounted. */
export const PICTURES = '/api/teams/pictures'

export interface Gallery {
  /** @param large shown over the whole width */
  art(large: Picture | undefined, matches: readonly Match[]): Promise<Art>
}

/** @param publicUrl where this server is reached from outside; undefined: pictures travel in the card */
export function gallery(core: Pictures, publicUrl: string | undefined): Gallery {
  const address = async ({ id }: Picture, size: 'large' | 'small') =>
    publicUrl ? `${publicUrl}${PICTURES}/${id}/${size}.jpg` : inline(core, id, size)
  return {
    async art(large, matches) {
      const shown = matches.slice(0, SHOWN).flatMap(({ picture }) => picture ?? [])
      const small = await Promise.all(
        shown.map(async (picture) => [picture.id, await address(picture, 'small')] as const),
      )
      return {
        large: large && (await address(large, 'large')),
        matches: new Map(small.flatMap(([id, url]) => (url ? [[id, url] as const] : []))),
      }
    },
  }
}

async function inline(core: Pictures, id: string, size: 'large' | 'small'): Promise<string | undefined> {
  const picture = await core.picture(id)
  if (!picture) return undefined
  const jpeg = await jpegOf(picture.bytes, size === 'large' ? INLINE_LOOK : INLINE_MATCH)
  return jpeg && `data:image/jpeg;base64,${jpeg.toString('base64')}`
}

/** Undefined for bytes that are no picture. */
const jpegOf = (bytes: Uint8Array, { side, quality }: Shape): Promise<Buffer | undefined> =>
  sharp(bytes)
    .flatten({ background: '#ffffff' })
    .resize({ width: side, height: side, fit: 'inside', kernel: 'lanczos3' })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer()
    .catch(() => undefined)

/** `GET /<sha256>/large.jpg` and `/small.jpg`: by content, so that whoever may see one was given its address. */
export function pictureRoutes(core: Pictures): Router {
  const answer: RequestHandler<{ id: string; size: string }> = async ({ params: { id, size } }, response) => {
    const shape = size === 'large.jpg' ? LARGE : size === 'small.jpg' ? SMALL : undefined
    const picture = shape && /^[\da-f]{64}$/.test(id) ? await core.picture(id) : undefined
    const jpeg = shape && picture && (await jpegOf(picture.bytes, shape))
    if (!jpeg) return void response.status(404).end()
    response
      .set({ 'Cache-Control': 'public, max-age=31536000, immutable', 'X-Content-Type-Options': 'nosniff' })
      .type('image/jpeg')
      .send(jpeg)
  }
  const router = Router()
  router.get('/:id/:size', answer)
  return router
}
