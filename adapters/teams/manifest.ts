/** The manifest of the Teams app: what Teams shows of it, and what it lets the bot do. */
import { z } from 'zod'

/** Of the manifest's schema. */
const VERSION = '1.19'

/** Names of the message extension's commands. */
export const COMMAND = {
  search: 'search',
  shared: 'shared',
  refine: 'refine-picture',
  findPicture: 'find-picture',
} as const

const https = z
  .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
  .max(2048, 'must be at most 2048 characters')
const text = (most: number) =>
  z.string().trim().min(1, 'must not be empty').max(most, `must be at most ${most} characters`)

/** What the manifest says that the code does not know. The limits are those of the manifest's schema. */
export const AppFacts = z.object({
  /** The app behind the bot. */
  appId: z.guid(),
  /** Of the package: Teams takes an update only under a higher one. */
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, 'must be a version like 1.0.0'),
  name: text(30),
  developer: text(32),
  website: https,
  privacy: https,
  terms: https,
  /** Where pictures on cards come from; undefined: from the cards themselves. */
  publicUrl: https.optional(),
})
export type AppFacts = z.infer<typeof AppFacts>

export const ICONS = { color: 'color.png', outline: 'outline.png' } as const
export const ACCENT = '#c2410c'

/** Throws a ZodError that names what is wrong with the facts. */
export function manifestOf(facts: z.input<typeof AppFacts>) {
  const { appId, version, name, developer, website, privacy, terms, publicUrl } = AppFacts.parse(facts)
  const scopes = ['personal', 'team', 'groupChat']
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: VERSION,
    version,
    id: appId,
    developer: { name: developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms },
    name: { short: name, full: name },
    description: {
      short: 'Say what to change about a garment, and see the nearest in the shop.',
      full:
        'Describe a garment or send a picture of one, and say what to change: it changes round by round, and each ' +
        'round is followed by the nearest products of the shop, with price, sizes and stock. Keep what a customer ' +
        'likes, compare, and share it.',
    },
    icons: ICONS,
    accentColor: ACCENT,
    bots: [
      {
        botId: appId,
        scopes,
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes, commands: COMMANDS }],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: EXTENSION,
        // Links to what was shared become cards.
        ...(publicUrl && {
          messageHandlers: [{ type: 'link', value: { domains: [new URL(publicUrl).hostname] } }],
        }),
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: publicUrl ? [new URL(publicUrl).hostname] : [],
  }
}

/** What Teams offers in the message box: sentences that the dialogue understands as they are. */
const COMMANDS = [
  { title: 'surprise me', description: 'Begin from a garment of the shop' },
  { title: 'make it navy', description: 'Change the garment in hand, in your own words' },
  { title: 'under 80 in size M', description: 'Narrow down what is shown' },
  { title: 'more results', description: 'See more of the list' },
  { title: 'show my outfit', description: 'What you kept, with its total' },
  { title: 'open holds', description: 'What is held in your store' },
  { title: 'show the shortlist', description: 'What you put aside, with your notes' },
  { title: 'undo', description: 'Take the last change back' },
  { title: 'start over', description: 'Begin anew' },
  { title: 'help', description: 'What can be said' },
]

/** What can be done from the message box of any chat, and with a message of one. */
const EXTENSION = [
  {
    id: COMMAND.search,
    type: 'query',
    title: 'Products',
    description: 'Find a product by words, article number or barcode, and post it',
    context: ['compose', 'commandBox'],
    parameters: [
      { name: 'words', title: 'Words', description: 'What it is, or its article number or barcode' },
    ],
  },
  {
    id: COMMAND.shared,
    type: 'query',
    title: 'My links',
    description: 'Post a look or a shortlist that you shared',
    initialRun: true,
    context: ['compose'],
    parameters: [{ name: 'title', title: 'Title', description: 'Part of its title' }],
  },
  {
    id: COMMAND.refine,
    type: 'action',
    title: 'Refine this picture',
    description: 'Change the garment in a message’s picture, in your own words',
    context: ['message'],
    fetchTask: true,
  },
  {
    id: COMMAND.findPicture,
    type: 'action',
    title: 'Find it in the shop',
    description: 'The products nearest to a message’s picture',
    context: ['message'],
    fetchTask: true,
  },
]
