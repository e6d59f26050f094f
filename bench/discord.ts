/**
 * Memory and acknowledgements of the Discord bot over many interactions, against the loopback server:
 * `node --expose-gc --import tsx bench/discord.ts [interactions]`. The core is a double that only talks, so what
 * grows is the channel's own.
 */
import { tmpdir } from 'node:os'
import type { Core, Desk } from '../src/dialogue/reply.ts'
import { openBot } from '../test/discord/bot.ts'
import { discordServer } from '../test/discord/server.ts'

const TOTAL = Number(process.argv[2] ?? 10_000)
const REPORT_EVERY = TOTAL / 10
/** Members who ask at the same time. */
const TOGETHER = 10

const view = {
  looks: [],
  current: null,
  canUndo: false,
  canRedo: false,
  matches: [],
  filters: [],
  messages: [],
}
const core: Core & Desk = {
  async *handle() {
    yield { kind: 'text', text: 'Say what to change.' }
    yield { kind: 'done', view }
  },
  view: async () => view,
  picture: async () => undefined,
  close: async () => undefined,
  suggest: async () => [],
  catalogues: async () => [],
  brands: async () => [],
  forget: async () => 0,
}

const discord = await discordServer()
const bot = await openBot(discord, core, tmpdir(), {
  client: { rest: { api: discord.api, globalRequestsPerSecond: 1_000_000 } },
})
const waits: number[] = []
for (let done = 0; done < TOTAL; ) {
  const members = Array.from({ length: TOGETHER }, (_, i) => discord.user(`Member ${done + i}`))
  const requests = members.map((member) => ({ member, asked: member.command('help') }))
  await Promise.all(requests.map(({ member, asked }) => member.settled(asked)))
  for (const { asked } of requests) waits.push((asked.acknowledgedAt ?? Number.NaN) - asked.at)
  done += TOGETHER
  if (done % REPORT_EVERY !== 0) continue
  discord.forget()
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
  console.log(`${done} interactions: heap ${megabytes(heapUsed)} MB, resident ${megabytes(rss)} MB`)
}
waits.sort((a, b) => a - b)
const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]
console.log(`acknowledged: median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, slowest ${at(1)} ms`)
console.log(`${discord.violations.length} broken rules, ${bot.failures.length} failures`)
await bot.close()
await discord.close()
