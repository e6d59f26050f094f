/**
 * Random and mutated messages through the dialogue before the editor starts: how many fail, and the slowest, by
 * processor time of all threads (collecting and compiling too) and by the clock.
 * `npx tsx bench/messages.ts [--count N] [--seed N]`
 */
import { parseArgs } from 'node:util'
import { getReady } from '../src/dialogue/acts.ts'
import { CONTEXTS, wrong } from '../test/dialogue/front.ts'
import { messages } from '../test/dialogue/mutations.ts'

const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const count = Number(values.count)
const SLOWEST = 20

const failures: { message: string; fault: unknown }[] = []
let slowest: { message: string; context: (typeof CONTEXTS)[number]; ms: number }[] = []
const clock = { slowestMs: 0, over50Ms: 0 }
const timed = (message: string, context: (typeof CONTEXTS)[number]): number => {
  // Time of our own: whatever else the machine did meanwhile is no fault of the message.
  const began = process.cpuUsage()
  try {
    const faults = wrong(message, context)
    if (faults.length > 0) failures.push({ message, fault: faults })
  } catch (fault) {
    failures.push({ message, fault })
  }
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

const stream = messages(Number(values.seed))
// As the product does while its models are loaded.
getReady()
const began = process.cpuUsage()
for (let i = 0; i < count; i++) {
  const context = CONTEXTS[i % CONTEXTS.length] as (typeof CONTEXTS)[number]
  const message = stream.next().value as string
  const start = performance.now()
  const ms = timed(message, context)
  const passed = performance.now() - start
  clock.slowestMs = Math.max(clock.slowestMs, Math.round(passed * 10) / 10)
  if (passed > 50) clock.over50Ms++
  if (slowest.length < SLOWEST || ms > (slowest.at(-1)?.ms ?? 0))
    slowest = [...slowest, { message, context, ms }].sort((a, b) => b.ms - a.ms).slice(0, SLOWEST)
}
const { user, system } = process.cpuUsage(began)
// Once more, without what the first time had to clean up or compile: the best of five.
const again = slowest
  .map(({ message, context }) => ({
    message,
    ms: Math.min(...Array.from({ length: 5 }, () => timed(message, context))),
  }))
  .sort((a, b) => b.ms - a.ms)
console.log(
  JSON.stringify({
    messages: count,
    failures: failures.length,
    first: failures[0] && { ...failures[0], fault: String(failures[0].fault) },
    msPerMessage: Math.round((user + system) / count) / 1000,
    slowestMs: again[0] && Math.round(again[0].ms * 10) / 10,
    slowestAtFirstMs: slowest[0] && Math.round(slowest[0].ms * 10) / 10,
    clock,
    slowest: again[0]?.message.slice(0, 120),
    slowestLength: again[0]?.message.length,
  }),
)
