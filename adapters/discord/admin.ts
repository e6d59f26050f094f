/** `/settings`: what holds on a server, seen and set by those who may manage it. */
import { type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js'
import { type Body, body } from './message.ts'
import type { Notes, ServerSettings } from './notes.ts'
import { TEXTS } from './texts.ts'

/** Sets what was given, and gives what holds then. */
export async function settingsCommand(interaction: ChatInputCommandInteraction, notes: Notes): Promise<Body> {
  const { guildId, memberPermissions } = interaction
  if (!guildId) return body(TEXTS.serverOnly)
  // Discord hides the command from others, unless a server's own settings say otherwise.
  if (!memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return body(TEXTS.adminOnly)
  const before = await notes.settings(guildId)
  const settings = changed(before, interaction)
  if (JSON.stringify(settings) !== JSON.stringify(before)) await notes.change(guildId, settings)
  return body(described(settings))
}

function changed(before: ServerSettings, { options }: ChatInputCommandInteraction): ServerSettings {
  const role = options.getRole('allow-role')?.id
  const roles = options.getBoolean('allow-everyone') ? [] : before.roles
  return {
    roles: role ? [...new Set([...roles, role])].slice(0, 50) : roles,
    cooldown: options.getInteger('cooldown') ?? before.cooldown,
    userQuota: options.getInteger('member-quota') ?? before.userQuota,
    serverQuota: options.getInteger('server-quota') ?? before.serverQuota,
    threads: options.getBoolean('threads') ?? before.threads,
    spoilers: options.getBoolean('spoilers') ?? before.spoilers,
  }
}

function described(settings: ServerSettings): string {
  const { roles, cooldown, userQuota, serverQuota, threads, spoilers } = settings
  return [
    '**Hemline on this server**',
    `Serves: ${roles.length === 0 ? 'everyone' : roles.map((role) => `<@&${role}>`).join(', ')}`,
    `Pause between two requests of a member: ${cooldown === 0 ? 'none' : `${cooldown} s`}`,
    `Requests a day: ${limit(userQuota)} for a member, ${limit(serverQuota)} for the server`,
    `A mention is answered ${threads ? 'in a thread of its own' : 'where it was written'}`,
    `Pictures are ${spoilers ? 'covered until they are clicked' : 'shown'}`,
  ].join('\n')
}

const limit = (most: number): string => (most === 0 ? 'any number' : String(most))
