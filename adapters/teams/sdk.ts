/** The seam to the Bot Framework's SDK: nothing else here knows `botbuilder`. */
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder'
import type { TeamsApp } from '../../src/settings.ts'
import type { Reference } from './reference.ts'

/** Where tokens come from and go to; the SDK's own defaults are the public cloud. */
export type Cloud = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0]
/** How the bot proves to the connector who it is; by default from the app's settings. */
export type Credentials = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]

export interface SdkOptions {
  /** Undefined: nothing is signed, neither what comes nor what goes; for the playground on this machine. */
  app: TeamsApp | undefined
  /** For another cloud than the public one, and for tests. */
  cloud?: Cloud
  credentials?: Credentials
}

/** What can be done in one chat. Throws what the connector answers as an error with a `statusCode`. */
export interface Chat {
  /** Gives the id of what was posted. */
  send(activity: Partial<Activity>): Promise<string>
  update(id: string, activity: Partial<Activity>): Promise<void>
  /** A token for the connector that the chat is on; undefined where nothing is signed. */
  token(): Promise<string | undefined>
}

export interface Sdk {
  /** Whether the connector signed this activity for this bot, and for the service address that stands in it. */
  isGenuine(activity: object, authorization: string): Promise<boolean>
  chat(reference: Reference): Chat
}

const APP_TYPES = {
  'single-tenant': 'SingleTenant',
  'multi-tenant': 'MultiTenant',
  'managed-identity': 'UserAssignedMSI',
} as const

export function openSdk({ app, cloud = {}, credentials }: SdkOptions): Sdk {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ...cloud,
      ...(app && { MicrosoftAppId: app.id, MicrosoftAppType: APP_TYPES[app.type] }),
      ...(app?.password !== undefined && { MicrosoftAppPassword: app.password }),
      ...(app?.tenant !== undefined && { MicrosoftAppTenantId: app.tenant }),
    },
    credentials,
  )
  const adapter = new CloudAdapter(authentication)

  const within = async <T>(reference: Reference, work: (context: TurnContext) => Promise<T>): Promise<T> => {
    let result: { value: T } | undefined
    const logic = async (context: TurnContext) => {
      withoutRetries(connectorIn(context))
      result = { value: await work(context) }
    }
    await adapter.continueConversationAsync(app?.id ?? '', sdkReference(reference), logic)
    if (!result) throw new Error('the SDK did not run what it was given')
    return result.value
  }
  const connectorIn = (context: TurnContext) => context.turnState.get(adapter.ConnectorClientKey) as Connector

  return {
    async isGenuine(activity, authorization) {
      try {
        await authentication.authenticateRequest(activity as Activity, authorization)
        return true
      } catch {
        // Some of what the SDK throws says so of itself and some is a bare error of the token's library.
        return false
      }
    },
    chat: (reference) => ({
      send: (activity) =>
        within(reference, async (context) => (await context.sendActivity(activity))?.id ?? ''),
      update: (id, activity) =>
        within(reference, async (context) => {
          await context.updateActivity({ ...activity, id })
        }),
      token: () => within(reference, async (context) => connectorIn(context).credentials?.getToken?.()),
    }),
  }
}

/** What is used of the SDK's client that its types do not show. */
interface Connector {
  credentials?: { getToken?(): Promise<string> }
  client?: { pipeline?: { removePolicy(named: { name: string }): unknown } }
}

/** The HTTP client below the SDK tries again by itself, which would multiply with what `delivery.ts` does. */
const withoutRetries = ({ client }: Connector): unknown =>
  client?.pipeline?.removePolicy({ name: 'defaultRetryPolicy' })

function sdkReference({ conversation, ...reference }: Reference): Partial<ConversationReference> {
  const { id, tenantId, conversationType } = conversation
  return {
    channelId: reference.channelId,
    serviceUrl: reference.serviceUrl,
    bot: { id: reference.bot, name: '' },
    user: { id: reference.user, name: '' },
    conversation: {
      id,
      name: '',
      isGroup: conversationType !== 'personal',
      conversationType: conversationType ?? 'personal',
      ...(tenantId !== undefined && { tenantId }),
    },
  }
}
