/** The end of a channel: it lets go of the turns that the core is at, which are the core's own to end. */
export interface Leaving {
  /** What the work gives, or undefined once it is let go of. */
  until<T>(work: Promise<T>): Promise<T | undefined>
  /** Lets go of all that is under way. */
  leave(): void
}

export function newLeaving(): Leaving {
  const waiting = new Set<() => void>()
  let isLeft = false
  return {
    async until(work) {
      let leave = (): void => undefined
      // One for each work: a promise that all of them shared would keep what each of them gave.
      const left = new Promise<undefined>((resolve) => {
        leave = () => resolve(undefined)
      })
      waiting.add(leave)
      if (isLeft) leave()
      try {
        return await Promise.race([work, left])
      } finally {
        waiting.delete(leave)
      }
    },
    leave() {
      isLeft = true
      for (const leave of waiting) leave()
    },
  }
}
