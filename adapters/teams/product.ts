/** A product on a card: picture, price, and where it is to be had, the own store first. */
import type { Match, SharedView, StoreView } from '../../src/dialogue/reply.ts'
import { clip } from '../clip.ts'
import { ANYONE } from './action.ts'
import {
  type AdaptiveCard,
  button,
  buttons,
  card,
  type Element,
  line,
  link,
  picture,
  refreshed,
  run,
} from './elements.ts'
import { TEXTS } from './texts.ts'

/**
 * @param below what stands under it, for example its buttons
 * @param name what it is called on this card: with its place where there is a list
 */
export function productOf(
  match: Match,
  thumbnail: string | undefined,
  below: Element[],
  name = `${match.n}. ${match.title}`,
): Element {
  const { title, brand, price, was, currency, note } = match
  const words: Element[] = [
    line([run(clip(name, 124), { weight: 'Bolder' })]),
    line(
      [
        run(money(price, currency)),
        was !== undefined && ' ',
        was !== undefined && run(money(was, currency), { strikethrough: true, isSubtle: true }),
        brand && ` · ${clip(brand, 60)}`,
      ],
      'None',
    ),
    ...(match.stores ? match.stores.flatMap(storeOf) : stockOf(match)),
    ...(note ? [line([run(TEXTS.note(clip(note, 300)), { color: 'Accent' })], 'None')] : []),
  ]
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      thumbnail
        ? {
            type: 'ColumnSet',
            columns: [
              { type: 'Column', width: 'auto', items: [picture(thumbnail, clip(title, 120), '64px')] },
              { type: 'Column', width: 'stretch', items: words },
            ],
          }
        : { type: 'Container', items: words },
      ...below,
    ],
  }
}

/** One for a chat in which nobody has asked for it: told as to a shopper, and again whenever it is looked at. */
export function productCard(match: Match, thumbnail: string | undefined): AdaptiveCard {
  const { sku, title, url } = match
  const below = buttons([button(ANYONE, TEXTS.choose, { kind: 'start', sku }), link(TEXTS.open, url)], 2)
  return refreshed(card([productOf(match, thumbnail, below, title)], title), TEXTS.refresh, {
    kind: 'product',
    sku,
  })
}

const SHARED = 5

/** What was shared, for a chat that a link to it was posted in. */
export function sharedCard(
  { id, kind, title, picture: shown, matches }: SharedView,
  large: string | undefined,
  thumbnails: ReadonlyMap<string, string>,
  address: string | undefined,
): AdaptiveCard {
  const body = [
    ...(large && shown ? [picture(large, shown.alt)] : []),
    line([
      run(clip(title, 200), { weight: 'Bolder', ...(kind === 'shortlist' && { size: 'Large' as const }) }),
    ]),
    ...matches.slice(0, SHARED).map((match) => productOf(match, thumbnails.get(match.picture?.id ?? ''), [])),
    ...(matches.length > SHARED
      ? [line([run(TEXTS.leftOut(matches.length - SHARED), { isSubtle: true })])]
      : []),
    ...buttons([link(TEXTS.openShared, address)], 1),
  ]
  return refreshed(card(body, title), TEXTS.refresh, { kind: 'shared', id })
}

const sizesOf = (sizes: StoreView['sizes']): string =>
  clip(
    sizes
      .map(({ size, pieces }) => [size, pieces !== undefined && `(${pieces})`].filter(Boolean).join(' '))
      .join(', '),
    160,
  )

function storeOf({ store, isOwn, km, sizes }: StoreView): Element[] {
  const words = sizesOf(sizes) || (sizes.length > 0 ? TEXTS.someSizes : '')
  const name = clip(store, 60)
  return [
    isOwn
      ? line([run(TEXTS.here(name, words), { color: words ? 'Good' : 'Attention' })], 'None')
      : line([run(TEXTS.nearby(name, km, words), { isSubtle: true, size: 'Small' })], 'None'),
  ]
}

function stockOf({ sizes, inStock }: Match): Element[] {
  if (!inStock) return [line([run(TEXTS.soldOut, { color: 'Attention' })], 'None')]
  const names = (there: boolean) =>
    clip(
      sizes
        .filter((one) => one.inStock === there)
        .map(({ size }) => size)
        .join(' '),
      160,
    )
  const [there, out] = [names(true), names(false)]
  return [
    line([run(there ? TEXTS.inStock(there) : TEXTS.inStockAnySize, { color: 'Good' })], 'None'),
    ...(out ? [line([run(TEXTS.soldOutIn(out), { isSubtle: true, size: 'Small' })], 'None')] : []),
  ]
}

export const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount)
