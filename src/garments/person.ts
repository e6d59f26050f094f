/** The person and the room: background, hair, head, skin, legs, arms. */
import type { Body, Point } from './body.ts'
import { HALF, HEIGHT } from './body.ts'
import { interpolate, limb, move, offsets, polygon, smooth, xy } from './path.ts'
import type { Scene } from './scene.ts'
import { ARM_HALF, alongArm } from './sleeves.ts'

export function backgroundOf(scene: Scene): { defs: string; body: string } {
  const [first, second] = scene.background.colours
  switch (scene.background.kind) {
    case 'gradient':
      return {
        defs: `<linearGradient id="wall" x1="${scene.light > 0 ? 0 : 1}" y1="0" x2="${scene.light > 0 ? 1 : 0}" y2="1"><stop stop-color="${second}"/><stop offset="1" stop-color="${first}"/></linearGradient>`,
        body: '<rect width="256" height="256" fill="url(#wall)"/>',
      }
    case 'wall':
      return {
        defs: '',
        body: `<rect width="256" height="256" fill="${first}"/><rect y="${scene.camera === 'upper' ? 176 : 206}" width="256" height="90" fill="${second}"/>`,
      }
    default:
      return { defs: '', body: `<rect width="256" height="256" fill="${first}"/>` }
  }
}

