/** The page: what the shopper does becomes a turn, and each reply is drawn as it comes. */
import { join, open, send, stop } from './channel.js'
import { createComposer } from './composer.js'
import { part } from './element.js'
import { listenForKeys } from './keys.js'
import { createPlan } from './plan.js'
import { createShop } from './shop.js'
import { createStage } from './stage.js'
import { createStarter } from './starter.js'
import { createStrip } from './strip.js'
import { createTalk } from './talk.js'
import { after, EMPTY, said } from './view.js'

/** @typedef {import('./channel.js').Said} Said */
/** @typedef {import('./channel.js').Press} Press */
/** @typedef {import('./channel.js').WireReply} WireReply */
/** Where a turn began, which is where its failure is shown. @typedef {'stage' | 'say' | 'shop'} Place */

let view = EMPTY
let photoBytes = Number.POSITIVE_INFINITY
/** Turns that were asked for and have not ended; they run one after the other. */
let pending = 0
/** The look that is on the page. @type {number | null} */
let drawn = null
let tail = Promise.resolve()

const slips = {
  stage: part('stage-error', HTMLParagraphElement),
  say: part('say-error', HTMLParagraphElement),
  shop: part('shop-error', HTMLParagraphElement),
}
const sections = { stage: part('stage', HTMLElement), shop: part('shop', HTMLElement) }
const startOver = part('start-over', HTMLButtonElement)

const stage = createStage({
  onUndo: () => press({ kind: 'undo' }, 'stage'),
  onRedo: () => press({ kind: 'redo' }, 'stage'),
  onAgain: (look) => press({ kind: 'again', look }, 'stage'),
})
const strip = createStrip({
  onGoTo: (look) => look !== view.current && press({ kind: 'go-to', look }, 'stage'),
})
const plan = createPlan()
const shop = createShop({
  onChoose: (match) => press({ kind: 'choose', match }, 'shop'),
  onMore: () => press({ kind: 'more-results' }, 'shop'),
})
const talk = createTalk({
  onChoice: ({ press: pressed, text, label }) =>
    pressed ? press(pressed, 'say') : say(text ?? label, 'say'),
})
const starter = createStarter({
  onPhoto: sendPhoto,
  onSurprise: () => press({ kind: 'surprise' }, 'stage'),
  onBrowse: (text) => say(text, 'stage'),
})
const composer = createComposer({ onSay: (text) => say(text, 'say'), onStop: halt, onAttach: starter.pick })

startOver.addEventListener('click', () => press({ kind: 'start-over' }, 'stage'))
listenForKeys({
  onUndo: () => view.canUndo && press({ kind: 'undo' }, 'stage'),
  onRedo: () => view.canRedo && press({ kind: 'redo' }, 'stage'),
  onStop: halt,
  onFocus: composer.focus,
  isWriting: () => !composer.isEmpty(),
})
document.addEventListener('visibilitychange', () => {
  // Another tab, or another device, may have gone on with this conversation.
  if (document.visibilityState === 'visible' && pending === 0) queue(resume)
})

queue(resume)

function render() {
  const arrived = view.current !== drawn && view.current !== null
  drawn = view.current
  const started = view.looks.length > 0
  startOver.hidden = !started && view.matches.length === 0
  for (const piece of [stage, strip, shop, talk, composer, starter]) piece.render(view)
  if (arrived) reveal('stage')
}

/**
 * On a phone the sections lie under each other, and what has just come may be out of sight.
 *
 * @param {'stage' | 'shop'} section
 */
function reveal(section) {
  const box = sections[section].getBoundingClientRect()
  if (box.top < 0 || box.top > innerHeight * 0.6)
    sections[section].scrollIntoView({ behavior: 'smooth', block: 'start' })
}

/** Takes up the conversation where it is, with the turn that is still being handled. */
async function resume() {
  try {
    const opening = await open()
    view = opening.view
    photoBytes = opening.limits.photoBytes
    talk.speak(opening.language)
    render()
    if (opening.running) await follow(join(), 'say')
    talk.offer(view.question?.choices ?? [])
  } catch {
    render()
    complain(
      'stage',
      'Hemline cannot be reached just now. Reload the page to try again; nothing you made is lost.',
    )
  }
}

/** @param {string} text @param {Place} place */
function say(text, place) {
  const sent = pending > 0 ? talk.wait(text) : undefined
  queue(() => {
    sent?.()
    view = said(view, text)
    return perform({ text }, place)
  })
}

/** @param {Press} pressed @param {Place} place */
function press(pressed, place) {
  queue(() => perform({ press: pressed }, place))
}

/** @param {File} photo */
function sendPhoto(photo) {
  if (photo.type !== '' && !photo.type.startsWith('image/'))
    return complain('stage', `“${photo.name}” is not a picture. JPEG, PNG and WebP work.`)
  if (photo.size > photoBytes)
    return complain(
      'stage',
      `“${photo.name}” is over ${Math.floor(photoBytes / 2 ** 20)} MB. Please choose a smaller picture.`,
    )
  queue(() => {
    stage.showUpload(photo)
    return perform({ photo }, 'stage')
  })
}

function halt() {
  if (pending > 0)
    stop().catch(() => complain('say', 'That could not be stopped: Hemline cannot be reached.'))
}

/** @param {() => Promise<void>} task */
function queue(task) {
  pending++
  tail = tail.then(async () => {
    await task()
    pending--
  })
}

/** @param {Said} what @param {Place} place */
async function perform(what, place) {
  for (const slip of Object.values(slips)) slip.hidden = true
  render()
  await follow(send(what), place)
  // What was pressed may be gone from the page; the box is where one goes on. On a phone it would open the keyboard.
  if (document.activeElement === document.body && matchMedia('(hover: hover)').matches) composer.focus()
}

/** @param {AsyncIterable<WireReply>} replies @param {Place} place */
async function follow(replies, place) {
  talk.offer([])
  setBusy(true)
  for await (const reply of replies) show(reply, place)
  setBusy(pending > 1)
  plan.end()
  render()
  if (view.current === null && view.matches.length > 0) reveal('shop')
}

/** @param {boolean} busy */
function setBusy(busy) {
  stage.setBusy(busy)
  composer.setBusy(busy)
}

/** @param {WireReply} reply @param {Place} place */
function show(reply, place) {
  view = after(view, reply)
  if (reply.kind === 'plan') plan.begin(reply.edits)
  else if (reply.kind === 'progress') {
    plan.at(reply.round)
    stage.progress(reply)
    return
  } else if (reply.kind === 'round') plan.finish(reply.round, reply.look.verdict)
  else if (reply.kind === 'question') talk.offer(reply.choices)
  else if (reply.kind === 'error' && reply.code !== 'cancelled') complain(place, reply.text)
  // What went wrong with a message stands right above the box when the conversation has kept it.
  else if (reply.kind === 'done' && view.messages.at(-1)?.text === slips.say.textContent)
    slips.say.hidden = true
  render()
  if (reply.kind === 'products') shop.setMore(reply.more)
}

/** @param {Place} place @param {string} text */
function complain(place, text) {
  slips[place].textContent = text
  slips[place].hidden = false
}
