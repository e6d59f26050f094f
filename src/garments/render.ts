/** One garment on one person in one room, as SVG and as pixels. */
import { Resvg } from '@resvg/resvg-js'
import type { Garment } from '../attributes.ts'
import { bodiceOf, openingOf } from './bodice.ts'
import { type Body, bodyOf } from './body.ts'
import { fronts, scallops, seams, straps } from './construction.ts'
import { type Cloth, collar, drawDetails, hoodBehind, hoodFront } from './details.ts'
import type { Profile } from './fit.ts'
import { foldsOf } from './folds.ts'
import { pantsOf } from './legs.ts'
import { type Surface, surfaceOf } from './materials.ts'
import { type Paint, paintOf } from './palette.ts'
import { smooth } from './path.ts'
import { bandsTile, printTile } from './patterns.ts'
import { arms, backgroundOf, bust, hairBehind, legs, slip, torso, underclothes } from './person.ts'
import { placedPrint } from './placement.ts'
import type { Scene } from './scene.ts'
import { clothPainter, hasPrint, shadeDefs } from './shading.ts'
import { skirtOf } from './skirt.ts'
import { type SleevePiece, sleevesOf } from './sleeves.ts'

/** A garment as an SVG document of 256 x 256 units; scale it by rasterising at another size. */
export function renderGarment(garment: Garment, scene: Scene): string {
  const body = bodyOf(scene)
  const paint = paintOf(garment)
  const surface = surfaceOf(garment, paint)
  const background = backgroundOf(scene)
  const strength = surface.folds * (paint.lightness > 80 ? 0.62 : 1)
  const draw = scene.camera === 'lower' ? drawLower : drawUpper
  const { outline, layers } = draw({ garment, scene, body, paint, surface, strength })
  const defs = [
    background.defs,
    surface.defs,
    shadeDefs(scene, 0.6 + 0.4 * strength),
    hasPrint(garment) ? printTile(garment.pattern, paint) : '',
    paint.bands.length ? bandsTile(paint.bands) : '',
    `<clipPath id="cloth"><path d="${outline}"/></clipPath>`,
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256"><defs>${defs.join('')}</defs>${background.body}${layers.join('')}</svg>`
}

interface Drawing {
  garment: Garment
  scene: Scene
  body: Body
  paint: Paint
  surface: Surface
  /** How strongly folds are drawn, about 1. */
  strength: number
}

/** The outline of the main piece, and everything in front of the background, back to front. */
interface Drawn {
  outline: string
  layers: string[]
}

/** What lies inside the outline of the main piece: a placed print, and folds. */
function inside(
  { garment, scene, body, paint, strength }: Drawing,
  profile: Profile,
  bottom: number,
): string {
  const print = placedPrint(garment, body, scene, bottom, paint)
  const folds = foldsOf({ garment, body, scene, paint, profile, bottom, strength })
  return `<g clip-path="url(#cloth)">${print}${folds}</g>`
}

/** Pants and skirts, from the waist down. */
function drawLower(drawing: Drawing): Drawn {
  const { garment, scene, body, paint, surface } = drawing
  const { outline, waist, hems, profile, bottom } =
    garment.category === 'pants' ? pantsOf(garment, body) : skirtOf(garment, body)
  const cloth: Cloth = { garment, body, paint, profile, bottom, front: 42, neck: waist, hems }
  const layers = [
    torso(scene, body),
    legs(scene, body),
    garment.material === 'sheer' ? slip(scene, body) : '',
    underclothes(scene, body),
    clothPainter(garment, paint, surface)(outline, 'round', inside(drawing, profile, bottom)),
    seams(cloth, surface, paint),
    ...drawDetails(cloth),
    garment.pattern === 'lace' ? scallops(cloth) : '',
  ]
  return { outline, layers }
}

/** Dresses, tops, shirts and jackets, from the neck down. */
function drawUpper(drawing: Drawing): Drawn {
  const { garment, scene, body, paint, surface } = drawing
  const bodice = bodiceOf(garment, body)
  const { outline, neck, hem, profile, bottom } = bodice
  const sleeves = sleevesOf(garment, body, profile)
  const hooded = garment.details.includes('hood')
  const paintOver = clothPainter(garment, paint, surface)
  const cloth: Cloth = {
    garment,
    body,
    paint,
    profile,
    bottom,
    front: Math.max(1, openingOf(garment).depth * (garment.neckline === 'scoop' ? 0.9 : 1)),
    neck,
    hems: [hem, ...sleeves.map((sleeve) => sleeve.cuff)],
  }
  const layers = [
    hairBehind(scene, body),
    hooded ? hoodBehind(cloth) : '',
    scene.camera === 'full' ? legs(scene, body) : '',
    torso(scene, body),
    underclothes(scene, body),
    bust(scene, body),
    arms(scene, body, 'whole'),
    garment.material === 'sheer' ? slip(scene, body) : '',
    paintOver(outline, 'round', inside(drawing, profile, bottom)),
    straps(garment, body, bodice, paint),
    fronts(cloth, bodice),
    seams(cloth, surface, paint),
    arms(scene, body, 'front'),
    ...sleeves.flatMap((sleeve) => [
      paintOver(sleeve.outline, 'tube', crease(sleeve, body)),
      surface.stitch
        ? `<path d="${sleeve.cuff}" stroke="${surface.stitch}" stroke-width="2.4" stroke-dasharray="4 2.4"/>`
        : '',
    ]),
    garment.neckline === 'off-shoulder'
      ? `<path d="${neck}" fill="none" stroke="${paint.tone(-26)}" stroke-width="2"/>`
      : '',
    garment.neckline === 'collar' ? collar(cloth) : '',
    hooded ? hoodFront(cloth) : '',
    ...drawDetails(cloth),
    garment.pattern === 'lace' ? scallops(cloth) : '',
  ]
  return { outline, layers }
}

/** One soft fold along a sleeve that is long enough for it. */
function crease(sleeve: SleevePiece, body: Body): string {
  if (sleeve.spine.length < 4) return ''
  return `<path d="${smooth(sleeve.spine.slice(2))}" fill="none" stroke="#000" stroke-opacity="0.16" stroke-width="${(body.ux * 1.1).toFixed(1)}" stroke-linecap="round"/>`
}

/** RGB bytes, row by row, of a rendered image. */
export function rgbOf(image: { pixels: Buffer }): Uint8Array {
  const rgba = image.pixels
  const out = new Uint8Array((rgba.length / 4) * 3)
  for (let i = 0, o = 0; i < rgba.length; i += 4) {
    out[o++] = rgba[i] as number
    out[o++] = rgba[i + 1] as number
    out[o++] = rgba[i + 2] as number
  }
  return out
}

/** Rasterises an SVG document. `png` is an encoded file, `rgb` raw bytes, rows of R, G, B. */
export function rasterise(svg: string, size = 256): { png(): Buffer; rgb(): Uint8Array } {
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: size },
    font: { loadSystemFonts: false },
  }).render()
  return { png: () => image.asPng(), rgb: () => rgbOf(image) }
}
