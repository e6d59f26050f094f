/** Microsoft's Agents Playground in a real browser, with the bot over a core behind it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { createTeams, type TeamsOptions } from '../../adapters/teams/server.ts'
import { readSettings } from '../../src/settings.ts'
import { ARTEFACTS, launch } from '../web/chromium.ts'

const PATIENCE_MS = 30_000
const CLI = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js')

/** A port that is free now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export type Playground = Awaited<ReturnType<typeof openPlayground>>

/**
 * @param photos served from this machine as Teams' own hosts would, under `/photos/<name>`
 * @param dir where the Playground runs
 */
export async function openPlayground(
  given: Pick<TeamsOptions, 'core' | 'notes'> & Partial<TeamsOptions>,
  dir: string,
  photos: Record<string, Uint8Array> = {},
) {
  await mkdir(ARTEFACTS, { recursive: true })
  const failures: unknown[] = []
  const note = (...what: unknown[]) => void failures.push(what)
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const teams = createTeams({
    settings: readSettings({ HEMLINE_TEAMS_PLAYGROUND: '1' }).teams,
    log: { error: note, warn: note, info: note } as never,
    files: { isFileHost: (url) => url.origin === origin },
    ...given,
  })
  app.get('/photos/:name', ({ params }, response) => {
    response.type('image/png').send(Buffer.from(photos[params.name] ?? []))
  })
  app.use(teams.router)
  const port = await freePort()
  const args = ['start', '-e', `${origin}/api/messages`, '-c', 'msteams', '--port', String(port)]
  const playground = spawn(process.execPath, [CLI, ...args, '--disable-telemetry'], {
    cwd: dir,
    env: { ...process.env, BROWSER: 'none' },
    stdio: 'ignore',
  })
  const chromium = await launch()
  const page = await chromium.newPage({ viewport: { width: 1200, height: 1500 } })
  page.setDefaultTimeout(PATIENCE_MS)
  for (let tries = 0; ; tries++) {
    try {
      await page.goto(`http://127.0.0.1:${port}/`)
      break
    } catch (error) {
      if (tries > 60) throw error
      await sleep(500)
    }
  }
  return {
    page,
    origin,
    failures,
    card: () => page.locator('.ac-adaptiveCard').last(),
    cards: () => page.locator('.ac-adaptiveCard').count(),
    async say(text: string) {
      await page.locator('[contenteditable=true][role=textbox]').click()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    },
    /** A message that the Playground has no form for: its own editor of activities, with these fields changed. */
    async send(fields: object) {
      await page.getByRole('button', { name: /Mock an Activity/ }).click()
      await page.getByRole('menuitem', { name: 'Custom activity' }).click()
      const dialog = page.getByRole('dialog')
      const editor = dialog.locator('.monaco-editor').first()
      await editor.waitFor()
      // What it proposes is on its first lines; the last may be out of sight.
      const proposed = await plain(editor)
      const said = (name: string, within = '') =>
        new RegExp(`${within}[^}]*?"${name}": "([^"]+)"`).exec(proposed)?.[1]
      const activity = {
        id: `custom-${Date.now()}`,
        channelId: 'msteams',
        serviceUrl: said('serviceUrl'),
        recipient: { id: said('id', '"recipient": \\{') },
        conversation: {
          id: said('id', '"conversation": \\{'),
          conversationType: 'personal',
          tenantId: said('tenantId'),
        },
        from: { id: said('id', '"from": \\{'), aadObjectId: said('aadObjectId') },
        ...fields,
      }
      await editor.click()
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText(JSON.stringify(activity))
      // The editor closes brackets by itself.
      await page.keyboard.press('Control+Shift+End')
      await page.keyboard.press('Delete')
      await dialog.getByRole('button', { name: 'Send activity' }).click()
    },
    /** A screenshot among the artefacts, to be looked at. */
    keep: (name: string) => page.screenshot({ path: join(ARTEFACTS, `teams-${name}.png`) }),
    async close() {
      await chromium.close()
      playground.kill()
      server.closeAllConnections()
      server.close()
      await teams.close()
    },
  }
}

/** Editors write blanks that do not break. */
const plain = async (editor: { innerText(): Promise<string> }): Promise<string> =>
  (await editor.innerText()).replaceAll('\u00a0', ' ')
