/** Against a client that nobody here wrote: Microsoft's own Agents Playground, in a real browser. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTeams, type Teams } from '../../adapters/teams/server.ts'
import { readSettings } from '../../src/settings.ts'
import { openChannelNotes } from '../../src/storage/channel-notes.ts'
import { openStorage, type Storage } from '../../src/storage/storage.ts'
import { ARTEFACTS, CHROMIUM, launch } from '../web/chromium.ts'
import { fakeCore } from '../web/fake-core.ts'
import { scratch } from './bot.ts'

const PATIENCE_MS = 60_000
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

describe.skipIf(!CHROMIUM)('in the Agents Playground', { timeout: 180_000 }, () => {
  let chromium: Browser
  let page: Page
  let playground: ChildProcess
  let place: Awaited<ReturnType<typeof scratch>>
  let storage: Storage
  let teams: Teams
  const failures: unknown[] = []
  const core = fakeCore({ stepMs: 150, steps: 10 })
  const server = createServer()

  beforeAll(async () => {
    await mkdir(ARTEFACTS, { recursive: true })
    place = await scratch()
    storage = await openStorage(place.dir)
    const note = (...what: unknown[]) => void failures.push(what)
    teams = createTeams({
      core,
      notes: openChannelNotes(storage.db, 'teams'),
      settings: readSettings({ HEMLINE_TEAMS_PLAYGROUND: '1' }).teams,
      log: { error: note, warn: note, info: note } as never,
    })
    server.on('request', express().use(teams.router)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`
    const port = await freePort()
    const args = ['start', '-e', endpoint, '-c', 'msteams', '--port', String(port), '--disable-telemetry']
    playground = spawn(process.execPath, [CLI, ...args], {
      cwd: place.dir,
      env: { ...process.env, BROWSER: 'none' },
      stdio: 'ignore',
    })
    chromium = await launch()
    page = await chromium.newPage({ viewport: { width: 1200, height: 1500 } })
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
  }, 120_000)
  afterAll(async () => {
    await chromium?.close()
    playground?.kill()
    server.closeAllConnections()
    server.close()
    await teams?.close()
    await storage?.close()
    await place?.remove()
  })

  const say = async (text: string) => {
    await page.locator('[contenteditable=true][role=textbox]').click()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  const keep = (name: string) => page.screenshot({ path: join(ARTEFACTS, `teams-${name}.png`) })
  const card = () => page.locator('.ac-adaptiveCard').last()

  it('greets, begins, changes in one card that is updated, goes back, and takes a match', async () => {
    await page.getByText('I am Hemline.').waitFor()
    await keep('1-welcome')

    await say('a red dress')
    await page.getByText('Here is a start.').waitFor()
    await page.getByRole('img', { name: /^Look 1:/ }).waitFor()
    await keep('2-start')

    await say('make it navy, longer sleeves and no collar')
    await page.getByText(/^Round \d of 3, step \d+ of 10/).waitFor()
    await keep('3-round')
    const cards = await page.locator('.ac-adaptiveCard').count()
    await page.getByText('Done: no collar.').waitFor()
    expect(await page.locator('.ac-adaptiveCard').count()).toBe(cards)
    const text = await card().innerText()
    expect(text).toContain('✓ longer sleeves')
    expect(text).toMatch(/In stock: [XSML ]+/)
    await keep('4-refined')

    await card().getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Back to the look before.').waitFor()
    await keep('5-undone')

    await card().getByRole('button', { name: 'Start from this' }).first().click()
    await page.getByText('Here it is.').waitFor()
    expect(core.turns.at(-1)?.press).toMatchObject({ kind: 'start' })
    await keep('6-match')
    expect(failures).toEqual([])
  })

  it('serves nobody who is not on this machine, nor answers to elsewhere', async () => {
    const { port } = server.address() as AddressInfo
    const activity = (serviceUrl: string) => ({
      type: 'message',
      id: '1',
      text: 'a red dress',
      channelId: 'msteams',
      serviceUrl,
      from: { id: 'eve' },
      recipient: { id: 'bot' },
      conversation: { id: 'c' },
    })
    const post = (serviceUrl: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(activity(serviceUrl)),
      })
    const turns = core.turns.length
    expect((await post('https://evil.example/')).status).toBe(401)
    expect((await post('http://10.0.0.1/')).status).toBe(403)
    expect((await post('http://127.0.0.1:9/', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(401)
    expect((await post('http://127.0.0.1:9/', { authorization: 'Bearer a.b.c' })).status).toBe(401)
    expect(core.turns).toHaveLength(turns)
  })
})
