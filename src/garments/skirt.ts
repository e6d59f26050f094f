/** Skirts, and the skirt half of a dress. */
import type { Garment } from '../attributes.ts'
import { type Body, HALF, HEIGHT, type Point } from './body.ts'
import { EASE, HEM, type Profile } from './fit.ts'
import { line, move, smooth, through } from './path.ts'

/** Half widths from the waist down, in centimetres. */
export function skirtProfile(garment: Garment, body: Body): Point[] {
  const ease = EASE[garment.fit]
  const hem = HEM.lower[garment.length]
  // A dress may let its waist go; a skirt hangs on it.
  const waist = HALF.waist + (garment.category === 'dress' ? ease.waist : Math.min(ease.waist * 0.4, 3.6))
  const hip = HALF.hip + ease.hip
  const widest = 119 / body.ux
  const length = hem - HEIGHT.hip
  if (garment.silhouette === 'straight') {
    const narrowing = garment.fit === 'tight' ? -1.5 : garment.fit === 'loose' ? 1.5 : 0
    return [
      [HEIGHT.waist, waist],
      [49, (waist + hip) / 2 + 1.5],
      [HEIGHT.hip, hip],
      [hem, hip + narrowing],
    ]
  }
  const slope = garment.silhouette === 'flared' ? 0.92 : 0.4
  const end = Math.min(hip + slope * length, garment.silhouette === 'flared' ? widest : widest * 0.74)
  const middle = garment.silhouette === 'flared' ? 0.62 : 0.54
  return [
    [HEIGHT.waist, waist],
    [49, Math.max((waist + hip) / 2 + 1.5, waist + 4)],
    [HEIGHT.hip, hip + (garment.fit === 'tight' ? 0 : garment.silhouette === 'flared' ? 4 : 1.5)],
    [HEIGHT.hip + length * 0.5, hip + (end - hip) * middle],
    [hem, end],
  ]
}

/** Hem from the right side to the left; flared skirts fall in waves. */
export function wavyHem(garment: Garment, body: Body, y: number, half: number): Point[] {
  if (garment.silhouette !== 'flared') {
    const drop = garment.silhouette === 'a-line' ? 3.4 : 1.2
    return [1, 0.5, 0, -0.5, -1].map((f) => body.at(f * half, y + drop * (1 - f * f)))
  }
  const waves = 5
  const out: Point[] = []
  for (let i = 0; i <= waves * 2; i++) {
    const f = 1 - i / waves
    out.push(body.at(f * half, y + 3.5 * (1 - f * f) + (i % 2 ? 2.6 : 0)))
  }
  return out
}

export interface Skirt {
  outline: string
  waist: string
  hems: string[]
  profile: Profile
  bottom: number
}

export function skirtOf(garment: Garment, body: Body): Skirt {
  const profile = skirtProfile(garment, body)
  const [bottom, half] = profile.at(-1) as Point
  const side = (sign: 1 | -1) => profile.map(([y, h]) => body.at(sign * h, y))
  const hem = wavyHem(garment, body, bottom, half)
  const right = side(1)
  const left = side(-1).reverse()
  const waist = move(left.at(-1) as Point) + line(right[0] as Point)
  return {
    outline: `${waist}${through(right)}${line(hem[0] as Point)}${through(hem)}${through(left)}Z`,
    waist,
    hems: [smooth(hem)],
    profile,
    bottom,
  }
}
