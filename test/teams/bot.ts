/** The bot over a core, on loopback, and people who talk to it through a connector. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import type { AdaptiveCard, Button, Element } from '../../adapters/teams/elements.ts'
import type { Credentials } from '../../adapters/teams/sdk.ts'
import { createTeams, type TeamsOptions } from '../../adapters/teams/server.ts'
import type { Core, Showcase } from '../../src/dialogue/reply.ts'
import { readSettings } from '../../src/settings.ts'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'
import { BOT_TOKEN, type Connector, ISSUER } from './connector.ts'

export const APP = '11111111-1111-1111-1111-111111111111'
export const TENANT = '22222222-2222-2222-2222-222222222222'
export const BRISK = { everyMs: 5, patienceMs: 5, pauseMs: 20 }

/** The bot's side of signing, without anybody's login server. */
const credentials: NonNullable<Credentials> = {
  isValidAppId: async (id) => id === APP,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    getToken: async () => BOT_TOKEN,
    signRequest: async (request) => {
      request.headers.set('Authorization', `Bearer ${BOT_TOKEN}`)
      return request
    },
  }),
} as NonNullable<Credentials>

export const cloudOf = (connector: Connector) => ({
  ValidateAuthority: true,
  ToBotFromChannelOpenIdMetadataUrl: `${connector.origin}/openid`,
  ToBotFromEmulatorOpenIdMetadataUrl: `${connector.origin}/openid`,
  ToBotFromChannelTokenIssuer: ISSUER,
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: ISSUER,
  OAuthUrl: 'https://token.botframework.com/',
  CallerId: 'test',
})

export async function scratch() {
  const dir = await mkdtemp(join(tmpdir(), 'hemline-teams-'))
  return { dir, remove: () => rm(dir, { recursive: true }) }
}

/** A shop window with nothing in it. */
export const EMPTY: Showcase = {
  find: async () => [],
  shared: async () => undefined,
  sharedBy: async () => [],
}

export type Bot = Awaited<ReturnType<typeof openBot>>

export async function openBot(
  connector: Connector,
  core: Core & Partial<Showcase>,
  dir: string,
  options: Partial<TeamsOptions> & { env?: Record<string, string>; storage?: Storage } = {},
) {
  const storage = options.storage ?? (await openStorage(dir))
  const logged: unknown[][] = []
  const note = (...what: unknown[]) => void logged.push(what)
  const failures: unknown[][] = []
  const settings = readSettings({
    HEMLINE_TEAMS_APP_ID: APP,
    HEMLINE_TEAMS_APP_PASSWORD: 'hush-hush',
    HEMLINE_TEAMS_TENANT_ID: TENANT,
    ...options.env,
  })
  const teams = createTeams({
    core: { ...EMPTY, ...core },
    notes: openChannelNotes(storage.db, 'teams'),
    settings: settings.teams,
    log: { error: (...what: unknown[]) => void failures.push(what), warn: note, info: note } as never,
    pace: BRISK,
    cloud: cloudOf(connector),
    credentials,
    ...options,
  })
  const server = createServer(express().use(teams.router)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    teams,
    failures,
    logged,
    storage,
    async close() {
      server.closeAllConnections()
      server.close()
      await teams.close()
      if (!options.storage) await storage.close()
    },
  }
}

/** What comes back for an invoke: which of these, the test knows. */
export interface Invoked {
  type: string
  value: AdaptiveCard
  composeExtension: { type: string; text?: string; attachments: { content: AdaptiveCard; preview: object }[] }
  task: { type: string; value: { card: { content: AdaptiveCard } } }
}

let activities = 0

/** Someone in a chat with the bot. */
export function person(connector: Connector, bot: { address: string }, name = 'anna') {
  const conversation = { id: `a:chat-of-${name}`, conversationType: 'personal', tenantId: TENANT }
  const channelData = { tenant: { id: TENANT } }
  const claims = () => {
    const now = Math.floor(Date.now() / 1000)
    return { iss: ISSUER, aud: APP, serviceurl: connector.origin, nbf: now - 60, exp: now + 600 }
  }
  const activity = (given: object = {}): Record<string, unknown> => ({
    type: 'message',
    id: `activity-${++activities}`,
    channelId: 'msteams',
    serviceUrl: connector.origin,
    from: { id: `29:${name}`, name, aadObjectId: `object-${name}` },
    recipient: { id: `28:${APP}`, name: 'Hemline' },
    conversation,
    channelData,
    ...given,
  })
  const post = (body: unknown, authorization: string | undefined) =>
    fetch(`${bot.address}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(authorization && { authorization }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const send = (given: object) => post(activity(given), `Bearer ${connector.token(claims())}`)
  const shown = () => connector.messages(conversation.id)
  /** An invoke, and what comes back in the response. */
  const invoke = async (name: string, value: object) => {
    const response = await send({ type: 'invoke', name, value })
    return { status: response.status, body: (await response.json()) as Invoked }
  }
  return {
    invoke,
    claims,
    activity,
    post,
    send,
    shown,
    conversation,
    channelData,
    say: (text: string, given: object = {}) => send({ text, ...given }),
    /** Presses a button of a card, as Teams does it. */
    press(card: AdaptiveCard, title: string, filled: Record<string, string> = {}) {
      const found = buttonsOf(card).find((one) => one.title === title && one.type === 'Action.Execute')
      if (found?.type !== 'Action.Execute')
        throw new Error(`no button “${title}” in ${titles(card).join(', ')}`)
      const { verb, data, type } = found
      return send({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type, verb, data: { ...data, ...filled } }, trigger: 'manual' },
      })
    },
    /** The card of the n-th message, once it is not in the making any more. */
    async settled(n = 1): Promise<AdaptiveCard> {
      for (let tries = 0; tries < 600; tries++) {
        const made = cardIn(shown()[n - 1]?.activity)
        if (made && !titles(made).includes('Cancel')) return made
        await sleep(20)
      }
      throw new Error(`message ${n} was not settled: ${JSON.stringify(shown()).slice(0, 1500)}`)
    },
  }
}

export function cardIn(activity: Record<string, unknown> | undefined): AdaptiveCard | undefined {
  const [attachment] = (activity?.attachments ?? []) as { content: AdaptiveCard }[]
  return attachment?.content
}

/** Every element of a card, those within others included. */
export function elementsOf(card: AdaptiveCard): Element[] {
  const walk = (elements: readonly Element[]): Element[] =>
    elements.flatMap((element) => [
      element,
      ...(element.type === 'ActionSet'
        ? element.actions.flatMap((action) =>
            action.type === 'Action.ShowCard' ? walk(action.card.body) : [],
          )
        : []),
      ...(element.type === 'Container' ? walk(element.items) : []),
      ...(element.type === 'ColumnSet' ? element.columns.flatMap(({ items }) => walk(items)) : []),
    ])
  return walk(card.body)
}

export const buttonsOf = (card: AdaptiveCard): Button[] =>
  elementsOf(card).flatMap((element) => (element.type === 'ActionSet' ? element.actions : []))
export const titles = (card: AdaptiveCard): string[] => buttonsOf(card).map(({ title }) => title)
export const imagesOf = (card: AdaptiveCard) =>
  elementsOf(card).flatMap((element) => (element.type === 'Image' ? [element] : []))
/** What a person reads, line by line. */
export const linesOf = (card: AdaptiveCard): string[] =>
  elementsOf(card).flatMap((element) =>
    element.type === 'RichTextBlock' ? [element.inlines.map(({ text }) => text).join('')] : [],
  )
