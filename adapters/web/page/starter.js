/** Ways to begin: a picture by button, drop or paste; a surprise; a walk through the shop. */
import { element, part } from './element.js'

/** @typedef {import('./view.js').View} View */

const SHELVES = {
  Dresses: 'dresses',
  Tops: 'tops',
  Shirts: 'shirts',
  Jackets: 'jackets',
  Trousers: 'pants',
  Skirts: 'skirts',
}

/** @param {{ onPhoto: (photo: File) => void, onSurprise: () => void, onBrowse: (text: string) => void }} on */
export function createStarter({ onPhoto, onSurprise, onBrowse }) {
  const starter = part('starter', HTMLDivElement)
  const room = part('room', HTMLElement)
  const file = part('file', HTMLInputElement)
  const pick = () => file.click()

  part('choose-photo', HTMLButtonElement).addEventListener('click', pick)
  part('surprise', HTMLButtonElement).addEventListener('click', onSurprise)
  part('categories', HTMLFieldSetElement).append(
    ...Object.entries(SHELVES).map(([label, word]) =>
      element('button', { type: 'button', class: 'chip', onclick: () => onBrowse(`show me ${word}`) }, label),
    ),
  )

  file.addEventListener('change', () => {
    const [photo] = file.files ?? []
    // Emptied at once, so that choosing the same file again is a change too.
    file.value = ''
    if (photo) onPhoto(photo)
  })
  document.addEventListener('paste', (event) => {
    const [photo] = event.clipboardData?.files ?? []
    if (!photo) return
    event.preventDefault()
    onPhoto(photo)
  })
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    room.classList.add('dropping')
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) room.classList.remove('dropping')
  })
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    room.classList.remove('dropping')
    const [photo] = event.dataTransfer?.files ?? []
    if (photo) onPhoto(photo)
  })

  return {
    /** @param {View} view */
    render: (view) => {
      starter.hidden = view.current !== null
    },
    pick,
  }
}
