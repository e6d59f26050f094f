import sharp from 'sharp'
import { expect, it } from 'vitest'
import { type File, filmStrip, fitting, matchBoard, variationBoard } from '../../adapters/discord/pictures.ts'
import type { LookView, Match } from '../../src/dialogue/reply.ts'
import { board } from '../../src/editing/board.ts'

const RED = [200, 0, 0]
const portrait = await sharp({
  create: { width: 60, height: 90, channels: 3, background: { r: 200, g: 0, b: 0 } },
})
  .png()
  .toBuffer()
const core = { picture: async () => ({ bytes: portrait, mediaType: 'image/png' }) }
const picture = { id: 'a'.repeat(64), alt: 'a red dress', width: 60, height: 90 }
const looks = (count: number) =>
  Array.from(
    { length: count },
    (_, i): LookView => ({ n: i + 1, parent: i || null, edit: null, verdict: 'unknown', picture }),
  )
const matches = (count: number) =>
  Array.from(
    { length: count },
    (_, i): Match => ({
      n: i + 1,
      sku: `${i}`,
      title: 'Red dress',
      price: 1,
      currency: 'EUR',
      sizes: [],
      inStock: true,
      score: 1,
      picture,
    }),
  )

async function pixels(file: File | undefined) {
  const { data, info } = await sharp(file?.attachment)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 4
    return [...data.subarray(from, from + 4)]
  }
  return { ...info, at }
}

it('what stands beside the look is square, however many there are, so that no tile of Discord cuts it off', async () => {
  const files = [
    ...(await Promise.all([2, 3, 5, 9, 30].map((n) => filmStrip(core, looks(n), n)))),
    ...(await Promise.all([1, 2, 4, 5, 8].map((n) => matchBoard(core, matches(n))))),
    await variationBoard(core, looks(4)),
  ]
  for (const file of files) {
    const { width, height } = await sharp(file?.attachment).metadata()
    expect(width).toBe(height)
  }
})

it('pictures are shown whole, in two by two for the tries of a change', async () => {
  const { at } = await pixels(await variationBoard(core, looks(4)))
  for (const x of [0.27, 0.73])
    for (const y of [0.27, 0.73]) {
      expect(at(x, y).slice(0, 3)).toEqual(RED)
      // A portrait on paper, not cut to fill the square.
      expect(at(x + 0.2, y)).toEqual([255, 255, 255, 255])
    }
  // Light or dark, the ground is seen between them.
  expect(at(0.5, 0.5)[3]).toBe(0)
})

it('the nearest of many matches is the largest', async () => {
  const { at } = await pixels(await matchBoard(core, matches(6)))
  for (const spot of [0.2, 0.33, 0.45]) expect(at(0.33, spot).slice(0, 3)).toEqual(RED)
  expect(at(0.665, 0.33)[3]).toBe(0)
})

it('a picture that is too large for a channel becomes a JPEG on white', async () => {
  const background = { r: 0, g: 0, b: 0 }
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const bytes = await sharp({ create: { width: 256, height: 256, channels: 3, background, noise } })
    .png()
    .toBuffer()
  const strip = await filmStrip({ picture: async () => ({ bytes, mediaType: 'image/png' }) }, looks(2), 2)
  const { files } = await fitting([strip], (strip?.attachment.length ?? 0) - 1)
  expect(files.map(({ name }) => name)).toEqual(['rounds.jpg'])
  const [red = 0, green = 0, blue = 0] = (await pixels(files[0])).at(0.5, 0.02)
  expect(Math.min(red, green, blue)).toBeGreaterThan(250)
})

it('four pieces of an outfit take two rows', async () => {
  const three = await board([portrait, portrait, portrait])
  const four = await board([portrait, portrait, portrait, portrait])
  expect(four.height).toBeGreaterThan(1.9 * three.height)
  expect(four.width).toBeLessThan(three.width)
})
