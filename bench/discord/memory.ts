/**
 * Whether the memory of a bot grows with what it is asked: the real dialogue and database over an editor and a shop
 * that are doubles, on the loopback Discord, in one process. `node --expose-gc --import tsx bench/discord/memory.ts
 * [--interactions N] [--members N]` prints JSON, and a line on stderr for each tenth of the way.
 */
import { parseArgs } from 'node:util'
import { openFake } from '../../test/dialogue/rooms.ts'
import { openBot, scratch } from '../../test/discord/bot.ts'
import { BOT, discordServer } from '../../test/discord/server.ts'
import { percentiles } from './percentiles.ts'

const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '10000' },
    members: { type: 'string', default: '500' },
  },
})
const TOTAL = Number(values.interactions)
/** They come again and again; what is remembered of each is no growth. */
const MEMBERS = Number(values.members)
/** Members who ask at the same time. */
const TOGETHER = 10
/** What is loaded and compiled in the first fifth is no growth either. */
const SETTLED = TOTAL / 5
const MOST_GROWTH_MB = 2

if (!globalThis.gc) throw new Error('start it with node --expose-gc, or what is measured is garbage')
const collect = globalThis.gc

const discord = await discordServer()
const home = await scratch()
const rooms = await openFake(home.dir)
const bot = await openBot(discord, rooms.core, home.dir, {
  // The loopback server has no limit to keep to.
  client: { rest: { api: discord.api, globalRequestsPerSecond: 1_000_000 } },
})
const members = Array.from({ length: MEMBERS }, (_, i) => discord.user(`Member ${i}`))
type Member = (typeof members)[number]

const waits: number[] = []
async function command(member: Member, name: string, options = {}): Promise<void> {
  const asked = member.command(name, options)
  await member.settled(asked)
  waits.push((asked.acknowledgedAt ?? Number.NaN) - asked.at)
}
const mention = (member: Member, text: string) => member.answerTo(member.say(`<@${BOT.id}> ${text}`))

/** What a member does in turn, the first of it first. */
const WAYS: ((member: Member) => Promise<unknown>)[] = [
  (member) => command(member, 'start', { words: 'a red dress' }),
  (member) => command(member, 'help'),
  (member) => command(member, 'refine', { change: 'make it navy, long sleeves' }),
  (member) => command(member, 'shop', { under: 120 }),
  (member) => mention(member, 'undo'),
  (member) => command(member, 'history'),
  (member) => command(member, 'settings'),
  (member) => mention(member, 'start over'),
]

async function heapMb(): Promise<number> {
  discord.forget()
  rooms.studio.rounds.length = 0
  // What was closed a moment ago is let go of in turns of the loop, and weak references after a collection.
  for (let i = 0; i < 3; i++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return process.memoryUsage().heapUsed / 2 ** 20
}

const heap: { interactions: number; mb: number }[] = []
const began = performance.now()
for (let done = 0; done < TOTAL; done += TOGETHER) {
  const cycle = Math.floor(done / MEMBERS)
  const at = done % MEMBERS
  const way = WAYS[cycle % WAYS.length] as (typeof WAYS)[number]
  await Promise.all(members.slice(at, at + TOGETHER).map(way))
  const reached = done + TOGETHER
  if (reached % (TOTAL / 10) !== 0) continue
  heap.push({ interactions: reached, mb: await heapMb() })
  const { rss } = process.memoryUsage()
  const seconds = Math.round((performance.now() - began) / 1000)
  const mb = heap.at(-1)?.mb.toFixed(1)
  console.error(
    `${reached} interactions, ${seconds} s: heap ${mb} MB, resident ${Math.round(rss / 2 ** 20)} MB`,
  )
}
const counted = heap.filter(({ interactions }) => interactions >= SETTLED)
const growthMb = (counted.at(-1)?.mb ?? Number.NaN) - (counted[0]?.mb ?? Number.NaN)
const round = (x: number) => Math.round(x * 1000) / 1000
console.log(
  JSON.stringify(
    {
      interactions: TOTAL,
      members: MEMBERS,
      heapMb: heap.map(({ interactions, mb }) => [interactions, round(mb)]),
      mbPerThousand: round(slope(counted) * 1000),
      growthMb: round(growthMb),
      from: SETTLED,
      isFlat: growthMb < MOST_GROWTH_MB,
      acknowledgedMs: percentiles(waits),
      brokenRules: discord.violations,
      failures: [...bot.failures, ...rooms.failures].map(String),
    },
    null,
    2,
  ),
)
await bot.close()
await rooms.close()
await discord.close()
await home.remove()
process.exitCode = growthMb < MOST_GROWTH_MB ? 0 : 1

/** Of the line through the points, by least squares: megabytes for an interaction. */
function slope(points: readonly { interactions: number; mb: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const x = mean(({ interactions }) => interactions)
  const y = mean(({ mb }) => mb)
  return (
    mean((point) => (point.interactions - x) * (point.mb - y)) /
    mean((point) => (point.interactions - x) ** 2)
  )
}
