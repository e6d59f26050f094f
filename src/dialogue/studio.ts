/** Where looks are made, as the dialogue sees it: pictures in, pictures out, nothing of models or tensors. */
import type { SubEdit } from '../attributes.ts'
import type { Intent } from '../editing/intent.ts'
import type { Reading } from '../editing/reading.ts'
import type { Verdict } from './reply.ts'

export interface MadeLook {
  /** A PNG. */
  picture: Uint8Array
  width: number
  height: number
  /** The model's own form of the look, kept for the next round. */
  latent: Uint8Array
  reading: Reading
  /** What the look is compared with products by. */
  embedding: Float32Array
}

export interface EditOptions {
  /** The same seed gives the same picture. */
  seed: number
  /** 1 for the first try of this sub-edit from this look; later tries are bolder. */
  attempt: number
  /** What earlier rounds asked for, not to be lost in this one. */
  intent: Intent
  signal?: AbortSignal | undefined
  onStep?: (step: number, steps: number, preview?: Uint8Array) => void
}

export interface Studio {
  /** Names the models; a latent is good only for the model that made it. */
  readonly model: string
  /** A look from an encoded picture. Throws PhotoError for what is none, InferenceError. */
  start(photo: Uint8Array): Promise<MadeLook>
  /** Whether a picture may be worked on and shown; all may where nobody judges. Throws PhotoError, InferenceError. */
  isFit(picture: Uint8Array): Promise<boolean>
  /** One round. Throws InferenceError, and the signal's reason when aborted. */
  edit(
    from: Pick<MadeLook, 'picture' | 'latent' | 'reading' | 'embedding'>,
    edit: SubEdit,
    options: EditOptions,
  ): Promise<MadeLook & { verdict: Verdict }>
  /** Pictures side by side in one. */
  board(pictures: readonly Uint8Array[]): Promise<{ picture: Uint8Array; width: number; height: number }>
}
