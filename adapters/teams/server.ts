/** The Teams channel: activities in by HTTP, each answered at once; what they ask for is answered by `turns.ts`. */
import express, { type ErrorRequestHandler, type Request, Router } from 'express'
import type { Logger } from 'pino'
import type { Core, Showcase } from '../../src/dialogue/reply.ts'
import type { Role } from '../../src/dialogue/roles.ts'
import type { TeamsSettings } from '../../src/settings.ts'
import type { ChannelNotes } from '../../src/storage/channel-notes.ts'
import { ANYONE, ownerOf } from './action.ts'
import { Activity, type Event, eventOf, isInvoke, namesIn, referenceOf, tenantOf } from './activity.ts'
import { teamsFiles } from './attachment.ts'
import { notice, welcome } from './cards.ts'
import { isBlocked, messageOf, type Pace } from './delivery.ts'
import { addressOf, createExtension } from './extension.ts'
import { openNotes, type Said } from './notes.ts'
import { gallery, jpegsOf, PICTURES, pictureRoutes } from './pictures.ts'
import { isLoopback, isServiceUrl, type Reference } from './reference.ts'
import { type Cloud, type Credentials, openSdk, type Sdk } from './sdk.ts'
import { TEXTS } from './texts.ts'
import { createTurns, type TurnsOptions } from './turns.ts'

export interface TeamsOptions {
  core: Core & Showcase
  notes: ChannelNotes
  settings: TeamsSettings
  log: Pick<Logger, 'error' | 'warn' | 'info'>
  /** Where this server is reached from outside; without it pictures travel in the cards. */
  publicUrl?: string | undefined
  pace?: Pace
  files?: TurnsOptions['files']
  /** For another cloud than the public one, and for tests. */
  cloud?: Cloud
  credentials?: Credentials
}

export interface Teams {
  /** `POST /api/messages`, and the pictures of cards. */
  router: Router
  /** Goes on with answers that the last process did not finish; before any activity is let in. */
  resume(): Promise<void>
  /** Answers that are being made. */
  readonly running: number
  close(): Promise<void>
}

/** Activities are small: pictures come as addresses. */
const MAX_BYTES = '256kb'
const CHANNEL = 'msteams'

/** Whether anything of Teams is set up. */
export const isTeamsOn = ({ app, playground }: TeamsSettings): boolean => app !== undefined || playground

