/** The terminal channel: one message a line, from a person or through a pipe. */
import { randomUUID } from 'node:crypto'
import { clearLine, createInterface, cursorTo } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Core, Reply } from '../../src/dialogue/reply.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import { asJson } from './json.ts'
import { type PictureShelf, type Protocol, pictureShelf } from './pictures.ts'
import { asText, plain, progressLine } from './text.ts'

export interface ChatOptions {
  core: Core
  input: Readable & { isTTY?: boolean }
  output: Writable & { isTTY?: boolean }
  /** Name of the conversation; the same name goes on with the same conversation. */
  conversation: string
  /** Folder for the pictures. */
  pictures: string
  protocol: Protocol
  /** One JSON line for each reply instead of text. */
  json: boolean
  /** What the conversation begins with, before the first line is read. */
  opening?: Pick<Turn, 'photo' | 'press'>
}

type Said = Pick<Turn, 'text' | 'photo' | 'press'>

/** Holds a conversation until the input ends. Ctrl-C stops the turn in the air, or leaves when there is none. */
export async function chat(options: ChatOptions): Promise<void> {
  const { core, input, output, conversation, json, opening } = options
  const shelf = pictureShelf(core, options.pictures, options.protocol)
  const isLive = Boolean(input.isTTY && output.isTTY) && !json
  const draw = json ? drawJson(output, shelf) : drawText(output, shelf, isLive)
  const lines = createInterface({
    input,
    output: isLive ? output : undefined,
    prompt: '› ',
    terminal: isLive,
  })
  let turning: AbortController | undefined
  let isOver = false

  const take = async (said: Said) => {
    turning = new AbortController()
    const turn: Turn = { ...said, id: randomUUID(), conversation, user: conversation, channel: 'terminal' }
    for await (const reply of core.handle(turn, turning.signal)) await draw(reply)
    turning = undefined
    // A prompt would take up the input again, which then keeps the process alive.
    if (isLive && !isOver) lines.prompt()
  }

  lines.on('close', () => {
    isOver = true
  })
  lines.on('SIGINT', () => (turning ? turning.abort() : lines.close()))
  // The lines wait in this iterator while a turn goes on, so that none is lost and they keep their order.
  const spoken = lines[Symbol.asyncIterator]()
  if (isLive) output.write('Say what to change; “help” says more, Ctrl-D leaves.\n')
  if (opening) await take(opening)
  else if (isLive) lines.prompt()
  for (let next = await spoken.next(); !next.done; next = await spoken.next())
    await take({ text: next.value })
}

type Draw = (reply: Reply) => Promise<void>

function drawJson(output: Writable, shelf: PictureShelf): Draw {
  return async (reply) => {
    output.write(await asJson(reply, shelf))
  }
}

function drawText(output: Writable, shelf: PictureShelf, isLive: boolean): Draw {
  let shown: string | undefined
  return async (reply) => {
    if (isLive) {
      cursorTo(output, 0)
      clearLine(output, 0)
      if (reply.kind === 'progress') output.write(progressLine(reply))
    }
    if (reply.kind === 'round') shown = reply.look.picture.id
    if (reply.kind !== 'done') {
      output.write(await asText(reply, shelf))
      return
    }
    // A start, an undo or a jump changes the look without a round of its own.
    const look = reply.view.looks.find(({ n }) => n === reply.view.current)
    if (look && look.picture.id !== shown) {
      shown = look.picture.id
      output.write(
        `${await shelf.inline(look)}  Look ${look.n}: ${plain(look.picture.alt)}\n  ${await shelf.path(look)}\n`,
      )
    }
  }
}
