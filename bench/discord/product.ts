/** `hemline discord` in a process of its own, over the shipped models and a shop of a few hundred products. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openCore } from '../../src/core.ts'
import { TOKEN } from '../../test/discord/server.ts'
import { fillShop } from '../../test/discord/shop.ts'

const PRODUCTS = 300
const MODEL = fileURLToPath(new URL('../../models/embedded', import.meta.url))
const HEMLINE = fileURLToPath(new URL('../../src/hemline.js', import.meta.url))

/** Starts it on this Discord. Every photo of the shop is embedded before, so that nothing is measured beside that. */
export async function startProduct(api: string, atOnce: number) {
  const dir = await mkdtemp(join(tmpdir(), 'hemline-bench-'))
  await embedShop(dir)
  // Not in this folder, whose .env is somebody's own.
  const child = spawn(process.execPath, [HEMLINE, 'discord'], {
    cwd: dir,
    env: {
      PATH: process.env.PATH,
      HEMLINE_DATA: dir,
      HEMLINE_MODEL: MODEL,
      HEMLINE_DISCORD_API: api,
      HEMLINE_DISCORD_TOKEN: TOKEN,
      HEMLINE_DISCORD_AT_ONCE: String(atOnce),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(([code]) => {
      throw new Error(`the bot ended with ${code} before it was there`)
    }),
  ])
  return {
    pid: child.pid as number,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function embedShop(dataDir: string): Promise<void> {
  await fillShop(dataDir, PRODUCTS)
  const core = await openCore({
    dataDir,
    modelDir: MODEL,
    log: { error: console.error, info: () => undefined },
  })
  await core.ready
  await core.close()
}
