/** The pictures of an answer: the look large, the film strip, the matches side by side. */
import sharp, { type OverlayOptions } from 'sharp'
import type { Core, LookView, Match, Picture } from '../../src/dialogue/reply.ts'
import { clip } from '../clip.ts'
import { LIMITS } from './limits.ts'

export interface File {
  name: string
  attachment: Buffer
  /** Alt text. */
  description: string
}

/** Looks of a film strip, the newest. */
const FRAMES = 8
/** Matches on the board; the list below it names the same ones. */
export const SHOWN = 5
const LARGE = 768
const FRAME = 192
const CELL = 320
const GAP = 12
const PAPER = '#ffffff'
const INK = '#26221f'
const THREAD = '#c2410c'

type Pictures = Pick<Core, 'picture'>

/** The look as people see it first; undefined when its bytes are gone. */
export async function largeLook(
  core: Pictures,
  look: LookView,
  name = 'look.png',
): Promise<File | undefined> {
  const picture = await core.picture(look.picture.id)
  if (!picture) return undefined
  const attachment = await sharp(picture.bytes)
    .resize({ width: LARGE, height: LARGE, fit: 'inside', kernel: 'lanczos3' })
    .png()
    .toBuffer()
  return { name, attachment, description: clip(`Look ${look.n}: ${look.picture.alt}`, LIMITS.alt) }
}

/** The newest looks in a row, each with its number, the one in hand marked; undefined for a single look. */
export async function filmStrip(
  core: Pictures,
  looks: readonly LookView[],
  current: number | null,
): Promise<File | undefined> {
  if (looks.length < 2) return undefined
  const frames = looks.slice(-FRAMES)
  const cells = frames.map(({ n, picture }) => ({ picture: picture.id, n, isMarked: n === current }))
  const alt = frames.map(({ n, edit, picture }) => `${n}: ${edit?.text ?? picture.alt}`).join('; ')
  return {
    name: 'rounds.png',
    attachment: await row(core, cells, FRAME),
    description: clip(`The rounds so far. ${alt}`, LIMITS.alt),
  }
}

/** The first matches side by side, numbered as in the list; undefined when there are none with a picture. */
export async function matchBoard(core: Pictures, matches: readonly Match[]): Promise<File | undefined> {
  const shown = matches.slice(0, SHOWN)
  if (!shown.some(({ picture }) => picture)) return undefined
  const cells = shown.map(({ n, picture }) => ({ picture: picture?.id, n, isMarked: false }))
  const alt = shown.map(({ n, title }) => `${n}: ${title}`).join('; ')
  return {
    name: 'matches.png',
    attachment: await row(core, cells, CELL),
    description: clip(`The nearest in the shop. ${alt}`, LIMITS.alt),
  }
}

/** The tries of one change side by side. */
export async function variationBoard(core: Pictures, looks: readonly LookView[]): Promise<File | undefined> {
  if (looks.length === 0) return undefined
  return {
    name: 'variations.png',
    attachment: await row(
      core,
      looks.map(({ n, picture }) => ({ picture: picture.id, n, isMarked: false })),
      CELL,
    ),
    description: clip(
      `Variations. ${looks.map(({ n, picture }) => `${n}: ${picture.alt}`).join('; ')}`,
      LIMITS.alt,
    ),
  }
}

/** What a text told of, as the dialogue composed it: an outfit, a comparison, a card to pass on. */
export async function toldBoard(core: Pictures, told: Picture): Promise<File | undefined> {
  const picture = await core.picture(told.id)
  if (!picture) return undefined
  const attachment = await sharp(picture.bytes).png().toBuffer()
  return {
    name: 'board.png',
    attachment,
    description: clip(told.alt || 'Pictures side by side.', LIMITS.alt),
  }
}

interface Cell {
  picture: string | undefined
  n: number
  isMarked: boolean
}

