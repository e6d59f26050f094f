/** Everything in the picture that is not the garment, drawn from one seed; it stays while the garment changes. */
import type { Category } from '../attributes.ts'
import { type ArmPose, bodyOf, type Camera, type Figure, type Keypoint, keypointsOf } from './body.ts'
import { hex } from './palette.ts'
import { random } from './random.ts'

export interface Scene extends Figure {
  seed: number
  /** Skin and hair as hex colours. */
  skin: { base: string; dark: string; light: string }
  hair: { colour: string; style: 'none' | 'short' | 'long' | 'waves' }
  background: { kind: 'plain' | 'gradient' | 'wall'; colours: [string, string] }
  /** Where the light comes from: -1 the viewer's left, 1 the right. */
  light: -1 | 1
  foldSeed: number
  /** Plain clothes worn under or beside the garment. */
  under: string
  /** Which motif a graphic print shows. */
  motif: 'star' | 'heart' | 'circle' | 'letter' | 'diamond'
  keypoints: Keypoint[]
}

const CAMERA: Record<Category, Camera> = {
  dress: 'full',
  top: 'upper',
  shirt: 'upper',
  jacket: 'upper',
  pants: 'lower',
  skirt: 'lower',
}
export const cameraOf = (category: Category): Camera => CAMERA[category]

const SKINS = [
  [88, 15, 62],
  [80, 21, 60],
  [71, 27, 58],
  [60, 30, 57],
  [47, 28, 55],
  [36, 22, 52],
] as const
const HAIRS = ['#1d1815', '#3a2418', '#6b4226', '#a8743a', '#d9b36a', '#8a3b1f', '#8e8a86']
const ARM_POSES: readonly (readonly [ArmPose, number])[] = [
  ['hanging', 4],
  ['away', 4],
  ['hip', 3],
]

export function sceneOf(seed: number, category: Category): Scene {
  const r = random(seed, 1)
  const [l, c, h] = r.pick(SKINS)
  const lightness = l + r.between(-2, 2)
  const hue = r.between(0, 360)
  const wall = r.chance(0.8) ? r.between(80, 92) : r.between(58, 72)
  const chroma = r.between(2, 15)
  const armLeft = r.weighted(ARM_POSES)
  const armRight = r.weighted(ARM_POSES)
  const figure: Figure = {
    camera: cameraOf(category),
    width: r.between(0.9, 1.13),
    height: r.between(0.965, 1.03),
    lean: r.between(-3, 3),
    stance: r.between(0, 3.5),
    arms: [armLeft, armRight],
  }
  return {
    ...figure,
    seed,
    skin: {
      base: hex(lightness, c, h),
      dark: hex(lightness - 11, c + 4, h - 6),
      light: hex(Math.min(97, lightness + 6), c - 3, h),
    },
    hair: { colour: r.pick(HAIRS), style: r.pick(['none', 'short', 'long', 'waves'] as const) },
    background: {
      kind: r.pick(['plain', 'gradient', 'wall'] as const),
      colours: [hex(wall, chroma, hue), hex(wall - r.between(8, 16), chroma + 3, hue + r.between(-30, 30))],
    },
    light: r.chance(0.5) ? -1 : 1,
    foldSeed: r.integer(0, 2 ** 30),
    under: r.pick(['#9aa3ad', '#b9a993', '#767d88', '#c9c6c0']),
    motif: r.pick(['star', 'heart', 'circle', 'letter', 'diamond'] as const),
    keypoints: keypointsOf(bodyOf(figure)),
  }
}
