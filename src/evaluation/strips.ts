/** A sheet of strips: the pictures of one case side by side, two strips to a row. */
import sharp from 'sharp'

const COLUMNS = 2
const GAP = 8
const BETWEEN = 4 * GAP

/** `strips` are encoded pictures, drawn at `size` x `size`; a strip may be shorter than the others. */
export async function stripSheet(
  strips: readonly (readonly Uint8Array[])[],
  size: number,
  format: 'png' | 'jpeg' = 'png',
): Promise<Buffer> {
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
      await Promise.all(
        strips.flatMap((pictures, i) =>
          pictures.map(async (picture, k) => ({
            input: await sharp(picture).resize(size, size).png().toBuffer(),
            left: GAP + (i % columns) * strip + k * cell,
            top: GAP + Math.floor(i / columns) * cell,
          })),
        ),
      ),
    )
    .toFormat(format, format === 'jpeg' ? { quality: 82 } : {})
    .toBuffer()
}
