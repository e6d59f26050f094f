/** What can be said next, as chips above the message box. */

/** @typedef {import('../../../src/dialogue/reply.ts').ConversationView} View */

const TO_START = ['a navy midi dress', 'something floral', 'a white shirt, long sleeves', 'a denim jacket']
const TO_PICK = ['the first one', 'more results', 'under 80']
const UPPER = [
  'longer sleeves',
  'make it navy',
  'a v-neck',
  'no sleeves',
  'in red',
  'looser',
  'add a belt',
  'floral',
]
const LOWER = ['longer', 'make it navy', 'flared', 'in black', 'striped', 'looser', 'add pockets', 'denim']
const SHOWN = 5

/**
 * Sayings that fit where the conversation is, less those already said.
 *
 * @param {View} view
 * @returns {string[]}
 */
export function suggestionsFor(view) {
  const look = view.looks.find(({ n }) => n === view.current)
  if (!look) return view.matches.length > 0 ? TO_PICK : TO_START
  const pool = /\b(skirt|pants|trousers)\b/i.test(look.picture.alt) ? LOWER : UPPER
  const said = view.messages.filter(({ from }) => from === 'user').map(({ text }) => text.toLowerCase())
  return pool.filter((saying) => !said.some((text) => text.includes(saying))).slice(0, SHOWN)
}
