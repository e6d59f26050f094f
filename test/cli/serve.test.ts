import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const BIN = fileURLToPath(new URL('../../src/hemline.js', import.meta.url))
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

it('whoever comes while it starts is told to wait, never that there is nothing', async () => {
  const [port, dir] = [await freePort(), await mkdtemp(join(tmpdir(), 'hemline-serve-'))]
  const env = {
    ...process.env,
    PORT: String(port),
    HEMLINE_DATA: dir,
    HEMLINE_MODEL: TINY,
    HEMLINE_DEMO: '4',
  }
  const child = spawn(process.execPath, [BIN, 'serve'], { env, stdio: 'ignore' })
  try {
    const seen: Response[] = []
    while (seen.at(-1)?.status !== 200) {
      const answer = await fetch(`http://localhost:${port}/`).catch(() => undefined)
      if (answer) seen.push(answer)
      else await sleep(5)
      expect(child.exitCode).toBeNull()
    }
    const [first] = seen
    expect(first?.status).toBe(503)
    expect(first?.headers.get('refresh')).toBe('1')
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([503, 200]))
    expect(await seen.at(-1)?.text()).toContain('Surprise me')
  } finally {
    child.kill()
    await once(child, 'exit')
    await rm(dir, { recursive: true, force: true })
  }
}, 60_000)
