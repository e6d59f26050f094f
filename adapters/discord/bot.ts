/** The Discord channel: events of discord.js into asks, and asks into answers. */
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type ClientOptions,
  DiscordAPIError,
  Events,
  type Guild,
  type Interaction,
  type Message,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  RESTJSONErrorCodes,
  type StringSelectMenuInteraction,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Core, Desk } from '../../src/dialogue/reply.ts'
import { clip } from '../clip.ts'
import { settingsCommand } from './admin.ts'
import { login, newClient } from './client.ts'
import { readCustomId } from './custom-id.ts'
import type { Pace, Place } from './delivery.ts'
import { ATTACHMENT_BYTES, LIMITS, TOKEN_MS } from './limits.ts'
import { type Body, body, history } from './message.ts'
import { type Notes, ServerSettings } from './notes.ts'
import { type Asker, quotas } from './quota.ts'
import { recovery } from './recovery.ts'
import { photoOf, saidBy, saidIn } from './said.ts'
import type { Shape } from './shape.ts'
import { lackedOn, NEEDED, spaced, startError } from './startup.ts'
import { textsFor } from './texts.ts'
import { createTurns, openOf, type Said, type TurnsOptions } from './turns.ts'

export interface DiscordOptions {
  core: Core & Desk
  notes: Notes
  token: string
  log: Pick<Logger, 'error' | 'warn' | 'info'>
  /** Threads of the bot are read without a mention; needs the Message Content Intent. Default false. */
  readThreads?: boolean
  /** Turns that run at the same time. Default 8. */
  atOnce?: number
  /** Requests of one person in a day, wherever they ask; 0, the default: no limit. */
  perPerson?: number
  /** Of answers to messages, where a server has set none; English by default. */
  language?: string
  policy?: Policy
  pace?: Pace
  attachments?: TurnsOptions['attachments']
  /** Passed on to discord.js, for example where its REST server is. */
  client?: Partial<ClientOptions>
}

/** What is not to be answered. */
export interface Policy {
  refusesWords?(text: string): boolean
}

export interface Discord {
  /** The bot's name on Discord. */
  name: string
  /** What it lacks on its servers, and where to give it: a sentence a server. */
  lacks: string[]
  /** Answers that are being made. */
  readonly running: number
  /** Leaves; what is being answered is offered again at the next start. */
  close(): Promise<void>
}

type Asked = ChatInputCommandInteraction | MessageContextMenuCommandInteraction
type Pressed = ButtonInteraction | StringSelectMenuInteraction

