/**
 * Prints, as SVG pattern tiles laid over the base colour. The base keeps at least two thirds of the area and
 * the period is at least a ninth of the frame, so that a print survives strong compression.
 */
import type { Garment } from '../attributes.ts'
import type { Paint } from './palette.ts'

type Pattern = Garment['pattern']

const tile = (size: number, body: string, transform = ''): string =>
  `<pattern id="print" patternUnits="userSpaceOnUse" width="${size}" height="${size}"${transform ? ` patternTransform="${transform}"` : ''}>${body}</pattern>`

const flower = (x: number, y: number, r: number, petal: string, heart: string): string => {
  let out = ''
  for (let i = 0; i < 5; i++) {
    const a = (i * 2 * Math.PI) / 5 - Math.PI / 2
    out += `<circle cx="${(x + Math.cos(a) * r * 0.62).toFixed(1)}" cy="${(y + Math.sin(a) * r * 0.62).toFixed(1)}" r="${(r * 0.46).toFixed(1)}" fill="${petal}"/>`
  }
  return `${out}<circle cx="${x}" cy="${y}" r="${(r * 0.36).toFixed(1)}" fill="${heart}"/>`
}

const spot = (x: number, y: number, r: number, turn: number, ink: string, core: string): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M${-r} ${r * 0.2}C${-r} ${-r} ${r * 0.3} ${-r * 1.2} ${r} ${-r * 0.3}C${r * 1.2} ${r * 0.6} ${r * 0.2} ${r} ${-r * 0.3} ${r * 0.8}C${-r * 0.7} ${r * 0.7} ${-r} ${r * 0.6} ${-r} ${r * 0.2}Z" fill="${ink}"/><ellipse cx="${r * 0.05}" cy="${-r * 0.05}" rx="${r * 0.45}" ry="${r * 0.32}" fill="${core}"/></g>`

/** Pattern definition and whether it is to be laid over the pieces; empty for prints drawn another way. */
export function printTile(pattern: Pattern, paint: Paint): string {
  const ink = paint.contrast
  const dark = paint.lightness <= 58
  switch (pattern) {
    case 'striped':
      return tile(32, `<rect y="0" width="32" height="10.5" fill="${ink}"/>`)
    case 'dotted':
      return tile(
        34,
        `<circle cx="8.5" cy="8.5" r="6.8" fill="${ink}"/><circle cx="25.5" cy="25.5" r="6.8" fill="${ink}"/>`,
      )
    case 'checked':
      return tile(
        38,
        `<rect width="11" height="38" fill="${ink}" fill-opacity="0.62"/><rect width="38" height="11" fill="${ink}" fill-opacity="0.62"/><rect x="23.5" width="2.4" height="38" fill="${ink}" fill-opacity="0.55"/><rect y="23.5" width="38" height="2.4" fill="${ink}" fill-opacity="0.55"/>`,
      )
    case 'floral': {
      const petal = dark ? '#fff4f0' : '#c8325f'
      const heart = dark ? '#f2b632' : '#ffd75e'
      const leaf = dark ? '#8fd18a' : '#3f7d4a'
      const leaves = `<ellipse cx="36" cy="9" rx="6.5" ry="3" transform="rotate(-35 36 9)" fill="${leaf}"/><ellipse cx="9" cy="36" rx="6.5" ry="3" transform="rotate(40 9 36)" fill="${leaf}"/>`
      return tile(50, flower(14, 14, 12, petal, heart) + flower(38, 38, 12, petal, heart) + leaves)
    }
    case 'animal': {
      const mark = dark ? '#e9c993' : '#2a1c12'
      const core = dark ? paint.tone(-8) : '#a8703a'
      return tile(
        46,
        spot(11, 11, 8.8, 10, mark, core) +
          spot(34, 13, 8, 120, mark, core) +
          spot(19, 33, 8.4, 230, mark, core) +
          spot(39, 37, 6.2, 60, mark, core) +
          `<circle cx="23" cy="18" r="2.4" fill="${mark}"/><circle cx="5" cy="26" r="2.6" fill="${mark}"/><circle cx="31" cy="43" r="2.4" fill="${mark}"/>`,
      )
    }
    case 'lace': {
      const hole = paint.lightness > 58 ? paint.tone(-42) : paint.tone(38)
      const arch = `<path d="M3 30V18A12 12 0 0 1 27 18V30" fill="none" stroke="${hole}" stroke-width="3.2"/>`
      return tile(30, `${arch}<circle cx="15" cy="20" r="5" fill="${hole}"/>`)
    }
    default:
      return ''
  }
}

const MOTIFS: Record<string, string> = {
  star: 'M0 -10L2.9 -3.6L9.8 -3.1L4.6 1.6L6.2 8.5L0 4.8L-6.2 8.5L-4.6 1.6L-9.8 -3.1L-2.9 -3.6Z',
  heart: 'M0 9C-14 -1 -9 -10 -4.4 -9C-2 -8.5 -.6 -7 0 -5C.6 -7 2 -8.5 4.4 -9C9 -10 14 -1 0 9Z',
  circle: 'M0 -9.5A9.5 9.5 0 1 1 -.1 -9.5ZM0 -5.5A5.5 5.5 0 1 0 .1 -5.5Z',
  letter: 'M-8 -9H-3.4V-2.4H3.4V-9H8V9H3.4V2.2H-3.4V9H-8Z',
  diamond: 'M0 -11L9.5 0L0 11L-9.5 0ZM0 -4.4L-3.8 0L0 4.4L3.8 0Z',
}

/** One large motif centred at a frame position; `size` is its half height in frame units. */
export function motif(kind: string, x: number, y: number, size: number, ink: string): string {
  return `<path d="${MOTIFS[kind] ?? MOTIFS.star}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(size / 10).toFixed(2)})" fill="${ink}" fill-rule="evenodd"/>`
}

/** Pattern tile that holds the colour areas of a multicolour garment. */
export function bandsTile(bands: readonly string[]): string {
  const height = 31
  const areas = bands
    .map(
      (fill, i) =>
        `<path d="M-10 ${i * height}C20 ${i * height - 9} 45 ${i * height + 9} 70 ${i * height}S120 ${i * height - 9} 150 ${i * height}V${(i + 1) * height + 10}H-10Z" fill="${fill}"/>`,
    )
    .join('')
  const size = bands.length * height
  return `<pattern id="bands" patternUnits="userSpaceOnUse" width="120" height="${size}" patternTransform="rotate(-24)"><rect width="120" height="${size}" fill="${bands.at(-1)}"/>${areas}</pattern>`
}
