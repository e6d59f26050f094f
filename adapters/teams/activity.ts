/** What the connector sends, read as what it means here. */
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Filled, Pressed } from './action.ts'
import type { Reference } from './reference.ts'

const Id = z.string().min(1).max(1000)
const Account = z.object({ id: Id, aadObjectId: z.string().max(100).nullish() })
const Tenant = z.string().max(100).nullish()

const Attachment = z.object({
  contentType: z.string().max(200),
  contentUrl: z.string().max(4000).nullish(),
  name: z.string().max(1000).nullish(),
  content: z.unknown().optional(),
})
type Attachment = z.infer<typeof Attachment>

export const Activity = z.object({
  type: z.string().max(50),
  id: Id.nullish(),
  name: z.string().max(100).nullish(),
  action: z.string().max(50).nullish(),
  channelId: z.string().max(50),
  serviceUrl: z.url().max(1000),
  from: Account,
  recipient: Account,
  conversation: z.object({ id: Id, conversationType: z.string().max(50).nullish(), tenantId: Tenant }),
  channelData: z
    .object({ tenant: z.object({ id: Tenant }).nullish() })
    .nullish()
    .catch(undefined),
  /** Of the client, as in BCP 47. */
  locale: z.string().max(35).nullish().catch(undefined),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(Attachment).max(50).nullish(),
  entities: z
    .array(z.looseObject({ type: z.string().nullish() }))
    .max(200)
    .nullish(),
  membersAdded: z.array(Account).max(1000).nullish(),
  membersRemoved: z.array(Account).max(1000).nullish(),
})
export type Activity = z.infer<typeof Activity>

/** A picture that is still where Teams keeps it. */
export interface Photo {
  url: string
  name: string
  contentType?: string
}

export type Event =
  | { kind: 'said'; text?: string; photo?: Photo; photos: number }
  | { kind: 'pressed'; pressed: Pressed }
  /** A button of ours that is not understood any more. */
  | { kind: 'old-button' }
  | { kind: 'joined' }
  | { kind: 'left' }
  /** Not for us. */
  | { kind: 'nothing' }

/** An invoke waits for its answer in the response itself. */
export const isInvoke = ({ type }: Activity): boolean => type === 'invoke'

export function eventOf(activity: Activity): Event {
  const isUs = ({ id }: { id: string }) => id === activity.recipient.id
  switch (activity.type) {
    case 'message':
      return activity.value === undefined || activity.value === null
        ? saidIn(activity)
        : pressedIn(activity.value)
    case 'invoke':
      return activity.name === 'adaptiveCard/action'
        ? pressedIn(invokedData(activity.value))
        : { kind: 'nothing' }
    case 'conversationUpdate':
      if (activity.membersAdded?.some(isUs)) return { kind: 'joined' }
      return { kind: activity.membersRemoved?.some(isUs) ? 'left' : 'nothing' }
    case 'installationUpdate':
      return { kind: activity.action === 'remove' ? 'left' : 'nothing' }
    default:
      return { kind: 'nothing' }
  }
}

const Invoked = z.object({ action: z.object({ data: z.unknown() }) })
const invokedData = (value: unknown): unknown => Invoked.safeParse(value).data?.action.data

function pressedIn(data: unknown): Event {
  const { data: pressed } = Pressed.safeParse(data)
  if (!pressed) return { kind: 'old-button' }
  const { data: filled } = Filled.safeParse(data)
  return { kind: 'pressed', pressed: { ...pressed, ...(filled && { filled }) } }
}

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().max(1000),
  mentioned: z.object({ id: Id }),
})
/** Longer ones are told so by the dialogue, which reads far less. */
const MAX_TEXT = 20_000

function saidIn(activity: Activity): Event {
  const mentions = (activity.entities ?? [])
    .flatMap((entity) => Mention.safeParse(entity).data ?? [])
    .filter(({ mentioned }) => mentioned.id === activity.recipient.id)
  // In a group people talk to each other, even where the bot is let hear all of it.
  const isPersonal = (activity.conversation.conversationType ?? 'personal') === 'personal'
  if (!isPersonal && mentions.length === 0) return { kind: 'nothing' }
  const text = mentions
    .reduce((text, mention) => text.replaceAll(mention.text, ' '), activity.text ?? '')
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .trim()
    .slice(0, MAX_TEXT)
  const photos = photosIn(activity.attachments ?? [])
  const [photo] = photos
  // Pasted pictures come with a copy of the message as HTML, and cards of others as attachments: neither is said.
  if (!text && !photo && mentions.length === 0) return { kind: 'nothing' }
  return { kind: 'said', ...((text || !photo) && { text }), ...(photo && { photo }), photos: photos.length }
}

const FILE = 'application/vnd.microsoft.teams.file.download.info'
const File = z.object({ downloadUrl: z.string().max(4000), fileType: z.string().max(20).nullish() })
const PICTURES: Record<string, string> = { jpg: 'jpeg', tif: 'tiff' }

/** Pictures among what is attached to a message. */
export const photosIn = (attachments: readonly unknown[]): Photo[] =>
  attachments.flatMap((one) => {
    const { data } = Attachment.safeParse(one)
    return (data && photoIn(data)) ?? []
  })

function photoIn({ contentType, contentUrl, name, content }: Attachment): Photo | undefined {
  if (contentType.startsWith('image/') && contentUrl)
    // The connector writes `image/*` for what was pasted.
    return { url: contentUrl, name: name ?? '', ...(contentType !== 'image/*' && { contentType }) }
  if (contentType !== FILE) return undefined
  const { data: file } = File.safeParse(content)
  if (!file) return undefined
  const type = file.fileType?.toLowerCase() ?? name?.split('.').at(-1)?.toLowerCase() ?? ''
  const kind = /^(jpe?g|png|webp|avif|gif|tiff?)$/.test(type) ? 'image' : 'application'
  return { url: file.downloadUrl, name: name ?? '', contentType: `${kind}/${PICTURES[type] ?? type}` }
}

/** The tenant that the activity comes from; undefined where it does not say so, or says two. */
export function tenantOf({ conversation, channelData }: Activity): string | undefined {
  const said = [conversation.tenantId, channelData?.tenant?.id].flatMap((id) => id?.toLowerCase() || [])
  return new Set(said).size === 1 ? said[0] : undefined
}

export function referenceOf(activity: Activity, playground: boolean): Reference {
  const { channelId, serviceUrl, recipient, from, conversation } = activity
  const { id, conversationType } = conversation
  const tenantId = tenantOf(activity)
  return {
    channelId,
    serviceUrl,
    bot: recipient.id,
    user: from.id,
    conversation: { id, ...(tenantId && { tenantId }), ...(conversationType && { conversationType }) },
    playground,
  }
}

export interface Names {
  /** Of the person, in their tenant. */
  user: string
  /** Everyone has a conversation of their own in each chat. */
  conversation: string
  /** The same activity has the same, however often it is delivered. */
  turn: string
}

/** By ids alone: what people call themselves means nothing here. */
export function namesIn(activity: Activity): Names {
  const { from, conversation, id } = activity
  const user = `${tenantOf(activity) ?? 'playground'}:${from.aadObjectId ?? hash(from.id)}`
  return {
    user,
    conversation: `teams:${user}:${hash(conversation.id)}`,
    turn: `teams:${hash(`${conversation.id}\n${id ?? randomUUID()}`)}`,
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
