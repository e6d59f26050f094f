/** Why the bot could not start, and where to put it right. */
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js'

export const PORTAL = 'https://discord.com/developers/applications'

/** Its message tells what is wrong and where to set it. */
export class DiscordStartError extends Error {
  override name = 'DiscordStartError'
}

const TOKEN =
  `Discord refused the token in HEMLINE_DISCORD_TOKEN. Copy it anew: ${PORTAL} › your application › Bot › Reset Token. ` +
  'It is the bot token, not the client secret or the public key.'

export const INTENTS =
  'Discord refused an intent: HEMLINE_DISCORD_READ_THREADS=1 needs the Message Content Intent. ' +
  `Switch it on under ${PORTAL} › your application › Bot › Privileged Gateway Intents, or unset that setting.`

/** A sentence about what the bot lacks on a server and where to give it; none as a rule. */
export function lackedOn(
  server: string,
  permissions: Readonly<PermissionsBitField> | undefined,
  application: string,
): string[] {
  const missing = permissions?.missing(INVITED) ?? []
  if (missing.length === 0) return []
  return [
    `On “${server}” the bot lacks ${missing.map(spaced).join(', ')}. Grant it under Server settings › Roles › ` +
      `the bot's role, or invite the bot again: ${inviteLink(application)}`,
  ]
}

/** As Discord's own pages write a permission: "AttachFiles" is "Attach Files". */
export const spaced = (permission: string): string => permission.replace(/([a-z])([A-Z])/g, '$1 $2')

export function missingToken(): DiscordStartError {
  return new DiscordStartError(
    `HEMLINE_DISCORD_TOKEN is not set. Make a bot under ${PORTAL} › New Application › Bot › Reset Token, ` +
      'and put its token into .env; docs/discord.md has every step.',
  )
}

/** @param error what login or registration threw */
export function startError(cause: unknown): Error {
  const isToken = cause instanceof DiscordjsError && cause.code === DiscordjsErrorCodes.TokenInvalid
  if (isToken || (cause instanceof DiscordAPIError && cause.status === 401))
    return new DiscordStartError(TOKEN, { cause })
  if (cause instanceof DiscordAPIError && cause.status === 403)
    return new DiscordStartError(
      'Discord did not let the bot do that here. Invite it again with the link of docs/discord.md: ' +
        'the scopes are “bot” and “applications.commands”.',
      { cause },
    )
  if (cause instanceof DiscordStartError) return cause
  return new DiscordStartError('Discord could not be reached. Check the connection of this machine.', {
    cause,
  })
}

/** A gateway that closes with one of these will not open again by itself; undefined for all others. */
export function closedFor(code: number): DiscordStartError | undefined {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return new DiscordStartError(TOKEN)
    case GatewayCloseCodes.DisallowedIntents:
      return new DiscordStartError(INTENTS)
    case GatewayCloseCodes.InvalidIntents:
      return new DiscordStartError('Discord does not know an intent that was asked for: update discord.js.')
    case GatewayCloseCodes.ShardingRequired:
      return new DiscordStartError(
        'This bot is on too many servers for one connection: start it with `hemline discord --processes auto`.',
      )
    default:
      return undefined
  }
}

/** Lets someone add the bot to a server with what it needs there and nothing more; docs/discord.md says why. */
export function inviteLink(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: String(new PermissionsBitField(INVITED).bitfield),
  })
  return `https://discord.com/oauth2/authorize?${query}`
}

/** What an answer in a channel takes. */
export const NEEDED = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
]

/** What the bot is invited with. */
export const INVITED = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
]
