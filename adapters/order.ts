/** The turns of a conversation one after the other: each begins with what the one before it has left. */
export interface Order {
  /** Takes the next place of this conversation. */
  enter(conversation: string): Place
}

export interface Place {
  /** Resolves when all who entered before have left; undefined where nobody is. */
  readonly turn: Promise<void> | undefined
  /** Lets the next one go on, once it is this one's turn. Leaving again does nothing. */
  leave(): void
}

export function newOrder(): Order {
  /** When the newest of each conversation is over. */
  const newest = new Map<string, Promise<void>>()
  return {
    enter(conversation) {
      const turn = newest.get(conversation)
      let leave = (): void => undefined
      const left = new Promise<void>((resolve) => {
        leave = resolve
      })
      // Whoever gives up before its turn holds the place for those behind it.
      const over = Promise.all([turn, left]).then(() => {
        if (newest.get(conversation) === over) newest.delete(conversation)
      })
      newest.set(conversation, over)
      return { turn, leave }
    },
  }
}
