/** The pose library: named stances, as the pictures that the pose-condition network was trained on. */
import type { Category } from '../attributes.ts'
import { bodyOf, type Figure, type Keypoint, keypointsOf } from '../garments/body.ts'
import { posePicture } from '../garments/pose.ts'
import { rasterise } from '../garments/render.ts'
import { cameraOf } from '../garments/scene.ts'

type Stance = Pick<Figure, 'arms' | 'stance' | 'lean'>

/** Arms as the viewer sees them, left first; stance and lean in centimetres. */
const STANCES = {
  standing: { arms: ['hanging', 'hanging'], stance: 1, lean: 0 },
  relaxed: { arms: ['away', 'hanging'], stance: 2, lean: 1.5 },
  open: { arms: ['away', 'away'], stance: 3, lean: 0 },
  'hand on hip': { arms: ['hip', 'hanging'], stance: 2, lean: -1.5 },
  'hands on hips': { arms: ['hip', 'hip'], stance: 3, lean: 0 },
} as const satisfies Record<string, Stance>

export type PoseName = keyof typeof STANCES
export const POSES = Object.keys(STANCES) as PoseName[]

/** A pose of the library as this kind of garment is photographed. -> [3, size, size] in [0, 1] */
export function poseOf(name: PoseName, category: Category, size: number): Float32Array {
  const figure: Figure = { camera: cameraOf(category), width: 1, height: 1, ...STANCES[name] }
  return posePlanes(keypointsOf(bodyOf(figure)), size)
}

/** Known key points, as a render's, drawn for the denoiser. -> [3, size, size] in [0, 1] */
export function posePlanes(keypoints: readonly Keypoint[], size: number): Float32Array {
  const rgb = rasterise(posePicture(keypoints, size), size).rgb()
  const area = size * size
  return Float32Array.from(rgb, (_, i) => (rgb[(i % area) * 3 + Math.floor(i / area)] as number) / 255)
}
