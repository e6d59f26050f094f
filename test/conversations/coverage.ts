/** What a turn is an example of: its acts, and the kinds of them that people word differently. */
import type { Act } from '../../src/dialogue/acts.ts'
import type { Played } from './play.ts'

/** Each must be said in ten wordings at least. */
export const KINDS = [
  'start',
  'browse',
  'edit',
  'override',
  'conflict',
  'impossible',
  'undo',
  'redo',
  'go to a look by its number',
  'go to a look by what it is like',
  'go to a look by the time',
  'combine',
  'start-over',
  'choose by number',
  'choose by description',
  'more',
  'compare',
  'ask for the price',
  'ask for sizes',
  'ask whether it is in stock',
  'ask for the material',
  'filter by price',
  'filter by size',
  'filter by colour',
  'filter by brand',
  'filter by stock',
  'filter by sale',
  'sort',
  'keep',
  'drop',
  'outfit',
  'share',
  'settings',
  'forget',
  'help',
  'talk',
  'out-of-scope',
  'answer',
  'mixed',
] as const
type Kind = (typeof KINDS)[number]

const ASKED: Partial<Record<string, Kind>> = {
  price: 'ask for the price',
  sizes: 'ask for sizes',
  stock: 'ask whether it is in stock',
  material: 'ask for the material',
}
const FILTERED: Partial<Record<string, Kind>> = {
  minPrice: 'filter by price',
  maxPrice: 'filter by price',
  size: 'filter by size',
  colour: 'filter by colour',
  brand: 'filter by brand',
  inStock: 'filter by stock',
  onSale: 'filter by sale',
}

export function examplesOf({ line, label, acts }: Played): Kind[] {
  const labels = label.split('+')
  const found = [
    ...labels,
    ...line.notes,
    ...(labels.length > 1 ? ['mixed'] : []),
    ...acts.flatMap((act) => finer(act, line.said)),
  ]
  return KINDS.filter((kind) => found.includes(kind))
}

/** A choice that names no number describes what it means. */
const A_NUMBER = /\d|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|two|three|four|five)\b/i

function finer(act: Act, said: string): Kind[] {
  switch (act.kind) {
    case 'recall':
      return [act.when === 'at' ? 'go to a look by what it is like' : 'go to a look by the time']
    case 'press':
      return act.press.kind === 'go-to'
        ? ['go to a look by its number']
        : act.press.kind === 'choose'
          ? [A_NUMBER.test(said) ? 'choose by number' : 'choose by description']
          : []
    case 'which':
      return ['choose by description']
    case 'cheaper':
      return ['filter by price']
    case 'ask':
      return [ASKED[act.about] ?? []].flat()
    case 'filter': {
      const changed = Object.entries(act.change).filter(([, value]) => value !== null)
      return changed.flatMap(([name]) => FILTERED[name] ?? [])
    }
    default:
      return []
  }
}
