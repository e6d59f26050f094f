/** Soft folds: long thin lenses of shadow and light, placed by the scene so that they stay through edits. */
import type { Garment } from '../attributes.ts'
import type { Body } from './body.ts'
import type { Profile } from './fit.ts'
import type { Paint } from './palette.ts'
import { interpolate, xy } from './path.ts'
import { random } from './random.ts'
import type { Scene } from './scene.ts'

export interface FoldPlan {
  garment: Garment
  body: Body
  scene: Scene
  paint: Paint
  profile: Profile
  bottom: number
  strength: number
}

export function foldsOf({ garment, body, scene, paint, profile, bottom, strength }: FoldPlan): string {
  const r = random(scene.foldSeed, 7)
  const lower = garment.category === 'pants' || garment.category === 'skirt'
  const skirted = garment.category === 'skirt' || garment.category === 'dress'
  const wide = garment.silhouette === 'flared' ? 4 : garment.silhouette === 'a-line' ? 2 : 0
  const count = { tight: 0, regular: 4, loose: 10 }[garment.fit] + (skirted ? wide : 0)
  const shadow = paint.lightness > 25 ? '#000' : '#fff'
  const out: string[] = []
  // Every fold takes the same draws whether shown or not, so that the shown ones never move.
  for (let i = 0; i < 14; i++) {
    const f = -0.86 + ((i * 0.618) % 1) * 1.72 + r.between(-0.06, 0.06)
    const drop = r.between(0.05, 0.4)
    const width = r.between(1.1, 2.2)
    const bend = r.between(-1.5, 1.5)
    if (i >= count) continue
    const from = skirted ? Math.max(lower ? 46 : 42, 42) : lower ? 48 : 24
    const top = from + (bottom - from) * drop * 0.6
    const end = bottom + 1
    const x0 = f * interpolate(profile, top) * 0.82
    const x1 = f * interpolate(profile, end)
    const a = body.at(x0, top)
    const b = body.at(x1 - width, end)
    const c = body.at(x1 + width, end)
    const m = body.at((x0 + x1) / 2 + bend - width * 0.3, (top + end) / 2)
    const n = body.at((x0 + x1) / 2 + bend + width * 0.7, (top + end) / 2)
    out.push(
      `<path d="M${xy(a)}Q${xy(m)} ${xy(b)}L${xy(c)}Q${xy(n)} ${xy(a)}Z" fill="${shadow}" fill-opacity="${(0.15 * strength).toFixed(3)}"/>`,
    )
    const g = body.at(x1 + width * (1 + scene.light * 1.4), end)
    const h = body.at(x1 + width * (2 + scene.light * 1.4), end)
    out.push(
      `<path d="M${xy(a)}Q${xy(n)} ${xy(g)}L${xy(h)}Q${xy(n)} ${xy(a)}Z" fill="#fff" fill-opacity="${(0.13 * strength).toFixed(3)}"/>`,
    )
  }
  if (garment.fit === 'tight') out.push(pulls(body, profile, bottom, lower, shadow, strength))
  if (garment.fit === 'loose' && (lower || garment.category === 'dress'))
    out.push(gathers(body, profile, shadow))
  return out.join('')
}

/** Short creases from the sides, where tight cloth pulls across waist and hips. */
function pulls(
  body: Body,
  profile: Profile,
  bottom: number,
  lower: boolean,
  shadow: string,
  strength: number,
): string {
  const rows = (lower ? [50, 56, 62, 68] : [25, 32, 39, 46, 53]).filter((y) => y < bottom - 4)
  return rows
    .flatMap((y, i) =>
      [-1, 1].map((s) => {
        const half = interpolate(profile, y)
        const reach = half * (i % 2 ? 0.42 : 0.6)
        const a = body.at(s * (half + 0.3), y)
        const b = body.at(s * (half - reach), y + 2.4)
        const m = body.at(s * (half - reach * 0.5), y + 0.2)
        const n = body.at(s * (half - reach * 0.45), y + 2.6)
        return `<path d="M${xy(a)}Q${xy(m)} ${xy(b)}Q${xy(n)} ${xy([a[0], a[1] + 2])}Z" fill="${shadow}" fill-opacity="${(0.25 * Math.max(0.7, strength)).toFixed(3)}"/>`
      }),
    )
    .join('')
}

/** Small even folds under the waist of a full garment. */
function gathers(body: Body, profile: Profile, shadow: string): string {
  const half = interpolate(profile, 44)
  return Array.from({ length: 9 }, (_, i) => {
    const x = (-0.88 + i * 0.22) * half
    return `<path d="M${xy(body.at(x, 43))}L${xy(body.at(x * 1.12, i % 2 ? 52 : 57))}" stroke="${shadow}" stroke-opacity="0.26" stroke-width="2.2"/>`
  }).join('')
}
