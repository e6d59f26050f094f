/** Pictures on cards: by address where the server is reached from outside, small ones in the card itself elsewhere. */
import { type RequestHandler, Router } from 'express'
import sharp from 'sharp'
import type { Core, LookView, Match, Picture } from '../../src/dialogue/reply.ts'
import { newEncodings } from '../encodings.ts'
import { type Art, SHOWN } from './cards.ts'

/** Sides in pixels. Teams shows JPEG, PNG and GIF. */
const LARGE = { side: 768, quality: 85 }
const SMALL = { side: 192, quality: 80 }
/** A card carries all of these within its limit. */
const INLINE = {
  large: { side: 216, quality: 52 },
  small: { side: 56, quality: 50 },
  tiny: { side: 44, quality: 40 },
}
type Size = keyof typeof INLINE

type Shape = typeof LARGE

/** A picture by its id as JPEG; undefined for what is not there, or is none. */
export type Jpegs = (id: string, shape: Shape) => Promise<Buffer | undefined>

export function jpegsOf(core: Pick<Core, 'picture'>): Jpegs {
  const encodings = newEncodings()
  return async (id, shape) => {
    // Looked up each time: what was forgotten is not to be had any more.
    const picture = await core.picture(id)
    return (
      picture && encodings.get(`${id} ${shape.side} ${shape.quality}`, () => jpegOf(picture.bytes, shape))
    )
  }
}

/** Undefined for bytes that are no picture. */
const jpegOf = (bytes: Uint8Array, { side, quality }: Shape): Promise<Buffer | undefined> =>
  sharp(bytes)
    .flatten({ background: '#ffffff' })
    .resize({ width: side, height: side, fit: 'inside', kernel: 'lanczos3' })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer()
    .catch(() => undefined)

/** Where the router of `pictureRoutes` is mounted. */
export const PICTURES = '/api/teams/pictures'

export interface Gallery {
  /**
   * @param large shown over the whole width
   * @param strip looks for the film strip
   */
  art(large: Picture | undefined, matches: readonly Match[], strip?: readonly LookView[]): Promise<Art>
}

/** @param publicUrl where this server is reached from outside; undefined: pictures travel in the card */
export function gallery(jpegs: Jpegs, publicUrl: string | undefined): Gallery {
  const address = async ({ id }: Picture, size: Size) =>
    publicUrl
      ? `${publicUrl}${PICTURES}/${id}/${size === 'large' ? 'large' : 'small'}.jpg`
      : inline(jpegs, id, size)
  return {
    async art(large, matches, strip = []) {
      const shown = matches.slice(0, SHOWN).flatMap(({ picture }) => picture ?? [])
      const small = await Promise.all(
        shown.map(async (picture) => [picture.id, await address(picture, 'small')] as const),
      )
      const earlier = await Promise.all(
        strip.map(async (look) => ({ look, url: await address(look.picture, 'tiny') })),
      )
      return {
        large: large && (await address(large, 'large')),
        strip: earlier.flatMap(({ look, url }) => (url ? { look, url } : [])),
        matches: new Map(small.flatMap(([id, url]) => (url ? [[id, url] as const] : []))),
      }
    },
  }
}

async function inline(jpegs: Jpegs, id: string, size: Size): Promise<string | undefined> {
  const jpeg = await jpegs(id, INLINE[size])
  return jpeg && `data:image/jpeg;base64,${jpeg.toString('base64')}`
}

/** `GET /<sha256>/large.jpg` and `/small.jpg`: by content, so that whoever may see one was given its address. */
export function pictureRoutes(jpegs: Jpegs): Router {
  const answer: RequestHandler<{ id: string; size: string }> = async ({ params: { id, size } }, response) => {
    const shape = size === 'large.jpg' ? LARGE : size === 'small.jpg' ? SMALL : undefined
    const jpeg = shape && /^[\da-f]{64}$/.test(id) ? await jpegs(id, shape) : undefined
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
