/** The film strip: every look of the conversation with the sub-edit that made it, each a way back. */
import { centre, element, icon, part } from './element.js'
import { addressOf, lineOf } from './view.js'

/** @typedef {import('./view.js').View} View */
/** @typedef {import('./view.js').LookView} LookView */

/** @param {{ onGoTo: (look: number) => void }} on */
export function createStrip({ onGoTo }) {
  const list = part('strip', HTMLOListElement)
  list.addEventListener('keydown', walk)
  /** @type {number | null} */
  let shown = null

  /** @param {View} view */
  const render = (view) => {
    const line = lineOf(view)
    const focused = document.activeElement?.getAttribute('data-look')
    const frames = view.looks.map((look, i) => {
      const thumb = thumbOf(look, look.n === view.current, line.has(look.n))
      thumb.addEventListener('click', () => onGoTo(look.n))
      const follows = i > 0 && view.looks[i - 1]?.n === look.parent
      return element('li', { class: follows ? 'frame-of-strip follows' : 'frame-of-strip' }, thumb)
    })
    list.replaceChildren(...frames)
    if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`[data-look="${focused}"]`))?.focus()
    if (view.current !== shown) centre(list, list.querySelector('[aria-current]')?.parentElement)
    shown = view.current
  }

  return { render }
}

/** @param {LookView} look @param {boolean} current @param {boolean} inLine */
function thumbOf(look, current, inLine) {
  const made = look.edit ? look.edit.text : 'Start'
  const tried = look.verdict === 'not' ? ', which did not take' : ''
  return element(
    'button',
    {
      type: 'button',
      class: inLine ? 'thumb' : 'thumb aside',
      'data-look': look.n,
      'aria-current': current ? 'true' : null,
      'aria-label': `Look ${look.n}: ${made}${tried}. ${look.picture.alt}`,
      title: made,
    },
    element('img', { src: addressOf(look.picture), alt: '', width: 84, height: 84 }),
    element('span', { class: 'thumb-text' }, made),
    look.edit &&
      look.verdict !== 'unknown' &&
      element('span', { class: `verdict ${look.verdict}` }, icon(look.verdict)),
  )
}

/** Arrow keys walk along the strip. @param {KeyboardEvent} event */
function walk(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  const list = /** @type {HTMLElement} */ (event.currentTarget)
  const thumbs = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.thumb')])
  const at = thumbs.indexOf(/** @type {HTMLElement} */ (document.activeElement))
  if (!step || at < 0) return
  event.preventDefault()
  thumbs[at + step]?.focus()
}
