/**
 * The message extension: products and shared things found from any chat, links that become cards, and what can be done
 * with the picture of a message. Each request waits for its answer in the response itself.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import { DialogueError } from '../../src/dialogue/errors.ts'
import type { Match, SharedView, Showcase } from '../../src/dialogue/reply.ts'
import { AttachmentError, fetchAttached, type Source } from '../attachment.ts'
import { clip } from '../clip.ts'
import { Pressed, VERB } from './action.ts'
import { type Activity, namesIn, type Photo, photosIn } from './activity.ts'
import { notice } from './cards.ts'
import { type AdaptiveCard, card, type Element, line, run } from './elements.ts'
import { COMMAND } from './manifest.ts'
import type { Notes, Open } from './notes.ts'
import type { Gallery } from './pictures.ts'
import { money, productCard, productOf, sharedCard } from './product.ts'
import type { Reference } from './reference.ts'
import { TEXTS } from './texts.ts'

export interface ExtensionOptions {
  core: Showcase
  gallery: Gallery
  publicUrl: string | undefined
  log: Pick<Logger, 'warn'>
  ownChat: Notes['ownChat']
  /** Begins a turn; gives a sentence where that cannot be. */
  begin(open: Omit<Open, 'begun'>, reference: Reference): Promise<string | undefined>
  sourceOf(reference: Reference): Source
}

const FOUND = 8
/** Results that a chat's list may ask for. */
const MOST = 25
/** Teams gives a request five seconds: what takes longer is told so before. */
const PATIENCE_MS = 4000

/** Where something shared is seen. */
export const SHARED = '/shared'
export const addressOf = (publicUrl: string | undefined, share: string): string | undefined =>
  publicUrl && `${publicUrl}${SHARED}/${share}`

const Query = z.object({
  commandId: z.string().max(100).optional(),
  parameters: z
    .array(z.object({ name: z.string().max(100), value: z.coerce.string().max(500) }))
    .max(10)
    .default([]),
  queryOptions: z.object({ skip: z.number().int().min(0).max(1000).default(0) }).nullish(),
})
const Link = z.object({ url: z.url().max(2000) })
const Command = z.object({
  commandId: z.string().max(100),
  messagePayload: z.object({ attachments: z.array(z.unknown()).max(50).nullish() }).nullish(),
  data: z
    .object({ insert: z.string().max(200).optional(), change: z.string().max(1000).optional() })
    .nullish()
    .catch(undefined),
})

export type Answer = object

export function createExtension(options: ExtensionOptions) {
  const { core, gallery, publicUrl, log } = options

  const productResult = async (match: Match) => {
    const thumbnail = (await gallery.art(undefined, [match])).matches.get(match.picture?.id ?? '')
    return result(
      productCard(match, thumbnail),
      match.title,
      [money(match.price, match.currency), match.brand].filter(Boolean).join(' · '),
      thumbnail,
    )
  }
  const sharedMade = async (shared: SharedView) => {
    const { large, matches } = await gallery.art(shared.picture, shared.matches)
    const first = matches.get(shared.matches[0]?.picture?.id ?? '')
    return {
      card: sharedCard(shared, large, matches, addressOf(publicUrl, shared.id)),
      thumbnail: large ?? first,
    }
  }
  const sharedResult = async (shared: SharedView) => {
    const { card, thumbnail } = await sharedMade(shared)
    return result(card, shared.title, TEXTS.sharedKind[shared.kind](shared.matches.length), thumbnail)
  }

  async function query(activity: Activity): Promise<Answer> {
    const { data } = Query.safeParse(activity.value)
    const said = (name: string) => data?.parameters.find((one) => one.name === name)?.value.trim() ?? ''
    if (data?.commandId === COMMAND.shared) {
      const { user } = namesIn(activity)
      const all = await core.sharedBy('teams', user, MOST)
      const wanted = said('title').toLowerCase()
      const fitting = all.filter(({ title }) => title.toLowerCase().includes(wanted)).slice(0, FOUND)
      return fitting.length > 0
        ? list(await Promise.all(fitting.map(sharedResult)))
        : extensionNotice(TEXTS.nothingShared)
    }
    const words = said('words')
    if (!words) return extensionNotice(TEXTS.sayWhat)
    const skip = data?.queryOptions?.skip ?? 0
    const found = (await core.find({ words }, skip + FOUND)).slice(skip)
    if (found.length === 0) return skip > 0 ? list([]) : extensionNotice(TEXTS.nothingFor(words))
    return list(await Promise.all(found.map(productResult)))
  }

  /** A link to something shared; others are nobody's business here. */
  async function unfurl(activity: Activity): Promise<Answer> {
    const { data } = Link.safeParse(activity.value)
    const id = data && publicUrl && shareIn(data.url, publicUrl)
    const shared = id ? await core.shared(id) : undefined
    return list(shared ? [await sharedResult(shared)] : [])
  }

  /** The dialog that a command on a message opens. */
  async function opened(activity: Activity, reference: Reference): Promise<Answer> {
    const { data } = Command.safeParse(activity.value)
    const photo = photoOf(data)
    if (!photo) return dialog(TEXTS.refineTitle, notice(TEXTS.noPicture))
    if (data?.commandId === COMMAND.refine) return dialog(TEXTS.refineTitle, refineForm())
    const looked = async () => {
      const found = await core.find({ photo: await fetched(photo, reference) }, 5)
      const { matches } = await gallery.art(undefined, found)
      return choiceOf(found, matches)
    }
    try {
      // One patience for all of it: what each part may take would add up.
      const shown = await Promise.race([looked(), sleep(PATIENCE_MS, notice(TEXTS.tooSlow))])
      return dialog(TEXTS.findTitle, shown)
    } catch (error) {
      return dialog(TEXTS.findTitle, notice(toldOf(error)))
    }
  }

  async function submitted(activity: Activity, reference: Reference): Promise<Answer> {
    const { data } = Command.safeParse(activity.value)
    const { insert, change } = data?.data ?? {}
    if (insert !== undefined) {
      const [match] = await core.find({ words: insert }, 1)
      return match ? list([await productResult(match)]) : extensionNotice(TEXTS.noProduct)
    }
    const photo = photoOf(data)
    if (data?.commandId !== COMMAND.refine || !photo) return said(TEXTS.noPicture)
    const { user, conversation, turn } = namesIn(activity)
    // Where the message is, the bot may not be: the answer comes in their own chat, if they ever had one.
    const own = await options.ownChat(user)
    const where = own ?? { conversation, reference }
    const trouble = await options.begin(
      {
        turn,
        user,
        conversation: where.conversation,
        said: { ...(change?.trim() && { text: change.trim() }), photo },
      },
      where.reference,
    )
    return said(trouble ?? (own ? TEXTS.answeredThere : TEXTS.answeredHere))
  }

  /** A card that is looked at again: as it is now. Undefined for other buttons. */
  async function refreshed(activity: Activity): Promise<Answer | undefined> {
    const data = z.object({ action: z.object({ data: z.unknown() }) }).safeParse(activity.value).data
      ?.action.data
    const action = Pressed.safeParse(data).data?.action
    if (action?.kind === 'product') {
      const [match] = await core.find({ words: action.sku }, 1)
      if (match?.sku !== action.sku) return cardAnswer(notice(TEXTS.noProduct))
      const { matches } = await gallery.art(undefined, [match])
      return cardAnswer(productCard(match, matches.get(match.picture?.id ?? '')))
    }
    if (action?.kind === 'shared') {
      const shared = await core.shared(action.id)
      return cardAnswer(shared ? (await sharedMade(shared)).card : notice(TEXTS.notSharedAnyMore))
    }
    return undefined
  }

  function fetched({ url, name, contentType }: Photo, reference: Reference) {
    return fetchAttached({ url, name, ...(contentType && { contentType }) }, options.sourceOf(reference), {
      patienceMs: PATIENCE_MS,
    })
  }

  function toldOf(error: unknown): string {
    if (error instanceof AttachmentError || error instanceof DialogueError) return error.message
    log.warn({ err: error }, 'a picture of a message could not be looked at')
    return TEXTS.failed
  }

  return {
    /** What goes back in the response; undefined where it is for the conversation. */
    async answer(activity: Activity, reference: Reference): Promise<Answer | undefined> {
      switch (activity.name) {
        case 'composeExtension/query':
          return query(activity)
        case 'composeExtension/queryLink':
          return unfurl(activity)
        case 'composeExtension/fetchTask':
          return opened(activity, reference)
        case 'composeExtension/submitAction':
          return submitted(activity, reference)
        case 'adaptiveCard/action':
          return refreshed(activity)
        default:
          return undefined
      }
    },
  }
}

