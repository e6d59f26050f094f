/** Belts, buttons, ruffles and the rest, drawn boldly in a colour that stands against the cloth. */
import type { Garment } from '../attributes.ts'
import type { Body, Point } from './body.ts'
import type { Profile } from './fit.ts'
import type { Paint } from './palette.ts'
import { interpolate, line, move, polygon, smooth, through, xy } from './path.ts'

export interface Cloth {
  garment: Garment
  body: Body
  paint: Paint
  profile: Profile
  /** Lower edge, and the lowest point of the neck edge or the waist, in centimetres. */
  bottom: number
  front: number
  /** Open paths: neck or waist edge, hems and cuffs. */
  neck: string
  hems: readonly string[]
}

const LOWER = new Set(['pants', 'skirt'])
const GOLD = '#e2b33c'

/** Height of the waist line in centimetres: the body's, or just above the hem of a cropped garment. */
const waistOf = (cloth: Cloth): number =>
  LOWER.has(cloth.garment.category) ? 42 : Math.min(40, cloth.bottom - 3.5)

function belt(cloth: Cloth): string {
  const { body, profile } = cloth
  const y = waistOf(cloth)
  const half = interpolate(profile, y) + 0.5
  const thick = 2.9
  const band: Point[] = [
    body.at(-half, y - thick),
    body.at(half, y - thick),
    body.at(half + 0.3, y + thick),
    body.at(-half - 0.3, y + thick),
  ]
  const fill = cloth.paint.lightness > 45 ? '#4a2a17' : '#d9b27c'
  const [cx, cy] = body.at(0, y)
  const w = Math.max(8, 3.4 * body.ux)
  const h = thick * body.uy + 2.5
  return `<path d="${polygon(band)}" fill="${fill}" stroke="#1c120b" stroke-width="1"/><rect x="${(cx - w).toFixed(1)}" y="${(cy - h).toFixed(1)}" width="${(w * 2).toFixed(1)}" height="${(h * 2).toFixed(1)}" rx="2" fill="none" stroke="${GOLD}" stroke-width="3.4"/><path d="M${xy([cx, cy])}h${w.toFixed(1)}" stroke="${GOLD}" stroke-width="2.6"/>`
}

/** Centre front from neck or waist to a little above the hem, in centimetres. */
function frontLine(cloth: Cloth): [number, number] {
  switch (cloth.garment.category) {
    case 'pants':
      return [42, 69]
    case 'skirt':
      return [43, cloth.bottom - 3]
    case 'dress':
      return [cloth.front + 3, Math.min(cloth.bottom - 4, 82)]
    default:
      return [cloth.front + 3, cloth.bottom - 3]
  }
}

function buttons(cloth: Cloth): string {
  const { body, paint } = cloth
  const r = Math.max(5.6, 2 * body.ux)
  const draw = ([x, y]: Point) =>
    `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" fill="${paint.contrast}" stroke="${paint.lightness > 58 ? '#fff' : '#111'}" stroke-opacity="0.7" stroke-width="1.1"/><circle cx="${(x - r * 0.25).toFixed(1)}" cy="${(y - r * 0.25).toFixed(1)}" r="${(r * 0.3).toFixed(1)}" fill="#fff" fill-opacity="0.55"/>`
  if (cloth.garment.category === 'pants') {
    // Sailor front: two rows of three.
    return [-7, 7].flatMap((x) => [47, 54.5, 62].map((y) => draw(body.at(x, y)))).join('')
  }
  const [from, to] = frontLine(cloth)
  const count = Math.max(3, Math.min(7, Math.round((to - from) / 9)))
  const x = cloth.garment.category === 'jacket' ? 5.6 : 0
  return Array.from({ length: count }, (_, i) =>
    draw(body.at(x, from + ((to - from) * i) / (count - 1))),
  ).join('')
}

function zip(cloth: Cloth): string {
  const { body } = cloth
  const [from, to] = frontLine(cloth)
  const x = 0
  const top = body.at(x, from - (LOWER.has(cloth.garment.category) ? 0 : 3))
  const end = body.at(x, to)
  const path = move(top) + line(end)
  const light = cloth.paint.lightness > 58
  const pull = body.at(x, from + 2)
  return `<path d="${path}" stroke="${light ? '#2a2d36' : '#111'}" stroke-width="12"/><path d="${path}" stroke="#f4f5f7" stroke-width="8"/><path d="${path}" stroke="#6f7681" stroke-width="8" stroke-dasharray="2 3"/><rect x="${(pull[0] - 5.6).toFixed(1)}" y="${pull[1].toFixed(1)}" width="11.2" height="16" rx="4" fill="${GOLD}" stroke="#5b4310" stroke-width="1.2"/>`
}

