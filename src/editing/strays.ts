/** What a round changed by the way, and how it is asked back. */
import { type Attribute, type SubEdit, VALUES } from '../attributes.ts'
import type { Edit } from '../garments/edits.ts'
import { phrase } from '../garments/phrases.ts'
import { lightnessAt, type Meant } from './intent.ts'
import type { Reading } from './reading.ts'

/** What changes the lightness of a garment by itself. */
export const TINTING: readonly (Attribute | null)[] = ['colour', 'brightness', 'pattern', 'material']
/** CIELAB L* within which a garment counts as equally light. */
export const SAME_LIGHTNESS = 6
/** Steps of the palette that "brighter" and "darker" make. */
const STEPS = 2
/** Share of such a change below which it is faint. */
const FULL = 0.75

/**
 * What is not as it was meant to stay: attributes that read differently, each detail that came or went, and the
 * lightness unless the edit changes it by its nature and nobody has asked for one. An edit without an attribute may
 * change anything.
 */
export function strays(edit: SubEdit, before: Meant, after: Reading): Attribute[] {
  const { attribute } = edit
  if (attribute === null || attribute === 'style') return []
  const names = Object.keys(before.attributes) as Attribute[]
  // a skirt has no neckline to lose
  const both = (name: Attribute) => before.attributes[name] != null && after.attributes[name] != null
  const changed = names.filter(
    (name) => before.attributes[name] !== after.attributes[name] && (attribute !== 'category' || both(name)),
  )
  const details = VALUES.detail.filter((one) => before.details.includes(one) !== after.details.includes(one))
  const all = [...changed, ...details.map(() => 'detail' as const)].filter((name) => name !== attribute)
  return Math.abs(missing(edit, before, after)) > SAME_LIGHTNESS ? [...all, 'brightness'] : all
}

/** By how much CIELAB L* the look is too dark (or, below 0, too light); 0 where it may have any. */
function missing({ attribute }: SubEdit, before: Meant, after: Reading): number {
  const { shade } = before
  if (attribute === 'brightness') return 0
  if (!TINTING.includes(attribute)) return before.lightness - after.lightness
  return shade === undefined ? 0 : lightnessAt(after, shade) - after.lightness
}

/** The sub-edit that asks for the first thing that `edit` lost by the way; undefined where none has a name. */
export function restoring(edit: SubEdit, before: Meant, after: Reading): SubEdit | undefined {
  for (const attribute of strays(edit, before, after)) {
    if (attribute === 'brightness') {
      // a step more or less is as far off unless more than half of one is missing
      const lack = missing(edit, before, after)
      const isAsked = before.shade !== undefined && Math.abs(lack) > stepOf(after) / 2
      if (isAsked) return named({ attribute, change: lack > 0 ? 'more' : 'less', value: null })
    } else if (attribute === 'detail') {
      const gone = before.details.find((one) => !after.details.includes(one))
      const value = gone ?? after.details.find((one) => !before.details.includes(one))
      return named({ attribute, change: gone ? 'add' : 'remove', value: value as string })
    } else {
      const value = before.attributes[attribute]
      if (value && after.attributes[attribute]) return named({ attribute, change: 'set', value })
    }
  }
  return undefined
}

/**
 * Took, but by less than FULL of the step that "brighter" and "darker" make in the palette: the eye sees it, and one
 * more round may lose it.
 */
export function isFaint({ attribute, change }: SubEdit, before: Reading, after: Reading): boolean {
  if (attribute !== 'brightness' || !before.attributes.colour) return false
  const way = change === 'less' ? -1 : 1
  const room = way * (lightnessAt(before, way * STEPS) - before.lightness)
  return way * (after.lightness - before.lightness) < FULL * Math.min(stepOf(before), room)
}

/** CIELAB L* that "brighter" and "darker" move the colour that was read. */
const stepOf = (reading: Reading): number =>
  (STEPS / 2) * (lightnessAt(reading, 1) - lightnessAt(reading, -1))

const named = (edit: Edit): SubEdit => {
  const text = phrase(edit)
  return { ...edit, text, span: [0, text.length] }
}
