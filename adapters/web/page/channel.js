/** The page's side of the wire: one request for each turn, answered by a stream of replies. */

/** @typedef {import('../wire.ts').WireReply} WireReply */
/** @typedef {import('../wire.ts').WireError} WireError */
/** @typedef {import('../server.ts').Opening} Opening */
/** @typedef {import('../../../src/dialogue/turn.ts').Press} Press */
/** @typedef {{ text: string } | { press: Press } | { photo: Blob }} Said */

/** Milliseconds between attempts to find the conversation again after the connection was lost. */
const RETRIES = [500, 1500, 4000, 8000]

const UNREACHABLE = 'Hemline cannot be reached. Check your connection; nothing you made is lost.'

/** @returns {Promise<Opening>} */
export async function open() {
  const response = await fetch('/api/view')
  if (!response.ok) throw new Error(`the conversation could not be read (HTTP ${response.status})`)
  return response.json()
}

/** Settled once the server knows of the newest turn: before that there is nothing that a stop could stop. */
let known = Promise.resolve()

/**
 * Sends what was said. When the connection is lost the same message is sent again: the server knows its id, so
 * it is handled once.
 *
 * @param {Said} said
 * @returns {AsyncGenerator<WireReply>}
 */
export async function* send(said) {
  const id = messageId()
  /** @type {() => void} */
  let arrived = () => {}
  known = new Promise((resolve) => {
    arrived = resolve
  })
  yield* persistently(async function* () {
    const response = await ('photo' in said ? postPhoto(id, said.photo) : postMessage(id, said))
    arrived()
    yield* replies(response)
  })
  arrived()
}

/**
 * Follows the turn that is being handled, for example after a reload.
 *
 * @returns {AsyncGenerator<WireReply>}
 */
export const join = () =>
  persistently(async function* () {
    const response = await fetch('/api/turn')
    if (response.status === 204) yield { kind: 'done', view: (await open()).view }
    else yield* replies(response)
  })

/**
 * Listens again when the connection is lost; what was already heard is not repeated. Throws nothing: an error reply
 * ends what cannot be heard to its end.
 *
 * @param {() => AsyncGenerator<WireReply>} listen hears the turn from its beginning
 * @returns {AsyncGenerator<WireReply>}
 */
async function* persistently(listen) {
  let heard = 0
  for (const wait of [0, ...RETRIES]) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    try {
      let at = 0
      for await (const reply of listen()) {
        const isNews = reply.kind === 'progress' || reply.kind === 'done' || at++ >= heard
        heard = Math.max(heard, at)
        if (isNews) yield reply
      }
      return
    } catch {
      // Lost on the way: the next attempt waits longer.
    }
  }
  yield { kind: 'error', code: 'internal', text: UNREACHABLE }
}

/** Asks the server to stop what it is doing for this conversation, as soon as it has heard of it. */
export async function stop() {
  await known
  await fetch('/api/stop', { method: 'POST' })
}

/** @param {string} id @param {Exclude<Said, { photo: Blob }>} said */
const postMessage = (id, said) =>
  fetch('/api/turn', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, ...said }),
  })

/** @param {string} id @param {Blob} photo */
const postPhoto = (id, photo) =>
  fetch(`/api/photo?id=${id}`, {
    method: 'POST',
    headers: { 'content-type': photo.type.startsWith('image/') ? photo.type : 'application/octet-stream' },
    body: photo,
  })

/** `crypto.randomUUID` is for HTTPS pages only, and a phone may look at a laptop over plain HTTP. */
const messageId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/**
 * @param {Response} response
 * @returns {AsyncGenerator<WireReply>}
 */
async function* replies(response) {
  if (!response.ok) {
    yield/** @type {WireError} */ (await response.json())
    return
  }
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader()
  const decoder = new TextDecoder()
  let rest = ''
  while (true) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line)
  }
}
