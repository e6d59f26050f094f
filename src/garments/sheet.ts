/** Contact sheets: many small pictures in one PNG, to look at. */
import sharp from 'sharp'

/** `tiles` are raw RGB pictures of `size` x `size`; the answer is a PNG file. */
export async function contactSheet(
  tiles: readonly Uint8Array[],
  columns: number,
  size = 256,
): Promise<Buffer> {
  const rows = Math.ceil(tiles.length / columns)
  const gap = 4
  return sharp({
    create: {
      width: columns * (size + gap) + gap,
      height: rows * (size + gap) + gap,
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite(
      tiles.map((tile, i) => ({
        input: Buffer.from(tile),
        raw: { width: size, height: size, channels: 3 as const },
        left: gap + (i % columns) * (size + gap),
        top: gap + Math.floor(i / columns) * (size + gap),
      })),
    )
    .png()
    .toBuffer()
}
