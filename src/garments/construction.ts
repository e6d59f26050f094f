/** How a garment is sewn: straps and neck edges, plackets and open fronts, seams, the scallops of lace. */
import type { Garment } from '../attributes.ts'
import type { Bodice } from './bodice.ts'
import type { Body } from './body.ts'
import type { Cloth } from './details.ts'
import type { Surface } from './materials.ts'
import type { Paint } from './palette.ts'
import { interpolate, line, move, polygon, smooth } from './path.ts'

/** Thin straps, the halter's band, the turtleneck's folds. */
export function straps(garment: Garment, body: Body, bodice: Bodice, paint: Paint): string {
  const p = (x: number, y: number) => body.at(x, y)
  const edge = paint.tone(-28)
  if (garment.sleeve === 'straps') {
    return [-1, 1]
      .map((s) => {
        const d = polygon([p(s * 8.9, 1.6), p(s * 11.6, 2.6), p(s * 12.2, 15), p(s * 9.4, 15)])
        return `<path d="${d}" fill="${paint.bands[0] ?? paint.base}" stroke="${edge}" stroke-width="1.4"/>`
      })
      .join('')
  }
  if (garment.neckline === 'halter') {
    const d = polygon([p(-5.9, -4.6), p(5.9, -4.6), p(5.6, -0.6), p(-5.6, -0.6)])
    return `<path d="${d}" fill="${paint.bands[0] ?? paint.base}" stroke="${edge}" stroke-width="1.6"/>`
  }
  if (garment.neckline === 'high') {
    return `<path d="${smooth([p(-6, -2), p(0, -0.4), p(6, -2)])}${smooth([p(-6.6, 1.6), p(0, 3.6), p(6.6, 1.6)])}" fill="none" stroke="${edge}" stroke-width="2.2"/><path d="${bodice.neck}" fill="none" stroke="${edge}" stroke-width="2.4"/>`
  }
  return `<path d="${bodice.neck}" fill="none" stroke="${edge}" stroke-width="3" stroke-linejoin="round"/>`
}

/** What tells a shirt and a jacket from a plain top: the placket, the open front. */
export function fronts(cloth: Cloth, bodice: Bodice): string {
  const { garment, body, paint } = cloth
  const p = (x: number, y: number) => body.at(x, y)
  const from = cloth.front
  const to = bodice.bottom
  if (garment.category === 'shirt') {
    const fill = paint.tone(paint.lightness > 70 ? -14 : 15)
    const yoke = `<path d="${smooth([p(-15, 12.5), p(0, 13.8), p(15, 12.5)])}" fill="none" stroke="${paint.tone(-26)}" stroke-width="1.6"/>`
    return `<path d="${polygon([p(-2.6, from), p(2.6, from), p(2.6, to + 1.6), p(-2.6, to + 1.6)])}" fill="${fill}" stroke="${paint.tone(-28)}" stroke-width="1.4"/>${garment.sleeve === 'strapless' || garment.sleeve === 'straps' || from > 13 ? '' : yoke}`
  }
  if (garment.category === 'jacket') {
    const inner = paint.lightness > 62 ? '#3a3d46' : '#f1eee8'
    const gap = `<path d="${move(p(-1.2, from - 0.5))}${line(p(1.2, from - 0.5), p(4.6, to + 1.5), p(-4.6, to + 1.5))}Z" fill="${inner}"/>`
    const edges = [-1, 1]
      .map(
        (s) =>
          `<path d="${move(p(s * 1.2, from))}${line(p(s * 4.6, to + 0.6))}" stroke="${paint.lightness > 40 ? paint.tone(-34) : '#000'}" stroke-width="3"/>`,
      )
      .join('')
    return gap + edges
  }
  return ''
}

/** Waist seams, waistbands and topstitching. */
export function seams(cloth: Cloth, surface: Surface, paint: Paint): string {
  const { body, garment, profile } = cloth
  const half = (y: number) => interpolate(profile, y)
  const out: string[] = []
  const bandLine = (y: number) => move(body.at(-half(y), y)) + line(body.at(half(y), y))
  if (garment.category === 'pants' || garment.category === 'skirt') {
    out.push(`<path d="${bandLine(44.6)}" stroke="${paint.tone(-30)}" stroke-width="1.8"/>`)
    if (garment.category === 'pants')
      out.push(
        `<path d="${smooth([body.at(0, 45), body.at(0, 60), body.at(0, 68)])}" fill="none" stroke="${paint.tone(-30)}" stroke-width="1.8"/>`,
      )
  }
  if (garment.category === 'dress' && garment.fit !== 'loose') {
    out.push(
      `<path d="${smooth([body.at(-half(40), 40), body.at(0, 41.2), body.at(half(40), 40)])}" fill="none" stroke="#000" stroke-opacity="0.28" stroke-width="1.8"/>`,
    )
  }
  if (surface.stitch) {
    const dash = `fill="none" stroke="${surface.stitch}" stroke-width="2.6" stroke-dasharray="5 2.6"`
    out.push(`<path d="${cloth.hems.join('')}${cloth.neck}" ${dash}/>`)
    const lower = garment.category === 'pants' || garment.category === 'skirt'
    const top = lower ? 47 : 19
    out.push(
      [-1, 1]
        .map((s) => {
          const rows = [top, (top + cloth.bottom) / 2, cloth.bottom - 1]
          return `<path d="${smooth(rows.map((y) => body.at(s * half(y) * (lower ? 0.8 : 0.56), y)))}" ${dash}/>`
        })
        .join(''),
    )
    if (lower) out.push(`<path d="${bandLine(46.4)}" ${dash}/>`)
  }
  if (garment.material === 'leather') {
    const top = garment.category === 'pants' || garment.category === 'skirt' ? 45 : 20
    out.push(
      [-1, 1]
        .map(
          (s) =>
            `<path d="${smooth([top, (top + cloth.bottom) / 2, cloth.bottom - 1].map((y) => body.at(s * half(y) * 0.62, y)))}" fill="none" stroke="#000" stroke-opacity="0.6" stroke-width="2.2"/>`,
        )
        .join(''),
    )
  }
  return out.join('')
}

/** Lace ends in scallops. */
export function scallops(cloth: Cloth): string {
  const { body, paint, profile, bottom } = cloth
  const half = interpolate(profile, bottom)
  const width = Math.max(2, Math.round((half * body.ux) / 9))
  const ink = paint.lightness > 58 ? paint.tone(-42) : paint.tone(38)
  if (cloth.hems.length > 1 && cloth.garment.category === 'pants') {
    return `<path d="${cloth.hems.join('')}" fill="none" stroke="${ink}" stroke-width="9" stroke-dasharray="0.1 10.5" stroke-linecap="round"/>`
  }
  let out = ''
  const step = (half * 2) / width
  for (let i = 0; i < width; i++) {
    const [x, y] = body.at(-half + step * (i + 0.5), bottom + 1)
    out += `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(step * body.ux * 0.52).toFixed(1)}" fill="${paint.base}" stroke="${ink}" stroke-width="2.4"/>`
  }
  return out
}
