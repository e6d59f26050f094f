/** The torso part of dresses, tops, shirts and jackets: side profile, neckline, shoulders, hem. */
import type { Garment } from '../attributes.ts'
import { type Body, HALF, HEIGHT, type Point } from './body.ts'
import { EASE, HEM, type Profile } from './fit.ts'
import { interpolate, line, move, smooth, through } from './path.ts'
import { skirtProfile, wavyHem } from './skirt.ts'

export function bodiceProfile(garment: Garment, body: Body): Profile {
  const ease = EASE[garment.fit]
  const top: Point[] = [
    [HEIGHT.armpit, HALF.armpit + ease.bust],
    [HEIGHT.bust, HALF.bust + ease.bust],
  ]
  if (garment.category === 'dress') {
    const skirt = skirtProfile(garment, body)
    return [...top, [33, HALF.waist + ease.waist * 0.8 + 1], ...skirt]
  }
  const hem = HEM.upper[garment.length]
  const bulk = garment.category === 'jacket' ? 1.6 : 0
  const full: Point[] = [
    [HEIGHT.armpit, HALF.armpit + ease.bust + bulk],
    [HEIGHT.bust, HALF.bust + ease.bust + bulk],
    [HEIGHT.waist, HALF.waist + ease.waist + bulk],
    [HEIGHT.hip, HALF.hip + ease.hip + bulk],
    [80, HALF.hip + ease.hip + bulk + 0.6],
  ]
  return [...full.filter(([y]) => y < hem), [hem, interpolate(full, hem)]]
}

/** How much higher a shirt's hem is at the sides than in the middle, in centimetres. */
const TAIL = 6.5

const shoulderLine = (x: number): number => 0.5 + Math.max(0, x - HALF.neck) * 0.4

/** The neck opening: half width at the top, height there, depth, and the path from left to right. */
interface Opening {
  half: number
  top: number
  depth: number
  shape: 'curve' | 'v' | 'u' | 'square' | 'sweetheart' | 'straight'
}

export function openingOf(garment: Garment): Opening {
  const { neckline, sleeve } = garment
  if (sleeve === 'strapless') {
    if (neckline === 'v') return { half: 15, top: 13, depth: 24, shape: 'sweetheart' }
    if (neckline === 'scoop') return { half: 15, top: 12, depth: 21, shape: 'u' }
    return { half: 15, top: 14.5, depth: 14.5, shape: 'straight' }
  }
  if (sleeve === 'straps') {
    if (neckline === 'v') return { half: 10.4, top: 12, depth: 27, shape: 'v' }
    if (neckline === 'scoop') return { half: 10.4, top: 12, depth: 23, shape: 'u' }
    return { half: 10.4, top: 14, depth: 14, shape: 'straight' }
  }
  switch (neckline) {
    case 'v':
      return { half: 7.6, top: shoulderLine(7.6), depth: 25, shape: 'v' }
    case 'scoop':
      return { half: 10.2, top: shoulderLine(10.2), depth: 19, shape: 'u' }
    case 'boat':
      return { half: 15.8, top: shoulderLine(15.8), depth: 8.4, shape: 'curve' }
    case 'square':
      return { half: 10, top: shoulderLine(10), depth: 15, shape: 'square' }
    case 'halter':
      return { half: 4.6, top: -3, depth: 3, shape: 'v' }
    case 'off-shoulder':
      return { half: 18, top: 12, depth: 14, shape: 'curve' }
    case 'high':
      return { half: 6, top: -7.5, depth: -6.4, shape: 'curve' }
    case 'collar':
      return { half: 6.4, top: 0.4, depth: 11, shape: 'v' }
    default:
      return { half: 7, top: shoulderLine(7), depth: 6, shape: 'curve' }
  }
}

