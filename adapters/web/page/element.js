/**
 * Makes one element. Keys that start with `on` are listeners, `class` and the rest are attributes; a value of
 * `false`, `null` or `undefined` leaves the attribute out, `true` writes it empty.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value))
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return made
}

/**
 * An icon out of the page's own sheet; it is decoration, so the words beside it must say the same.
 *
 * @param {string} name
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `#icon-${name}`)
  svg.append(use)
  return svg
}

/**
 * The element with this id, which the page's own markup promises.
 *
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`index.html has no ${kind.name} with the id "${id}"`)
}

/**
 * Scrolls a row so that one of its parts stands in the middle; `scrollIntoView` would move the page as well.
 *
 * @param {HTMLElement} row
 * @param {Element | null | undefined} child
 */
export function centre(row, child) {
  if (!(child instanceof HTMLElement)) return
  const left = child.offsetLeft - row.offsetLeft - (row.clientWidth - child.clientWidth) / 2
  row.scrollTo({ left, behavior: 'smooth' })
}
