/** Lays base, print, surface, shade and edge over one outline. */
import type { Garment } from '../attributes.ts'
import type { Surface } from './materials.ts'
import type { Paint } from './palette.ts'
import type { Scene } from './scene.ts'

/** Paints every layer of the cloth over one outline. */
export function clothPainter(garment: Garment, paint: Paint, surface: Surface) {
  const layers = [
    paint.bands.length ? 'url(#bands)' : paint.base,
    ...(hasPrint(garment) ? ['url(#print)'] : []),
    ...surface.overlays.map((id) => `url(#${id})`),
  ]
  const edge = paint.lightness > 40 ? paint.tone(-30) : paint.lightness > 22 ? paint.tone(-18) : '#000'
  return (outline: string, shade: string, extra = ''): string => {
    const body = layers.map((fill) => `<path d="${outline}" fill="${fill}"/>`).join('')
    return `<g opacity="${surface.opacity}">${body}<path d="${outline}" fill="url(#${shade})"/>${extra}</g><path d="${outline}" fill="none" stroke="${edge}" stroke-width="1.7" stroke-linejoin="round"/>`
  }
}

export const hasPrint = (garment: Garment): boolean =>
  !['solid', 'graphic', 'colour-block'].includes(garment.pattern)

/** Side shading: dark towards the edges, a soft light on the lit side. */
export function shadeDefs(scene: Scene, strength: number): string {
  const lit = scene.light < 0
  const stops = (dark: number, light: number) => {
    const list: [number, string, number][] = [
      [0, '#000', dark * 0.55],
      [0.16, '#000', 0],
      [0.32, '#fff', light],
      [0.5, '#fff', 0],
      [0.74, '#000', dark * 0.3],
      [1, '#000', dark],
    ]
    return (lit ? list : list.map(([at, c, o]) => [1 - at, c, o] as const).reverse())
      .map(([at, c, o]) => `<stop offset="${at}" stop-color="${c}" stop-opacity="${o.toFixed(2)}"/>`)
      .join('')
  }
  return `<linearGradient id="round" x1="0" x2="1" y1="0" y2="0">${stops(0.36 * strength, 0.2 * strength)}</linearGradient><linearGradient id="tube" x1="0" x2="1" y1="0" y2="0.2">${stops(0.42 * strength, 0.22 * strength)}</linearGradient>`
}
