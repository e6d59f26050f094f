/** The pictures of an answer: the look large, the film strip, the matches. */
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
const FRAMES = 9
/** Matches on the board; the list below it names the same ones. */
export const SHOWN = 6
const LARGE = 768
const FRAME = 256
const CELL = 320
const GAP = 16
const ROUND = 14
const PAPER = '#ffffff'
const INK = '#26221f'
/** At least 3 : 1 against white and against Discord's dark grey. */
const THREAD = '#ea580c'

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

/** The newest looks in their order, each with its number, the one in hand marked; undefined for a single look. */
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
    attachment: await sheet(core, cells, FRAME, inOrder(cells.length)),
    description: clip(`The rounds so far. ${alt}`, LIMITS.alt),
  }
}

/** The first matches, the nearest of many the largest, numbered as in the list; undefined when there are none with a picture. */
export async function matchBoard(core: Pictures, matches: readonly Match[]): Promise<File | undefined> {
  const shown = matches.slice(0, SHOWN)
  if (!shown.some(({ picture }) => picture)) return undefined
  const cells = shown.map(({ n, picture }) => ({ picture: picture?.id, n, isMarked: false }))
  const alt = shown.map(({ n, title }) => `${n}: ${title}`).join('; ')
  return {
    name: 'matches.png',
    attachment: await sheet(core, cells, CELL, cells.length > 4 ? NEAREST_FIRST : inOrder(cells.length)),
    description: clip(`The nearest in the shop. ${alt}`, LIMITS.alt),
  }
}

/** The tries of one change, two by two. */
export async function variationBoard(core: Pictures, looks: readonly LookView[]): Promise<File | undefined> {
  if (looks.length === 0) return undefined
  const cells = looks.map(({ n, picture }) => ({ picture: picture.id, n, isMarked: false }))
  return {
    name: 'variations.png',
    attachment: await sheet(core, cells, CELL, inOrder(cells.length)),
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

/** Where a cell begins, and how many it spans, counted in cells. */
interface Spot {
  column: number
  row: number
  span: number
}

/** Six in a square of three by three. */
const NEAREST_FIRST: Spot[] = [
  { column: 0, row: 0, span: 2 },
  { column: 2, row: 0, span: 1 },
  { column: 2, row: 1, span: 1 },
  { column: 0, row: 2, span: 1 },
  { column: 1, row: 2, span: 1 },
  { column: 2, row: 2, span: 1 },
]

/** Row by row in the least square that takes them. */
function inOrder(count: number): Spot[] {
  const columns = Math.ceil(Math.sqrt(count))
  const free = columns - Math.ceil(count / columns)
  return Array.from({ length: count }, (_, i) => ({
    column: i % columns,
    row: Math.floor(i / columns) + free / 2,
    span: 1,
  }))
}

/**
 * A square, because Discord shows several pictures of a message as square tiles and cuts off what is wider; what
 * is between the cells lets its light or dark ground through.
 */
async function sheet(
  core: Pictures,
  cells: readonly Cell[],
  side: number,
  spots: readonly Spot[],
): Promise<Buffer> {
  const at = (cell: number) => Math.round(GAP + cell * (side + GAP))
  const edge = at(Math.max(...spots.map(({ column, span }) => column + span)))
  const layers = await Promise.all(
    cells.map(async ({ picture, n, isMarked }, i): Promise<OverlayOptions[]> => {
      const { column, row, span } = spots[i] as Spot
      const [left, top, size] = [at(column), at(row), span * side + (span - 1) * GAP]
      const bytes = picture && (await core.picture(picture))?.bytes
      const image = bytes && (await rounded(bytes, size).catch(() => undefined))
      return [
        ...(image ? [{ input: image, left, top }] : []),
        { input: frame(size, side, n, isMarked), left: left - GAP / 2, top: top - GAP / 2 },
      ]
    }),
  )
  return sharp({ create: { width: edge, height: edge, channels: 4, background: '#00000000' } })
    .composite(layers.flat())
    .png({ palette: false, compressionLevel: 8 })
    .toBuffer()
}

/** Whole, on paper, with round corners. */
async function rounded(picture: Uint8Array, size: number): Promise<Buffer> {
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <rect width="${size}" height="${size}" rx="${ROUND}"/></svg>`
  const square = await sharp(picture)
    .flatten({ background: PAPER })
    .resize(size, size, { fit: 'contain', background: PAPER, kernel: 'lanczos3' })
    .png()
    .toBuffer()
  return sharp(square)
    .ensureAlpha()
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png()
    .toBuffer()
}

/**
 * Border and number badge, drawn as lines: a server need not have a font.
 * @param cell side of the smallest cell of the sheet: all badges of a sheet are alike
 */
function frame(side: number, cell: number, n: number, isMarked: boolean): Buffer {
  const edge = side + GAP
  const text = String(n)
  const size = Math.round(cell / 8)
  const digit = size * 0.62
  const badge = { w: digit * text.length + size * 0.9, h: size * 1.5 }
  const inset = GAP / 2 + Math.round(cell / 26)
  const strokes = [...text]
    .map((figure, i) => {
      const x = inset + size * 0.45 + i * digit + digit * 0.1
      const scale = `scale(${(digit * 0.8) / 4} ${size / 6})`
      return `<path transform="translate(${x} ${inset + size * 0.25}) ${scale}" d="${STROKES[Number(figure)]}"/>`
    })
    .join('')
  const outline = isMarked
    ? `<rect x="3" y="3" width="${edge - 6}" height="${edge - 6}" rx="${ROUND + 4}" stroke="${THREAD}" stroke-width="6"/>`
    : `<rect x="${GAP / 2}" y="${GAP / 2}" width="${side}" height="${side}" rx="${ROUND}" stroke="${INK}" stroke-opacity="0.15" stroke-width="2"/>`
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" fill="none">
      ${outline}
      <rect x="${inset}" y="${inset}" width="${badge.w}" height="${badge.h}" rx="${badge.h / 2}"
        fill="${isMarked ? THREAD : INK}" stroke="${PAPER}" stroke-width="2"/>
      <g stroke="${PAPER}" stroke-linecap="round" stroke-linejoin="round" stroke-width="0.9">${strokes}</g>
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
    const attachment = await sharp(file.attachment)
      .flatten({ background: PAPER })
      .jpeg({ quality: 80 })
      .toBuffer()
    const name = file.name.replace(/\.png$/, '.jpg')
    if (attachment.length <= maxBytes) kept.push({ ...file, name, attachment })
    else left.push(file.name)
  }
  return { files: kept, left }
}
