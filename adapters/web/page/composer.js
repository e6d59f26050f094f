/** The message box, its suggestions, and the button that sends or stops. */
import { element, part } from './element.js'
import { suggestionsFor } from './suggestions.js'

/** @typedef {import('./view.js').View} View */

/** @param {{ onSay: (text: string) => void, onStop: () => void, onAttach: () => void }} on */
export function createComposer({ onSay, onStop, onAttach }) {
  const form = part('composer', HTMLFormElement)
  const box = part('say', HTMLTextAreaElement)
  const send = part('send', HTMLButtonElement)
  const stop = part('stop', HTMLButtonElement)
  const suggestions = part('suggestions', HTMLFieldSetElement)
  let busy = false

  const settle = () => {
    const stopping = busy && box.value.trim() === ''
    const moveFocus = document.activeElement === (stopping ? send : stop)
    send.hidden = stopping
    stop.hidden = !stopping
    if (moveFocus) box.focus()
    if (!CSS.supports('field-sizing', 'content')) grow(box)
  }

  const submit = () => {
    const text = box.value.trim()
    if (text === '') return box.focus()
    box.value = ''
    settle()
    onSay(text)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  box.addEventListener('input', settle)
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  })
  stop.addEventListener('click', onStop)
  part('attach', HTMLButtonElement).addEventListener('click', onAttach)

  return {
    /** @param {View} view */
    render(view) {
      const started = view.current !== null
      box.placeholder = started ? 'Say what to change' : 'Describe a garment'
      const wanted = suggestionsFor(view)
      const shown = [...suggestions.children].map((chip) => chip.textContent)
      if (wanted.join() === shown.join()) return
      const chips = wanted.map((text) =>
        element('button', { type: 'button', class: 'chip', onclick: () => onSay(text) }, text),
      )
      suggestions.replaceChildren(...chips)
      suggestions.scrollTo({ left: 0 })
    },

    /** @param {boolean} now */
    setBusy(now) {
      busy = now
      settle()
    },

    focus: () => box.focus(),
    isEmpty: () => box.value === '',
  }
}

/** For browsers without `field-sizing`. @param {HTMLTextAreaElement} box */
function grow(box) {
  box.style.height = 'auto'
  box.style.height = `${box.scrollHeight}px`
}
