/** What can be said next, as chips above the message box. */

/** @typedef {import('../../../src/dialogue/reply.ts').ConversationView} View */

const TO_START = ['a navy midi dress', 'something floral', 'a white shirt, long sleeves', 'a denim jacket']
const TO_PICK = ['the first one', 'more results', 'under 80']
const SHOWN = 5

/**
 * Sayings that fit where the conversation is, less those already said.
 *
 * @param {View} view
 * @returns {string[]}
 */
export function suggestionsFor(view) {
  if (view.current === null) return view.matches.length > 0 ? TO_PICK : TO_START
  const said = view.messages.filter(({ from }) => from === 'user').map(({ text }) => text.toLowerCase())
  const fitting = view.suggestions ?? []
  return fitting.filter((saying) => !said.some((text) => text.includes(saying))).slice(0, SHOWN)
}
