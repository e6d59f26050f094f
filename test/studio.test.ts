import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SubEdit } from '../src/attributes.ts'
import { chainOf } from '../src/garments/chains.ts'
import { rasterise, renderGarment } from '../src/garments/render.ts'
import { SEEDS } from '../src/garments/seeds.ts'
import { type DenoiserRows, type Model, openModel } from '../src/inference/model.ts'
import { openStudio } from '../src/studio.ts'

const navy: SubEdit = { text: 'in navy', span: [0, 7], attribute: 'colour', change: 'set', value: 'navy' }

let model: Model
beforeAll(async () => {
  model = await openModel(fileURLToPath(new URL('fixtures/tiny-family', import.meta.url)), { threads: 1 })
})
afterAll(() => model?.close())

/** The pictures shown on the way of a round whose every step takes so long that one is due. */
async function shownBy(models: Model): Promise<Uint8Array[]> {
  const { garments, scene } = chainOf(0, SEEDS.validation)
  const photo = await rasterise(renderGarment(garments[0], scene)).png()
  const studio = openStudio({
    ...models,
    manifest: { ...models.manifest, sampler: { ...models.manifest.sampler, steps: 3, tries: 1 } },
    denoise: async (rows: DenoiserRows) => {
      await new Promise((done) => setTimeout(done, 350))
      return models.denoise(rows)
    },
  })
  const shown: Uint8Array[] = []
  const intent = { attributes: {}, details: {} }
  const onStep = (_step: number, _steps: number, preview?: Uint8Array) => {
    if (preview) shown.push(preview)
  }
  await studio.edit(await studio.start(photo), navy, { seed: 1, attempt: 1, intent, onStep })
  return shown
}

it('shows the look in the making', async () => {
  expect(await shownBy(model)).not.toEqual([])
})

it('shows nothing that nobody has judged, where a model judges pictures', async () => {
  const safety = { size: 64, unsafe: async () => 0 }
  expect(await shownBy({ ...model, safety })).toEqual([])
})
