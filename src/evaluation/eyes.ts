/** Who looks at a result: an independent judge where there is one, else the family's own models. */
import { imageToken, type Look, pixelsIn, see } from '../editing/look.ts'
import type { Reading } from '../editing/reading.ts'
import type { Model } from '../inference/model.ts'
import type { Settings } from './measure.ts'

type Judged = Pick<Settings, 'judge'>

/** The attributes of planes [3, s, s]. */
export async function readPixels(model: Model, pixels: Float32Array, { judge }: Judged): Promise<Reading> {
  return (await (judge?.read?.(pixels) ?? see(model, pixels))).reading
}

/** The attributes of a look; the judge reads them anew from its picture. */
export async function readLook(model: Model, look: Look, settings: Judged): Promise<Reading> {
  if (!settings.judge?.read) return look.reading
  return readPixels(model, await pixelsIn(model, look), settings)
}

/** CLIP's picture embedding of a look: the judge's, else the token that the editor itself is conditioned on. */
export async function clipOf(
  model: Model,
  look: Pick<Look, 'picture'>,
  { judge }: Judged,
): Promise<Float32Array> {
  const pixels = await pixelsIn(model, look)
  return judge?.clip ? judge.clip.picture(pixels) : imageToken(model, pixels)
}