function ruffles(cloth: Cloth): string {
  const { body, paint, profile } = cloth
  const flounce = (y: number, half: number, depth: number): string => {
    const waves = Math.max(5, Math.round((half * body.ux) / 11))
    const edge: Point[] = []
    const reach = half * 1.08
    for (let i = 0; i <= waves * 2; i++) {
      const f = -1 + i / waves
      edge.push(body.at(f * reach, y + depth * (i % 2 ? 1.22 : 0.78) + 1.6 * (1 - f * f)))
    }
    const top = [-1, 0, 1].map((f) => body.at(f * half, y + 1.6 * (1 - f * f)))
    const back = [...edge].reverse()
    const folds = edge
      .filter((_, i) => i % 2 === 0)
      .map(([x, ey]) => {
        const up = body.at(0, y)[1]
        return `M${xy([x, ey])}L${xy([x + (128 - x) * 0.05, up + 2])}`
      })
    return `<path d="${smooth(top)}${line(back[0] as Point)}${through(back)}Z" fill="${paint.tone(paint.lightness > 80 ? -9 : 11)}" stroke="${paint.tone(-24)}" stroke-width="1.3"/><path d="${folds.join('')}" stroke="${paint.tone(-24)}" stroke-width="1.5" stroke-opacity="0.8" fill="none"/>`
  }
  const depth = 9
  const y = cloth.bottom - 6.5
  if (LOWER.has(cloth.garment.category) || cloth.garment.category === 'dress') {
    const upper = cloth.bottom - 14
    return flounce(upper, interpolate(profile, upper), depth) + flounce(y, interpolate(profile, y), depth)
  }
  // Tops and shirts: a flounce down the chest and one at the hem.
  const jabot = (sign: number) => {
    const pts: Point[] = []
    const from = cloth.front + 1
    const to = Math.min(cloth.bottom - 7, from + 20)
    for (let i = 0; i <= 6; i++) pts.push(body.at(sign * (i % 2 ? 7.6 : 4.6), from + ((to - from) * i) / 6))
    return `<path d="${move(body.at(0, from))}${line(pts[0] as Point)}${through(pts)}${line(body.at(0, to))}Z" fill="${paint.tone(paint.lightness > 80 ? -9 : 11)}" stroke="${paint.tone(-24)}" stroke-width="1.4"/>`
  }
  return jabot(-1) + jabot(1) + flounce(y, interpolate(profile, y), depth)
}

function bow(cloth: Cloth): string {
  const { body, paint } = cloth
  const upper = !LOWER.has(cloth.garment.category) && cloth.garment.category !== 'dress'
  const y = upper
    ? Math.min(cloth.front + 4, 22)
    : waistOf(cloth) + (cloth.garment.category === 'dress' ? 0 : 4)
  const [cx, cy] = body.at(0, y)
  const s = upper ? 25 : 23
  const p = (x: number, dy: number): string => xy([cx + x * s, cy + dy * s])
  const fill = paint.contrast
  const edge = paint.lightness > 58 ? '#fff' : '#3a2d3a'
  const loop = (k: number) =>
    `M${p(0, 0)}C${p(k * 0.35, -0.8)} ${p(k * 1.15, -0.85)} ${p(k * 1.15, -0.15)}C${p(k * 1.2, 0.65)} ${p(k * 0.4, 0.55)} ${p(0, 0)}Z`
  const tail = (k: number) =>
    `M${p(0, 0.05)}C${p(k * 0.2, 0.5)} ${p(k * 0.5, 1)} ${p(k * 0.75, 1.5)}L${p(k * 0.32, 1.5)}C${p(k * 0.2, 1)} ${p(0, 0.5)} ${p(0, 0.05)}Z`
  return `<g fill="${fill}" stroke="${edge}" stroke-opacity="0.65" stroke-width="1.2"><path d="${tail(1)}${tail(-1)}"/><path d="${loop(1)}${loop(-1)}"/><ellipse cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" rx="${(s * 0.24).toFixed(1)}" ry="${(s * 0.28).toFixed(1)}"/></g>`
}

function pockets(cloth: Cloth): string {
  const { body, paint, garment } = cloth
  const cropped = cloth.bottom < 40
  const y = LOWER.has(garment.category) ? 51 : garment.category === 'dress' ? 52 : cropped ? 17.5 : 41
  const half = cropped ? 4 : 4.9
  const deep = cropped ? 9.5 : 12
  const x = LOWER.has(garment.category) ? 9.3 : cropped ? 8.6 : 10.5
  const ink = paint.lightness > 40 ? '#1d1a1a' : '#fff'
  return [-x, x]
    .map((cx) => {
      const shape = polygon([
        body.at(cx - half, y),
        body.at(cx + half, y),
        body.at(cx + half, y + deep * 0.75),
        body.at(cx, y + deep),
        body.at(cx - half, y + deep * 0.75),
      ])
      const flap = polygon([
        body.at(cx - half, y),
        body.at(cx + half, y),
        body.at(cx + half, y + deep * 0.26),
        body.at(cx - half, y + deep * 0.26),
      ])
      return `<path d="${shape}" fill="${paint.tone(paint.lightness > 70 ? -13 : 13)}" stroke="${ink}" stroke-width="2.2" stroke-linejoin="round"/><path d="${flap}" fill="${paint.tone(paint.lightness > 70 ? -24 : 26)}" stroke="${ink}" stroke-width="1.6"/>`
    })
    .join('')
}

