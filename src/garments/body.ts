/**
 * The mannequin: proportions in centimetres below the base of the neck, three cameras that map them to a
 * 256-unit frame, and the pose as OpenPose key points.
 */
export type Camera = 'upper' | 'lower' | 'full'
export type ArmPose = 'hanging' | 'away' | 'hip'
export type Point = readonly [number, number]

/** Heights on the body, in centimetres below the base of the neck. */
export const HEIGHT = {
  shoulder: 6,
  armpit: 18,
  bust: 23,
  waist: 40,
  hip: 60,
  crotch: 67,
  knee: 100,
  ankle: 137,
}
/** Half widths of the body at those heights, in centimetres. */
export const HALF = { neck: 5.4, shoulder: 18.6, armpit: 15, bust: 15.6, waist: 12.2, hip: 17.6 }

/** What of the scene decides the shape of the person. */
export interface Figure {
  camera: Camera
  /** Relative width and height, about 1. */
  width: number
  height: number
  /** Sideways shift of the feet against the shoulders, in centimetres. */
  lean: number
  /** Extra distance of each foot from the centre, in centimetres. */
  stance: number
  arms: readonly [ArmPose, ArmPose]
}

const CAMERAS: Record<Camera, { x: number; y: number; top: number }> = {
  upper: { x: 2.75, y: 2.65, top: 46 },
  lower: { x: 2.65, y: 2.26, top: -68 },
  full: { x: 2.2, y: 1.66, top: 17 },
}

const ARMS: Record<ArmPose, { elbow: Point; wrist: Point }> = {
  hanging: { elbow: [24.5, 35], wrist: [27.5, 60] },
  away: { elbow: [28.5, 33], wrist: [35.5, 56] },
  hip: { elbow: [35.5, 31], wrist: [20.5, 51] },
}

export interface Body {
  camera: Camera
  /** Frame units per centimetre across and down. */
  ux: number
  uy: number
  /** Centimetres (across from the centre line, down from the neck) to frame units. */
  at(x: number, y: number): Point
  /** Shoulder, elbow, wrist in centimetres; first the viewer's left, then the right. */
  arms: readonly (readonly Point[])[]
  /** Hip, knee, ankle in centimetres. */
  legs: readonly (readonly Point[])[]
}

export function bodyOf(figure: Figure): Body {
  const camera = CAMERAS[figure.camera]
  const ux = camera.x * figure.width
  // The lower camera keeps the waist in place, the others the neck.
  const anchor = figure.camera === 'lower' ? HEIGHT.waist : 0
  const uy = camera.y * figure.height
  const top = camera.top + anchor * camera.y
  const pivot = figure.camera === 'lower' ? HEIGHT.waist : 10
  return {
    camera: figure.camera,
    ux,
    uy,
    at: (x, y) => [128 + x * ux + ((y - pivot) / 100) * figure.lean * ux, top + (y - anchor) * uy],
    arms: ([-1, 1] as const).map((side, i) => {
      const pose = ARMS[figure.arms[i] ?? 'hanging']
      return [
        [side * 16.4, 8.5],
        [side * pose.elbow[0], pose.elbow[1]],
        [side * pose.wrist[0], pose.wrist[1]],
      ] as Point[]
    }),
    legs: ([-1, 1] as const).map((side) => [
      [side * 9, HEIGHT.crotch - 3],
      [side * (9 + figure.stance * 0.5), HEIGHT.knee],
      [side * (8.6 + figure.stance), HEIGHT.ankle],
    ]),
  }
}

/** One key point: x and y as fractions of the frame, and 1 if it lies inside the frame, else 0. */
export type Keypoint = [number, number, number]

/**
 * The 18 key points of OpenPose's COCO layout: nose, neck, right shoulder, elbow, wrist, left shoulder, elbow,
 * wrist, right hip, knee, ankle, left hip, knee, ankle, right eye, left eye, right ear, left ear. The person
 * faces the viewer, so their right is on the viewer's left.
 */
export function keypointsOf(body: Body): Keypoint[] {
  const [right = [], left = []] = body.arms
  const [rightLeg = [], leftLeg = []] = body.legs
  const centimetres: Point[] = [
    [0, -14],
    [0, 4],
    ...right,
    ...left,
    ...rightLeg,
    ...leftLeg,
    [-3, -17],
    [3, -17],
    [-7, -16],
    [7, -16],
  ]
  return centimetres.map(([x, y]) => {
    const [px, py] = body.at(x, y)
    const inside = px >= 0 && px < 256 && py >= 0 && py < 256
    return [Math.round((px / 256) * 1e4) / 1e4, Math.round((py / 256) * 1e4) / 1e4, inside ? 1 : 0]
  })
}
