/** Text cut to what a platform takes. */

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
