/** What was said, oldest first, and the choices of the last question. */
import { element, part } from './element.js'

/** @typedef {import('./view.js').View} View */
/** @typedef {import('../../../src/dialogue/reply.ts').Choice} Choice */

/** @param {{ onChoice: (choice: Choice) => void }} on */
export function createTalk({ onChoice }) {
  const log = part('log', HTMLDivElement)
  let language = 'en'
  /** @type {string[]} */
  let shown = []
  /** @type {HTMLElement[]} */
  let waiting = []
  /** @type {HTMLElement | undefined} */
  let choices

  const greeting = part('greeting', HTMLParagraphElement)
  const toTheEnd = () => log.scrollTo({ top: log.scrollHeight })

  /** @param {View} view */
  const render = ({ messages }) => {
    greeting.hidden = messages.length > 0
    const wanted = messages.map(({ from, text }) => `${from}:${text}`)
    const same = wanted.findIndex((message, i) => message !== shown[i])
    const keep = same < 0 ? Math.min(wanted.length, shown.length) : same
    if (keep === shown.length && keep === wanted.length) return
    // What is only settled, not new, must not be read out again.
    if (keep < shown.length) hush(log)
    for (const stale of [...log.querySelectorAll('.said:not(.waiting)')].slice(keep)) stale.remove()
    const anchor = waiting[0] ?? choices ?? null
    for (const { from, text } of messages.slice(keep)) {
      const lang = from === 'hemline' ? language : null
      log.insertBefore(element('p', { class: `said ${from}`, lang }, text), anchor)
    }
    shown = wanted
    toTheEnd()
  }

  /**
   * Something that will be sent when the turn in the air has ended.
   *
   * @param {string} text
   */
  const wait = (text) => {
    const item = element('p', { class: 'said user waiting' }, text)
    waiting.push(item)
    log.insertBefore(item, choices ?? null)
    toTheEnd()
    return () => {
      waiting = waiting.filter((other) => other !== item)
      item.remove()
    }
  }

  /** @param {Choice[]} offered none takes the last ones away */
  const offer = (offered) => {
    choices?.remove()
    choices = undefined
    if (offered.length === 0) return
    choices = element(
      'div',
      { class: 'choices', lang: language },
      ...offered.map((choice) =>
        element('button', { type: 'button', class: 'chip', onclick: () => onChoice(choice) }, choice.label),
      ),
    )
    log.append(choices)
    toTheEnd()
  }

  /** @param {string} spoken the language of the answers: the page around them is in English */
  const speak = (spoken) => {
    language = spoken
  }

  return { render, wait, offer, speak }
}

/** @param {HTMLElement} log */
function hush(log) {
  log.setAttribute('aria-live', 'off')
  setTimeout(() => log.setAttribute('aria-live', 'polite'), 500)
}
