/** The models as the dialogue's studio: where tensors become bytes and back. */
import { createHash } from 'node:crypto'
import type { MadeLook, Studio } from './dialogue/studio.ts'
import { board } from './editing/board.ts'
import { type Look, startLook } from './editing/look.ts'
import { readPhoto } from './editing/photo.ts'
import { isFit } from './editing/safety.ts'
import { BOLDER, editChecked } from './editing/tries.ts'
import type { Model } from './inference/model.ts'
import { bytesOf, floatsOf } from './storage/vectors.ts'

export function openStudio(model: Model): Studio {
  const { manifest } = model
  const made = ({ latent, ...look }: Look): MadeLook => ({
    ...look,
    latent: bytesOf(latent),
    width: manifest.image.size,
    height: manifest.image.size,
  })
  return {
    model: versionOf(model),
    start: async (photo) => made(await startLook(model, await readPhoto(photo, manifest.image.size))),
    board,
    isFit: (picture) => isFit(model, picture),
    async edit(from, edit, { seed, attempt, intent, signal, onStep }) {
      const { look, verdict } = await editChecked(model, { ...from, latent: floatsOf(from.latent) }, edit, {
        seed,
        intent,
        guidance: manifest.sampler.guidance * BOLDER ** (attempt - 1),
        ...(signal && { signal }),
        ...(onStep && { onStep }),
        // Those would be shown before anyone judged them.
        ...(model.safety && { previews: false }),
      })
      return { ...made(look), verdict }
    },
  }
}

/** Of the graphs that make latents and embeddings: those of another version mean nothing to these. */
function versionOf({ manifest: { graphs } }: Model): string {
  const hash = createHash('sha256')
  for (const { sha256 } of [graphs.encoder, graphs.decoder, graphs.reader]) hash.update(sha256)
  return hash.digest('hex')
}
