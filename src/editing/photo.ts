/** Uploaded photos: checked at the door, then made into what the models take. */
import sharp from 'sharp'
import { planes } from './pixels.ts'

/** Larger files are refused before they are decoded. */
export const MAX_PHOTO_BYTES = 20 * 2 ** 20
/** A 20,000 x 20,000 picture would take 1.6 GB decoded; phones make 12 to 50 megapixels. */
const MAX_PIXELS = 60e6
const MIN_SIDE = 32
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff']

type Code = 'not-a-picture' | 'picture-too-large' | 'picture-too-small' | 'unsupported-picture'

/** Why a photo was refused; the message is fit for the person who sent it. */
export class PhotoError extends Error {
  override name = 'PhotoError'
  readonly code: Code
  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * Encoded bytes -> planes [3, size, size] in [-1, 1]: turned upright, fitted whole into a square whose margins
 * carry on the photo's own border, as in training. Of an animation the first picture is taken.
 * Throws PhotoError.
 */
export async function readPhoto(photo: Uint8Array, size: number): Promise<Float32Array> {
  if (photo.length > MAX_PHOTO_BYTES) {
    throw new PhotoError(
      'picture-too-large',
      `That file is ${Math.round(photo.length / 2 ** 20)} MB; please send a picture under 20 MB.`,
    )
  }
  await check(photo)
  try {
    const { data, info } = await sharp(photo, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(size, size, { fit: 'inside' })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const left = Math.floor((size - info.width) / 2)
    const top = Math.floor((size - info.height) / 2)
    const square = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .extend({
        top,
        left,
        bottom: size - info.height - top,
        right: size - info.width - left,
        extendWith: 'copy',
      })
      .raw()
      .toBuffer()
    return planes(square)
  } catch (cause) {
    throw new PhotoError('not-a-picture', 'That picture is damaged: it ends early or cannot be decoded.', {
      cause,
    })
  }
}

/** Major brands of the HEIC family (ISO 23008-12); AVIF, in the same container, can be decoded. */
const HEIC = /^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/

function unsupported(format: string): PhotoError {
  return new PhotoError(
    'unsupported-picture',
    `${format} pictures cannot be read here. Please send it as JPEG or PNG (phones offer "most compatible").`,
  )
}

async function check(photo: Uint8Array): Promise<void> {
  const box = Buffer.from(photo.subarray(4, 12)).toString('latin1')
  if (box.startsWith('ftyp') && HEIC.test(box.slice(4))) throw unsupported('HEIC')
  const meta = await metadata(photo).catch((cause) => {
    const words = 'That file is not a picture I can read. JPEG, PNG and WebP work.'
    throw new PhotoError('not-a-picture', words, { cause })
  })
  const format = meta.format === 'heif' ? 'avif' : meta.format
  if (!FORMATS.includes(format)) throw unsupported(format.toUpperCase())
  if (meta.width * meta.height > MAX_PIXELS) {
    throw new PhotoError(
      'picture-too-large',
      `That picture is ${meta.width} x ${meta.height} pixels; please send one under 60 megapixels.`,
    )
  }
  if (Math.min(meta.width, meta.height) < MIN_SIDE) {
    throw new PhotoError(
      'picture-too-small',
      `That picture is ${meta.width} x ${meta.height} pixels; I need at least ${MIN_SIDE} on each side.`,
    )
  }
}

// async, so that what sharp throws at once (an empty file) is a rejection like the rest
async function metadata(photo: Uint8Array) {
  return sharp(photo, { limitInputPixels: false }).metadata()
}
