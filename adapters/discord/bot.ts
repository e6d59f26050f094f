/** The Discord channel: events of discord.js into asks, and asks into answers. */
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  Options,
  Partials,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Core, Desk } from '../../src/dialogue/reply.ts'
import type { Attached } from '../attachment.ts'
import { clip } from '../clip.ts'
import { settingsCommand } from './admin.ts'
import { type Action, readCustomId } from './custom-id.ts'
import type { Pace, Place } from './delivery.ts'
import { ATTACHMENT_BYTES, LIMITS, TOKEN_MS } from './limits.ts'
import { type Body, body, history, type Shape } from './message.ts'
import type { Notes, Open, ServerSettings } from './notes.ts'
import { ServerSettings as DefaultSettings } from './notes.ts'
import { quotas } from './quota.ts'
import { closedFor, startError } from './startup.ts'
import { TEXTS } from './texts.ts'
import { createTurns, cutOffBody, goTo, type Said, type TurnsOptions, VARIATIONS } from './turns.ts'

export interface DiscordOptions {
  core: Core & Desk
  notes: Notes
  token: string
  log: Pick<Logger, 'error' | 'warn' | 'info'>
  /** Threads of the bot are read without a mention; needs the Message Content Intent. Default false. */
  readThreads?: boolean
  /** Turns that run at the same time. Default 8. */
  atOnce?: number
  /** Words that are not answered, in lower case. */
  blockedWords?: readonly string[]
  pace?: Pace
  attachments?: TurnsOptions['attachments']
  /** Passed on to discord.js, for example where its REST server is. */
  client?: Partial<ClientOptions>
}

export interface Discord {
  /** The bot's name on Discord. */
  name: string
  /** Answers that are being made. */
  readonly running: number
  /** Leaves; what is being answered is offered again at the next start. */
  close(): Promise<void>
}

type Asked = ChatInputCommandInteraction | MessageContextMenuCommandInteraction
type Pressed = ButtonInteraction | StringSelectMenuInteraction

