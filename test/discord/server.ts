/**
 * A Discord of our own on loopback: the gateway, the REST interface and the CDN, as far as a bot uses them, written
 * from the public documents. The real discord.js client connects to it; what it sends is held to the limits.
 */
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Response as Answer, type Request } from 'express'
import { openGateway } from './gateway.ts'
import { broken, Choices, Commands, Message as MessageRules } from './rules.ts'

export interface Sent {
  id: string
  channel: string
  content: string
  components: Row[]
  files: { name: string; description: string; bytes: Buffer }[]
  /** When it came into being, in milliseconds. */
  at: number
  /** When each change of it arrived. */
  changes: number[]
  /** Every content it had. */
  contents: string[]
  /** How often it was written as an answer, and not as one in the making. */
  answers: number
  ephemeral: boolean
  deleted: boolean
  replyTo?: string
}

interface Row {
  components: {
    type: number
    custom_id: string
    label?: string
    options?: { label: string; value: string }[]
  }[]
}

interface Interaction {
  id: string
  token: string
  channel: string
  at: number
  acknowledgedAt?: number
  /** The message that answers it. */
  message?: Sent
  /** For a button: the message it is on. */
  on?: Sent
  choices?: { name: string; value: string }[]
}

interface Fault {
  method: string
  path: RegExp
  times: number
  status: number
  body: unknown
  headers?: Record<string, string>
  /** The request is carried out all the same: it is its response that is lost. */
  isDone?: boolean
}

export const BOT = {
  id: '1000000000000000001',
  username: 'hemline',
  discriminator: '0',
  bot: true,
  avatar: null,
}
export const GUILD = '2000000000000000001'
export const CHANNEL = '3000000000000000001'
export const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAwMQ.test.token-of-the-loopback-server'
const EPHEMERAL = 64
const MANAGE_GUILD = 1n << 5n
/** View, send, embed, attach, read history, threads. */
const PERMISSIONS = String((1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 16n) | (1n << 35n) | (1n << 38n))

let counter = 0n
export const snowflake = (): string =>
  String(((BigInt(Date.now()) - 1_420_070_400_000n) << 22n) + (counter++ % 4_194_304n))

export interface ServerOptions {
  /** How long an interaction can be answered, in milliseconds. Default: 15 minutes. */
  tokenMs?: number
  /** Privileged intents are refused. */
  refuseIntents?: boolean
  /** Permissions that the bot lacks, as bits. */
  lacking?: bigint
  /** How many servers the bot is on, each of another shard and all in its token's own list. Default 1. */
  servers?: number
}

export type DiscordServer = Awaited<ReturnType<typeof discordServer>>