async function row(core: Pictures, cells: readonly Cell[], side: number): Promise<Buffer> {
  const width = cells.length * (side + GAP) + GAP
  const height = side + 2 * GAP
  const layers = await Promise.all(
    cells.map(async ({ picture, n, isMarked }, i): Promise<OverlayOptions[]> => {
      const left = GAP + i * (side + GAP)
      const bytes = picture && (await core.picture(picture))?.bytes
      const image = bytes
        ? await sharp(bytes)
            .flatten({ background: PAPER })
            .resize(side, side, { fit: 'contain', background: PAPER, kernel: 'lanczos3' })
            .png()
            .toBuffer()
            .catch(() => undefined)
        : undefined
      return [
        ...(image ? [{ input: image, left, top: GAP }] : []),
        { input: frame(side, n, isMarked), left: left - GAP / 2, top: GAP / 2 },
      ]
    }),
  )
  return sharp({ create: { width, height, channels: 3, background: PAPER } })
    .composite(layers.flat())
    .png({ palette: false, compressionLevel: 8 })
    .toBuffer()
}

/** Border and number badge, drawn as lines: a server need not have a font. */
function frame(side: number, n: number, isMarked: boolean): Buffer {
  const edge = side + GAP
  const text = String(n)
  const size = Math.max(18, Math.round(side / 11))
  const digit = size * 0.56
  const badge = { w: digit * text.length + size * 0.9, h: size * 1.5 }
  const strokes = [...text]
    .map((figure, i) => {
      const x = GAP + size * 0.45 + i * digit + digit * 0.1
      const scale = `scale(${(digit * 0.8) / 4} ${size / 6})`
      return `<path transform="translate(${x} ${GAP + size * 0.25}) ${scale}" d="${STROKES[Number(figure)]}"/>`
    })
    .join('')
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}">
      <rect x="2" y="2" width="${edge - 4}" height="${edge - 4}" rx="8" fill="none"
        stroke="${isMarked ? THREAD : '#e7e2dc'}" stroke-width="${isMarked ? 4 : 2}"/>
      <rect x="${GAP}" y="${GAP}" width="${badge.w}" height="${badge.h}" rx="${badge.h / 2}"
        fill="${isMarked ? THREAD : INK}"/>
      <g fill="none" stroke="#ffffff" stroke-linecap="round" stroke-linejoin="round" stroke-width="0.8">${strokes}</g>
    </svg>`,
  )
}

/** The figures 0 to 9 on a grid of 4 x 6. */
const STROKES = [
  'M2 0C4 0 4 6 2 6C0 6 0 0 2 0Z',
  'M0.8 1.2L2.2 0V6',
  'M0.2 1.4C0.6 -0.6 3.8 -0.4 3.7 1.7C3.6 3 1.4 4 0.2 6H3.9',
  'M0.3 0.3H3.6L1.8 2.4C4.4 2.4 4.4 6 1.9 6C1 6 0.5 5.7 0.1 5',
  'M3 6V0L0 4.2H4',
  'M3.6 0H0.7L0.4 2.7C2 1.8 3.9 2.4 3.9 4C3.9 6 1.3 6.6 0.1 5.2',
  'M3.3 0C1.4 0.8 0.1 2.6 0.1 4.1C0.1 6.6 3.9 6.6 3.9 4.1C3.9 1.9 0.9 1.9 0.2 3.8',
  'M0.1 0H3.9L1.5 6',
  'M2 2.8C0 2.6 0 0 2 0C4 0 4 2.6 2 2.8C-0.5 3 -0.5 6 2 6C4.5 6 4.5 3 2 2.8Z',
  'M3.8 2.2C3.1 4.1 0.1 4.1 0.1 1.9C0.1 -0.6 3.9 -0.6 3.9 1.9C3.9 3.4 2.6 5.2 0.7 6',
]

/** The files that a channel takes: too large ones as JPEG, and named where even that is too large. */
export async function fitting(
  files: readonly (File | undefined)[],
  maxBytes: number,
): Promise<{ files: File[]; left: string[] }> {
  const kept: File[] = []
  const left: string[] = []
  for (const file of files) {
    if (!file) continue
    if (file.attachment.length <= maxBytes) {
      kept.push(file)
      continue
    }
    const attachment = await sharp(file.attachment).jpeg({ quality: 80 }).toBuffer()
    const name = file.name.replace(/\.png$/, '.jpg')
    if (attachment.length <= maxBytes) kept.push({ ...file, name, attachment })
    else left.push(file.name)
  }
  return { files: kept, left }
}
