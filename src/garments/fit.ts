/** How wide and how long clothes are cut, in centimetres. */
import type { Point } from './body.ts'

/** Half width of the garment over height, both in centimetres, from armpit to hem. */
export type Profile = readonly Point[]

/** Extra width in centimetres over the body at bust, waist, hip and along a sleeve. */
export const EASE = {
  tight: { bust: 0, waist: -0.2, hip: 0, sleeve: 0.7 },
  regular: { bust: 1.5, waist: 3.4, hip: 3.2, sleeve: 2 },
  loose: { bust: 4.8, waist: 11, hip: 9.6, sleeve: 4.4 },
} as const

/** Where the lower edge lies, in centimetres below the neck. */
export const HEM = {
  upper: { cropped: 31, hip: 57, mini: 77, knee: 77, midi: 77, maxi: 77 },
  lower: { cropped: 81, hip: 81, mini: 81, knee: 101, midi: 120, maxi: 139 },
} as const
