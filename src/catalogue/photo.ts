/** Product photos: checked at the door and made into pictures that a page can show as they are. */
import sharp, { type Metadata } from 'sharp'

/** Larger files are refused before they are decoded. */
export const MAX_PHOTO_BYTES = 40 * 2 ** 20
const MAX_PIXELS = 60e6
const MIN_SIDE = 32
/** Longest side of a stored photo, in pixels. */
const STORED_SIDE = 1024
/** As libvips calls them; "heif" covers AVIF. Drawings (SVG, PDF) are no photos. */
const FORMATS = ['jpeg', 'png', 'webp', 'heif', 'gif', 'tiff']

/** Why a photo was not taken; the product it belongs to is taken all the same. */
export class ProductPhotoError extends Error {
  override name = 'ProductPhotoError'
}

/**
 * Encoded bytes of any size -> WebP of at most 1024 pixels a side, upright, without the camera's notes (which
 * may hold a place). Throws ProductPhotoError.
 */
export async function preparePhoto(
  bytes: Uint8Array,
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  if (bytes.length > MAX_PHOTO_BYTES)
    throw new ProductPhotoError(`the photo is over ${MAX_PHOTO_BYTES / 2 ** 20} MB`)
  const { width, height, format } = await metadata(bytes)
  if (!FORMATS.includes(format))
    throw new ProductPhotoError(
      `the photo is ${format.toUpperCase()}; JPEG, PNG, WebP, AVIF, GIF and TIFF work`,
    )
  if (width * height > MAX_PIXELS)
    throw new ProductPhotoError(
      `the photo has ${width} x ${height} pixels, more than ${MAX_PIXELS / 1e6} million`,
    )
  const tooNarrow = `the photo has ${width} x ${height} pixels; a side needs at least ${MIN_SIDE}`
  if (Math.min(width, height) < MIN_SIDE) throw new ProductPhotoError(tooNarrow)
  const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize(STORED_SIDE, STORED_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 88 })
    .toBuffer({ resolveWithObject: true })
    .catch((cause) => {
      throw new ProductPhotoError('the photo is damaged: it ends early or cannot be decoded', { cause })
    })
  // What is stored is what will be embedded: a long strip has lost its short side by now.
  if (Math.min(info.width, info.height) < MIN_SIDE)
    throw new ProductPhotoError(`${tooNarrow} when its long side has ${STORED_SIDE}`)
  return { bytes: data, width: info.width, height: info.height }
}

async function metadata(bytes: Uint8Array): Promise<Metadata> {
  try {
    // An empty file makes sharp throw at once instead of rejecting.
    return await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch (cause) {
    throw new ProductPhotoError('the photo is not a picture that can be read', { cause })
  }
}
