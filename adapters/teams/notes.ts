/** What this channel keeps: how to reach each chat, and the answers that are being made, for after a restart. */
import { z } from 'zod'
import type { ChannelNotes } from '../../src/storage/channel-notes.ts'
import { Action, Filled } from './action.ts'
import { Reference } from './reference.ts'

const Said = z.object({
  text: z.string().optional(),
  action: Action.optional(),
  filled: Filled.optional(),
  photo: z.object({ url: z.string(), name: z.string(), contentType: z.string().optional() }).optional(),
  photos: z.number().optional(),
})
export type Said = z.infer<typeof Said>

export const Open = z.object({
  turn: z.string(),
  conversation: z.string(),
  user: z.string(),
  locale: z.string().optional(),
  said: Said,
  /** Id of the message that the answer is shown in, once there is one. */
  card: z.string().optional(),
  /** How often it was begun. */
  begun: z.number(),
})
export type Open = z.infer<typeof Open>

export interface Notes {
  /** Notes that a turn is being answered, and where; false when it was seen before. */
  begin(open: Open, reference: Reference): Promise<boolean>
  /** Notes what has become of it. */
  change(open: Open): Promise<void>
  /** What was said is not kept any longer than this; that it was seen is, for a day. */
  end(turn: string): Promise<void>
  /** The answers that were begun and not ended. */
  open(): Promise<Open[]>
  chat(conversation: string): Promise<Reference | undefined>
  /** The chat that this person and the bot have for themselves, where they ever talked there. */
  ownChat(user: string): Promise<{ conversation: string; reference: Reference } | undefined>
  dropChat(conversation: string): Promise<void>
  /** Lets go of turns that nobody will deliver again. */
  tidy(): Promise<void>
}

const DAY_MS = 24 * 60 * 60 * 1000

export function openNotes(notes: ChannelNotes): Notes {
  return {
    begin: (open, reference) =>
      notes.add(`turn:${open.turn}`, open, { id: `chat:${open.conversation}`, value: reference }),
    change: (open) => notes.put(`turn:${open.turn}`, open),
    end: (turn) => notes.put(`turn:${turn}`, { ended: true }),
    async open() {
      const found = await notes.list('turn:')
      return found.flatMap(({ value }) => Open.safeParse(value).data ?? [])
    },
    chat: async (conversation) => Reference.safeParse(await notes.get(`chat:${conversation}`)).data,
    async ownChat(user) {
      const found = await notes.list(`chat:teams:${user}:`)
      for (const { id, value } of found) {
        const { data: reference } = Reference.safeParse(value)
        if (reference?.conversation.conversationType === 'personal')
          return { conversation: id.slice('chat:'.length), reference }
      }
      return undefined
    },
    dropChat: (conversation) => notes.remove(`chat:${conversation}`),
    async tidy() {
      await notes.removeOlder('turn:', new Date(Date.now() - DAY_MS))
    },
  }
}
