/** The connection to Discord: what it is told of, and how much of that it remembers. */
import { Client, type ClientOptions, Events, GatewayIntentBits, Options, Partials } from 'discord.js'
import { closedFor } from './startup.ts'

export function newClient(readThreads: boolean, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readThreads ? [GatewayIntentBits.MessageContent] : []),
    ],
    // A direct message may be the first that is heard of its channel.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits(CACHES),
    ...options,
    // discord.js keeps a rate limit for each interaction's own address until it is swept, hourly by default.
    rest: { handlerSweepInterval: 60_000, globalRequestsPerSecond: REQUESTS_PER_SECOND, ...options.rest },
  })
}

/**
 * Discord's 50 a second are for requests with the bot's token: interactions, which are nearly all of ours, are not
 * bound by them. discord.js counts both alike, and with its default an acknowledgement waits behind the progress of
 * others for longer than the three seconds it has.
 */
const REQUESTS_PER_SECOND = 1000

/** discord.js waits for ever on a gateway that closed for good, so that is listened for. */
export async function login(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
  const closed = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      const why = closedFor(code)
      if (why) reject(why)
    })
  })
  // Later, when nobody waits any more, it is logged by its own event.
  closed.catch(() => undefined)
  await Promise.race([client.login(token).then(() => ready), closed])
}

const keepsSelf = {
  keepOverLimit: ({ id, client }: { id: string; client: Client }) => id === client.user?.id,
}

/** What a bot of many servers need not remember. */
const CACHES = {
  ...Options.DefaultMakeCacheSettings,
  // Of every channel and every server: small, as there are thousands. Nothing is looked up that did not just arrive.
  MessageManager: 0,
  GuildMemberManager: { maxSize: 5, ...keepsSelf },
  UserManager: { maxSize: 500, ...keepsSelf },
  ThreadManager: 100,
  ReactionManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildInviteManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
}
