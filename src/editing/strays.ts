/** What a round changed by the way, and how it is asked back. */
import { type Attribute, type SubEdit, VALUES } from '../attributes.ts'
import type { Edit } from '../garments/edits.ts'
import { phrase } from '../garments/phrases.ts'
import type { Meant } from './intent.ts'
import { lack, SAME_LIGHTNESS } from './lightness.ts'
import type { Reading } from './reading.ts'

/**
 * What is not as it was meant to stay: attributes that read differently, each detail that came or went, and the
 * lightness where it is not what it should be. An edit without an attribute may
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
  const isOff = attribute !== 'brightness' && Math.abs(lack(edit, before, after)) > SAME_LIGHTNESS
  return isOff ? [...all, 'brightness'] : all
}

/** The sub-edits that ask for what `edit` lost by the way, one each, as far as it has a name; the tone is not asked for. */
export function restoring(edit: SubEdit, before: Meant, after: Reading): SubEdit[] {
  const lost = new Set(strays(edit, before, after).filter((attribute) => attribute !== 'brightness'))
  return [...lost].flatMap((attribute) => {
    if (attribute === 'detail') {
      const gone = before.details.filter((one) => !after.details.includes(one))
      const come = after.details.filter((one) => !before.details.includes(one))
      return [
        ...gone.map((value) => named({ attribute, change: 'add', value })),
        ...come.map((value) => named({ attribute, change: 'remove', value })),
      ]
    }
    const value = before.attributes[attribute]
    return value && after.attributes[attribute] ? [named({ attribute, change: 'set', value })] : []
  })
}

const named = (edit: Edit): SubEdit => {
  const text = phrase(edit)
  return { ...edit, text, span: [0, text.length] }
}
