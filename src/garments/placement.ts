/** Prints that have their place on the garment: the colour block and the one large graphic. */
import type { Garment } from '../attributes.ts'
import type { Body, Point } from './body.ts'
import type { Paint } from './palette.ts'
import { motif } from './patterns.ts'
import type { Scene } from './scene.ts'

/** A block of contrasting colour: the lower part of an upper garment or dress, the upper part of a lower one. */
function colourBlock(garment: Garment, body: Body, bottom: number, paint: Paint): string {
  const lower = garment.category === 'pants' || garment.category === 'skirt'
  const from = lower
    ? 30
    : garment.category === 'dress'
      ? bottom - (bottom - 18) * 0.34
      : bottom - (bottom - 6) * 0.34
  const to = lower ? 40 + (bottom - 40) * 0.3 : 160
  const [, y0] = body.at(0, from)
  const [, y1] = body.at(0, to)
  return `<rect x="0" y="${y0.toFixed(1)}" width="256" height="${(y1 - y0).toFixed(1)}" fill="${paint.contrast}" fill-opacity="0.92"/>`
}

function graphicPrint(garment: Garment, body: Body, scene: Scene, bottom: number, paint: Paint): string {
  const spot: Record<Garment['category'], Point> = {
    dress: [0, 60 + (bottom - 82) * 0.12],
    top: [0, bottom < 40 ? 22 : 29],
    shirt: [8.5, bottom < 40 ? 21 : 27],
    jacket: [9.5, bottom < 40 ? 21 : 27],
    pants: [9.5, 75],
    skirt: [0, 68],
  }
  const [cx, cy] = spot[garment.category]
  const [x, y] = body.at(cx, cy)
  const centred = cx === 0
  const size = garment.category === 'pants' ? 24 : garment.category === 'dress' ? 28 : centred ? 31 : 22
  return motif(scene.motif, x, y, size, paint.bands.length ? '#fff' : paint.contrast)
}

/** The placed print of a garment, to be clipped to it; empty for every other pattern. */
export function placedPrint(
  garment: Garment,
  body: Body,
  scene: Scene,
  bottom: number,
  paint: Paint,
): string {
  if (garment.pattern === 'colour-block') return colourBlock(garment, body, bottom, paint)
  if (garment.pattern === 'graphic') return graphicPrint(garment, body, scene, bottom, paint)
  return ''
}