export async function discordServer({
  tokenMs = 15 * 60_000,
  refuseIntents = false,
  lacking = 0n,
  servers = 1,
}: ServerOptions = {}) {
  const permissions = String(BigInt(PERMISSIONS) & ~lacking)
  const guilds = Array.from({ length: servers }, (_, i) => ({
    id: nth(GUILD, i),
    channel: nth(CHANNEL, i),
    name: i === 0 ? 'Friends' : `Friends ${i + 1}`,
  }))
  type Guild = (typeof guilds)[number]
  const [home] = guilds as [Guild, ...Guild[]]
  /** That a channel is on, or that its thread is on; undefined: a direct one. */
  const threads = new Map<string, Guild>()
  const guildOf = (channel: string): Guild | undefined =>
    guilds.find((one) => one.channel === channel) ?? threads.get(channel)
  const memberships = guilds.map(({ id, name }) => ({ id, name, owner: false, permissions }))
  const app = express()
  const http = createServer(app)
  const change = new EventEmitter().setMaxListeners(0)
  const violations: string[] = []
  const messages = new Map<string, Sent>()
  const interactions = new Map<string, Interaction>()
  const cdn = new Map<string, { type: string; bytes: Buffer; redirect?: string }>()
  /** Files that are not handed out yet. */
  const held = new Map<string, Promise<void>>()
  const faults: Fault[] = []
  const requests: { method: string; path: string }[] = []
  const directChannels = new Map<string, string>()

  const violate = (what: string) => void violations.push(what)

  const gateway = openGateway(http, {
    token: TOKEN,
    refuseIntents,
    newId: snowflake,
    greeting: (session_id, isOurs) => {
      const ours = guilds.filter(({ id }) => isOurs(id))
      const ready = {
        v: 10,
        user: BOT,
        guilds: ours.map(({ id }) => ({ id, unavailable: true })),
        session_id,
        resume_gateway_url: `ws://127.0.0.1:${port()}`,
        application: { id: BOT.id, flags: 0 },
      }
      return [{ t: 'READY', d: ready }, ...ours.map((one) => ({ t: 'GUILD_CREATE', d: guild(one) }))]
    },
  })
  const log = Object.assign(gateway.log, { commands: [] as unknown[] })

  // The REST interface.

  app.use(async (request, _answer, next) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    ;(request as Raw).raw = Buffer.concat(chunks)
    requests.push({ method: request.method, path: request.path })
    next()
  })
  app.use('/api/v10', (request, answer, next) => {
    // Clients may write “@original” as they like.
    const asked = decodeURIComponent(request.path)
    const fault = faults.find(
      ({ method, path, times }) => times > 0 && method === request.method && path.test(asked),
    )
    if (!fault) return next()
    fault.times--
    if (fault.isDone) {
      const { json } = answer
      answer.json = () => json.call(answer.status(fault.status), fault.body)
      return next()
    }
    answer
      .set(fault.headers ?? {})
      .status(fault.status)
      .json(fault.body)
  })
  const api = express.Router()
  app.use('/api/v10', api)
  const needsToken = (request: Request, answer: Answer, next: () => void) =>
    request.headers.authorization === `Bot ${TOKEN}`
      ? next()
      : void answer.status(401).json({ code: 0, message: '401: Unauthorized' })

  api.get('/gateway/bot', needsToken, (_request, answer) => {
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 }
    answer.json({ url: `ws://127.0.0.1:${port()}`, shards: servers, session_start_limit: limit })
  })
  api.get('/applications/@me', needsToken, (_request, answer) => {
    const messageContent = refuseIntents ? 0 : 1 << 19
    answer.json({ id: BOT.id, name: 'Hemline', flags: messageContent })
  })
  api.get('/users/@me/guilds', needsToken, ({ query: { after = '0', limit = '200' } }, answer) => {
    const rest = memberships.filter(({ id }) => BigInt(id) > BigInt(String(after)))
    answer.json(rest.slice(0, Number(limit)))
  })
  api.put('/applications/:id/commands', needsToken, async (request, answer) => {
    const payload = (await read(request)).payload as unknown as object[]
    const problem = broken(Commands, payload)
    if (problem) return refuse(answer, `commands: ${problem}`)
    log.commands = payload
    answer.json(payload.map((command) => ({ id: snowflake(), ...command })))
  })

  api.post('/interactions/:id/:token/callback', async (request, answer) => {
    const interaction = [...interactions.values()].find(({ id }) => id === request.params.id)
    if (!interaction) return notFound(answer, 10062, 'Unknown interaction')
    if (interaction.acknowledgedAt) {
      violate(`interaction ${interaction.id} was acknowledged twice`)
      return void answer
        .status(400)
        .json({ code: 40060, message: 'Interaction has already been acknowledged.' })
    }
    const late = Date.now() - interaction.at
    if (late > 3000) {
      violate(`an acknowledgement came after ${late} ms`)
      return notFound(answer, 10062, 'Unknown interaction')
    }
    const { payload, files } = await read(request)
    const { type, data = {} } = payload as { type: number; data?: Record<string, unknown> }
    if (type === 8) {
      const problem = broken(Choices, data)
      if (problem) return refuse(answer, `choices: ${problem}`)
      interaction.choices = data.choices as { name: string; value: string }[]
    } else if (type === 6) {
      if (interaction.on) interaction.message = interaction.on
    } else if (type === 5 || type === 4) {
      if (type === 4 && !isSound(answer, data)) return
      const message = newMessage(interaction.channel, (Number(data.flags ?? 0) & EPHEMERAL) !== 0)
      if (type === 4) write(message, data, files)
      interaction.message = message
    }
    interaction.acknowledgedAt = Date.now()
    change.emit('change')
    if (request.query.with_response !== 'true') return void answer.status(204).end()
    answer.json({
      interaction: { id: interaction.id, type: 2 },
      resource: { type, ...(interaction.message && { message: wire(interaction.message) }) },
    })
  })

  api.all('/webhooks/:app/:token/messages/:message', async (request, answer) => {
    const interaction = interactions.get(request.params.token)
    if (!interaction || Date.now() - interaction.at > tokenMs)
      return void answer.status(401).json({ code: 50027, message: 'Invalid Webhook Token' })
    const message =
      request.params.message === '@original' ? interaction.message : messages.get(request.params.message)
    await changeMessage(request, answer, message)
  })
  api.post('/channels/:channel/messages', needsToken, async (request, answer) => {
    const { payload, files } = await read(request)
    if (!isSound(answer, payload)) return
    const message = newMessage(request.params.channel as string, false)
    const reference = payload.message_reference as { message_id?: string } | undefined
    if (reference?.message_id) message.replyTo = reference.message_id
    write(message, payload, files)
    answer.json(wire(message))
  })
  api.all('/channels/:channel/messages/:message', needsToken, (request, answer) =>
    changeMessage(request, answer, messages.get(request.params.message as string)),
  )
  api.post('/channels/:channel/messages/:message/threads', needsToken, async (request, answer) => {
    const { payload } = await read(request)
    if (String(payload.name).length > 100) return refuse(answer, 'a thread has an over-long name')
    const on = guildOf(request.params.channel as string) ?? home
    threads.set(request.params.message as string, on)
    const thread = {
      id: request.params.message,
      type: 11,
      guild_id: on.id,
      parent_id: on.channel,
      owner_id: BOT.id,
      name: payload.name,
      thread_metadata: {
        archived: false,
        auto_archive_duration: 1440,
        archive_timestamp: now(),
        locked: false,
      },
      member_count: 1,
      message_count: 0,
    }
    gateway.dispatch(on.id, 'THREAD_CREATE', { ...thread, newly_created: true })
    answer.json(thread)
  })
  api.get('/channels/:channel', needsToken, (request, answer) => {
    const on = guilds.find(({ channel }) => channel === request.params.channel)
    answer.json(on ? channel(on) : directChannel(request.params.channel as string))
  })
  api.post('/users/@me/channels', needsToken, async (request, answer) => {
    const { payload } = await read(request)
    answer.json(directChannel(directOf(String(payload.recipient_id)), String(payload.recipient_id)))
  })
  api.use((request, answer) => {
    violate(`no such route: ${request.method} ${request.path}`)
    notFound(answer, 0, '404: Not Found')
  })
  app.get('/attachments/:name', async (request, answer) => {
    const file = cdn.get(request.params.name)
    await held.get(request.params.name)
    if (!file) return void answer.status(404).end()
    if (file.redirect) return answer.redirect(302, file.redirect)
    answer.type(file.type).send(file.bytes)
  })

  async function changeMessage(request: Request, answer: Answer, message: Sent | undefined) {
    if (!message || message.deleted) return notFound(answer, 10008, 'Unknown Message')
    if (request.method === 'GET') return void answer.json(wire(message))
    if (request.method === 'DELETE') {
      message.deleted = true
      change.emit('change')
      return void answer.status(204).end()
    }
    const { payload, files } = await read(request)
    if (!isSound(answer, payload)) return
    write(message, payload, files)
    answer.json(wire(message))
  }

  function isSound(answer: Answer, payload: unknown): boolean {
    const problem = broken(MessageRules, payload)
    if (problem) refuse(answer, `a message: ${problem}`)
    return !problem
  }

  function refuse(answer: Answer, problem: string): void {
    violate(problem)
    answer.status(400).json({ code: 50035, message: 'Invalid Form Body', errors: {} })
  }

  const newMessage = (channel: string, ephemeral: boolean): Sent => {
    const message: Sent = {
      id: snowflake(),
      channel,
      at: Date.now(),
      content: '',
      components: [],
      files: [],
      changes: [],
      contents: [],
      answers: 0,
      ephemeral,
      deleted: false,
    }
    messages.set(message.id, message)
    return message
  }

  function write(
    message: Sent,
    payload: Record<string, unknown>,
    files: Map<string, File & { bytes: Buffer }>,
  ) {
    if (typeof payload.content === 'string') message.content = payload.content
    if (payload.components) message.components = payload.components as Row[]
    const attachments = payload.attachments as { id: string | number; description: string }[] | undefined
    if (attachments)
      message.files = attachments.flatMap(({ id, description }) => {
        const file = files.get(`files[${id}]`)
        return file ? [{ name: file.name, description, bytes: file.bytes }] : []
      })
    if (!message.content && message.files.length === 0) violate('a message is empty')
    message.changes.push(Date.now())
    message.contents.push(message.content)
    if (isSettled(message)) message.answers++
    change.emit('change')
  }

  const wire = (message: Sent) => ({
    id: message.id,
    channel_id: message.channel,
    author: BOT,
    content: message.content,
    timestamp: now(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: message.files.map((file, i) => ({
      id: String(i + 1),
      filename: file.name,
      size: file.bytes.length,
      url: `${origin()}/none`,
      proxy_url: `${origin()}/none`,
      content_type: 'image/png',
    })),
    embeds: [],
    pinned: false,
    type: 0,
    flags: message.ephemeral ? EPHEMERAL : 0,
    components: message.components,
  })

  const channel = (on: Guild) => ({
    id: on.channel,
    type: 0,
    guild_id: on.id,
    name: 'fitting-room',
    position: 0,
    permission_overwrites: [],
  })
  const guild = (on: Guild) => ({
    id: on.id,
    name: on.name,
    owner_id: '1',
    roles: [{ id: on.id, name: '@everyone', permissions, position: 0, color: 0 }],
    channels: [channel(on)],
    members: [{ user: BOT, roles: [], joined_at: now(), deaf: false, mute: false, flags: 0 }],
    member_count: 3,
    threads: [],
    emojis: [],
    stickers: [],
    features: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    large: false,
    unavailable: false,
    joined_at: now(),
  })
  const directOf = (user: string): string => {
    const id = directChannels.get(user) ?? snowflake()
    directChannels.set(user, id)
    return id
  }
  const directChannel = (id: string, recipient = '1') => ({
    id,
    type: 1,
    recipients: [{ id: recipient, username: 'someone', discriminator: '0', avatar: null }],
  })

  const port = () => (http.address() as AddressInfo).port
  const origin = () => `http://127.0.0.1:${port()}`

  http.listen(0, '127.0.0.1')
  await once(http, 'listening')

  /** Waits until it is true of what arrived. */
  function until<T>(what: string, test: () => T | undefined | false, patienceMs = 20_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(late)
        change.off('change', look)
      }
      const look = () => {
        const found = test()
        if (!found) return
        leave()
        resolve(found)
      }
      const late = setTimeout(() => {
        leave()
        const said = [...messages.values()].map(({ content }) => content)
        reject(new Error(`waited in vain: ${what}\n${said.join('\n--\n')}`))
      }, patienceMs)
      change.on('change', look)
      look()
    })
  }

  return {
    api: `${origin()}/api`,
    origin: origin(),
    violations,
    messages,
    requests,
    log,
    until,
    /** The next `times` requests that match are answered so; `times` counts down to those that are left. */
    fail(fault: Fault): Fault {
      faults.push(fault)
      return fault
    },
    /** Ends the connection as a broken network does; the client is to resume. */
    drop: gateway.drop,
    /** Ends the session: the client is to identify anew. */
    invalidate: gateway.invalidate,
    repeat: gateway.repeat,
    shards: gateway.shards,
    host(name: string, bytes: Buffer, type = 'image/png', redirect?: string) {
      cdn.set(name, { type, bytes, ...(redirect && { redirect }) })
      const url = `${origin()}/attachments/${name}`
      return { id: snowflake(), filename: name, size: bytes.length, url, proxy_url: url, content_type: type }
    },
    /** Does not hand out this file until the function that it gives is called. */
    hold(name: string): () => void {
      let release = (): void => undefined
      held.set(
        name,
        new Promise((resolve) => {
          release = resolve
        }),
      )
      return release
    },
    /** Drops what was recorded, so that a long run does not measure this server's memory. */
    forget() {
      messages.clear()
      interactions.clear()
      requests.length = 0
      gateway.forget()
    },
    /** Someone on a server; which of them, counted from 0. */
    user: (username: string, server = 0) => person(username, guilds[server] ?? home),
    async close() {
      gateway.close()
      http.closeAllConnections()
      await new Promise((closed) => http.close(closed))
    },
  }

  function person(username: string, on: Guild) {
    const user = { id: snowflake(), username, discriminator: '0', avatar: null, global_name: username }
    const member = {
      user,
      roles: [] as string[],
      joined_at: now(),
      deaf: false,
      mute: false,
      flags: 0,
      permissions: String(MANAGE_GUILD),
    }

    const interact = (type: number, data: object, at?: Sent, more: object = {}): Interaction => {
      const interaction: Interaction = {
        id: snowflake(),
        token: `token-${snowflake()}`,
        channel: at?.channel ?? on.channel,
        at: Date.now(),
        ...(at && { on: at }),
      }
      interactions.set(interaction.token, interaction)
      gateway.dispatch(on.id, 'INTERACTION_CREATE', {
        id: interaction.id,
        application_id: BOT.id,
        type,
        data,
        guild_id: on.id,
        channel_id: interaction.channel,
        channel: { ...channel(on), id: interaction.channel },
        member,
        token: interaction.token,
        version: 1,
        attachment_size_limit: 10_485_760,
        app_permissions: permissions,
        locale: 'en-GB',
        guild_locale: 'en-GB',
        entitlements: [],
        authorizing_integration_owners: {},
        context: 0,
        ...(at && { message: wire(at) }),
        ...more,
      })
      return interaction
    }

    /** Waits until what answers it is there and not in the making. */
    const settled = (interaction: Interaction, patienceMs?: number): Promise<Sent> =>
      until(
        'an answer',
        () => {
          const { message } = interaction
          return message && message !== interaction.on && isSettled(message) ? message : undefined
        },
        patienceMs,
      )

    return {
      id: user.id,
      member,
      settled,
      command(name: string, options: Record<string, unknown> = {}, photo?: ReturnType<typeof attachmentOf>) {
        const given = Object.entries(options).map(([name, value]) => ({ name, value, type: typeOf(value) }))
        const all = photo ? [...given, { name: 'photo', type: 11, value: photo.id }] : given
        const resolved = photo ? { resolved: { attachments: { [photo.id]: photo } } } : {}
        return interact(2, { id: snowflake(), name, type: 1, options: all, ...resolved })
      },
      autocomplete(name: string, option: string, value: string) {
        const options = [{ name: option, type: 3, value, focused: true }]
        return interact(4, { id: snowflake(), name, type: 1, options })
      },
      contextMenu(name: string, target: object & { id: string }) {
        const resolved = { messages: { [target.id]: target } }
        return interact(2, { id: snowflake(), name, type: 3, target_id: target.id, resolved })
      },
      press(message: Sent, label: string) {
        const button = buttons(message).find((button) => button.label === label)
        if (!button) throw new Error(`no button “${label}” on: ${buttons(message).map(({ label }) => label)}`)
        return interact(3, { custom_id: button.custom_id, component_type: 2 }, message)
      },
      /** Presses what may no longer be there. */
      pressId: (message: Sent, custom_id: string) => interact(3, { custom_id, component_type: 2 }, message),
      pick(message: Sent, placeholder: string, at: number) {
        const menus = message.components.flatMap(({ components }) => components)
        const menu = menus.find((menu) => menu.custom_id.includes(`:${placeholder}:`))
        const option = menu?.options?.at(at)
        if (!menu || !option) throw new Error(`no menu “${placeholder}” with choice ${at}`)
        return interact(3, { custom_id: menu.custom_id, component_type: 3, values: [option.value] }, message)
      },
      /** A message: on the server, or in private. */
      say(content: string, more: { direct?: boolean; attachments?: object[]; replyTo?: Sent } = {}) {
        const id = snowflake()
        const channel_id = more.direct ? directOf(user.id) : on.channel
        gateway.dispatch(more.direct ? null : on.id, 'MESSAGE_CREATE', {
          id,
          channel_id,
          ...(more.direct ? { channel_type: 1 } : { guild_id: on.id, member, channel_type: 0 }),
          author: user,
          content,
          timestamp: now(),
          edited_timestamp: null,
          tts: false,
          mention_everyone: false,
          mentions: content.includes(`<@${BOT.id}>`) ? [BOT] : [],
          mention_roles: [],
          attachments: more.attachments ?? [],
          embeds: [],
          pinned: false,
          ...(more.replyTo
            ? { type: 19, message_reference: { message_id: more.replyTo.id, channel_id } }
            : { type: 0 }),
          components: [],
        })
        return { id, channel: channel_id }
      },
      /** The answer to a message of theirs. */
      answerTo: ({ id, channel }: { id: string; channel: string }, patienceMs?: number) =>
        until(
          'an answer to a message',
          () =>
            [...messages.values()].find(
              (message) => message.replyTo === id && message.channel === channel && isSettled(message),
            ),
          patienceMs,
        ),
    }
  }
}

