/** What a value asks for once it is denied, compared or kept: the conventions, attribute by attribute. */
import { type Attribute, type Change, VALUES } from '../attributes.ts'

/** What has been said of the word to come. */
export interface Modifiers {
  negated: boolean
  /** Denied by a verb that removes. */
  removes: boolean
  degree: 'more' | 'less' | undefined
  /** "too long": less of it. */
  excess: boolean
  keep: boolean
  add: boolean
}

/** Nothing said yet. */
export const unsaid = (): Modifiers => ({
  negated: false,
  removes: false,
  degree: undefined,
  excess: false,
  keep: false,
  add: false,
})

export const isSaid = ({ negated, degree, excess, keep, add }: Modifiers) =>
  negated || excess || keep || add || degree !== undefined

export interface Meaning {
  attribute: Attribute | null
  change: Change
  value: string | null
}

export const isDenied = ({ negated, degree, excess }: Modifiers): boolean =>
  negated || excess || degree === 'less'

/** Of two directions the other. */
export const opposite = (change: Change | undefined): 'more' | 'less' => (change === 'more' ? 'less' : 'more')

/** A named value: "striped", "v neck", "collar". */
export function valueMeaning(attribute: Attribute, value: string, said: Modifiers): Meaning {
  const is = (change: Change, of: string | null = value): Meaning => ({ attribute, change, value: of })
  const denied = isDenied(said)
  if (said.keep) return is('keep')
  switch (attribute) {
    case 'colour':
    case 'material':
      return is(denied ? 'remove' : said.add && attribute === 'colour' ? 'add' : 'set')
    case 'pattern':
      if (value === 'solid') return denied ? is('more', null) : is('set')
      if (said.negated) return is('remove')
      return is(said.degree ?? (said.excess ? 'less' : said.add ? 'add' : 'set'))
    case 'sleeve': {
      if (!denied) return is('set')
      const at = (VALUES.sleeve as readonly string[]).indexOf(value)
      if (value === 'straps') return is('set', 'strapless')
      if (value === 'sleeveless' || value === 'strapless') return is('set', null)
      return is(at > VALUES.sleeve.indexOf('elbow') ? 'less' : 'more', null)
    }
    case 'neckline':
      return said.degree === 'less' ? is('less', null) : is(denied ? 'remove' : 'set')
    case 'length': {
      const long = (VALUES.length as readonly string[]).indexOf(value) > VALUES.length.indexOf('knee')
      return denied ? is(long ? 'less' : 'more', null) : is('set')
    }
    case 'fit':
      if (!denied && !said.degree) return is('set')
      return is((value === 'tight') !== denied ? 'more' : 'less', null)
    case 'silhouette':
      if (!denied) return is('set')
      return value === 'straight' ? is('remove') : is('set', 'straight')
    case 'detail':
      return is(denied ? 'remove' : 'add')
    case 'style':
      return is(denied ? 'less' : 'more')
    case 'category':
      return is(denied ? 'remove' : 'set')
    case 'brightness':
      return is(denied ? 'less' : 'more', null)
  }
}

/** A part or an attribute without a value: "more sleeve", "no print", "same length". Undefined: nothing yet. */
export function partMeaning(attribute: Attribute | undefined, said: Modifiers): Meaning | undefined {
  const is = (change: Change, value: string | null = null): Meaning => ({
    attribute: attribute ?? null,
    change,
    value,
  })
  if (said.keep) return is('keep')
  const { negated, degree } = said
  if (!negated && !degree) return undefined
  const change = negated ? 'remove' : (degree as 'more' | 'less')
  switch (attribute) {
    case 'colour':
      if (change === 'more') return is('set', 'multicolour')
      return change === 'less' ? is('remove', 'multicolour') : is('remove')
    case 'detail':
      return is(change === 'more' ? 'add' : 'remove')
    case 'sleeve':
    case 'pattern':
    case 'neckline':
    case 'length':
    case 'fit':
    case 'silhouette':
    case 'brightness':
      return is(change)
    default:
      return { attribute: null, change, value: null }
  }
}

/**
 * The attribute that a scale's word speaks of when it speaks of a part: "longer" of sleeves, "lower" of a hem.
 * Null: of nothing in the vocabulary ("lighter fabric", "higher waist"). Undefined: not of that part.
 */
export function scaleOf(scale: Attribute, part: Attribute | undefined): Attribute | null | undefined {
  if (part === scale) return scale
  switch (scale) {
    case 'length':
      return part === 'sleeve' ? 'sleeve' : part === undefined || part === 'style' ? 'length' : undefined
    case 'brightness':
      return part === 'material' ? null : 'brightness'
    case 'neckline':
      if (part === 'length' || part === 'sleeve') return part
      return part === 'colour' ? 'brightness' : null
    case 'fit':
      return part === 'colour' || part === 'pattern' ? undefined : 'fit'
    default:
      return scale
  }
}
