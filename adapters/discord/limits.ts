/** Discord's documented limits, and text cut to them. */
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

/** At most `most` UTF-16 units, with an ellipsis where something was cut, and no half of a character. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** As many whole lines, from the first on, as fit into `most` units. */
export function clipLines(lines: readonly string[], most: number): string {
  const kept: string[] = []
  let room = most
  for (const line of lines) {
    const short = kept.length === 0 ? clip(line, most) : line
    if (short.length + 1 > room + 1) break
    kept.push(short)
    room -= short.length + 1
  }
  return kept.join('\n')
}
