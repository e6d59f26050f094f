/** Discord's documented limits. */
export const LIMITS = {
  /** Characters of a message. */
  content: 2000,
  customId: 100,
  buttonLabel: 80,
  placeholder: 150,
  /** Choices of a select menu or of an autocompletion. */
  choices: 25,
  choiceText: 100,
  rows: 5,
  buttonsInRow: 5,
  /** Characters of an attachment's description, which is its alt text. */
  alt: 1024,
  threadName: 100,
} as const

/** An interaction's token is good for 15 minutes; what is sent in the last of them may come too late. */
export const TOKEN_MS = 14.5 * 60_000

/** Bytes of one attachment where an interaction names no limit of its own. */
export const ATTACHMENT_BYTES = 10 * 2 ** 20
