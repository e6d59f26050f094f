/** The colours of the catalogue, placed in CIE LCh so that the nineteen names stay well apart at every shade. */
import type { Garment } from '../attributes.ts'

type Colour = Garment['colour']

/** Lightness 0..100, chroma, hue in degrees, and how far one step of `shade` moves the lightness. */
interface Lch {
  l: number
  c: number
  h: number
  step: number
}

const LCH: Record<Colour, Lch> = {
  black: { l: 14, c: 2, h: 280, step: 5 },
  white: { l: 91, c: 1, h: 100, step: 4 },
  grey: { l: 53, c: 1, h: 260, step: 6 },
  silver: { l: 73, c: 4, h: 250, step: 6 },
  red: { l: 48, c: 78, h: 33, step: 6.5 },
  burgundy: { l: 25, c: 40, h: 12, step: 5 },
  orange: { l: 67, c: 82, h: 58, step: 6.5 },
  yellow: { l: 86, c: 84, h: 98, step: 5.5 },
  gold: { l: 70, c: 62, h: 84, step: 6 },
  green: { l: 52, c: 60, h: 143, step: 7 },
  olive: { l: 44, c: 40, h: 110, step: 6.5 },
  teal: { l: 50, c: 36, h: 196, step: 7 },
  blue: { l: 51, c: 66, h: 282, step: 7 },
  navy: { l: 20, c: 37, h: 288, step: 5 },
  purple: { l: 42, c: 64, h: 316, step: 7 },
  pink: { l: 72, c: 48, h: 357, step: 6.5 },
  brown: { l: 34, c: 32, h: 56, step: 6 },
  beige: { l: 79, c: 20, h: 80, step: 5.5 },
  multicolour: { l: 62, c: 60, h: 20, step: 7 },
}

/** The four areas of a multicolour garment. */
const BANDS: Lch[] = [
  { l: 58, c: 70, h: 35, step: 7 },
  { l: 84, c: 76, h: 95, step: 7 },
  { l: 56, c: 44, h: 195, step: 7 },
  { l: 45, c: 62, h: 310, step: 7 },
]

/** sRGB hex of a CIE LCh (D65) colour; what lies outside the gamut is clipped per channel. */
export function hex(l: number, c: number, h: number): string {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const fy = (l + 16) / 116
  const inverse = (t: number) => (t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29))
  const x = 0.95047 * inverse(fy + a / 500)
  const y = inverse(fy)
  const z = 1.08883 * inverse(fy - b / 200)
  const channels = [
    3.2406 * x - 1.5372 * y - 0.4986 * z,
    -0.9689 * x + 1.8758 * y + 0.0415 * z,
    0.0557 * x - 0.204 * y + 1.057 * z,
  ]
  return `#${channels
    .map((v) => {
      const s = v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055
      return Math.round(255 * Math.min(1, Math.max(0, s)))
        .toString(16)
        .padStart(2, '0')
    })
    .join('')}`
}

/** The paints of one garment, as hex strings. */
export interface Paint {
  base: string
  /** Base moved in lightness, for seams, edges and tone-on-tone marks. */
  tone(lightness: number): string
  /** Strong contrast to the base: pattern marks, trims, belts. */
  contrast: string
  /** CIELAB lightness of the base, 0..100. */
  lightness: number
  /** The areas of a multicolour garment; empty for one colour. */
  bands: string[]
}

/** CIELAB lightness (0..100) of the garment's base fill, shade included. */
export function lightnessOf(garment: Pick<Garment, 'colour' | 'shade'>): number {
  const { l, step } = LCH[garment.colour]
  return Math.min(99, Math.max(4, l + step * garment.shade))
}

export function paintOf(garment: Pick<Garment, 'colour' | 'shade'>): Paint {
  const { c, h } = LCH[garment.colour]
  const lightness = lightnessOf(garment)
  const tone = (delta: number) => hex(Math.min(99, Math.max(2, lightness + delta)), c, h)
  return {
    base: tone(0),
    tone,
    lightness,
    contrast: lightness > 58 ? '#22252f' : '#f7f3ea',
    bands:
      garment.colour === 'multicolour'
        ? BANDS.map((band) => hex(Math.min(97, band.l + band.step * garment.shade), band.c, band.h))
        : [],
  }
}
