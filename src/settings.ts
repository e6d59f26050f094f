/** Every setting, read from the environment and from `.env` in the current folder; the environment wins. */
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { DEVICES } from './inference/device.ts'

/** A setting that is there but left blank counts as not set. */
const setting = <T extends z.ZodType>(type: T) =>
  z.preprocess((text) => (typeof text === 'string' && text.trim() === '' ? undefined : text), type)

const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`))

const HOST = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)+$/

const hosts = z
  .string()
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(HOST, 'must be host names like images.example.com, separated by commas')))

const words = z.string().transform((text) =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean),
)

const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((text) => text === '1')

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

const guid = z
  .string()
  .trim()
  .toLowerCase()
  .regex(GUID, 'must be an id like 00000000-0000-0000-0000-000000000000')

/** `*` stands for every tenant. */
const tenants = words.pipe(
  z.array(
    z
      .string()
      .refine((id) => id === '*' || GUID.test(id), 'must be tenant ids, separated by commas, or * for all'),
  ),
)

const people = words.pipe(
  z.array(z.string().regex(GUID, 'must be object ids of people, separated by commas')),
)

const publicUrl = z
  .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
  .transform((address) => address.replace(/\/+$/, ''))

export const TEAMS_APP_TYPES = ['single-tenant', 'multi-tenant', 'managed-identity'] as const

/** Of the answers; what is said to Hemline is English. */
const LANGUAGES = ['en', 'de', 'es'] as const

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of ${values.join(', ')}`)

const Variables = z.object({
  PORT: setting(whole(0, 65_535).default(3978)),
  HEMLINE_DATA: setting(z.string().default('./data')),
  HEMLINE_MODEL: setting(z.string().default('models/embedded')),
  HEMLINE_DEVICE: setting(oneOf(DEVICES).default('auto')),
  HEMLINE_THREADS: setting(whole(0, 256).default(0)),
  HEMLINE_SAFETY_MODEL: setting(z.string().optional()),
  HEMLINE_ALLOWED_IMAGE_HOSTS: setting(hosts.default([])),
  HEMLINE_DISCORD_TOKEN: setting(z.string().trim().optional()),
  HEMLINE_DISCORD_READ_THREADS: setting(flag.default(false)),
  HEMLINE_DISCORD_AT_ONCE: setting(whole(1, 1000).default(8)),
  HEMLINE_DISCORD_MEMBER_QUOTA: setting(whole(0, 1_000_000).default(0)),
  HEMLINE_DISCORD_BLOCKED_WORDS: setting(words.default([])),
  HEMLINE_DISCORD_API: setting(z.url('must be an address').default('https://discord.com/api')),
  HEMLINE_PUBLIC_URL: setting(publicUrl.optional()),
  HEMLINE_TEAMS_APP_ID: setting(guid.optional()),
  HEMLINE_TEAMS_APP_TYPE: setting(oneOf(TEAMS_APP_TYPES).default('single-tenant')),
  HEMLINE_TEAMS_APP_PASSWORD: setting(z.string().trim().optional()),
  HEMLINE_TEAMS_TENANT_ID: setting(guid.optional()),
  HEMLINE_TEAMS_ALLOWED_TENANTS: setting(tenants.default([])),
  HEMLINE_TEAMS_MANAGERS: setting(people.default([])),
  HEMLINE_TEAMS_PLAYGROUND: setting(flag.default(false)),
  HEMLINE_TEAMS_AT_ONCE: setting(whole(1, 1000).default(8)),
  HEMLINE_SHOP_CURRENCY: setting(
    z
      .string()
      .regex(/^[A-Za-z]{3}$/, 'must be a three-letter code like EUR')
      .toUpperCase()
      .default('EUR'),
  ),
  HEMLINE_LANGUAGE: setting(oneOf(LANGUAGES).default('en')),
  LOG_LEVEL: setting(oneOf(LOG_LEVELS).default('info')),
})

type Name = keyof z.infer<typeof Variables>

/** What an app id takes beside it, by the kind of app. */
const Environment = Variables.superRefine((env, context) => {
  if (!env.HEMLINE_TEAMS_APP_ID) return
  const fault = (name: Name, message: string) => context.addIssue({ code: 'custom', path: [name], message })
  const type = env.HEMLINE_TEAMS_APP_TYPE
  if (type === 'managed-identity') {
    if (env.HEMLINE_TEAMS_APP_PASSWORD)
      fault('HEMLINE_TEAMS_APP_PASSWORD', 'must be left out: a managed identity has none')
  } else if (!env.HEMLINE_TEAMS_APP_PASSWORD)
    fault('HEMLINE_TEAMS_APP_PASSWORD', `must be set for a ${type} app`)
  if (type === 'multi-tenant') {
    if (env.HEMLINE_TEAMS_ALLOWED_TENANTS.length === 0)
      fault(
        'HEMLINE_TEAMS_ALLOWED_TENANTS',
        'must say who is served by a multi-tenant app: tenant ids, or * for all',
      )
  } else if (!env.HEMLINE_TEAMS_TENANT_ID) fault('HEMLINE_TEAMS_TENANT_ID', `must be set for a ${type} app`)
})

