/** A sheet of strips: the pictures of one case side by side, two strips to a row. */
import sharp from 'sharp'

const COLUMNS = 2
const GAP = 8
const BETWEEN = 4 * GAP

/** `strips` are encoded pictures of `size` x `size`; a strip may be shorter than the others. The answer is a PNG. */
export async function stripSheet(strips: readonly (readonly Uint8Array[])[], size: number): Promise<Buffer> {
  const longest = Math.max(1, ...strips.map((strip) => strip.length))
  const columns = Math.min(COLUMNS, strips.length)
  const cell = size + GAP
  const strip = longest * cell - GAP + BETWEEN
  return sharp({
    create: {
      width: columns * strip - BETWEEN + 2 * GAP,
      height: Math.ceil(strips.length / columns) * cell + GAP,
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite(
      strips.flatMap((pictures, i) =>
        pictures.map((picture, k) => ({
          input: Buffer.from(picture),
          left: GAP + (i % columns) * strip + k * cell,
          top: GAP + Math.floor(i / columns) * cell,
        })),
      ),
    )
    .png()
    .toBuffer()
}