/** The neck edge as an open path from the viewer's left to the right; starts with a move. */
export function neckEdge(garment: Garment, body: Body): string {
  const { half, top, depth, shape } = openingOf(garment)
  const p = (x: number, y: number) => body.at(x, y)
  const start = move(p(-half, top))
  const end = p(half, top)
  switch (shape) {
    case 'v':
      return start + line(p(0, depth), end)
    case 'square':
      return start + line(p(-half + 1, depth), p(half - 1, depth), end)
    case 'straight':
      return start + line(end)
    case 'sweetheart':
      return (
        start +
        through([p(-half, top), p(-8, top + 0.5), p(-2.6, top + 5), p(0, depth)]) +
        through([p(0, depth), p(2.6, top + 5), p(8, top + 0.5), end])
      )
    case 'u':
      return `${start}C${p(-half + 0.5, depth * 1.16).join(' ')} ${p(half - 0.5, depth * 1.16).join(' ')} ${end.join(' ')}`
    default: {
      const control = p(0, 2 * depth - top)
      return `${start}Q${control.join(' ')} ${end.join(' ')}`
    }
  }
}

/** From the right end of the neck edge over the shoulder to the armpit, in centimetres. */
function shoulder(garment: Garment, profile: Profile): { points: Point[]; curved: boolean } {
  const armpit: Point = [interpolate(profile, HEIGHT.armpit), HEIGHT.armpit]
  const { half, top } = openingOf(garment)
  if (garment.neckline === 'halter')
    return { points: [[half, top], [8.2, 7], [12, 14], armpit], curved: true }
  switch (garment.sleeve) {
    case 'strapless':
    case 'straps':
      return { points: [[half, top], [13.4, 14], armpit], curved: false }
    case 'sleeveless':
      return {
        points:
          garment.neckline === 'off-shoulder'
            ? [[half, top], armpit]
            : [[Math.max(half + 0.4, 15.4), shoulderLine(15.4)], [14.4, 11], armpit],
        curved: true,
      }
    default:
      return {
        points:
          garment.neckline === 'off-shoulder'
            ? [[half, top], armpit]
            : [[HALF.shoulder - 0.6, shoulderLine(HALF.shoulder) + 0.3], [HALF.shoulder - 1.2, 12], armpit],
        curved: true,
      }
  }
}

export interface Bodice {
  /** Closed outline. */
  outline: string
  neck: string
  hem: string
  profile: Profile
  /** Height of the lower edge in centimetres. */
  bottom: number
}

export function bodiceOf(garment: Garment, body: Body): Bodice {
  const profile = bodiceProfile(garment, body)
  const [bottom, hemHalf] = profile.at(-1) as Point
  // A shirt's sides end above its tail.
  const sideEnd = garment.category === 'shirt' ? bottom - TAIL : bottom
  const rows: Point[] = [...profile.filter(([y]) => y < sideEnd), [sideEnd, interpolate(profile, sideEnd)]]
  const side = (sign: 1 | -1) => rows.map(([y, half]) => body.at(sign * half, y))
  const { points, curved } = shoulder(garment, profile)
  const right = points.map(([x, y]) => body.at(x, y))
  const left = points.map(([x, y]) => body.at(-x, y)).reverse()
  const hem = hemPoints(
    garment,
    body,
    bottom,
    garment.category === 'shirt' ? interpolate(profile, sideEnd) : hemHalf,
  )
  const neck = neckEdge(garment, body)
  const join = (list: Point[]) => (curved ? line(list[0] as Point) + through(list) : line(...list))
  const outline = `${neck}${join(right)}${through(side(1))}${line(hem[0] as Point)}${through(hem)}${through(side(-1).reverse())}${join(left)}Z`
  return { outline, neck, hem: smooth(hem), profile, bottom }
}

/** The lower edge from the right side to the left. */
function hemPoints(garment: Garment, body: Body, y: number, half: number): Point[] {
  if (garment.category === 'dress') return wavyHem(garment, body, y, half)
  // A shirt's tail: high at the sides, low in the middle.
  const tail = garment.category === 'shirt' ? -TAIL : 0
  const drop = garment.category === 'shirt' ? 2.2 : 1
  return [
    [half, y + tail],
    [half * 0.62, y + tail * 0.25 + drop * 0.6],
    [0, y + drop],
    [-half * 0.62, y + tail * 0.25 + drop * 0.6],
    [-half, y + tail],
  ].map(([px = 0, py = 0]) => body.at(px, py))
}
