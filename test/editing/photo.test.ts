import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readPhoto } from '../../src/editing/photo.ts'

const picture = (width: number, height: number, background = '#3060c0') =>
  sharp({ create: { width, height, channels: 3, background } })

const pixel = (image: Float32Array, size: number, x: number, y: number) =>
  [0, 1, 2].map((c) => Math.round(((image[(c * size + y) * size + x] as number) + 1) * 127.5))

/** The first bytes of a HEIC file: enough for a reader to see what it is, and that it cannot read it. */
const HEIC = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic'),
  Buffer.alloc(4),
  Buffer.from('mif1heic'),
  Buffer.alloc(64),
])

describe('an uploaded photo', () => {
  it('is fitted whole into a square whose margins carry on its border', async () => {
    const tall = await picture(60, 120).png().toBuffer()
    const image = await readPhoto(tall, 64)
    expect(image).toHaveLength(3 * 64 * 64)
    for (const [x, y] of [
      [0, 0],
      [32, 32],
      [63, 63],
    ] as const) {
      expect(pixel(image, 64, x, y)).toEqual([0x30, 0x60, 0xc0])
    }
  })

  it('is turned upright by its EXIF orientation', async () => {
    const top = await picture(40, 20, '#ffffff').png().toBuffer()
    const sideways = await picture(40, 40, '#000000')
      .composite([{ input: top, top: 0, left: 0 }])
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const image = await readPhoto(sideways, 32)
    expect(pixel(image, 32, 28, 16)[0]).toBeGreaterThan(200)
    expect(pixel(image, 32, 3, 16)[0]).toBeLessThan(50)
  })

  it('may be an animation, of which the first picture counts', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((colour) => picture(50, 50, colour).png().toBuffer()),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect(pixel(await readPhoto(gif, 32), 32, 16, 16)).toEqual([255, 0, 0])
  })

  it.each([
    ['grey', () => picture(64, 64, '#808080').toColourspace('b-w').png()],
    ['16 bits a channel', () => picture(64, 64, '#808080').toColourspace('rgb16').png()],
    ['with a palette', () => picture(64, 64, '#808080').png({ palette: true })],
    ['in print colours', () => picture(64, 64, '#808080').toColourspace('cmyk').jpeg()],
  ])('may be %s', async (_, make) => {
    const image = await readPhoto(await make().toBuffer(), 32)
    expect(image).toHaveLength(3 * 32 * 32)
    for (const value of pixel(image, 32, 16, 16)) expect(Math.abs(value - 0x80)).toBeLessThan(20)
  })

  it('may be cut out: what shows through is white', async () => {
    const clear = sharp({ create: { width: 64, height: 64, channels: 4, background: '#00000000' } })
    expect(pixel(await readPhoto(await clear.png().toBuffer(), 32), 32, 16, 16)).toEqual([255, 255, 255])
  })

  it('may be very long and thin', async () => {
    const image = await readPhoto(await picture(9000, 33).png().toBuffer(), 64)
    expect(pixel(image, 64, 32, 5)).toEqual([0x30, 0x60, 0xc0])
  })

  const refused: [string, () => Promise<Uint8Array>, string, RegExp][] = [
    ['text', async () => Buffer.from('hello, I am a letter'), 'not-a-picture', /not a picture/],
    ['nothing', async () => Buffer.alloc(0), 'not-a-picture', /not a picture/],
    ['a file cut short', async () => (await noisy()).subarray(0, 3000), 'not-a-picture', /damaged/],
    ['one pixel', () => picture(1, 1).png().toBuffer(), 'picture-too-small', /1 x 1/],
    ['20,000 x 20,000', () => claiming(20_000, 20_000), 'picture-too-large', /60 megapixels/],
    ['more than 20 MB', async () => Buffer.alloc(21 * 2 ** 20), 'picture-too-large', /20 MB/],
    ['a HEIC', async () => HEIC, 'unsupported-picture', /HEIC|JPEG/],
    [
      'an SVG',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>'),
      'unsupported-picture',
      /SVG/,
    ],
  ]
  it.each(refused)('is refused with a reason when it is %s', async (_, make, code, words) => {
    await expect(readPhoto(await make(), 64)).rejects.toMatchObject({
      name: 'PhotoError',
      code,
      message: expect.stringMatching(words),
    })
  })
})

/** A small PNG whose header claims to be a large one, as a decompression bomb's does. */
async function claiming(width: number, height: number) {
  const png = await picture(40, 40).png().toBuffer()
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

function noisy() {
  const pixels = Buffer.from(Array.from({ length: 100 * 100 * 3 }, (_, i) => (i * 7919) % 251))
  return sharp(pixels, { raw: { width: 100, height: 100, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()
}
