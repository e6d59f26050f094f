/** The nearest products, as cards that can become the next start. */
import { element, part } from './element.js'
import { addressOf } from './view.js'

/** @typedef {import('./view.js').View} View */
/** @typedef {import('../../../src/dialogue/reply.ts').Match} Match */

const GHOSTS = 4

/** @param {{ onChoose: (match: number) => void, onMore: () => void }} on */
export function createShop({ onChoose, onMore }) {
  const cards = part('cards', HTMLOListElement)
  const title = part('shop-title', HTMLHeadingElement)
  const filters = part('filters', HTMLUListElement)
  const more = part('more-results', HTMLButtonElement)
  more.addEventListener('click', onMore)
  let shown = ''
  /** @type {Set<string>} */
  let known = new Set()

  /** @param {View} view */
  const render = ({ matches, filters: inForce, current }) => {
    title.textContent = current === null ? 'In the shop' : 'Nearest in the shop'
    filters.replaceChildren(...inForce.map((filter) => element('li', {}, filter)))
    more.hidden = matches.length === 0
    const wanted = JSON.stringify(matches)
    if (wanted === shown && cards.childElementCount > 0) return
    shown = wanted
    cards.replaceChildren(...(matches.length > 0 ? matches.map((match) => card(match, onChoose)) : nothing()))
    for (const [i, { sku }] of matches.entries())
      if (!known.has(sku)) cards.children[i]?.classList.add('arrived')
    known = new Set(matches.map(({ sku }) => sku))
  }

  /** @param {boolean} there whether the shop has more than is shown */
  const setMore = (there) => {
    more.hidden = !there
  }

  return { render, setMore }
}

/** @param {Match} match @param {(n: number) => void} onChoose */
function card(match, onChoose) {
  const { n, title, brand, picture, url } = match
  const linked = url && /^https?:/i.test(url)
  return element(
    'li',
    { class: 'card' },
    picture
      ? element('img', {
          class: 'card-picture',
          src: addressOf(picture),
          alt: picture.alt,
          width: 256,
          height: 256,
          loading: 'lazy',
        })
      : element('div', { class: 'card-picture' }),
    element('span', { class: 'card-n', 'aria-hidden': 'true' }, String(n)),
    element('p', { class: 'card-brand' }, brand ?? ''),
    element(
      'h3',
      { class: 'card-title' },
      linked ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title) : title,
    ),
    priceOf(match),
    sizesOf(match),
    element(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-label': `Start from number ${n}, ${title}`,
        onclick: () => onChoose(n),
      },
      'Start from this',
    ),
  )
}

/** @param {Match} match */
function priceOf({ price, was, currency }) {
  if (was === undefined || was <= price) return element('p', { class: 'card-price' }, money(price, currency))
  return element(
    'p',
    { class: 'card-price' },
    element('span', { class: 'unseen' }, 'Sale price '),
    element('span', { class: 'sale' }, money(price, currency)),
    element('span', { class: 'unseen' }, ', before '),
    element('s', {}, money(was, currency)),
  )
}

/** @param {Match} match */
function sizesOf({ sizes, inStock }) {
  if (!inStock) return element('p', { class: 'sizes' }, element('span', { class: 'sold-out' }, 'Sold out'))
  return element(
    'ul',
    { class: 'sizes', 'aria-label': 'Sizes' },
    ...sizes.map(({ size, inStock: there }) =>
      there
        ? element('li', {}, size)
        : element(
            'li',
            { class: 'out', title: 'Out of stock' },
            size,
            element('span', { class: 'unseen' }, ' (out of stock)'),
          ),
    ),
  )
}

/** @param {number} amount @param {string} currency */
function money(amount, currency) {
  try {
    return new Intl.NumberFormat(navigator.language, { style: 'currency', currency }).format(amount)
  } catch {
    // A feed may carry a currency that the browser has never heard of.
    return `${amount.toFixed(2)} ${currency}`
  }
}

function nothing() {
  const ghosts = Array.from({ length: GHOSTS }, () =>
    element('li', { class: 'card ghost', 'aria-hidden': 'true' }, element('div', { class: 'card-picture' })),
  )
  return [
    element('li', { class: 'shop-empty' }, 'After every change, the nearest things you can buy stand here.'),
    ...ghosts,
  ]
}