/** Logs in and answers until it is closed. Throws DiscordStartError when it cannot. */
export async function openDiscord(options: DiscordOptions): Promise<Discord> {
  const { core, notes, token, log, readThreads = false, pace = {}, blockedWords = [] } = options
  const quota = quotas()
  const client = new Client({
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
    ...options.client,
    // discord.js keeps a rate limit for each interaction's own address until it is swept, hourly by default.
    rest: { handlerSweepInterval: 60_000, ...options.client?.rest },
  })
  const turns = createTurns({
    core,
    notes,
    log,
    pace,
    ...(options.atOnce !== undefined && { atOnce: options.atOnce }),
    ...(options.attachments && { attachments: options.attachments }),
    isBlocked: (text) => {
      const said = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
      return said.some((word) => blockedWords.includes(word))
    },
    onUnsent: (ask, error) => void explain(ask.shape.owner, ask.at.place, error),
  })

  /** Says in private why there is no answer where it was expected. */
  async function explain(user: string, channelId: string, error: unknown): Promise<void> {
    if (!(error instanceof DiscordAPIError)) return
    const channel = await client.channels.fetch(channelId).catch(() => null)
    const mine = channel && !channel.isDMBased() && client.user ? channel.permissionsFor(client.user) : null
    const missing = mine?.missing(NEEDED).map((name) => name.replace(/([a-z])([A-Z])/g, '$1 $2')) ?? []
    log.warn({ channel: channelId, missing, code: error.code }, 'an answer was not let into its channel')
    await client.users.send(user, TEXTS.cannotPost(`<#${channelId}>`, missing)).catch(() => undefined)
  }

  const settingsOf = (guild: string | null): Promise<ServerSettings> =>
    guild ? notes.settings(guild) : Promise.resolve(DefaultSettings.parse({}))

  const send = async (channelId: string, message: Omit<Body, 'attachments'>): Promise<Message> => {
    const channel = await client.channels.fetch(channelId)
    if (!channel?.isSendable()) throw new Error(`channel ${channelId} takes no messages`)
    return channel.send(message)
  }

  const placeOf = (interaction: Asked | Pressed): Place => ({
    edit: (message) => interaction.editReply(message),
    send: (message) => send(interaction.channelId, message),
    until: interaction.createdTimestamp + (pace.tokenMs ?? TOKEN_MS),
  })

  /** First of all: Discord gives three seconds. No answer is begun while another waits for this. */
  const acknowledge = (interaction: Asked | Pressed) =>
    turns.first(() => interaction.deferReply({ withResponse: true }))

  async function onCommand(interaction: Asked): Promise<void> {
    const { resource } = await acknowledge(interaction)
    const settings = await settingsOf(interaction.guildId)
    if (interaction.isChatInputCommand() && interaction.commandName === 'settings')
      return void (await interaction.editReply(await settingsCommand(interaction, notes)))
    if (interaction.commandName === 'forget-me') {
      const forgotten = await core.forget(`discord:${interaction.user.id}:`)
      return void (await interaction.editReply(body(TEXTS.forgotten(forgotten))))
    }
    const shape = shapeOf(interaction, settings)
    const conversation = conversationOf(interaction.user.id, interaction.channelId)
    if (interaction.commandName === 'history')
      return void (await interaction.editReply(await history(core, await core.view(conversation), shape)))
    const said = interaction.isChatInputCommand() ? saidIn(interaction) : photoOf(interaction.targetMessage)
    if (!said) return void (await interaction.editReply(body(TEXTS.noPicture)))
    await ask(interaction, said, shape, settings, resource?.message?.id)
  }

  async function onPress(interaction: Pressed): Promise<void> {
    const pressed = readCustomId(interaction.customId)
    if (!pressed)
      return void (await interaction.reply({ content: TEXTS.oldButton, flags: MessageFlags.Ephemeral }))
    const { owner, action } = pressed
    if (owner !== interaction.user.id)
      return void (await interaction.reply({
        content: TEXTS.notYours(owner),
        flags: MessageFlags.Ephemeral,
        allowedMentions: { parse: [] },
      }))
    if (action.kind === 'delete') {
      await interaction.deferUpdate()
      return void (await interaction.deleteReply())
    }
    if (action.kind === 'cancel') {
      if (turns.cancel(action.turn)) return void (await interaction.deferUpdate())
      return void (await interaction.reply({
        content: TEXTS.nothingToCancel,
        flags: MessageFlags.Ephemeral,
      }))
    }
    const { resource } = await acknowledge(interaction)
    const settings = await settingsOf(interaction.guildId)
    const shape = shapeOf(interaction, settings)
    if (action.kind === 'go-on') return goOnWith(interaction, action.turn, shape)
    const value = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
    const said = saidBy(action, value)
    if (!said) return void (await interaction.editReply(body(TEXTS.oldButton)))
    await ask(interaction, said, shape, settings, resource?.message?.id)
  }

  async function ask(
    interaction: Asked | Pressed,
    said: Said,
    shape: Shape,
    settings: ServerSettings,
    message: string | undefined,
  ): Promise<void> {
    const { id, guildId: guild, channelId: place, user } = interaction
    const refusal = guild && quota.take({ user: user.id, guild, roles: rolesOf(interaction) }, settings)
    if (refusal) return void (await interaction.editReply(body(refusal)))
    await turns.take({
      id,
      locale: interaction.locale,
      conversation: conversationOf(user.id, place),
      shape,
      said,
      place: placeOf(interaction),
      at: { place, ...(guild && { guild }), ...(message && { message }) },
    })
  }

  /** The same turn under its own id: the core goes on with the rounds that are left of it. */
  async function goOnWith(interaction: Pressed, turn: string, shape: Shape): Promise<void> {
    const open = await notes.find(turn)
    if (!open || open.owner !== shape.owner) return void (await interaction.editReply(body(TEXTS.goneOn)))
    await turns.take({
      id: turn,
      locale: interaction.locale,
      conversation: open.conversation,
      shape,
      said: { ...(open.text !== undefined && { text: open.text }), ...(open.press && { press: open.press }) },
      place: placeOf(interaction),
      at: { place: open.place, ...(open.guild && { guild: open.guild }) },
    })
  }

  async function onAutocomplete(interaction: AutocompleteInteraction): Promise<void> {
    const found = await core.suggest(interaction.options.getFocused(), LIMITS.choices)
    await interaction.respond(
      found
        .filter(({ sku }) => sku.length <= LIMITS.choiceText)
        .map(({ sku, title, price, currency }) => ({
          name: clip(`${title} · ${price} ${currency}`, LIMITS.choiceText),
          value: sku,
        })),
    )
  }

  async function onMessage(message: Message): Promise<void> {
    const me = client.user?.id
    if (!me || message.author.bot || message.system) return
    const isDirect = message.channel.isDMBased()
    const isMine = readThreads && message.channel.isThread() && message.channel.ownerId === me
    if (!isDirect && !isMine && !message.mentions.has(me, { ignoreEveryone: true, ignoreRoles: true })) return
    const settings = await settingsOf(message.guildId)
    const user = message.author.id
    const refusal =
      message.guildId &&
      quota.take(
        { user, guild: message.guildId, roles: [...(message.member?.roles.cache.keys() ?? [])] },
        settings,
      )
    const text = message.content.replaceAll(new RegExp(`<@!?${me}>`, 'g'), ' ').trim()
    const channel = await channelFor(message, settings, text)
    const isHere = channel === message.channelId
    const first = body(refusal || TEXTS.thinking)
    const { attachments: _, ...fresh } = first
    const sent = isHere
      ? await message.reply({ ...fresh, failIfNotExists: false })
      : await send(channel, fresh)
    if (refusal) return
    const photo = photoOf(message) ?? (await repliedPhoto(message, me))
    await turns.take({
      id: message.id,
      conversation: conversationOf(user, channel),
      shape: { owner: user, maxBytes: ATTACHMENT_BYTES, spoilers: settings.spoilers },
      said: text || photo ? { ...photo, ...(text && { text }) } : { press: { kind: 'help' } },
      place: { edit: (next) => sent.edit(next), send: (next) => send(channel, next) },
      at: { place: channel, message: sent.id, ...(message.guildId && { guild: message.guildId }) },
    })
  }

  /** A thread for the conversation where the server wants it so and lets the bot make one. */
  async function channelFor(message: Message, { threads }: ServerSettings, text: string): Promise<string> {
    if (!threads || !message.inGuild() || message.channel.isThread()) return message.channelId
    const name = clip(text || 'A garment', LIMITS.threadName)
    const thread = await message.startThread({ name }).catch((error) => {
      log.warn({ err: error, channel: message.channelId }, 'a thread could not be made')
      return undefined
    })
    return thread?.id ?? message.channelId
  }

  /** The picture of the message that is replied to, unless it is our own answer: that look is in hand already. */
  async function repliedPhoto(message: Message, me: string): Promise<Said | undefined> {
    if (!message.reference?.messageId) return undefined
    const replied = await message.fetchReference().catch(() => undefined)
    return replied && replied.author.id !== me ? photoOf(replied) : undefined
  }

  async function ownUp(): Promise<void> {
    for (const open of await notes.cutOff()) {
      const isOurs = open.guild
        ? client.guilds.cache.has(open.guild)
        : client.shard?.ids.includes(0) !== false
      if (isOurs) await ownUpTo(open)
    }
  }

  async function ownUpTo(open: Open): Promise<void> {
    const message = cutOffBody(open)
    try {
      const channel = await client.channels.fetch(open.place)
      if (!channel?.isSendable()) throw new Error(`channel ${open.place} takes no messages`)
      if (open.message) await channel.messages.edit(open.message, message)
      else await channel.send({ ...message, attachments: undefined } as never)
    } catch (error) {
      log.warn({ err: error, turn: open.turn }, 'a turn that was cut off could not be owned up to')
      return notes.end(open.turn)
    }
    // A picture is not kept for later: there is nothing to go on with.
    if (message.components.length === 0) await notes.end(open.turn)
    else await notes.begin({ ...open, told: true })
  }

  const guarded =
    <Event>(work: (event: Event) => Promise<void>, onFailure?: (event: Event, error: unknown) => void) =>
    (event: Event) =>
      void work(event).catch((error) => {
        log.error({ err: error }, 'an event of Discord could not be handled')
        onFailure?.(event, error)
      })

  client.on(
    Events.InteractionCreate,
    guarded(async (interaction: Interaction) => {
      if (interaction.isAutocomplete()) await onAutocomplete(interaction)
      else if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand())
        await onCommand(interaction)
      else if (interaction.isButton() || interaction.isStringSelectMenu()) await onPress(interaction)
    }),
  )
  client.on(
    Events.MessageCreate,
    guarded(onMessage, (message, error) => void explain(message.author.id, message.channelId, error)),
  )
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'))
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'the connection to Discord broke'))

  const close = async () => {
    await turns.close()
    await client.destroy()
  }
  try {
    await login(client, token)
  } catch (error) {
    await close().catch(() => undefined)
    throw startError(error)
  }
  await ownUp()
  return {
    name: client.user?.tag ?? '',
    get running() {
      return turns.running
    },
    close,
  }
}