export function createTeams(options: TeamsOptions): Teams {
  const { core, settings, log, publicUrl, cloud, credentials } = options
  const notes = openNotes(options.notes)
  const signed = settings.app && openSdk({ app: settings.app, ...(cloud && { cloud }), credentials })
  const unsigned = settings.playground ? openSdk({ app: undefined }) : undefined
  const chat = (reference: Reference) => sdkOf(reference).chat(reference)
  const sdkOf = ({ playground }: Reference): Sdk => {
    const sdk = playground ? unsigned : signed
    if (!sdk) throw new Error('this chat is of a way to Teams that is not set up any more')
    return sdk
  }
  const roleOf = (
    { playground, conversation: { tenantId, conversationType } }: Reference,
    user: string,
  ): Role => {
    // Whoever tries it out on this machine may see it all.
    if (playground) return 'manager'
    // People of the app's own tenant work for the shop.
    const { app, managers } = settings
    if (tenantId === undefined || tenantId.toLowerCase() !== app?.tenant) return 'shopper'
    // What only managers may see is told where nobody else reads along.
    return conversationType === 'personal' &&
      managers.some((id) => user === `${tenantId.toLowerCase()}:${id}`)
      ? 'manager'
      : 'staff'
  }
  const jpegs = jpegsOf(core)
  const pictures = gallery(jpegs, publicUrl)
  const turns = createTurns({
    core,
    notes,
    log,
    chat,
    roleOf,
    gallery: pictures,
    addressOf: (share) => addressOf(publicUrl, share),
    atOnce: settings.atOnce,
    ...(options.pace && { pace: options.pace }),
    ...(options.files && { files: options.files }),
  })

  const extension = createExtension({
    core,
    gallery: pictures,
    publicUrl,
    log,
    ownChat: notes.ownChat,
    begin: turns.take,
    sourceOf: (reference) =>
      teamsFiles(reference.serviceUrl, () => chat(reference).token(), options.files?.isFileHost),
  })

  /** How an activity came in, or the status that it is refused with. */
  async function admitted(
    request: Request,
    activity: Activity,
  ): Promise<'signed' | 'playground' | 401 | 403> {
    if (!isServiceUrl(activity.serviceUrl)) return 403
    const { authorization } = request.headers
    if (unsigned && !authorization)
      return isLocal(request) && isLoopback(activity.serviceUrl) ? 'playground' : 401
    // Other channels have other rules, and the SDK would follow the one that the activity names.
    if (!signed || !authorization || activity.channelId !== CHANNEL) return 401
    if (!(await signed.isGenuine(request.body, authorization))) return 401
    const tenant = tenantOf(activity)
    const { tenants } = settings
    return tenants.includes('*') || (tenant !== undefined && tenants.includes(tenant)) ? 'signed' : 403
  }

  /** Does what an event asks for, or hands it on; gives what to say at once, if anything. */
  async function take(activity: Activity, event: Event, reference: Reference): Promise<string | undefined> {
    const { conversation, user, turn } = namesIn(activity)
    const request = (said: Said) =>
      turns.take(
        { turn, conversation, user, said, ...(activity.locale && { locale: activity.locale }) },
        reference,
      )
    switch (event.kind) {
      case 'said': {
        const { kind: _, ...said } = event
        return request(said)
      }
      case 'pressed': {
        const { owner, action, filled } = event.pressed
        if (owner !== ownerOf(user) && owner !== ANYONE) return TEXTS.notYours
        if (action.kind === 'cancel')
          return turns.stop(action.turn, user) ? TEXTS.cancelling : TEXTS.nothingToCancel
        return request({ action, ...(filled && { filled }) })
      }
      case 'old-button':
        return TEXTS.oldButton
      case 'joined':
        // Greeted beside the response: a greeting that fails is no reason to be told of it again.
        void greet(reference)
        return undefined
      case 'left':
        await notes.dropChat(conversation)
        return undefined
      case 'nothing':
        return undefined
    }
  }

  const greet = (reference: Reference) => post(reference, welcome(ANYONE))
  const post = (reference: Reference, card: Parameters<typeof messageOf>[0]) =>
    chat(reference)
      .send(messageOf(card))
      .catch((error) => {
        if (!isBlocked(error)) log.warn({ err: error }, 'a message could not be sent to Teams')
      })

  const router = Router()
  router.use(PICTURES, pictureRoutes(jpegs))
  router.post('/api/messages', express.json({ limit: MAX_BYTES }), async (request, response) => {
    const { data: activity } = Activity.safeParse(request.body)
    if (!activity) return void response.status(400).end()
    const way = await admitted(request, activity)
    if (typeof way === 'number') {
      log.info({ status: way, channel: activity.channelId }, 'an activity was refused')
      return void response.status(way).end()
    }
    const reference = referenceOf(activity, way === 'playground')
    const shown = isInvoke(activity) && (await extension.answer(activity, reference))
    if (shown) return void response.json(shown)
    const said = await take(activity, eventOf(activity), reference)
    if (isInvoke(activity)) return void response.json(invokeAnswer(said))
    response.status(202).end()
    if (said !== undefined) await post(reference, notice(said))
  })
  router.use(answerErrors(log))

  return {
    router,
    resume: () => turns.resume(),
    get running() {
      return turns.running
    },
    close: () => turns.close(),
  }
}

/** From this machine, and not handed on by a proxy that is on it. */
const isLocal = ({ socket, headers }: Request): boolean =>
  /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined

/** What a press gets in the response itself: the answer comes as a card of its own. */
const invokeAnswer = (said = TEXTS.thinking as string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: said,
})

/** What express says of a body that is none goes back as its status; what failed here is logged. */
const answerErrors =
  (log: TeamsOptions['log']): ErrorRequestHandler =>
  (error, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = typeof error?.status === 'number' && error.status < 500 ? error.status : 500
    if (status === 500) log.error({ err: error }, 'an activity could not be taken')
    response.status(status).end()
  }
