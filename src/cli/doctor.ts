/** `hemline doctor`: what works here, and what to do about what does not. */
import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Command } from 'commander'
import { REST } from 'discord.js'
import { diagnose } from '../../adapters/discord/diagnosis.ts'
import { protocolOf } from '../../adapters/terminal/pictures.ts'
import { openProducts } from '../catalogue/products.ts'
import { readManifest } from '../inference/manifest.ts'
import { openModel } from '../inference/model.ts'
import { readSettings, type Settings } from '../settings.ts'
import { openStorage } from '../storage/storage.ts'

export interface Finding {
  /** What was looked at, in a word. */
  part: string
  /** `note`: it works, and there is something to know. */
  state: 'ok' | 'note' | 'fault'
  text: string
}

/** Looks at one part; what it throws is a fault, told by its message. */
type Check = (settings: Settings) => Promise<Omit<Finding, 'part'>>

/** Servers that the bot lacks something on; more are counted. */
const LACKS_SHOWN = 20
const OLDEST_NODE = [20, 19] as const

const CHECKS: Record<string, Check> = {
  node: async () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    const [least, leastMinor] = OLDEST_NODE
    const isOld = major < least || (major === least && minor < leastMinor)
    if (isOld)
      throw new Error(`${process.version} is too old: install Node ${OLDEST_NODE.join('.')} or newer.`)
    return { state: 'ok', text: process.version }
  },

  models: async ({ modelDir }) => {
    const { family, version, graphs } = await readManifest(modelDir)
    const files = Object.keys(graphs).length
    return {
      state: 'ok',
      text: `${family} ${version} in ${modelDir}, ${files} files, each with the hash it should have`,
    }
  },

  device: async ({ modelDir, device, threads }) => {
    const model = await openModel(modelDir, { device, threads })
    try {
      const { size } = model.manifest.reader
      await model.read(new Float32Array(3 * size * size))
      const began = performance.now()
      await model.read(new Float32Array(3 * size * size))
      const ms = Math.round(performance.now() - began)
      // Asking for a device that is not there is no fault, for the processor does the work; but it was asked for.
      const isAsked = device === 'auto' || model.device.startsWith(`${device},`)
      return { state: isAsked ? 'ok' : 'note', text: `${model.device}; a picture is read in ${ms} ms` }
    } finally {
      await model.close()
    }
  },

  safety: async ({ modelDir, safetyModel: safety }) => {
    if (safety === undefined)
      return { state: 'note', text: 'no picture is judged: HEMLINE_SAFETY_MODEL is not set' }
    const model = await openModel(modelDir, { device: 'cpu', threads: 1, safety })
    await model.close()
    return { state: 'ok', text: `pictures are judged at ${model.safety?.size} pixels by ${safety}` }
  },

  data: async ({ dataDir }) => {
    try {
      await mkdir(dataDir, { recursive: true })
      await access(dataDir, constants.R_OK | constants.W_OK)
    } catch (cause) {
      throw new Error(`${dataDir} is no folder that can be written to: change that, or set HEMLINE_DATA.`, {
        cause,
      })
    }
    return { state: 'ok', text: `${dataDir} can be written to` }
  },

  database: async ({ dataDir }) => {
    const storage = await openStorage(dataDir)
    try {
      const products = await openProducts(storage.db).count()
      const shop =
        products === 0 ? 'no products yet: the first start fills a demo shop' : `${products} products`
      return { state: 'ok', text: `SQLite in ${join(dataDir, 'hemline.db')}, tables up to date, ${shop}` }
    } finally {
      await storage.close()
    }
  },

  web: async ({ port }) => {
    const free = await isFree(port)
    if (free) return { state: 'ok', text: `port ${port} is free: npm start serves http://localhost:${port}` }
    return {
      state: 'note',
      text: `port ${port} is taken: if it is not Hemline that runs there, set PORT to another`,
    }
  },

  discord: async ({ discord: { token, api, readThreads } }) => {
    if (!token) return { state: 'note', text: 'no bot: HEMLINE_DISCORD_TOKEN is not set (docs/discord.md)' }
    const rest = new REST({ api, retries: 0 }).setToken(token)
    const { name, servers, faults, lacks } = await diagnose(rest, { readThreads })
    return {
      state: faults.length > 0 ? 'fault' : lacks.length > 0 ? 'note' : 'ok',
      text: [
        `the token is that of “${name}”, on ${servers} server(s)`,
        ...faults,
        ...lacks.slice(0, LACKS_SHOWN),
        ...(lacks.length > LACKS_SHOWN ? [`and on ${lacks.length - LACKS_SHOWN} more servers`] : []),
      ].join('\n'),
    }
  },

  teams: async ({ teams: { app, playground, tenants }, publicUrl }) => {
    const open = playground ? '; the playground on this machine is served without a token' : ''
    if (!app) return { state: 'note', text: `no bot: HEMLINE_TEAMS_APP_ID is not set (docs/teams.md)${open}` }
    const whom = tenants.includes('*') ? 'every tenant' : `${tenants.length} tenant(s)`
    const pictures = publicUrl ? `pictures from ${publicUrl}` : 'small pictures only: set HEMLINE_PUBLIC_URL'
    return {
      state: publicUrl && !playground ? 'ok' : 'note',
      text: `${app.type} app, ${whom}, ${pictures}${open}`,
    }
  },

  terminal: async () => {
    const protocol = protocolOf(process.env, process.stdout.isTTY)
    if (protocol !== 'none') return { state: 'ok', text: `pictures are shown in the window (${protocol})` }
    return {
      state: 'note',
      text: 'pictures are files only: this terminal is not known to show them (iTerm2, Kitty, WezTerm and Ghostty do)',
    }
  },
}

/** Looks at every part, each for itself, so that one fault does not hide another. */
export async function examine(settings: Settings): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [part, check] of Object.entries(CHECKS)) {
    try {
      findings.push({ part, ...(await check(settings)) })
    } catch (error) {
      findings.push({ part, state: 'fault', text: error instanceof Error ? error.message : String(error) })
    }
  }
  return findings
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
}

const MARKS = { ok: '✓', note: '·', fault: '✗' } as const

export const doctor = new Command('doctor')
  .description('Check devices, models, database and channels, and say what to do about what does not work')
  .option('--json', 'print one JSON line for each part')
  .action(async ({ json }: { json?: true }) => {
    const findings = await examine(readSettings())
    for (const finding of findings) {
      const { part, state, text } = finding
      const line = json
        ? JSON.stringify(finding)
        : `${MARKS[state]} ${part.padEnd(9)} ${text.replaceAll('\n', '\n            ')}`
      process.stdout.write(`${line}\n`)
    }
    const faults = findings.filter(({ state }) => state === 'fault').map(({ part }) => part)
    if (faults.length > 0) throw new Error(`Hemline cannot run as it is: see ${faults.join(', ')} above.`)
  })
