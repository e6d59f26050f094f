import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Garment, SubEdit } from '../../src/attributes.ts'
import { type Look, startLook } from '../../src/editing/look.ts'
import { pixelsOf, planes, shrink } from '../../src/editing/pixels.ts'
import { editLook } from '../../src/editing/rounds.ts'
import { BOLDER, editChecked } from '../../src/editing/tries.ts'
import { chainOf } from '../../src/garments/chains.ts'
import { lightnessOf } from '../../src/garments/palette.ts'
import { phrase } from '../../src/garments/phrases.ts'
import { rasterise, renderGarment } from '../../src/garments/render.ts'
import { SEEDS } from '../../src/garments/seeds.ts'
import { type Model, openModel } from '../../src/inference/model.ts'

const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))
const navy: SubEdit = { text: 'in navy', span: [0, 7], attribute: 'colour', change: 'set', value: 'navy' }
const chic: SubEdit = { text: 'chic', span: [0, 4], attribute: null, change: 'set', value: null }

let model: Model
let look: Look
let own: Awaited<ReturnType<Model['read']>>
beforeAll(async () => {
  model = await openModel(TINY, { threads: 1 })
  const { garments, scene } = chainOf(0, SEEDS.validation)
  const pixels = planes(rasterise(renderGarment(garments[0], scene)).rgb())
  look = await startLook(model, pixels)
  own = await model.read(shrink(pixels, model.manifest.reader.size))
})
afterAll(() => model?.close())

/** What the reader says of one try: a colour, and what else changed. */
type Seen = string | { colour: Garment['colour']; category?: string; pattern?: string }

/** The model with a reader that sees these, one after the other, and everything else as it was. */
function seeing(...tries: Seen[]): Model {
  return {
    ...model,
    manifest: model.manifest,
    async read() {
      const one = tries.shift() ?? 'red'
      const seen = typeof one === 'string' ? { colour: one as Garment['colour'] } : one
      const logits = own.logits.slice()
      for (const [attribute, value] of Object.entries(seen)) {
        const head = model.manifest.reader.heads.find((one) => one.attribute === attribute)
        if (!head) throw new Error(`The tiny family reads no ${attribute}.`)
        logits.fill(-9, head.offset, head.offset + head.values.length)
        logits[head.offset + head.values.indexOf(value)] = 9
      }
      return { ...own, logits, lightness: Float32Array.of(lightnessOf({ colour: seen.colour, shade: 0 })) }
    },
  }
}

