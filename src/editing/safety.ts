/** Pictures that are neither worked on nor shown: a model of the shop's own says which. */
import type { Model } from '../inference/model.ts'
import { readPhoto } from './photo.ts'

/** From this probability on a picture is refused. */
const UNSAFE = 0.5

/** Whether an encoded picture is fit to be seen; all are where nobody judges. Throws PhotoError, InferenceError. */
export async function isFit({ safety }: Pick<Model, 'safety'>, picture: Uint8Array): Promise<boolean> {
  if (!safety) return true
  const unsafe = await safety.unsafe(await readPhoto(picture, safety.size))
  // What is no number is no leave to show it.
  return unsafe < UNSAFE
}
