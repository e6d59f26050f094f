/** The look in hand, drawn large: its picture, what it is, and how far the work on it has come. */
import { part } from './element.js'
import { exchanger } from './exchange.js'
import { addressOf, largeAddressOf, lookOf } from './view.js'

/** @typedef {import('./view.js').View} View */
/** @typedef {Extract<import('./view.js').WireReply, { kind: 'progress' }>} Progress */

/**
 * @param {{
 *   onUndo: () => void
 *   onRedo: () => void
 *   onAgain: (look: number) => void
 * }} on
 */
export function createStage({ onUndo, onRedo, onAgain }) {
  const section = part('stage', HTMLElement)
  const look = part('look', HTMLImageElement)
  const before = part('before', HTMLImageElement)
  const beforeTag = part('before-tag', HTMLParagraphElement)
  const preview = part('preview', HTMLImageElement)
  const thread = part('thread', HTMLDivElement)
  const caption = part('caption', HTMLParagraphElement)
  const undo = part('undo', HTMLButtonElement)
  const redo = part('redo', HTMLButtonElement)
  const again = part('again', HTMLButtonElement)
  const compare = part('compare', HTMLButtonElement)
  const save = part('save', HTMLAnchorElement)
  const shown = exchanger(look)
  /** @type {number | null} */
  let current = null
  let busy = false

  undo.addEventListener('click', onUndo)
  redo.addEventListener('click', onRedo)
  again.addEventListener('click', () => current !== null && onAgain(current))
  compare.addEventListener('click', () => showBefore(beforeTag.hidden === true))
  preview.addEventListener('error', () => {
    preview.hidden = true
  })

  /** @param {boolean} shown */
  const showBefore = (shown) => {
    before.hidden = !shown
    beforeTag.hidden = !shown
    compare.setAttribute('aria-pressed', String(shown))
  }

  const fadePreview = () => preview.classList.add('gone')

  /** @param {string} picture */
  const showPreview = (picture) => {
    showBefore(false)
    preview.src = picture
    preview.hidden = false
    preview.classList.remove('gone')
  }

  /** @param {View} view */
  const render = (view) => {
    const now = lookOf(view, view.current)
    const parent = now && lookOf(view, now.parent)
    current = view.current
    undo.disabled = !view.canUndo
    redo.disabled = !view.canRedo
    compare.hidden = !parent
    again.hidden = busy || now?.verdict !== 'not'
    look.hidden = !now
    save.hidden = !now
    caption.textContent = captionOf(now)
    document.title = now ? `${now.picture.alt} · Hemline` : 'Hemline'
    if (!now) {
      shown.clear()
      showBefore(false)
      return
    }
    save.href = addressOf(now.picture)
    look.alt = now.picture.alt
    if (parent) {
      before.src = largeAddressOf(parent.picture)
      before.alt = `Before: ${parent.picture.alt}`
    }
    const address = largeAddressOf(now.picture)
    if (!shown.isWanted(address)) {
      showBefore(false)
      shown.show(address, fadePreview)
    } else if (!busy && look.getAttribute('src') === address) fadePreview()
  }

  /** @param {Progress} progress */
  const progress = ({ round, rounds, step, steps, preview: picture }) => {
    sew((round - 1 + step / steps) / rounds)
    thread.setAttribute('aria-valuetext', `Change ${round} of ${rounds}, step ${step} of ${steps}`)
    if (picture) showPreview(picture)
  }

  /** @param {number} share of the work that is done, 0 to 1 */
  const sew = (share) => {
    const percent = Math.round(share * 100)
    thread.style.setProperty('--sewn', `${percent}%`)
    thread.setAttribute('aria-valuenow', String(percent))
  }

  /** @param {boolean} now */
  const setBusy = (now) => {
    if (now !== busy) sew(0)
    busy = now
    section.classList.toggle('busy', now)
    section.setAttribute('aria-busy', String(now))
    if (now) again.hidden = true
  }

  /**
   * The picture a shopper has just chosen, while it travels.
   *
   * @param {Blob} photo
   */
  const showUpload = async (photo) => {
    const url = URL.createObjectURL(photo)
    showPreview(url)
    // A HEIC cannot be shown by every browser; the server says what it thinks of it.
    await preview.decode().catch(() => undefined)
    URL.revokeObjectURL(url)
  }

  return { render, progress, setBusy, showUpload }
}

/** @param {import('./view.js').LookView | undefined} look */
function captionOf(look) {
  if (!look) return ''
  return look.verdict === 'not' && look.edit ? `“${look.edit.text}” did not take.` : look.picture.alt
}
