/** Path strings: points in frame units to SVG path data, rounded to a tenth. */
import type { Point } from './body.ts'

export const round = (v: number): string => `${Math.round(v * 10) / 10}`
export const xy = ([x, y]: Point): string => `${round(x)} ${round(y)}`

export const move = (p: Point): string => `M${xy(p)}`
export const line = (...points: Point[]): string => points.map((p) => `L${xy(p)}`).join('')

/** Smooth curve through the points (Catmull-Rom as Bezier segments), continuing from the first one. */
export function through(points: readonly Point[]): string {
  let out = ''
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i] as Point
    const p2 = points[i + 1] as Point
    const p0 = points[i - 1] ?? p1
    const p3 = points[i + 2] ?? p2
    out += `C${xy([p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6])} ${xy([p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6])} ${xy(p2)}`
  }
  return out
}

export const smooth = (points: readonly Point[]): string =>
  points[0] ? move(points[0]) + through(points) : ''

export const polygon = (points: readonly Point[]): string =>
  `${points.map((p, i) => (i ? 'L' : 'M') + xy(p)).join('')}Z`

/** A limb: a closed outline around a bent line, with a half width at every point. */
export function limb(points: readonly Point[], halves: readonly number[]): string {
  const sides = offsets(points, halves)
  const back = [...sides.right].reverse()
  const firstBack = back[0]
  if (!firstBack) return ''
  return `${smooth(sides.left)}${line(firstBack)}${through(back)}Z`
}

/** The two edges of a limb, left and right of the direction of travel. */
export function offsets(
  points: readonly Point[],
  halves: readonly number[],
): { left: Point[]; right: Point[] } {
  const left: Point[] = []
  const right: Point[] = []
  points.forEach((p, i) => {
    const a = points[i - 1] ?? p
    const b = points[i + 1] ?? p
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
    const nx = (b[1] - a[1]) / length
    const ny = -(b[0] - a[0]) / length
    const h = halves[i] ?? 0
    left.push([p[0] + nx * h, p[1] + ny * h])
    right.push([p[0] - nx * h, p[1] - ny * h])
  })
  return { left, right }
}

/** Linear interpolation in a table of (position, value) rows sorted by position; ends are held. */
export function interpolate(table: readonly Point[], at: number): number {
  const first = table[0]
  if (!first) return 0
  if (at <= first[0]) return first[1]
  for (let i = 1; i < table.length; i++) {
    const [x1, y1] = table[i] as Point
    const [x0, y0] = table[i - 1] as Point
    if (at <= x1) return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0)
  }
  return (table.at(-1) as Point)[1]
}
