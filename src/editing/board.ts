/** Several pictures as one: an outfit, a comparison, a card to pass on. */
import sharp from 'sharp'

/** Height of a row, and the widest that one picture may get, in pixels. */
const HEIGHT = 384
const WIDEST = 512
const GAP = 16
/** More than these side by side would be small in a chat, so they take two rows. */
const IN_ROW = 3

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
  const first = drawn.length > IN_ROW ? Math.ceil(drawn.length / 2) : drawn.length
  const rows = [drawn.slice(0, first), drawn.slice(first)].filter((row) => row.length > 0)
  const widths = rows.map((row) => row.reduce((sum, { info }) => sum + info.width + GAP, GAP))
  const width = Math.max(...widths)
  const height = rows.length * (HEIGHT + GAP) + GAP
  const layers = rows.flatMap((row, y) => {
    let left = Math.floor((width - (widths[y] as number)) / 2) + GAP
    return row.map(({ data, info }) => {
      const top = GAP + y * (HEIGHT + GAP) + Math.floor((HEIGHT - info.height) / 2)
      const layer = { input: data, left, top }
      left += info.width + GAP
      return layer
    })
  })
  const picture = await sharp({ create: { width, height, channels: 3, background: 'white' } })
    .composite(layers)
    .png()
    .toBuffer()
  return { picture, width, height }
}
