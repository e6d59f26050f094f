/** How light a garment should be after a round: each redraws a little, and what nobody asked to be lighter would be so after five. */
import { type Attribute, type SubEdit, VALUES } from '../attributes.ts'
import { lightnessOf } from '../garments/palette.ts'
import type { Meant } from './intent.ts'
import type { Reading } from './reading.ts'

/** What changes the tone of a garment by itself. */
export const TINTING: readonly (Attribute | null)[] = ['colour', 'brightness', 'pattern', 'material']
/** CIELAB L* within which a garment counts as equally light. */
export const SAME_LIGHTNESS = 6
/** Steps of the palette that "brighter" and "darker" make. */
const STEPS = 2

/** Does the garment keep its tone in a round that asks for this? Whatever has no name may ask for anything. */
export const keepsTone = ({ attribute }: SubEdit): boolean =>
  attribute !== null && attribute !== 'style' && !TINTING.includes(attribute)

/**
 * By how much CIELAB L* the look is too dark (or, below 0, too light). "Brighter" and "darker" are to move it by a whole
 * step, if the colour has room for one. A shade that was asked for holds for whatever colour comes; where none was, a
 * colour may be as it is named or as far from that as the one before it was. 0 where nothing can be said.
 */
export function lack(edit: SubEdit, before: Meant, after: Reading): number {
  const { attribute, change, value } = edit
  if (keepsTone(edit)) return before.lightness - after.lightness
  if (attribute === null || attribute === 'style' || change === 'keep') return 0
  if (attribute === 'brightness') {
    const way = change === 'less' ? -1 : 1
    const step = (STEPS / 2) * (lightnessAt(before, 1) - lightnessAt(before, -1))
    const room = way * (lightnessAt(before, way * STEPS) - before.lightness)
    const by = Math.max(0, Math.min(step, room))
    const lacking = before.lightness + way * by - after.lightness
    return way * lacking > 0 ? lacking : 0
  }
  const shades = before.shade === undefined ? [0, shadeOf(before) ?? 0] : [before.shade]
  const isNamed = attribute === 'colour' && change === 'set'
  const asked = isNamed ? { ...after, attributes: { ...after.attributes, colour: value } } : after
  const lightness = shades.map((shade) => lightnessAt(asked, shade))
  const nearest = Math.min(Math.max(after.lightness, Math.min(...lightness)), Math.max(...lightness))
  return nearest - after.lightness
}

/** CIELAB L* of the palette's colour that was read, so many steps brighter or darker; as read where it has none. */
export function lightnessAt({ attributes, lightness }: Reading, shade: number): number {
  const colour = VALUES.colour.find((one) => one === attributes.colour)
  return colour ? lightnessOf({ colour, shade }) : lightness
}

/** How many steps of the palette the reading is from its colour's middle, -2 to 2, fractions too. */
export function shadeOf(reading: Reading): number | undefined {
  const step = (lightnessAt(reading, 1) - lightnessAt(reading, -1)) / 2
  if (step === 0) return undefined
  return Math.min(2, Math.max(-2, (reading.lightness - lightnessAt(reading, 0)) / step))
}
