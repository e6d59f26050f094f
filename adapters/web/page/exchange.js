/**
 * Shows one picture after another in the same place, without a blank moment in between. Pictures arrive in any order:
 * only the one that was wanted last is shown.
 *
 * @param {HTMLImageElement} image
 */
export function exchanger(image) {
  /** @type {string | undefined} */
  let wanted
  return {
    /** @param {string} address whether it is shown, or will be when it is there */
    isWanted: (address) => address === wanted,

    /** @param {string} address @param {() => void} onShown not called when another was wanted before it was there */
    async show(address, onShown) {
      wanted = address
      const next = new Image()
      next.src = address
      await next.decode().catch(() => undefined)
      if (address !== wanted) return
      image.src = address
      onShown()
    },

    clear() {
      wanted = undefined
      image.removeAttribute('src')
    },
  }
}
