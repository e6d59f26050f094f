/** `hemline chat`: the terminal channel over a core of its own. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type ChatOptions, chat as converse } from '../../adapters/terminal/chat.ts'
import { protocolOf } from '../../adapters/terminal/pictures.ts'
import { openCore } from '../core.ts'
import { readSettings } from '../settings.ts'
import { openLog } from './log.ts'
import { shopProgress } from './shop-progress.ts'

interface Options {
  look?: string
  product?: string
  json?: true
  conversation: string
}

export const chat = new Command('chat')
  .description('Talk to Hemline: one message a line, from this terminal or through a pipe')
  .addOption(new Option('--look <photo>', 'start from a picture file').conflicts('product'))
  .option('--product <sku>', 'start from a product of the shop')
  .option('--json', 'one JSON line for each reply')
  .option('--conversation <name>', 'go on with the conversation of this name', conversationName, randomUUID())
  .action(async ({ look, product, json, conversation }: Options) => {
    const opening = await openingOf(look, product)
    const { logLevel: _, port: __, discord: ___, ...settings } = readSettings()
    const log = openLog('error')
    const core = await openCore({ ...settings, log, onProgress: shopProgress() })
    try {
      // A program gets the same answer on the first run as on the second; a person need not wait for it.
      if (!process.stdin.isTTY) await core.ready
      await converse({
        core,
        input: process.stdin,
        output: process.stdout,
        conversation: `terminal:${conversation}`,
        pictures: join(settings.dataDir, 'chat', conversation),
        protocol: protocolOf(process.env, process.stdout.isTTY),
        json: json ?? false,
        ...(opening && { opening }),
      })
    } finally {
      await core.close()
    }
  })

async function openingOf(look?: string, sku?: string): Promise<ChatOptions['opening']> {
  if (sku !== undefined) return { press: { kind: 'start', sku } }
  if (look === undefined) return undefined
  const photo = await readFile(look).catch((cause) => {
    throw new Error(`${look} cannot be read.`, { cause })
  })
  return { photo: new Uint8Array(photo) }
}

/** It names a folder as well. */
function conversationName(text: string): string {
  if (!/^[\w-]{1,100}$/.test(text))
    throw new InvalidArgumentError('Letters, digits, - and _ only, at most 100.')
  return text
}