const photoOf = (data: z.infer<typeof Command> | undefined): Photo | undefined =>
  photosIn(data?.messagePayload?.attachments ?? [])[0]

function shareIn(url: string, publicUrl: string): string | undefined {
  const beginning = `${publicUrl}${SHARED}/`
  const id = url.startsWith(beginning) ? url.slice(beginning.length).split(/[?#/]/)[0] : undefined
  return id && /^[\w-]{22}$/.test(id) ? id : undefined
}

const attachmentOf = (content: object) => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content,
})

/** @param text what the list shows beside the title */
const result = (made: AdaptiveCard, title: string, text: string, thumbnail: string | undefined) => ({
  ...attachmentOf(made),
  preview: {
    contentType: 'application/vnd.microsoft.card.thumbnail',
    content: {
      title: clip(title, 120),
      text: clip(text, 120),
      ...(thumbnail && { images: [{ url: thumbnail, alt: clip(title, 120) }] }),
    },
  },
})

const list = (attachments: object[]): Answer => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments },
})
const extensionNotice = (text: string): Answer => ({ composeExtension: { type: 'message', text } })
const said = (value: string): Answer => ({ task: { type: 'message', value } })
const dialog = (title: string, made: AdaptiveCard): Answer => ({
  task: { type: 'continue', value: { title, width: 'medium', height: 'medium', card: attachmentOf(made) } },
})
const cardAnswer = (value: AdaptiveCard): Answer => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value,
})

const submit = (title: string, data: object): Element[] => [
  { type: 'ActionSet', actions: [{ type: 'Action.Submit', title, data, style: 'positive' }] },
]

const refineForm = (): AdaptiveCard =>
  card(
    [
      line([TEXTS.refineHow]),
      { type: 'Input.Text', id: 'change', label: TEXTS.refineWhat, maxLength: 500, isMultiline: true },
      ...submit(TEXTS.refine, { verb: VERB }),
    ],
    TEXTS.refineHow,
  )

const choiceOf = (found: readonly Match[], thumbnails: ReadonlyMap<string, string>): AdaptiveCard =>
  card(
    [
      line([run(found.length > 0 ? TEXTS.nearest : TEXTS.nothingLike, { weight: 'Bolder' })]),
      ...found.map((match) =>
        productOf(
          match,
          thumbnails.get(match.picture?.id ?? ''),
          submit(TEXTS.insert, { insert: match.sku }),
        ),
      ),
    ],
    TEXTS.nearest,
  )