/** The part of a hood behind the neck; drawn before head and bodice. */
export function hoodBehind(cloth: Pick<Cloth, 'body' | 'paint'>): string {
  const { body, paint } = cloth
  const p = (x: number, y: number) => body.at(x, y)
  const shape = smooth([p(-16, 6), p(-16.5, -3), p(-11, -10), p(0, -12), p(11, -10), p(16.5, -3), p(16, 6)])
  const inner = smooth([p(-11, 5), p(-11, -3), p(-6, -7.5), p(0, -8.5), p(6, -7.5), p(11, -3), p(11, 5)])
  return `<path d="${shape}Z" fill="${paint.base}" stroke="${paint.tone(-28)}" stroke-width="1.6"/><path d="${inner}Z" fill="${paint.tone(-20)}"/>`
}

/** Front edges and strings of a hood; drawn over the bodice. */
export function hoodFront(cloth: Cloth): string {
  const { body, paint } = cloth
  const p = (x: number, y: number) => body.at(x, y)
  const side = (s: number) =>
    `<path d="${smooth([p(s * 15.5, -4), p(s * 17, 3), p(s * 12, 9), p(s * 4, 13)])}${through([p(s * 4, 13), p(s * 6.5, 6), p(s * 9, 0), p(s * 9.5, -6)])}Z" fill="${paint.tone(paint.lightness > 70 ? -8 : 7)}" stroke="${paint.tone(-26)}" stroke-width="1.6"/>`
  const string = (s: number) =>
    `<path d="${smooth([p(s * 4, 12), p(s * 5, 19), p(s * 4.4, 27)])}" stroke="${paint.contrast}" stroke-width="3" fill="none" stroke-linecap="round"/>`
  return side(-1) + side(1) + string(-1) + string(1)
}

function trim(cloth: Cloth): string {
  const width = cloth.body.camera === 'full' ? 6.5 : 8.5
  const edges = [...cloth.hems, cloth.neck].join('')
  return `<path d="${edges}" fill="none" stroke="${cloth.paint.contrast}" stroke-width="${width}" stroke-linejoin="round"/><path d="${edges}" fill="none" stroke="${GOLD}" stroke-width="1.4"/>`
}

const GEMS: readonly Point[] = [
  [0, 0],
  [1.1, -0.55],
  [-0.95, -0.75],
  [0.55, 1],
  [-0.7, 0.95],
  [1.75, 0.55],
  [-1.75, 0.25],
  [0.2, -1.45],
  [1.5, -1.6],
  [-1.7, -1.6],
  [0, 2],
]

function embellishment(cloth: Cloth): string {
  const { body } = cloth
  const [cx, cy] = LOWER.has(cloth.garment.category)
    ? body.at(9, 60)
    : body.at(-8.2, cloth.bottom < 40 ? 23 : 26)
  const s = body.camera === 'full' ? 8.6 : 11
  const colours = ['#ffffff', '#bff1ff', '#ffe9a8', '#ffd3ef']
  return GEMS.map(([gx, gy], i) => {
    const x = cx + gx * s
    const y = cy + gy * s
    const r = s * (i % 3 === 0 ? 0.72 : 0.5)
    const k = r * 0.3
    const fill = colours[i % colours.length]
    return `<path d="M${xy([x, y - r])}L${xy([x + k, y - k])}L${xy([x + r, y])}L${xy([x + k, y + k])}L${xy([x, y + r])}L${xy([x - k, y + k])}L${xy([x - r, y])}L${xy([x - k, y - k])}Z" fill="${fill}" stroke="#3c4a78" stroke-width="1.5" stroke-linejoin="round" paint-order="stroke"/>`
  }).join('')
}

/** A bold shirt collar with points; drawn over the bodice. */
export function collar(cloth: Cloth): string {
  const { body, paint } = cloth
  const p = (x: number, y: number) => body.at(x, y)
  const fill = paint.tone(paint.lightness > 80 ? -5 : 9)
  const side = (s: number) =>
    `<path d="${polygon([p(s * 5.2, -4.5), p(s * 8.6, 0), p(s * 14.6, 9), p(s * 6.4, 15), p(s * 0.4, 10.5), p(s * 5.6, 1)])}" fill="${fill}" stroke="${paint.lightness > 45 ? paint.tone(-40) : paint.tone(40)}" stroke-width="2" stroke-linejoin="round"/>`
  return side(-1) + side(1)
}

const DRAW: Partial<Record<Garment['details'][number], (cloth: Cloth) => string>> = {
  trim,
  ruffles,
  pockets,
  zip,
  buttons,
  belt,
  embellishment,
  bow,
}

/** Details in the order in which they lie on each other, whatever order the garment lists them in. */
export function drawDetails(cloth: Cloth): string[] {
  return Object.entries(DRAW).flatMap(([name, draw]) =>
    cloth.garment.details.includes(name as Garment['details'][number]) ? [draw(cloth)] : [],
  )
}
