/** The changes that were asked for, ticked off one by one as the rounds finish. */
import { centre, element, icon, part } from './element.js'

/** @typedef {import('../../../src/attributes.ts').SubEdit} SubEdit */
/** @typedef {import('../../../src/dialogue/reply.ts').Verdict} Verdict */

/** Milliseconds that a finished plan stays in sight. */
const LINGER = 2600

const WORDS = { done: 'done', not: 'did not take', unknown: 'done' }

export function createPlan() {
  const list = part('plan', HTMLOListElement)
  const caption = part('caption', HTMLParagraphElement)
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving

  /** @param {boolean} shown */
  const show = (shown) => {
    list.hidden = !shown
    caption.hidden = shown
  }

  return {
    /** @param {SubEdit[]} edits */
    begin(edits) {
      clearTimeout(leaving)
      list.replaceChildren(...edits.map(({ text }) => element('li', { class: 'step' }, text)))
      show(edits.length > 0)
    },

    /** @param {number} round the round being worked on, from 1 */
    at(round) {
      for (const [i, step] of [...list.children].entries()) {
        const isNow = i === round - 1
        if (isNow && !step.hasAttribute('aria-current')) centre(list, step)
        if (isNow) step.setAttribute('aria-current', 'step')
        else step.removeAttribute('aria-current')
      }
    },

    /** @param {number} round @param {Verdict} verdict */
    finish(round, verdict) {
      const step = list.children[round - 1]
      if (!step) return
      step.removeAttribute('aria-current')
      step.classList.add(verdict === 'not' ? 'not' : 'done')
      step.prepend(icon(verdict === 'not' ? 'not' : 'done'))
      step.append(element('span', { class: 'unseen' }, ` (${WORDS[verdict]})`))
    },

    /** The turn is over: the plan makes room for the caption. */
    end() {
      clearTimeout(leaving)
      leaving = setTimeout(() => show(false), LINGER)
    },
  }
}
