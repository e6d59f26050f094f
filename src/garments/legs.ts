/** Pants: one outline for hips and both legs. */
import type { Garment } from '../attributes.ts'
import { type Body, HALF, HEIGHT, type Point } from './body.ts'
import { EASE, HEM, type Profile } from './fit.ts'
import { interpolate, line, move, through } from './path.ts'

export interface Pants {
  outline: string
  waist: string
  hems: string[]
  profile: Profile
  bottom: number
}

/** Half width of one trouser leg over height, in centimetres. */
function legProfile(garment: Garment): Point[] {
  const bottom = HEM.lower[garment.length]
  const ease = { tight: 0, regular: 2.2, loose: 5.6 }[garment.fit]
  const thigh = 8.6 + ease * 0.5
  if (garment.silhouette === 'a-line') {
    return [
      [HEIGHT.crotch, thigh],
      [bottom, thigh + (bottom - HEIGHT.crotch) * 0.1 + 1.6 + ease * 0.5],
    ]
  }
  const body: Point[] = [
    [HEIGHT.crotch, thigh],
    [HEIGHT.knee, 5.7 + ease],
    [HEIGHT.ankle, 4.3 + ease],
  ]
  if (garment.silhouette === 'straight') return body
  // A bell: close to the leg, then opening over the last stretch above the hem.
  const start = Math.max(HEIGHT.crotch + 4, bottom - 24)
  return [
    ...body.filter(([y]) => y < start),
    [start, interpolate(body, start)],
    [(start + bottom) / 2, interpolate(body, start) + 3.4],
    [bottom, Math.min(interpolate(body, start) + 11.5, 20)],
  ]
}

export function pantsOf(garment: Garment, body: Body): Pants {
  const ease = EASE[garment.fit]
  const bottom = HEM.lower[garment.length]
  const leg = legProfile(garment)
  const waist = HALF.waist + Math.min(ease.waist * 0.4, 3.6)
  const hip = HALF.hip + ease.hip * 0.6
  const heights = [74, 81, 91, 100, 110, 120, 129, 139].filter((y) => y < bottom)
  const sideOf = (sign: 1 | -1) => {
    const bones = (body.legs[sign === 1 ? 1 : 0] ?? []).map(([x, y]) => [y, Math.abs(x)] as const)
    const centre = (y: number) =>
      interpolate(bones, y) + (garment.silhouette === 'straight' ? 0 : ((y - 67) / 72) * 2)
    const rows = [...heights, bottom]
    const outer = rows.map((y) => body.at(sign * (centre(y) + interpolate(leg, y)), y))
    const inner = rows.map((y) => body.at(sign * Math.max(0.5, centre(y) - interpolate(leg, y)), y))
    const top = [
      body.at(sign * waist, HEIGHT.waist),
      body.at(sign * ((waist + hip) / 2 + 1.2), 49),
      body.at(sign * hip, HEIGHT.hip),
    ]
    return { outer: [...top, ...outer], inner }
  }
  const right = sideOf(1)
  const left = sideOf(-1)
  const waves = garment.silhouette === 'flared' ? 6 : 0
  const crotch = body.at(0, HEIGHT.crotch + 1.5)
  const outline =
    move(left.outer[0] as Point) +
    line(right.outer[0] as Point) +
    through(right.outer) +
    wave(right.outer.at(-1) as Point, right.inner.at(-1) as Point, waves) +
    through([...right.inner].reverse()) +
    line(crotch, left.inner[0] as Point) +
    through(left.inner) +
    wave(left.inner.at(-1) as Point, left.outer.at(-1) as Point, waves) +
    through([...left.outer].reverse()) +
    'Z'
  const hem = (side: { outer: Point[]; inner: Point[] }) =>
    move(side.outer.at(-1) as Point) + wave(side.outer.at(-1) as Point, side.inner.at(-1) as Point, waves)
  return {
    outline,
    waist: move(left.outer[0] as Point) + line(right.outer[0] as Point),
    hems: [hem(left), hem(right)],
    profile: [
      [HEIGHT.waist, waist],
      [HEIGHT.hip, hip],
      [bottom, hip + 2],
    ],
    bottom,
  }
}

/** From one point to the next, straight or in waves that hang below the line. */
function wave(from: Point, to: Point, waves: number): string {
  if (waves === 0) return line(to)
  const points = Array.from({ length: waves + 1 }, (_, i): Point => {
    const f = i / waves
    return [from[0] + (to[0] - from[0]) * f, from[1] + (to[1] - from[1]) * f + (i % 2 ? 5 : 0)]
  })
  return through(points)
}
