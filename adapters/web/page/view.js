/** The conversation as the page knows it, and how replies change it before the turn's own `done` settles it. */

/** @typedef {import('../../../src/dialogue/reply.ts').ConversationView} View */
/** @typedef {import('../../../src/dialogue/reply.ts').LookView} LookView */
/** @typedef {import('../wire.ts').WireReply} WireReply */

/** @type {View} */
export const EMPTY = {
  looks: [],
  current: null,
  canUndo: false,
  canRedo: false,
  matches: [],
  filters: [],
  messages: [],
}

/**
 * The view after one reply.
 *
 * @param {View} view
 * @param {WireReply} reply
 * @returns {View}
 */
export function after(view, reply) {
  switch (reply.kind) {
    case 'round':
      return {
        ...heard(view, reply.text),
        looks: [...view.looks.filter(({ n }) => n !== reply.look.n), reply.look],
        current: reply.look.n,
        matches: reply.matches,
      }
    case 'products':
      return { ...heard(view, reply.text), matches: reply.matches }
    case 'text':
    case 'question':
      return heard(view, reply.text)
    case 'done':
      return reply.view
    default:
      return view
  }
}

/**
 * The view with something the shopper just said.
 *
 * @param {View} view
 * @param {string} text
 * @returns {View}
 */
export const said = (view, text) => ({ ...view, messages: [...view.messages, { from: 'user', text }] })

/** @param {View} view @param {string} text @returns {View} */
const heard = (view, text) => ({ ...view, messages: [...view.messages, { from: 'hemline', text }] })

/**
 * @param {View} view
 * @param {number | null} n
 * @returns {LookView | undefined}
 */
export const lookOf = (view, n) => view.looks.find((look) => look.n === n)

/**
 * The looks on the way to the current one and on from it; the rest were left by undoing and saying something else.
 *
 * @param {View} view
 * @returns {Set<number>}
 */
export function lineOf(view) {
  const line = new Set()
  for (let look = lookOf(view, view.current); look; look = lookOf(view, look.parent)) line.add(look.n)
  const inOrder = [...view.looks].sort((a, b) => a.n - b.n)
  for (const { n, parent } of inOrder) {
    if (parent !== null && view.current !== null && parent >= view.current && line.has(parent)) line.add(n)
  }
  return line
}

/** @param {{ id: string }} picture */
export const addressOf = (picture) => `/pictures/${picture.id}`

/** The same picture for the stage: more pixels, scaled better than browsers do. @param {{ id: string }} picture */
export const largeAddressOf = (picture) => `/pictures/${picture.id}/large`
