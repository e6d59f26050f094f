/** `hemline serve`: every channel that a server has, over one core. What `npm start` runs. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Command } from 'commander'
import express, { type Response } from 'express'
import { createTeams, isTeamsOn } from '../../adapters/teams/server.ts'
import { createWeb } from '../../adapters/web/server.ts'
import { openCore } from '../core.ts'
import { readSettings } from '../settings.ts'
import { startDiscord } from './discord.ts'
import { openLog } from './log.ts'
import { shopProgress } from './shop-progress.ts'

export const serve = new Command('serve')
  .description('Serve the web page on PORT, and Teams and Discord where they are set up')
  .action(async () => {
    const { port, logLevel, discord, teams: teamsSettings, publicUrl, ...settings } = readSettings()
    const log = openLog(logLevel)
    // Taken before the core is opened, so that a port in use is told at once.
    const app = express()
    let isOpen = false
    app.use((_request, response, next) => (isOpen ? next() : starting(response)))
    const server = await listen(createServer(app), port)
    const core = await openCore({ ...settings, log, onProgress: shopProgress() }).catch((error) => {
      server.close()
      throw error
    })
    app.disable('x-powered-by')
    // A proxy on this machine may say what the browser asked for; nobody else may.
    app.set('trust proxy', 'loopback')
    const teams = isTeamsOn(teamsSettings)
      ? createTeams({ core, notes: core.notes('teams'), settings: teamsSettings, publicUrl, log })
      : undefined
    // Before the page, which answers its own origin only.
    if (teams) app.use(teams.router)
    app.use(createWeb({ core, showcase: core, log }))
    // Before anyone is let in: what is asked from here on was not cut off.
    await teams?.resume()
    isOpen = true

    const address = `http://localhost:${(server.address() as AddressInfo).port}`
    process.stdout.write(`Hemline is at ${address} (models on ${core.device}). Ctrl-C stops it.\n`)
    if (teams) process.stdout.write(`Teams is answered at ${address}/api/messages.\n`)
    const bot = discord.token
      ? await startDiscord(core, { ...discord, language: settings.language }, log).catch((error) => {
          // The page works without it, so it stays; the sentence says what to put right.
          process.stderr.write(`hemline: Discord: ${error.message}\n`)
        })
      : undefined
    if (bot) process.stdout.write(`On Discord as ${bot.name}.\n`)
    await asked('SIGINT', 'SIGTERM')
    process.once('SIGINT', () => process.exit(1))
    server.close()
    await Promise.all([bot?.close(), teams?.close()])
    await core.close()
    server.closeAllConnections()
  })

/** Whoever comes while the models are loaded is told to wait; a browser asks again by itself. */
const starting = (response: Response) =>
  response
    .status(503)
    .set({ 'Retry-After': '1', Refresh: '1', 'Cache-Control': 'no-store' })
    .type('text/plain')
    .send('Hemline is starting. This page asks again in a second.\n')

async function listen(server: Server, port: number): Promise<Server> {
  server.listen(port)
  try {
    await once(server, 'listening')
    return server
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'something else is listening there' : `the system refused (${code})`
    throw new Error(`Port ${port} cannot be used: ${why}. Set PORT to another.`, { cause })
  }
}

const asked = (...signals: NodeJS.Signals[]): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
  })
