/** Surfaces: what makes satin, knit, denim, leather and cotton look different in any colour. */
import type { Garment } from '../attributes.ts'
import type { Paint } from './palette.ts'

export interface Surface {
  /** SVG definitions. */
  defs: string
  /** Paint servers laid over every piece, in order. */
  overlays: string[]
  /** Opacity of the cloth; below one the body shows through. */
  opacity: number
  /** How strongly folds and edges are drawn, about 1. */
  folds: number
  /** Colour of the topstitching, or null. */
  stitch: string | null
}

const stops = (list: readonly (readonly [number, string, number])[]): string =>
  list
    .map(([at, colour, opacity]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`)
    .join('')

const METAL = new Set(['silver', 'gold'])

/** Shadow and glint of metallic cloth: warm for gold, cool for silver. */
function metalStops(colour: string): [number, string, number][] {
  const [shadow, glint] = colour === 'gold' ? ['#8a5a00', '#fff7b8'] : ['#20242c', '#ffffff']
  const dark = colour === 'gold' ? 0.42 : 0.3
  return [
    [0, shadow, dark],
    [0.28, glint, 0.05],
    [0.48, glint, 0.85],
    [0.62, glint, 0.1],
    [1, shadow, dark],
  ]
}

export function surfaceOf(garment: Pick<Garment, 'material' | 'colour'>, paint: Paint): Surface {
  const light = paint.lightness > 70
  const metal = METAL.has(garment.colour)
    ? `<linearGradient id="metal" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="62" y2="40" spreadMethod="repeat">${stops(metalStops(garment.colour))}</linearGradient>`
    : ''
  const metalOverlay = metal ? ['metal'] : []
  switch (garment.material) {
    case 'denim':
      return {
        defs: `${metal}<pattern id="weave" patternUnits="userSpaceOnUse" width="7" height="7" patternTransform="rotate(38)"><rect width="2.6" height="7" fill="${light ? '#3b4a66' : '#fff'}" fill-opacity="0.3"/></pattern>`,
        overlays: [...metalOverlay, 'weave'],
        opacity: 1,
        folds: 0.8,
        stitch: paint.lightness > 60 ? '#b0651c' : '#f0b45a',
      }
    case 'satin':
      return {
        defs: `${metal}<linearGradient id="sheen" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="74" y2="26" spreadMethod="repeat">${stops(
          [
            [0, '#000', 0.34],
            [0.22, '#000', 0.05],
            [0.42, '#fff', 0.2],
            [0.52, '#fff', light ? 1 : 0.72],
            [0.62, '#fff', 0.2],
            [0.8, '#000', 0.05],
            [1, '#000', 0.34],
          ],
        )}</linearGradient>`,
        overlays: [...metalOverlay, 'sheen'],
        opacity: 1,
        folds: 1.2,
        stitch: null,
      }
    case 'knit': {
      const ink = light ? '#2b2118' : '#000'
      return {
        defs: `${metal}<pattern id="ribs" patternUnits="userSpaceOnUse" width="13" height="12"><path d="M0 0L6.5 6L13 0M0 12L6.5 18L13 12M0 -12L6.5 -6L13 -12" fill="none" stroke="#fff" stroke-opacity="0.34" stroke-width="3"/><path d="M0 6L6.5 12L13 6M0 -6L6.5 0L13 -6" fill="none" stroke="${ink}" stroke-opacity="0.3" stroke-width="3"/><rect width="2.6" height="12" fill="${ink}" fill-opacity="0.36"/></pattern>`,
        overlays: [...metalOverlay, 'ribs'],
        opacity: 1,
        folds: 0.5,
        stitch: null,
      }
    }
    case 'leather': {
      // Each highlight is a sharp core in a softer flank, as on polished hide.
      const cores = 'M13 78Q16 36 46 13Q30 42 13 78ZM64 94Q68 62 93 46Q80 66 64 94Z'
      const flanks = 'M11 86Q-2 30 54 6Q42 52 11 86ZM62 96Q56 56 96 40Q92 76 62 96Z'
      const hollows =
        'M32 84Q40 42 68 20Q62 60 32 84ZM2 62Q0 30 16 8Q14 40 2 62ZM84 40Q84 20 94 8Q94 26 84 40Z'
      return {
        defs: `${metal}<pattern id="gloss" patternUnits="userSpaceOnUse" width="96" height="96"><rect width="96" height="96" fill="#000" fill-opacity="0.14"/><path d="${hollows}" fill="#000" fill-opacity="0.42"/><path d="${flanks}" fill="#fff" fill-opacity="0.26"/><path d="${cores}" fill="#fff" fill-opacity="0.72"/></pattern>`,
        overlays: [...metalOverlay, 'gloss'],
        opacity: 1,
        folds: 0.6,
        stitch: null,
      }
    }
    case 'sheer':
      return { defs: metal, overlays: metalOverlay, opacity: 0.56, folds: 0.8, stitch: null }
    default:
      return { defs: metal, overlays: metalOverlay, opacity: 1, folds: 1, stitch: null }
  }
}