/** Of another shard than the one before, however many there are. */
const nth = (id: string, i: number): string => String(BigInt(id) + (BigInt(i) << 22n))

const notFound = (answer: Answer, code: number, message: string): void =>
  void answer.status(404).json({ code, message })

const attachmentOf = (attachment: { id: string }) => attachment

export const buttons = (message: Sent) =>
  message.components.flatMap(({ components }) => components.filter(({ type }) => type === 2))

const isSettled = (message: Sent): boolean =>
  message.content !== '' &&
  message.content !== 'One moment …' &&
  !buttons(message).some(({ custom_id }) => custom_id.includes(':cancel:'))

const typeOf = (value: unknown): number =>
  typeof value === 'boolean' ? 5 : typeof value === 'number' ? 4 : 3

const now = () => new Date().toISOString()

type Raw = Request & { raw: Buffer }

/** A body as JSON, or as the form that carries files beside it. */
async function read(request: Request | IncomingMessage) {
  const { raw, headers } = request as Raw
  const files = new Map<string, File & { bytes: Buffer }>()
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data'))
    return { payload: JSON.parse(raw.toString() || '{}') as Record<string, unknown>, files }
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData()
  for (const [name, value] of form) {
    if (typeof value === 'string') continue
    files.set(name, Object.assign(value as File, { bytes: Buffer.from(await value.arrayBuffer()) }))
  }
  return { payload: JSON.parse(String(form.get('payload_json'))) as Record<string, unknown>, files }
}
