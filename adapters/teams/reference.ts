/** How a chat is reached again: what the connector told of it, without anybody's name. */
import { z } from 'zod'

const Id = z.string().min(1).max(1000)

export const Reference = z.object({
  channelId: z.string().max(50),
  serviceUrl: z.url().max(1000),
  bot: Id,
  user: Id,
  conversation: z.object({
    id: Id,
    tenantId: z.string().max(100).optional(),
    conversationType: z.string().max(50).optional(),
  }),
  /** The chat is one of the playground on this machine: nothing in it is signed. */
  playground: z.boolean().default(false),
})
export type Reference = z.infer<typeof Reference>

/** Whether answers may go there: over https, or to this machine itself. */
export function isServiceUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(address))
}

export const isLoopback = (address: string): boolean =>
  URL.canParse(address) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(address).hostname)
