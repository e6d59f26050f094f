/** What a start does about answers that the end of the process before cut off: owns up to each, and offers to go on. */
import type { Client } from 'discord.js'
import type { Logger } from 'pino'
import type { Notes, Open } from './notes.ts'
import { cutOffBody } from './turns.ts'

/**
 * Takes note of what was cut off, and gives what owns up to it. The first is for before the connection is there, as what
 * is asked from then on is being answered; the second for after.
 */
export async function recovery(
  notes: Notes,
  log: Pick<Logger, 'warn'>,
): Promise<(client: Client) => Promise<void>> {
  await notes.tidy()
  const cutOff = await notes.cutOff()
  return async (client) => {
    for (const open of cutOff) if (isOurs(client, open)) await ownUpTo(open, client, notes, log)
  }
}

/** A server belongs to one process, and direct messages to the one that has the first shard. */
const isOurs = (client: Client, { guild }: Open): boolean =>
  guild ? client.guilds.cache.has(guild) : client.ws.shards.has(0)

async function ownUpTo(open: Open, client: Client, notes: Notes, log: Pick<Logger, 'warn'>): Promise<void> {
  const { attachments, ...message } = cutOffBody(open)
  try {
    const channel = await client.channels.fetch(open.place)
    if (!channel?.isSendable()) throw new Error(`channel ${open.place} takes no messages`)
    if (open.message) await channel.messages.edit(open.message, { ...message, attachments })
    else await channel.send(message)
  } catch (error) {
    log.warn({ err: error, turn: open.turn }, 'a turn that was cut off could not be owned up to')
    return notes.end(open.turn)
  }
  // A picture is not kept for later: there is nothing to go on with.
  if (message.components.length === 0) await notes.end(open.turn)
  else await notes.update({ ...open, told: true })
}
