/** Sleeves follow the arm from the shoulder to a fraction of its length. */
import type { Garment } from '../attributes.ts'
import { type Body, HALF, HEIGHT, type Point } from './body.ts'
import { EASE, type Profile } from './fit.ts'
import { interpolate, line, move, offsets, smooth, through } from './path.ts'

type Sleeve = NonNullable<Garment['sleeve']>

/** Where a sleeve ends: 0 the shoulder, 1 the elbow, 2 the wrist. */
const REACH: Partial<Record<Sleeve, number>> = {
  cap: 0.24,
  short: 0.6,
  elbow: 1.02,
  'three-quarter': 1.5,
  long: 2,
}
/** Half width of the arm in centimetres at shoulder, elbow, wrist. */
export const ARM_HALF: readonly Point[] = [
  [0, 4.4],
  [1, 3.5],
  [2, 2.4],
]

/** A point on the arm in centimetres; t = 0 shoulder, 1 elbow, 2 wrist. The elbow is rounded. */
export function alongArm(arm: readonly Point[], t: number): Point {
  const [shoulder = [0, 0], elbow = [0, 0], wrist = [0, 0]] = arm
  const mix = (a: Point, b: Point, f: number): Point => [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f]
  const round = 0.36
  if (t <= 1 - round) return mix(shoulder, elbow, t)
  if (t >= 1 + round) return mix(elbow, wrist, t - 1)
  const f = (t - 1 + round) / (2 * round)
  return mix(mix(mix(shoulder, elbow, 1 - round), elbow, f), mix(elbow, mix(elbow, wrist, round), f), f)
}

export interface SleevePiece {
  outline: string
  cuff: string
  /** The centre line in frame units, for folds. */
  spine: Point[]
}

/** The two sleeves, or none where the arms are bare. */
export function sleevesOf(garment: Garment, body: Body, profile: Profile): SleevePiece[] {
  const reach = garment.sleeve ? REACH[garment.sleeve] : undefined
  if (reach === undefined || garment.neckline === 'halter') return []
  const ease = EASE[garment.fit].sleeve + (garment.category === 'jacket' ? 0.9 : 0)
  const off = garment.neckline === 'off-shoulder'
  return body.arms.map((arm, i) => {
    const sign = i === 0 ? -1 : 1
    if (garment.sleeve === 'cap') return capSleeve(body, sign, ease, interpolate(profile, HEIGHT.armpit))
    const start = off ? 0.14 : 0.1
    const end = Math.max(reach, off ? 0.42 : reach)
    const steps = Math.max(2, Math.round((end - start) * 6))
    const ts = Array.from({ length: steps + 1 }, (_, k) => start + ((end - start) * k) / steps)
    const centres = ts.map((t) => {
      const [x, y] = alongArm(arm, t)
      return body.at(x, y)
    })
    const halves = ts.map((t) => (interpolate(ARM_HALF, t) + ease * (0.75 + 0.18 * t)) * body.ux)
    const { left, right } = offsets(centres, halves)
    // Travelling down, the viewer's-right arm has its outer edge on the left of the direction of travel.
    const outer = sign === 1 ? left : right
    // A hanging sleeve meets the side of the bodice instead of lying over it, but always holds the arm.
    const skin = offsets(
      centres,
      ts.map((t) => (interpolate(ARM_HALF, t) + 0.8) * body.ux),
    )
    const inner = (sign === 1 ? right : left).map((p, k): Point => {
      const [, y] = alongArm(arm, ts[k] ?? 0)
      const arms = (sign === 1 ? skin.right : skin.left)[k] ?? p
      if (y > 36) return p
      const [side] = body.at(sign * (interpolate(profile, y) - 0.6), y)
      return [
        sign === 1 ? Math.max(p[0], Math.min(side, arms[0])) : Math.min(p[0], Math.max(side, arms[0])),
        p[1],
      ]
    })
    const armpit = body.at(sign * (interpolate(profile, HEIGHT.armpit) - 0.6), HEIGHT.armpit + 1.5)
    const top: Point[] = off
      ? [body.at(sign * 14.5, 13)]
      : [body.at(sign * (HALF.shoulder - 5), 3.3), body.at(sign * (HALF.shoulder + 0.2 + ease * 0.3), 6.2)]
    const outerEdge = [...top, ...outer.slice(off ? 0 : 1)]
    const innerEdge = [...inner.slice(2).reverse(), armpit]
    const cuffEnds = [outer.at(-1) as Point, inner.at(-1) as Point]
    return {
      outline: `${smooth(outerEdge)}${line(innerEdge[0] as Point)}${through(innerEdge)}${line(outerEdge[0] as Point)}Z`,
      cuff: move(cuffEnds[0] as Point) + line(cuffEnds[1] as Point),
      spine: centres,
    }
  })
}

/** A cap sleeve is a small dome over the shoulder, whatever the arm does. */
function capSleeve(body: Body, sign: number, ease: number, armpit: number): SleevePiece {
  const p = (x: number, y: number) => body.at(sign * x, y)
  const tip = HALF.shoulder + 4.4 + ease * 0.5
  const dome = [p(HALF.shoulder - 5, 3.3), p(HALF.shoulder, 4.6), p(tip - 1.2, 8.2), p(tip, 13.6)]
  const hem = [p(tip, 13.6), p((tip + armpit) / 2, 15.6), p(armpit - 1, 15.4)]
  return {
    outline: `${smooth(dome)}${through(hem)}${line(p(HALF.shoulder - 4.6, 10), dome[0] as Point)}Z`,
    cuff: smooth(hem),
    spine: [],
  }
}