/** Variables whose values are not repeated in an error. */
const SECRET = /TOKEN|PASSWORD/

export interface Settings {
  /** TCP port of the web page; 0 lets the system choose. */
  port: number
  /** Folder for everything a run writes. */
  dataDir: string
  /** Folder of the model family. */
  modelDir: string
  device: (typeof DEVICES)[number]
  /** Threads of one graph run; 0: one a core, at most 8. */
  threads: number
  /** ONNX file of a graph that judges pictures; undefined: none are judged. */
  safetyModel: string | undefined
  /** Hosts that product photos may be fetched from, over https. */
  allowedImageHosts: string[]
  /** For feeds that name no currency. */
  currency: string
  /** Of the fixed texts, where a channel does not know the shopper's. */
  language: (typeof LANGUAGES)[number]
  logLevel: (typeof LOG_LEVELS)[number]
  /** Where this server is reached from outside, without a slash at the end; undefined: nowhere. */
  publicUrl: string | undefined
  discord: DiscordSettings
  teams: TeamsSettings
}

export interface DiscordSettings {
  /** The bot's token; undefined: no Discord. */
  token: string | undefined
  /** The bot's threads are read without a mention. */
  readThreads: boolean
  /** Turns from Discord that run at the same time; the others wait in line. */
  atOnce: number
  /** Requests of one person in a day, wherever they ask; 0: no limit. */
  perPerson: number
  /** Words that are not answered, in lower case. */
  blockedWords: string[]
  /** Where Discord's REST interface is. */
  api: string
}

export interface TeamsSettings {
  /** The bot's app; undefined: no Teams, unless the playground is open. */
  app: TeamsApp | undefined
  /** Ids of the tenants that are served; `*` for all. */
  tenants: string[]
  /** Object ids, in the app's own tenant, of those who may see costs and the holds of every store. */
  managers: string[]
  /** The Agents Playground on this machine is served without a token. */
  playground: boolean
  /** Turns from Teams that run at the same time; the others wait in line. */
  atOnce: number
}

export interface TeamsApp {
  id: string
  type: (typeof TEAMS_APP_TYPES)[number]
  /** None for a managed identity. */
  password: string | undefined
  /** The app's own tenant; needed by all but multi-tenant apps. */
  tenant: string | undefined
}

/** Throws an error that names every variable that is wrong, and why. */
export function readSettings(env: Record<string, string | undefined> = environment()): Settings {
  const read = Environment.safeParse(env)
  if (!read.success) {
    const problems = read.error.issues.map(({ path: [name = ''], message }) => {
      const value = env[String(name)] ?? ''
      const given = value && SECRET.test(String(name)) ? '…' : value
      return `  ${String(name)}=${given}: ${message}`
    })
    throw new Error(
      `A setting cannot be used:\n${problems.join('\n')}\n.env.example tells what each of them takes.`,
    )
  }
  const { data } = read
  return {
    port: data.PORT,
    dataDir: data.HEMLINE_DATA,
    modelDir: data.HEMLINE_MODEL,
    device: data.HEMLINE_DEVICE,
    threads: data.HEMLINE_THREADS,
    safetyModel: data.HEMLINE_SAFETY_MODEL,
    allowedImageHosts: data.HEMLINE_ALLOWED_IMAGE_HOSTS,
    currency: data.HEMLINE_SHOP_CURRENCY,
    language: data.HEMLINE_LANGUAGE,
    logLevel: data.LOG_LEVEL,
    publicUrl: data.HEMLINE_PUBLIC_URL,
    teams: teamsSettings(data),
    discord: {
      token: data.HEMLINE_DISCORD_TOKEN,
      readThreads: data.HEMLINE_DISCORD_READ_THREADS,
      atOnce: data.HEMLINE_DISCORD_AT_ONCE,
      perPerson: data.HEMLINE_DISCORD_MEMBER_QUOTA,
      blockedWords: data.HEMLINE_DISCORD_BLOCKED_WORDS,
      api: data.HEMLINE_DISCORD_API,
    },
  }
}

function teamsSettings(data: z.infer<typeof Variables>): TeamsSettings {
  const { HEMLINE_TEAMS_APP_ID: id, HEMLINE_TEAMS_TENANT_ID: tenant } = data
  const allowed = data.HEMLINE_TEAMS_ALLOWED_TENANTS
  return {
    app: id
      ? { id, type: data.HEMLINE_TEAMS_APP_TYPE, password: data.HEMLINE_TEAMS_APP_PASSWORD, tenant }
      : undefined,
    // An app of one tenant serves that one, if nothing else is said.
    tenants: allowed.length === 0 && tenant ? [tenant] : allowed,
    managers: data.HEMLINE_TEAMS_MANAGERS,
    playground: data.HEMLINE_TEAMS_PLAYGROUND,
    atOnce: data.HEMLINE_TEAMS_AT_ONCE,
  }
}

function environment(): Record<string, string | undefined> {
  return { ...dotEnv(), ...process.env }
}

function dotEnv(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error('.env in the current folder cannot be read. Check its permissions.', { cause: error })
  }
}
