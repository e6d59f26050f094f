/** Keys that work anywhere on the page. */

/**
 * @param {{
 *   onUndo: () => void
 *   onRedo: () => void
 *   onStop: () => void
 *   onFocus: () => void
 *   isWriting: () => boolean
 * }} on `isWriting`: there is text in the box, whose own undo goes first
 */
export function listenForKeys({ onUndo, onRedo, onStop, onFocus, isWriting }) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey) return
    const command = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    const inBox = event.target instanceof HTMLTextAreaElement
    /** @type {(() => void) | undefined} */
    let does
    if (key === 'escape') does = onStop
    else if (key === '/' && !command && !inBox) does = onFocus
    else if (command && !isWriting()) {
      if (key === 'z') does = event.shiftKey ? onRedo : onUndo
      else if (key === 'y') does = onRedo
    }
    if (!does) return
    event.preventDefault()
    does()
  })
}
