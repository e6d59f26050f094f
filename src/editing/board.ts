/** Several pictures as one, side by side: an outfit, a comparison, a card to pass on. */
import sharp from 'sharp'

/** Height of the board, and the widest that one picture may get, in pixels. */
const HEIGHT = 384
const WIDEST = 512
const GAP = 16

/** A PNG on white, in the order given. At least one picture. */
export async function board(
  pictures: readonly Uint8Array[],
): Promise<{ picture: Uint8Array; width: number; height: number }> {
  const drawn = await Promise.all(
    pictures.map((bytes) =>
      sharp(bytes)
        .resize({ width: WIDEST, height: HEIGHT, fit: 'inside' })
        .flatten({ background: 'white' })
        .png()
        .toBuffer({ resolveWithObject: true }),
    ),
  )
  let left = GAP
  const layers = drawn.map(({ data, info }) => {
    const layer = { input: data, left, top: GAP + Math.floor((HEIGHT - info.height) / 2) }
    left += info.width + GAP
    return layer
  })
  const height = HEIGHT + 2 * GAP
  const picture = await sharp({ create: { width: left, height, channels: 3, background: 'white' } })
    .composite(layers)
    .png()
    .toBuffer()
  return { picture, width: left, height }
}
