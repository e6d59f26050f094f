/** Whether the bot could run as it is set up, told without running it: token, intents, permissions. */
import { PermissionsBitField, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { applicationOf } from './commands.ts'
import { INTENTS, inviteLink, lackedOn, startError } from './startup.ts'

export interface Diagnosis {
  /** The bot's name. */
  name: string
  /** On how many servers it is. */
  servers: number
  /** Why it would not start: a sentence each, with where to put it right. */
  faults: string[]
  /** What it could not do where: a sentence a server, with where to put it right. */
  lacks: string[]
}

/** Application flags with which Discord hands out the text of messages: to a verified bot, to any other. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19)
/** Servers that Discord lists at once. */
const PAGE = 200

const Servers = z.array(
  z.object({ id: z.string(), name: z.string(), permissions: z.string().regex(/^\d+$/) }),
)

/** @param readThreads as the bot would run. Throws DiscordStartError when the token is none, or Discord is away. */
export async function diagnose(rest: REST, { readThreads }: { readThreads: boolean }): Promise<Diagnosis> {
  const { id, name = id, flags = 0 } = await applicationOf(rest)
  const servers = await serversOf(rest)
  return {
    name,
    servers: servers.length,
    faults: readThreads && (flags & MESSAGE_CONTENT) === 0 ? [INTENTS] : [],
    lacks:
      servers.length === 0
        ? [`It is on no server yet. Add it to one: ${inviteLink(id)}`]
        : servers.flatMap(({ name, permissions }) =>
            lackedOn(name, new PermissionsBitField(BigInt(permissions)), id),
          ),
  }
}

async function serversOf(rest: REST): Promise<z.infer<typeof Servers>> {
  const servers: z.infer<typeof Servers> = []
  for (;;) {
    const after = servers.at(-1)?.id
    const query = new URLSearchParams({ limit: String(PAGE), ...(after && { after }) })
    const answer = await rest.get(Routes.userGuilds(), { query }).catch((error) => {
      throw startError(error)
    })
    const page = Servers.parse(answer)
    servers.push(...page)
    if (page.length < PAGE) return servers
  }
}
