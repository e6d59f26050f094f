/** What one sub-edit does to a garment: the exact semantics behind training pairs and evaluation. */
import { APPLICABLE, type Category, type Garment, type SubEdit, VALUES } from '../attributes.ts'
import { orderDetails } from './sample.ts'

/** The part of a sub-edit that acts; text and span only say where it stood. */
export type Edit = Pick<SubEdit, 'attribute' | 'change' | 'value'>

type Sleeve = NonNullable<Garment['sleeve']>
type Neckline = NonNullable<Garment['neckline']>

const DEEPER: Record<Neckline, Neckline> = {
  high: 'scoop',
  crew: 'scoop',
  boat: 'scoop',
  collar: 'v',
  square: 'v',
  scoop: 'v',
  v: 'v',
  halter: 'v',
  'off-shoulder': 'v',
}
const HIGHER: Record<Neckline, Neckline> = {
  v: 'crew',
  scoop: 'crew',
  square: 'crew',
  'off-shoulder': 'crew',
  halter: 'high',
  crew: 'high',
  boat: 'high',
  collar: 'high',
  high: 'high',
}

const valid = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((known) => known === value)

/**
 * The garment after one sub-edit. "more" and "less" go to a clearly different value: two steps along sleeve,
 * length, fit and shade, as far as the scale allows ("longer sleeves" on bare arms gives at least short ones).
 * "remove" gives the plain state: sleeveless, crew neck, solid, cotton, straight. What does not apply to the
 * category, or is not in the vocabulary, leaves the garment as it is.
 */
export function applyEdit(garment: Garment, edit: Edit): Garment {
  const { attribute, change, value } = edit
  if (attribute === null || change === 'keep') return garment
  const named = value !== null && change !== 'remove'
  switch (attribute) {
    case 'category': {
      const category = valid(VALUES.category, value)
      return category && change !== 'remove' ? recategorise(garment, category) : garment
    }
    case 'colour': {
      const colour = valid(VALUES.colour, value)
      if (change === 'remove') {
        if (value !== null && garment.colour !== value) return garment
        return { ...garment, colour: garment.colour === 'white' ? 'black' : 'white' }
      }
      return colour ? { ...garment, colour } : garment
    }
    case 'brightness': {
      const step = change === 'more' ? 2 : change === 'less' ? -2 : 0
      return { ...garment, shade: Math.max(-2, Math.min(2, garment.shade + step)) }
    }
    case 'pattern': {
      const pattern = valid(VALUES.pattern, value)
      if (change === 'remove' || change === 'less')
        return value === null || garment.pattern === value ? { ...garment, pattern: 'solid' } : garment
      if (pattern) return { ...garment, pattern }
      return change === 'more' && garment.pattern === 'solid' ? { ...garment, pattern: 'floral' } : garment
    }
    case 'sleeve': {
      if (garment.sleeve === null) return garment
      const sleeve = named ? valid(VALUES.sleeve, value) : steppedSleeve(garment.sleeve, change)
      return sleeve ? { ...garment, sleeve } : garment
    }
    case 'neckline': {
      if (garment.neckline === null) return garment
      if (change === 'remove')
        return value === null || garment.neckline === value
          ? { ...garment, neckline: garment.neckline === 'crew' ? 'scoop' : 'crew' }
          : garment
      const neckline = valid(VALUES.neckline, value)
      if (neckline) return { ...garment, neckline }
      if (change === 'more') return { ...garment, neckline: DEEPER[garment.neckline] }
      return change === 'less' ? { ...garment, neckline: HIGHER[garment.neckline] } : garment
    }
    case 'length': {
      const scale = APPLICABLE[garment.category].length
      const length = valid(VALUES.length, value)
      if (length) return { ...garment, length: nearestLength(garment.category, length) }
      const step = change === 'more' ? 2 : change === 'less' ? -2 : 0
      const at = Math.max(0, Math.min(scale.length - 1, scale.indexOf(garment.length) + step))
      return { ...garment, length: scale[at] ?? garment.length }
    }
    case 'fit': {
      const fit = valid(VALUES.fit, value)
      if (fit) return { ...garment, fit }
      if (change === 'more') return { ...garment, fit: 'tight' }
      return change === 'less' ? { ...garment, fit: 'loose' } : garment
    }
    case 'silhouette': {
      if (garment.silhouette === null) return garment
      if (change === 'remove' || (change === 'less' && value === null))
        return { ...garment, silhouette: 'straight' }
      if (change === 'more' && value === null) return { ...garment, silhouette: 'flared' }
      const silhouette = valid(VALUES.silhouette, value)
      return silhouette ? { ...garment, silhouette } : garment
    }
    case 'detail': {
      const detail = valid(VALUES.detail, value)
      if (change === 'remove' || change === 'less')
        return {
          ...garment,
          details: detail
            ? garment.details.filter((d) => d !== detail)
            : value === null
              ? []
              : garment.details,
        }
      if (!detail || !APPLICABLE[garment.category].details.includes(detail)) return garment
      return { ...garment, details: orderDetails([...garment.details, detail]) }
    }
    case 'material': {
      const material = valid(VALUES.material, value)
      if (change === 'remove' || change === 'less')
        return value === null || garment.material === value ? { ...garment, material: 'cotton' } : garment
      return material ? { ...garment, material } : garment
    }
    case 'style':
      return garment
  }
}

function steppedSleeve(sleeve: Sleeve, change: Edit['change']): Sleeve | undefined {
  const i = VALUES.sleeve.indexOf(sleeve)
  const short = VALUES.sleeve.indexOf('short')
  switch (change) {
    case 'remove':
      return i > VALUES.sleeve.indexOf('sleeveless') ? 'sleeveless' : sleeve
    case 'more':
      return VALUES.sleeve[Math.min(7, Math.max(short, i + 2))]
    case 'less':
      return i > 2 ? VALUES.sleeve[Math.max(2, i - 2)] : VALUES.sleeve[Math.max(0, i - 1)]
    default:
      // "with sleeves", no length named.
      return i < 3 ? 'short' : sleeve
  }
}

function nearestLength(category: Category, length: Garment['length']): Garment['length'] {
  const scale = APPLICABLE[category].length
  if (scale.includes(length)) return length
  const at = VALUES.length.indexOf(length)
  const distance = (other: Garment['length']) => Math.abs(VALUES.length.indexOf(other) - at)
  return [...scale].sort((a, b) => distance(a) - distance(b))[0] ?? length
}

function recategorise(garment: Garment, category: Category): Garment {
  const rules = APPLICABLE[category]
  return {
    ...garment,
    category,
    sleeve: rules.sleeve ? (garment.sleeve ?? 'short') : null,
    neckline: rules.neckline ? (garment.neckline ?? 'crew') : null,
    silhouette: rules.silhouette ? (garment.silhouette ?? 'straight') : null,
    length: nearestLength(category, garment.length),
    details: garment.details.filter((detail) => rules.details.includes(detail)),
  }
}

export const sameGarment = (a: Garment, b: Garment): boolean => JSON.stringify(a) === JSON.stringify(b)
