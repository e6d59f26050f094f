/** The pose as a picture: the coloured stick figure of OpenPose on black. */
import type { Keypoint } from './body.ts'

/** Pairs of key points (COCO-18 indices) that make a limb, in OpenPose's order. */
const LIMBS: readonly (readonly [number, number])[] = [
  [1, 2],
  [1, 5],
  [2, 3],
  [3, 4],
  [5, 6],
  [6, 7],
  [1, 8],
  [8, 9],
  [9, 10],
  [1, 11],
  [11, 12],
  [12, 13],
  [1, 0],
  [0, 14],
  [14, 16],
  [0, 15],
  [15, 17],
]
const COLOURS = [
  '#ff0000',
  '#ff5500',
  '#ffaa00',
  '#ffff00',
  '#aaff00',
  '#55ff00',
  '#00ff00',
  '#00ff55',
  '#00ffaa',
  '#00ffff',
  '#00aaff',
  '#0055ff',
  '#0000ff',
  '#5500ff',
  '#aa00ff',
  '#ff00ff',
  '#ff00aa',
  '#ff0055',
]

/** SVG of `size` x `size` pixels. Limbs are drawn where at least one end lies in the frame. */
export function posePicture(keypoints: readonly Keypoint[], size = 256): string {
  const limbs = LIMBS.map(([a, b], i) => {
    const p = keypoints[a]
    const q = keypoints[b]
    if (!p || !q || (!p[2] && !q[2])) return ''
    return `<path d="M${p[0] * 256} ${p[1] * 256}L${q[0] * 256} ${q[1] * 256}" stroke="${COLOURS[i]}" stroke-opacity="0.7" stroke-width="9" stroke-linecap="round"/>`
  })
  const dots = keypoints.map(([x, y, visible], i) =>
    visible ? `<circle cx="${x * 256}" cy="${y * 256}" r="6" fill="${COLOURS[i]}"/>` : '',
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="${size}" height="${size}"><rect width="256" height="256" fill="#000"/>${limbs.join('')}${dots.join('')}</svg>`
}