/** Logs in and answers until it is closed. Throws DiscordStartError when it cannot. */
export async function openDiscord(options: DiscordOptions): Promise<Discord> {
  const { core, notes, token, log, readThreads = false, pace = {}, language = 'en', policy = {} } = options
  const quota = quotas({ notes, ...(options.perPerson !== undefined && { perPerson: options.perPerson }) })
  const client = newClient(readThreads, options.client)
  const turns = createTurns({
    core,
    notes,
    log,
    pace,
    ...(options.atOnce !== undefined && { atOnce: options.atOnce }),
    ...(options.attachments && { attachments: options.attachments }),
    onUnsent: ({ shape, at }, error) => void explain(shape.owner, at.place, error, shape.locale),
  })

  /** Says in private why there is no answer where it was expected. */
  async function explain(user: string, channelId: string, error: unknown, locale = language): Promise<void> {
    if (!(error instanceof DiscordAPIError)) return
    const channel = await client.channels.fetch(channelId).catch(() => null)
    const mine = channel && !channel.isDMBased() && client.user ? channel.permissionsFor(client.user) : null
    const missing = mine?.missing(NEEDED).map(spaced) ?? []
    log.warn({ channel: channelId, missing, code: error.code }, 'an answer was not let into its channel')
    const said = textsFor(locale).cannotPost(`<#${channelId}>`, missing)
    await client.users.send(user, said).catch(() => undefined)
  }

  const settingsOf = (guild: string | null): Promise<ServerSettings> =>
    guild ? notes.settings(guild) : Promise.resolve(ServerSettings.parse({}))

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

  /**
   * First of all: Discord gives three seconds. No answer is begun while another waits for this. `isFirst` is false when
   * Discord says that it was acknowledged before, by another process or by a try of ours whose response was lost: then
   * the notes decide whose a turn is, and what is no turn is left to the other.
   */
  async function acknowledge(interaction: Asked | Pressed): Promise<{ isFirst: boolean; message?: string }> {
    try {
      const { resource } = await turns.first(() => interaction.deferReply({ withResponse: true }))
      return { isFirst: true, ...(resource?.message && { message: resource.message.id }) }
    } catch (error) {
      if (!isTaken(error)) throw error
      interaction.deferred = true
      return { isFirst: false }
    }
  }

  async function onCommand(interaction: Asked): Promise<void> {
    const { isFirst, message } = await acknowledge(interaction)
    const settings = await settingsOf(interaction.guildId)
    const shape = shapeOf(interaction, settings)
    const { texts } = shape
    if (!isFirst && !isTurn(interaction)) return
    if (interaction.isChatInputCommand() && interaction.commandName === 'settings') {
      const made = await settingsCommand(interaction, notes, core, texts)
      return void (await interaction.editReply(made))
    }
    if (interaction.commandName === 'forget-me') {
      const forgotten = await core.forget(
        { channel: 'discord', user: interaction.user.id },
        `discord:${interaction.user.id}:`,
      )
      return void (await interaction.editReply(body(texts.forgotten(forgotten))))
    }
    const conversation = conversationOf(interaction.user.id, interaction.channelId)
    if (interaction.commandName === 'history')
      return void (await interaction.editReply(await history(core, await core.view(conversation), shape)))
    const said = interaction.isChatInputCommand() ? saidIn(interaction) : photoOf(interaction.targetMessage)
    if (!said) return void (await interaction.editReply(body(texts.noPicture)))
    await ask(interaction, said, shape, settings, message)
  }

  async function onPress(interaction: Pressed): Promise<void> {
    const pressed = readCustomId(interaction.customId)
    // What is said at once cannot wait for the settings of a server.
    const texts = textsFor(interaction.locale)
    const whisper = (content: string) =>
      interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } })
    if (!pressed) return void (await whisper(texts.oldButton))
    const { owner, action } = pressed
    if (owner !== interaction.user.id) return void (await whisper(texts.notYours(owner)))
    if (action.kind === 'delete') {
      await interaction.deferUpdate()
      return void (await interaction.deleteReply())
    }
    if (action.kind === 'cancel') {
      if (turns.cancel(action.turn)) return void (await interaction.deferUpdate())
      return void (await whisper(texts.nothingToCancel))
    }
    const { isFirst, message } = await acknowledge(interaction)
    const settings = await settingsOf(interaction.guildId)
    const shape = shapeOf(interaction, settings)
    if (action.kind === 'go-on') {
      if (isFirst) await goOnWith(interaction, action.turn, shape, settings)
      return
    }
    const value = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
    const said = saidBy(action, value)
    if (!said) return void (await interaction.editReply(body(shape.texts.oldButton)))
    await ask(interaction, said, shape, settings, message)
  }

  const refusedWords = ({ text }: { text?: string | undefined }, { texts }: Shape): string | undefined =>
    text && policy.refusesWords?.(text) ? texts.blockedWords : undefined

  /** Why it is not answered, as a sentence: words that nobody may say are not counted as a request either. */
  const refusalOf = async (
    said: Said,
    asker: Asker,
    settings: ServerSettings,
    shape: Shape,
  ): Promise<string | undefined> =>
    refusedWords(said, shape) ?? (await quota.take(asker, settings, shape.texts))

  async function ask(
    interaction: Asked | Pressed,
    said: Said,
    shape: Shape,
    settings: ServerSettings,
    message: string | undefined,
  ): Promise<void> {
    const { id, guildId: guild, channelId: place, user } = interaction
    const asker = { user: user.id, guild, roles: rolesOf(interaction) }
    const refusal = await refusalOf(said, asker, settings, shape)
    if (refusal) return void (await interaction.editReply(body(refusal)))
    await turns.take({
      id,
      conversation: conversationOf(user.id, place),
      shape,
      said,
      ...within(settings),
      place: placeOf(interaction),
      at: { place, ...(guild && { guild }), ...(message && { message }) },
    })
  }

  /** The same turn under its own id: the core goes on with the rounds that are left of it. */
  async function goOnWith(
    interaction: Pressed,
    turn: string,
    shape: Shape,
    settings: ServerSettings,
  ): Promise<void> {
    const open = await notes.find(turn)
    if (open?.owner !== shape.owner) return void (await interaction.editReply(body(shape.texts.goneOn)))
    const { text, press, inHand, conversation, place, guild } = open
    const refusal = refusedWords(open, shape)
    if (refusal) return void (await interaction.editReply(body(refusal)))
    const isBegun = await turns.take({
      id: turn,
      conversation,
      shape,
      said: { ...(text !== undefined && { text }), ...(press && { press }), ...(inHand && { inHand }) },
      isNoted: true,
      ...within(settings),
      place: placeOf(interaction),
      at: { place, ...(guild && { guild }) },
    })
    if (!isBegun) await interaction.editReply(body(shape.texts.goingOn))
  }

  async function onAutocomplete(interaction: AutocompleteInteraction): Promise<void> {
    const { within: part } = within(await settingsOf(interaction.guildId))
    const found = await core.suggest(interaction.options.getFocused(), LIMITS.choices, part)
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
    const { id, guildId: guild } = message
    const user = message.author.id
    // Before anything is waited for: members are not remembered for long.
    const roles = [...(message.member?.roles.cache.keys() ?? [])]
    const settings = await settingsOf(guild)
    const locale = settings.language ?? language
    const shape = {
      owner: user,
      maxBytes: ATTACHMENT_BYTES,
      spoilers: settings.spoilers,
      locale,
      texts: textsFor(locale),
    }
    const text = message.content.replaceAll(new RegExp(`<@!?${me}>`, 'g'), ' ').trim()
    const photo = photoOf(message) ?? (await repliedPhoto(message, me))
    const said: Said = text || photo ? { ...photo, ...(text && { text }) } : { press: { kind: 'help' } }
    const askIn = (place: string, answer?: string) => ({
      id,
      conversation: conversationOf(user, place),
      shape,
      said,
      ...within(settings),
      at: { place, ...(guild && { guild }), ...(answer && { message: answer }) },
    })
    // Before anything is sent: delivered to two processes, it is answered by one.
    if (!(await notes.begin(openOf(askIn(message.channelId))))) return
    const refusal = await refusalOf(said, { user, guild, roles }, settings, shape)
    // What is refused is told where it was said: a thread would bear the words as its name.
    const place = refusal ? message.channelId : await channelFor(message, settings, text)
    const { attachments: _, ...first } = body(refusal ?? shape.texts.thinking)
    const sending =
      place === message.channelId ? message.reply({ ...first, failIfNotExists: false }) : send(place, first)
    const sent = await sending.catch(async (error) => {
      await notes.end(id)
      throw error
    })
    if (refusal) return notes.end(id)
    await turns.take({
      ...askIn(place, sent.id),
      isNoted: true,
      place: { edit: (next) => sent.edit(next), send: (next) => send(place, next) },
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

  const lackedBy = ({ name, members }: Guild): string[] =>
    lackedOn(name, members.me?.permissions, client.application?.id ?? '')

  const guarded =
    <Event>(work: (event: Event) => Promise<void>, onFailure?: (event: Event, error: unknown) => void) =>
    (event: Event) =>
      void work(event).catch((error) => {
        if (isTaken(error)) return log.info('an interaction is answered by another process')
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
  client.on(Events.GuildCreate, (guild) => {
    for (const sentence of lackedBy(guild)) log.warn(sentence)
  })
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'))
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'the connection to Discord broke'))

  const close = async () => {
    await turns.close()
    await client.destroy()
  }
  const ownUp = await recovery(notes, log)
  try {
    await login(client, token)
  } catch (error) {
    await close().catch(() => undefined)
    throw startError(error)
  }
  const lacks = [...client.guilds.cache.values()].flatMap(lackedBy)
  for (const sentence of lacks) log.warn(sentence)
  await ownUp(client)
  return {
    name: client.user?.tag ?? '',
    lacks,
    get running() {
      return turns.running
    },
    close,
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged

/** Whether the command is one for the dialogue. */
const isTurn = ({ commandName }: Asked): boolean =>
  !['settings', 'forget-me', 'history'].includes(commandName)

/** The user first, so that all of one user's conversations can be found and forgotten. */
const conversationOf = (user: string, channel: string): string => `discord:${user}:${channel}`

const within = ({ brand, catalogue }: ServerSettings) =>
  brand === null && catalogue === null
    ? {}
    : { within: { ...(brand !== null && { brand }), ...(catalogue !== null && { catalogue }) } }

function shapeOf(interaction: Asked | Pressed, { spoilers, language }: ServerSettings): Shape {
  const locale = language ?? interaction.locale
  return {
    owner: interaction.user.id,
    maxBytes: interaction.attachmentSizeLimit || ATTACHMENT_BYTES,
    spoilers,
    locale,
    texts: textsFor(locale),
  }
}

function rolesOf({ member }: Interaction): string[] {
  if (!member) return []
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]
}
