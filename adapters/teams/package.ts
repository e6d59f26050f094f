/** The app package that is uploaded to Teams: the manifest and two icons, zipped. */
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import type { z } from 'zod'
import { ACCENT, type AppFacts, ICONS, manifestOf } from './manifest.ts'

/** The same facts give the same bytes. Throws a ZodError that names what is wrong with them. */
export async function appPackage(facts: z.input<typeof AppFacts>): Promise<Uint8Array> {
  const manifest = `${JSON.stringify(manifestOf(facts), null, 2)}\n`
  const [color, outline] = await Promise.all([
    icon(192, 96, `<rect width="100" height="100" fill="${ACCENT}"/>`),
    icon(32, 32, ''),
  ])
  // Without a date of its own each zip would be another.
  const mtime = new Date(2000, 0, 1)
  return zipSync(
    { 'manifest.json': strToU8(manifest), [ICONS.color]: color, [ICONS.outline]: outline },
    { mtime, level: 9 },
  )
}

/** A dress with its hem, in white. Teams wants 192 pixels with a background, and 32 of white on nothing. */
function icon(side: number, motif: number, background: string): Promise<Buffer> {
  const size = (100 * motif) / side
  const at = (100 - size) / 2
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100">
    ${background}
    <svg x="${at}" y="${at}" width="${size}" height="${size}" viewBox="0 0 100 100">
      <path fill="#ffffff" d="M34 6L42 6C43 16 57 16 58 6L66 6L70 30L62 46L86 78L14 78L38 46L30 30Z"/>
      <path stroke="#ffffff" stroke-width="7" stroke-linecap="round" stroke-dasharray="11 12" d="M15 91H86"/>
    </svg>
  </svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
