/** Pictures as the models take them (planes of floats in [-1, 1]) and as people do (PNG). */
import sharp from 'sharp'

/** Interleaved RGB bytes [s, s, 3] -> planes [3, s, s] in [-1, 1]. */
export function planes(rgb: Uint8Array): Float32Array {
  const area = rgb.length / 3
  const out = new Float32Array(rgb.length)
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) out[c * area + i] = (rgb[3 * i + c] as number) / 127.5 - 1
  }
  return out
}

/** Planes [3, s, s] in [-1, 1] -> interleaved RGB bytes [s, s, 3]. */
export function bytes(image: Float32Array): Uint8Array {
  const area = image.length / 3
  const out = new Uint8Array(image.length)
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) out[3 * i + c] = Math.round(((image[c * area + i] as number) + 1) * 127.5)
  }
  return out
}

/** Of zlib: a quarter quicker than the usual 6, and hardly larger on these pictures. */
const COMPRESSION = 3

/** Planes [3, s, s] -> PNG; `side` scales it down for a preview. */
export async function png(image: Float32Array, side?: number): Promise<Uint8Array> {
  const size = Math.sqrt(image.length / 3)
  const picture = sharp(bytes(image), { raw: { width: size, height: size, channels: 3 } })
  return (side ? picture.resize(side, side) : picture).png({ compressionLevel: COMPRESSION }).toBuffer()
}

/** A picture file of any size -> planes [3, size, size]. For files of our own; uploads go through `readPhoto`. */
export async function pixelsOf(picture: Uint8Array, size: number): Promise<Float32Array> {
  return planes(await sharp(picture).removeAlpha().toColourspace('srgb').resize(size, size).raw().toBuffer())
}

/** Each output pixel the mean of its area, as in training. [3, s, s] -> [3, size, size]; s a multiple of size. */
export function shrink(image: Float32Array, size: number): Float32Array {
  const side = Math.sqrt(image.length / 3)
  const factor = side / size
  if (factor === 1) return image
  if (!Number.isInteger(factor)) throw new RangeError(`${side} pixels do not shrink evenly to ${size}`)
  const out = new Float32Array(3 * size * size)
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < side; y++) {
      const from = (c * side + y) * side
      const to = (c * size + Math.floor(y / factor)) * size
      for (let x = 0; x < side; x++) {
        const at = to + Math.floor(x / factor)
        out[at] = (out[at] as number) + (image[from + x] as number)
      }
    }
  }
  const share = 1 / (factor * factor)
  return out.map((sum) => sum * share)
}