const ellipse = ([x, y]: Point, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${ry.toFixed(1)}" fill="${fill}"${more}/>`

/** Long hair behind the shoulders. */
export function hairBehind(scene: Scene, body: Body): string {
  if (scene.camera === 'lower' || scene.hair.style === 'none' || scene.hair.style === 'short') return ''
  const length = scene.hair.style === 'long' ? 13 : 8
  const p = (x: number, y: number) => body.at(x, y)
  return `<path d="${smooth([p(-9, -26), p(-10.5, -8), p(-11.5, length - 3), p(-8, length), p(0, length - 3), p(8, length), p(11.5, length - 3), p(10.5, -8), p(9, -26)])}Z" fill="${scene.hair.colour}"/>`
}

/** Head, neck and chest. */
export function bust(scene: Scene, body: Body): string {
  if (scene.camera === 'lower') return ''
  const p = (x: number, y: number) => body.at(x, y)
  const neck = `${move(p(-HALF.neck, -9))}L${xy(p(-HALF.neck + 0.3, -1))}C${xy(p(-HALF.neck - 0.6, 2))} ${xy(p(-14, 3.6))} ${xy(p(-18.4, 6.8))}C${xy(p(-20, 9))} ${xy(p(-17, 18))} ${xy(p(-15, 24))}L${xy(p(15, 24))}C${xy(p(17, 18))} ${xy(p(20, 9))} ${xy(p(18.4, 6.8))}C${xy(p(14, 3.6))} ${xy(p(HALF.neck + 0.6, 2))} ${xy(p(HALF.neck - 0.3, -1))}L${xy(p(HALF.neck, -9))}Z`
  const shadow = `<path d="${smooth([p(-HALF.neck, -9), p(-3, -3.4), p(0, -2.6), p(3, -3.4), p(HALF.neck, -9)])}Z" fill="${scene.skin.dark}"/>`
  const bones = `<path d="${smooth([p(-11, 5.2), p(-5, 5.6), p(-1.6, 7)])}${smooth([p(11, 5.2), p(5, 5.6), p(1.6, 7)])}" fill="none" stroke="${scene.skin.dark}" stroke-width="${(body.ux * 0.55).toFixed(1)}" stroke-opacity="0.75" stroke-linecap="round"/>`
  const head = ellipse(p(0, -17), 8.2 * body.ux, 12 * body.uy, scene.skin.base)
  const mouth = `<path d="${smooth([p(-2.4, -11.2), p(0, -10.4), p(2.4, -11.2)])}Q${xy(p(0, -12.4))} ${xy(p(-2.4, -11.2))}Z" fill="#b5524f"/>`
  const fringe =
    scene.hair.style === 'none'
      ? ''
      : `<path d="${smooth([p(-8.6, -6 - (scene.hair.style === 'short' ? 4 : 0)), p(-9.6, -16), p(-7, -28)])}L${xy(p(-5, -28))}${smooth([p(-5, -28), p(-7.2, -17), p(-8.6, -6)]).replace(/^M[^C]*/, '')}Z${smooth([p(8.6, -6 - (scene.hair.style === 'short' ? 4 : 0)), p(9.6, -16), p(7, -28)])}L${xy(p(5, -28))}${smooth([p(5, -28), p(7.2, -17), p(8.6, -6)]).replace(/^M[^C]*/, '')}Z" fill="${scene.hair.colour}"/>`
  return `<path d="${neck}" fill="${scene.skin.base}"/>${shadow}${bones}${head}${mouth}${fringe}`
}

/** Belly and hips, seen under cropped and sheer clothes. */
export function torso(scene: Scene, body: Body): string {
  const p = (x: number, y: number) => body.at(x, y)
  const side = (s: number): Point[] => [
    p(s * 15, 17),
    p(s * HALF.bust, HEIGHT.bust),
    p(s * HALF.waist, HEIGHT.waist),
    p(s * (HALF.hip - 1), 56),
    p(s * HALF.hip, 66),
  ]
  return `<path d="${smooth(side(1))}L${xy(p(-HALF.hip, 66))}${smooth(side(-1).reverse()).replace(/^M[^C]*/, '')}Z" fill="${scene.skin.base}"/>${ellipse(p(0, 44), 0.7 * body.ux, 1.1 * body.uy, scene.skin.dark)}`
}

/** Bare legs with plain shoes. */
export function legs(scene: Scene, body: Body): string {
  return body.legs
    .map((leg, i) => {
      const [hip = [0, 0], knee = [0, 0], ankle = [0, 0]] = leg
      const sign = i === 0 ? -1 : 1
      const spine: Point[] = [
        body.at(hip[0], hip[1] - 4),
        body.at(hip[0] + sign * 0.2, 80),
        body.at(knee[0], knee[1]),
        body.at(knee[0] * 0.5 + ankle[0] * 0.5 + sign * 0.5, 113),
        body.at(ankle[0], ankle[1]),
        body.at(ankle[0], ankle[1] + 4),
      ]
      const width = [8.6, 7.4, 5, 5.2, 2.8, 2.8].map((w) => w * body.ux)
      const shade = [8.6, 7.4, 5, 5.2, 2.8, 2.8].map((w) => w * body.ux * 0.3)
      const side = -scene.light * 4.2
      const shadow = spine.map(([x, y], k) => [x + (side * (width[k] ?? 0)) / 6, y] as Point)
      const foot = body.at(ankle[0] + sign * 1, 143.5)
      return `<path d="${limb(spine, width)}" fill="${scene.skin.base}"/><path d="${limb(shadow, shade)}" fill="${scene.skin.dark}" fill-opacity="0.5"/>${ellipse(foot, 4.4 * body.ux, 4.4 * body.uy, '#3b3a40')}`
    })
    .join('')
}

/**
 * Bare arms with hands. Drawn twice: whole, behind the garment, and again from below the shoulder in front of
 * it, so that a hand rests on a skirt while an armhole hides the top of the arm.
 */
export function arms(scene: Scene, body: Body, part: 'whole' | 'front'): string {
  if (scene.camera === 'lower') return ''
  return body.arms
    .map((arm, i) => {
      const sign = i === 0 ? -1 : 1
      const ts = part === 'whole' ? [0.16, 0.4, 0.7, 1, 1.35, 1.7, 2] : [0.46, 0.7, 1, 1.35, 1.7, 2]
      const spine = ts.map((t) => alongArm(arm, t)).map(([x, y]) => body.at(x, y))
      const halves = ts.map((t) => interpolate(ARM_HALF, t) * body.ux)
      if (part === 'whole') {
        spine.unshift(body.at(sign * 15, 7.6))
        halves.unshift(3.2 * body.ux)
      }
      const sides = offsets(spine, halves)
      const [, elbow = [0, 0], wrist = [0, 0]] = arm
      const dx = wrist[0] - elbow[0]
      const dy = wrist[1] - elbow[1]
      const length = Math.hypot(dx, dy) || 1
      const hand = body.at(wrist[0] + (dx / length) * 3.6, wrist[1] + (dy / length) * 3.6)
      const turn = (Math.atan2(dy * body.uy, dx * body.ux) * 180) / Math.PI
      const shadow = spine.slice(1).map(([x, y]) => [x - scene.light * 1.5 * body.ux, y] as Point)
      const shade = halves.slice(1).map((half) => half * 0.38)
      return `<path d="${limb(spine, halves)}" fill="${scene.skin.base}"/>${part === 'front' ? `<path d="${limb(shadow, shade)}" fill="${scene.skin.dark}" fill-opacity="0.45"/>` : ''}<path d="${smooth(sides.left)}${smooth(sides.right)}" fill="none" stroke="${scene.skin.dark}" stroke-width="1.1"/>${ellipse(hand, 4.6 * body.ux, 2.5 * body.ux, scene.skin.base, ` transform="rotate(${turn.toFixed(0)} ${hand[0].toFixed(1)} ${hand[1].toFixed(1)})"`)}`
    })
    .join('')
}

/** Plain trousers below an upper garment, a plain top above a lower one. */
export function underclothes(scene: Scene, body: Body): string {
  const p = (x: number, y: number) => body.at(x, y)
  if (scene.camera === 'upper') {
    return `<path d="${polygon([p(-13.4, 43), p(13.4, 43), p(18.4, 60), p(19, 90), p(1, 90), p(0, 70), p(-1, 90), p(-19, 90), p(-18.4, 60)])}" fill="${scene.under}"/><path d="${move(p(-13.4, 43))}L${xy(p(13.4, 43))}" stroke="#000" stroke-opacity="0.25" stroke-width="6"/><path d="${move(p(0, 48))}L${xy(p(0, 80))}" stroke="#000" stroke-opacity="0.22" stroke-width="2"/>`
  }
  if (scene.camera === 'lower') {
    return `<path d="${polygon([p(-15, 28), p(15, 28), p(13, 42), p(-13, 42)])}" fill="${scene.under}"/>`
  }
  return ''
}

/** What a half transparent garment shows: a plain slip over the skin. */
export function slip(scene: Scene, body: Body): string {
  const p = (x: number, y: number) => body.at(x, y)
  const fill = scene.skin.dark
  if (scene.camera === 'lower') {
    return `<path d="${polygon([p(-13, 52), p(13, 52), p(18, 62), p(3, 74), p(-3, 74), p(-18, 62)])}" fill="${fill}"/>`
  }
  const top = `<path d="${smooth([p(-14.6, 17), p(-7, 18), p(0, 20), p(7, 18), p(14.6, 17)])}L${xy(p(14.6, 29))}${smooth([p(14.6, 29), p(0, 30), p(-14.6, 29)]).replace(/^M[^C]*/, '')}Z" fill="${fill}"/>`
  const bottom =
    scene.camera === 'full'
      ? `<path d="${polygon([p(-15, 54), p(15, 54), p(18, 62), p(3, 72), p(-3, 72), p(-18, 62)])}" fill="${fill}"/>`
      : ''
  return top + bottom
}