/** discord.js waits for ever on a gateway that closed for good, so that is listened for. */
async function login(client: Client, token: string): Promise<void> {
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

/** What a bot of many servers need not remember. */
const CACHES = {
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 25,
  GuildMemberManager: {
    maxSize: 100,
    keepOverLimit: ({ id, client }: { id: string; client: Client }) => id === client.user?.id,
  },
  UserManager: {
    maxSize: 500,
    keepOverLimit: ({ id, client }: { id: string; client: Client }) => id === client.user?.id,
  },
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

/** What an answer in a channel takes. */
const NEEDED = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
]

/** The user first, so that all of one user's conversations can be found and forgotten. */
const conversationOf = (user: string, channel: string): string => `discord:${user}:${channel}`

const shapeOf = (interaction: Asked | Pressed, { spoilers }: ServerSettings): Shape => ({
  owner: interaction.user.id,
  maxBytes: interaction.attachmentSizeLimit || ATTACHMENT_BYTES,
  spoilers,
})

function rolesOf({ member }: Interaction): string[] {
  if (!member) return []
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]
}

function saidIn(interaction: ChatInputCommandInteraction): Said {
  const { options, commandName } = interaction
  if (commandName === 'help') return { press: { kind: 'help' } }
  if (commandName === 'refine') return { text: options.getString('change', true) }
  if (commandName === 'shop') return { text: shopWords(interaction) }
  const photo = options.getAttachment('photo')
  const words = options.getString('words')
  const sku = options.getString('product')
  if (photo) return { photo: attached(photo), ...(words && { text: words }) }
  if (sku) return { press: { kind: 'start', sku } }
  return words ? { text: words } : { press: { kind: 'surprise' } }
}