describe('a round that checks itself', () => {
  it('is one round where the edit is found at once', async () => {
    const {
      look: made,
      verdict,
      tries,
    } = await editChecked(seeing('navy'), look, navy, { seed: 1, tries: 3 })
    expect({ verdict, tries }).toEqual({ verdict: 'done', tries: 1 })
    expect(made.latent).toEqual((await editLook(model, look, navy, { seed: 1 })).latent)
  })

  it('tries again, bolder and with other noise, until the reader finds it', async () => {
    const {
      look: made,
      verdict,
      tries,
    } = await editChecked(seeing('red', 'red', 'red', 'red', 'navy'), look, navy, {
      seed: 1,
      guidance: 2,
      tries: 5,
    })
    expect({ verdict, tries }).toEqual({ verdict: 'done', tries: 5 })
    const bolder = await editLook(model, look, navy, { seed: 4_000_013, guidance: 2 * BOLDER ** 2 })
    expect(made.latent).toEqual(bolder.latent)
  })

  it('goes on from what did not go far enough', async () => {
    const made = await editChecked(seeing('red', 'navy'), look, navy, { seed: 1, guidance: 2, tries: 3 })
    expect(made).toMatchObject({ verdict: 'done', tries: 2 })
    const first = await editLook(model, look, navy, { seed: 1, guidance: 2 })
    expect(made.look.latent).toEqual((await editLook(model, first, navy, { seed: 1_000_004 })).latent)
  })

  it('lays another tone on, which draws nothing, but where all is to be drawn', async () => {
    const plain = { colour: 'red' as const, pattern: 'solid' }
    const mask = async (images: Float32Array) => new Float32Array(images.length / 3).fill(1)
    const manifest = { ...model.manifest, mask: { size: 16 } }
    const sees = seeing(plain, { ...plain, colour: 'navy' })
    const denoise = () => Promise.reject(new Error('nothing is to be drawn'))
    const masked: Model = { ...sees, manifest, mask, denoise }
    const start = await startLook(masked, await pixelsOf(look.picture, manifest.image.size))
    expect(await editChecked(masked, start, navy, { seed: 1, tries: 3 })).toMatchObject({
      verdict: 'done',
      tries: 1,
    })
    await expect(editChecked(masked, start, navy, { seed: 1, tones: 'drawn' })).rejects.toThrow(/to be drawn/)
  })

  it('gives the gentlest try, and says that it did not take, when none did', async () => {
    const { look: made, verdict, tries } = await editChecked(seeing(), look, navy, { seed: 1, tries: 2 })
    expect({ verdict, tries }).toEqual({ verdict: 'not', tries: 2 })
    expect(made.latent).toEqual((await editLook(model, look, navy, { seed: 1 })).latent)
  })

  describe('where the edit took but something else was lost', () => {
    const lost = () => (look.reading.attributes.category === 'skirt' ? 'pants' : 'skirt')
    const back = (): SubEdit => {
      const value = look.reading.attributes.category as string
      return { text: phrase(set('category', value)), span: [0, 0], ...set('category', value) }
    }
    const set = (attribute: 'category', value: string) => ({ attribute, change: 'set' as const, value })

    it('asks for that on the look it gave', async () => {
      const strayed = { colour: 'navy' as const, category: lost() }
      const made = await editChecked(seeing(strayed, 'navy'), look, navy, { seed: 1, guidance: 2, tries: 3 })
      expect(made).toMatchObject({ verdict: 'done', tries: 2 })
      const first = await editLook(model, look, navy, { seed: 1, guidance: 2 })
      expect(made.look.latent).toEqual((await editLook(model, first, back(), { seed: 1_000_004 })).latent)
    })

    it('begins anew, no bolder, when that does not bring it back', async () => {
      const strayed = { colour: 'navy' as const, category: lost() }
      const made = await editChecked(seeing(strayed, strayed, 'navy'), look, navy, {
        seed: 1,
        guidance: 2,
        tries: 4,
      })
      expect(made).toMatchObject({ verdict: 'done', tries: 3 })
      const anew = await editLook(model, look, navy, { seed: 2_000_007, guidance: 2 })
      expect(made.look.latent).toEqual(anew.latent)
    })

    it('keeps what changed least', async () => {
      const strayed = { colour: 'navy' as const, category: lost() }
      const made = await editChecked(seeing('red', strayed, 'red'), look, navy, { seed: 1, tries: 3 })
      expect(made).toMatchObject({ verdict: 'done', tries: 3 })
      expect(made.look.reading.attributes.category).toBe(lost())
    })
  })

  it('mends a tone that came out too light, which is no further try', async () => {
    const seen = [
      { colour: 'navy', lightness: 40 },
      { colour: 'navy', lightness: 22 },
    ]
    const pale = seeing('navy', 'navy')
    const read = async (images: Float32Array) => {
      const next = seen.shift()
      return { ...(await pale.read(images)), lightness: Float32Array.of(next?.lightness ?? 50) }
    }
    const mask = async (images: Float32Array) => new Float32Array(images.length / 3).fill(1)
    const manifest = { ...model.manifest, mask: { size: 16 } }
    const made = await editChecked({ ...pale, manifest, read, mask }, look, navy, { seed: 1, tries: 3 })
    expect(made).toMatchObject({ verdict: 'done', tries: 1, look: { reading: { lightness: 22 } } })
    const asDrawn = await editLook(model, look, navy, { seed: 1 })
    expect(made.look.latent).not.toEqual(asDrawn.latent)
  })

  it('does not try again what no reader can see', async () => {
    expect(await editChecked(model, look, chic, { seed: 1, tries: 3 })).toMatchObject({
      verdict: 'unknown',
      tries: 1,
    })
  })
})
