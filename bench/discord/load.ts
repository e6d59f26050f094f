/**
 * Fifty members at once against the bot as it is run, `hemline discord` over the shipped models, on the loopback
 * Discord: how soon they are acknowledged, and whether everyone gets their own answer, once, and is told true places.
 * `npx tsx bench/discord/load.ts [--members N] [--visits N] [--patience SECONDS]` prints JSON.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { buttons, type DiscordServer, discordServer, type Sent } from '../../test/discord/server.ts'
import { STARVED, watchMachine } from '../../test/starvation.ts'
import { percentiles } from './percentiles.ts'
import { placesIn } from './places.ts'
import { startProduct } from './product.ts'

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '50' },
    visits: { type: 'string', default: '350' },
    patience: { type: 'string', default: '600' },
  },
})
const MEMBERS = Number(values.members)
/** Requests of others, who come and go while the members' changes are made. */
const VISITS = Number(values.visits)
const VISIT_EVERY_MS = 30
const PATIENCE_MS = 1000 * Number(values.patience)
/** Of the members who wait in line, how many give up. */
const GIVE_UP = Math.ceil(MEMBERS / 10)
/** As the product has it by default. */
const AT_ONCE = 8

const COLOURS = ['navy', 'red', 'green', 'black', 'white', 'pink', 'purple', 'orange', 'teal', 'brown']
const SLEEVES = ['long', 'short', 'three-quarter', 'elbow', 'cap']
/** No two members want the same. */
const wanted = Array.from({ length: MEMBERS }, (_, i) => ({
  colour: COLOURS[i % COLOURS.length] as string,
  sleeve: SLEEVES[Math.floor(i / COLOURS.length) % SLEEVES.length] as string,
}))

type Person = ReturnType<DiscordServer['user']>
type Asked = ReturnType<Person['command']>

const discord = await discordServer()
const product = await startProduct(discord.api, AT_ONCE)
const asked: Asked[] = []
const note = (one: Asked): Asked => {
  asked.push(one)
  return one
}
const lost: string[] = []
const wrong: string[] = []
/** The answer, if it came and is this person's own. */
async function answered(what: string, who: Person, to: Asked, says: RegExp): Promise<Sent | undefined> {
  try {
    const message = await who.settled(to, PATIENCE_MS)
    const isOwn = buttons(message).every(({ custom_id }) => custom_id.includes(`:${who.id}:`))
    if (!isOwn || !says.test(message.content)) wrong.push(`${what}: ${message.content.slice(0, 200)}`)
    return message
  } catch {
    lost.push(what)
    return undefined
  }
}

const machine = watchMachine()
const members = Array.from({ length: MEMBERS }, (_, i) => discord.user(`Member ${i}`))
const began = performance.now()
const seconds = () => Math.round((performance.now() - began) / 100) / 10

await Promise.all(
  members.map((one, i) => answered(`start ${i}`, one, note(one.command('start', { words: 'a dress' })), /./)),
)
const started = seconds()

const changes = members.map((one, i) => {
  const { colour, sleeve } = wanted[i] as (typeof wanted)[number]
  return { one, asked: note(one.command('refine', { change: `make it ${colour}, ${sleeve} sleeves` })) }
})
const changed = changes.map(({ one, asked }, i) => {
  const { colour, sleeve } = wanted[i] as (typeof wanted)[number]
  const own = new RegExp(`1\\. ${colour}\n. 2\\. ${sleeve} sleeves|^Stopped`)
  return answered(`change ${i}`, one, asked, own)
})
const givenUp = giveUp()
const visits = await visit()
const refined = await Promise.all(changed)
const cancelled = await givenUp
await Promise.all(visits)
const refinedAt = seconds()

await Promise.all(
  members.map(async (one, i) => {
    const message = refined[i]
    if (!message || !buttons(message).some(({ label }) => label === 'Undo')) return
    await answered(`undo ${i}`, one, note(one.press(message, 'Undo')), /^Back at look/)
  }),
)
const starvedMs = Math.round(await machine())
const messages = [...discord.messages.values()]
const acknowledged = percentiles(
  asked.flatMap(({ at, acknowledgedAt }) => (acknowledgedAt ?? Number.NaN) - at),
)
const doubled = messages.filter(({ answers }) => answers > 1).length + (messages.length - asked.length)
const places = placesIn(messages, AT_ONCE)
const report = {
  members: MEMBERS,
  requests: asked.length,
  acknowledgedMs: acknowledged,
  answers: { lost, doubled, wrong },
  places,
  cancelled,
  seconds: { start: started, change: refinedAt - started, all: seconds() },
  brokenRules: discord.violations,
  machine: { starvedMs, isQuiet: starvedMs < STARVED, load: loadavg()[0] },
  isHeld:
    acknowledged.p99 < 1000 &&
    lost.length + doubled + wrong.length + discord.violations.length === 0 &&
    places.rising + places.overtaken + places.tooHigh === 0 &&
    cancelled.stopped === cancelled.pressed,
}
console.log(JSON.stringify(report, null, 2))
await product.stop()
await discord.close()
process.exitCode = report.isHeld ? 0 : 1

/** Members who were told a place press Cancel. */
async function giveUp() {
  const took: number[] = []
  let pressed = 0
  for (const { one, asked } of changes.toReversed().slice(0, GIVE_UP)) {
    const isWaiting = () => asked.message?.content.includes('in line') && asked.message
    const message = await discord.until('a place in line', isWaiting, PATIENCE_MS).catch(() => undefined)
    // It may have come to its turn a moment ago.
    if (!message?.content.includes('in line')) continue
    pressed++
    const at = Date.now()
    one.press(message, 'Cancel')
    const isStopped = () => message.content.startsWith('Stopped')
    await discord.until('a stop', isStopped, 30_000).then(
      () => took.push(Date.now() - at),
      () => undefined,
    )
  }
  return { pressed, stopped: took.length, ms: percentiles(took) }
}

/** Others who ask for help meanwhile. */
async function visit() {
  const answers: Promise<unknown>[] = []
  for (let i = 0; i < VISITS; i++) {
    const one = discord.user(`Visitor ${i}`)
    answers.push(answered(`visit ${i}`, one, note(one.command('help')), /Start with words/))
    await new Promise((resolve) => setTimeout(resolve, VISIT_EVERY_MS))
  }
  return answers
}