/** The options as the sentence that means them, so that a command can do nothing that words cannot. */
function shopWords({ options }: ChatInputCommandInteraction): string {
  const what = options.getString('what')
  const over = options.getInteger('over')
  const under = options.getInteger('under')
  const size = options.getString('size')
  const brand = options.getString('brand')
  const filters = [
    over !== null && `over ${over}`,
    under !== null && `under ${under}`,
    size && `in size ${size}`,
    options.getBoolean('in-stock') && 'in stock',
    brand && `by ${brand}`,
  ].filter(Boolean)
  if (!what && filters.length === 0) return 'more results'
  return [what && `show me ${what}`, ...filters].filter(Boolean).join(' ')
}

function saidBy(action: Action, value: string | undefined): Said | undefined {
  switch (action.kind) {
    case 'undo':
    case 'redo':
    case 'start-over':
    case 'surprise':
    case 'help':
      return { press: { kind: action.kind } }
    case 'more':
      return { press: { kind: 'more-results' } }
    case 'start':
      return { press: { kind: 'start', sku: action.sku } }
    case 'choose':
      return value ? { press: { kind: 'start', sku: value } } : undefined
    case 'go-to':
      return goTo(value)
    case 'again':
      return { press: { kind: 'again', look: action.look }, meaning: action }
    case 'reroll':
      return { reroll: { look: action.look, picture: action.picture, times: 1 } }
    case 'variations':
      return { reroll: { look: action.look, picture: action.picture, times: VARIATIONS } }
    case 'say':
      return { text: action.text }
    default:
      return undefined
  }
}

function photoOf({ attachments }: Pick<Message, 'attachments'>): Said | undefined {
  const picture =
    attachments.find(({ contentType }) => contentType?.startsWith('image/')) ?? attachments.first()
  return picture && { photo: attached(picture) }
}

const attached = ({ url, name, size, contentType, width, height }: Attached): Attached => ({
  url,
  name,
  size,
  contentType: contentType ?? null,
  width: width ?? null,
  height: height ?? null,
})
