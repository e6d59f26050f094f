import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embedder } from '../../src/editing/embedder.ts'
import { startLook } from '../../src/editing/look.ts'
import { readPhoto } from '../../src/editing/photo.ts'
import { type Model, openModel } from '../../src/inference/model.ts'

let model: Model
beforeAll(async () => {
  model = await openModel(fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url)), { threads: 1 })
})
afterAll(() => model.close())

const picture = (background: string) =>
  sharp({ create: { width: 90, height: 120, channels: 3, background } })
    .png()
    .toBuffer()

describe('embedding many photos', () => {
  it('gives each the embedding that a look made from it has', async () => {
    const pictures = await Promise.all(['#203050', '#d08020', '#eeeeee'].map(picture))
    const vectors = await embedder(model)(pictures)
    expect(vectors).toHaveLength(3)
    for (const [i, photo] of pictures.entries()) {
      const look = await startLook(model, await readPhoto(photo, model.manifest.image.size))
      for (const [j, value] of look.embedding.entries()) expect(vectors[i]?.[j]).toBeCloseTo(value, 5)
    }
  })

  it('of none gives none', async () => {
    expect(await embedder(model)([])).toEqual([])
  })
})
