/** `/settings`: what holds on a server, seen and set by those who may manage it. */
import { type ChatInputCommandInteraction, escapeMarkdown, PermissionFlagsBits } from 'discord.js'
import type { Desk } from '../../src/dialogue/reply.ts'
import { type Body, body } from './message.ts'
import { LANGUAGES, type Notes, type ServerSettings } from './notes.ts'
import type { Texts } from './texts.ts'

/** What `language` and, for the others, `brand` and `catalogue` are set to, to have no limit again. */
export const OWN = 'own'
export const ALL = 'all'

/** Sets what was given, and gives what holds then. */
export async function settingsCommand(
  interaction: ChatInputCommandInteraction,
  notes: Notes,
  shop: Pick<Desk, 'brands' | 'catalogues'>,
  texts: Texts,
): Promise<Body> {
  const { guildId, memberPermissions, options } = interaction
  if (!guildId) return body(texts.serverOnly)
  // Discord hides the command from others, unless a server's own settings say otherwise.
  if (!memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return body(texts.adminOnly)
  const before = await notes.settings(guildId)
  const catalogue = choose(options.getString('catalogue'), before.catalogue, await shop.catalogues())
  if ('none' in catalogue) return body(none('catalogue', catalogue))
  const brands = await shop.brands(catalogue.value ?? undefined)
  // Another catalogue need not have the brand.
  const kept = brands.find((name) => name === before.brand) ?? null
  const brand = choose(options.getString('brand'), kept, brands)
  if ('none' in brand) return body(none('brand', brand))
  const settings = { ...changed(before, interaction), catalogue: catalogue.value, brand: brand.value }
  if (JSON.stringify(settings) !== JSON.stringify(before)) await notes.change(guildId, settings)
  return body(described(settings))
}

function changed(before: ServerSettings, { options }: ChatInputCommandInteraction): ServerSettings {
  const role = options.getRole('allow-role')?.id
  const roles = options.getBoolean('allow-everyone') ? [] : before.roles
  const language = options.getString('language')
  return {
    ...before,
    roles: role ? [...new Set([...roles, role])].slice(0, 50) : roles,
    cooldown: options.getInteger('cooldown') ?? before.cooldown,
    userQuota: options.getInteger('member-quota') ?? before.userQuota,
    serverQuota: options.getInteger('server-quota') ?? before.serverQuota,
    threads: options.getBoolean('threads') ?? before.threads,
    spoilers: options.getBoolean('spoilers') ?? before.spoilers,
    language: language === null ? before.language : (LANGUAGES.find((known) => known === language) ?? null),
  }
}

function described(settings: ServerSettings): string {
  const { roles, cooldown, userQuota, serverQuota, threads, spoilers, language, brand, catalogue } = settings
  return [
    '**Hemline on this server**',
    `Serves: ${roles.length === 0 ? 'everyone' : roles.map((role) => `<@&${role}>`).join(', ')}`,
    `Pause between two requests of a member: ${cooldown === 0 ? 'none' : `${cooldown} s`}`,
    `Requests a day: ${limit(userQuota)} for a member, ${limit(serverQuota)} for the server`,
    `Answers in: ${language ? NAMES[language] : 'each member’s own language'}`,
    `Shows: ${catalogue ? `the catalogue “${catalogue}”` : 'every catalogue'}, ${
      brand ? `products by ${escapeMarkdown(brand)}` : 'every brand'
    }`,
    `A mention is answered ${threads ? 'in a thread of its own' : 'where it was written'}`,
    `Pictures are ${spoilers ? 'covered until they are clicked' : 'shown'}`,
  ].join('\n')
}

const limit = (most: number): string => (most === 0 ? 'any number' : String(most))
const NAMES = { en: 'English', de: 'German', es: 'Spanish' } as const

type Choice = { value: string | null } | { none: string; known: readonly string[] }

/** @param asked null: it stays as it was */
function choose(asked: string | null, before: string | null, known: readonly string[]): Choice {
  if (asked === null) return { value: before }
  if (asked === ALL) return { value: null }
  const value = known.find((name) => name.toLowerCase() === asked.trim().toLowerCase())
  return value === undefined ? { none: asked, known } : { value }
}

function none(what: string, { none, known }: { none: string; known: readonly string[] }): string {
  const there = known.slice(0, 20).map((name) => escapeMarkdown(name))
  return (
    `There is no ${what} “${escapeMarkdown(none)}” in this shop. ` +
    (there.length > 0 ? `There are ${there.join(', ')}.` : '')
  )
}
