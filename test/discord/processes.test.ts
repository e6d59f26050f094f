/** Bots in processes of their own: several at once, and one that dies. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scratch } from './bot.ts'
import { BOT, buttons, type DiscordServer, discordServer, type Sent, TOKEN } from './server.ts'
import { fillShop } from './shop.ts'

const SCRIPT = fileURLToPath(new URL('./process.ts', import.meta.url))
const HEMLINE = fileURLToPath(new URL('../../src/hemline.js', import.meta.url))
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

let discord: DiscordServer
let place: Awaited<ReturnType<typeof scratch>>
let children: ChildProcess[]
beforeEach(async () => {
  place = await scratch()
  children = []
})
afterEach(async () => {
  await Promise.all(children.map((child) => stop(child, 'SIGTERM')))
  await discord.close()
  await place.remove()
})

/** Resolves when it says that it is there. */
async function start(args: string[], isThere: RegExp, env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    cwd: place.dir,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  for await (const line of createInterface(child.stdout as NonNullable<typeof child.stdout>))
    if (isThere.test(line)) return child
  throw new Error(`${args.join(' ')} ended before it was there`)
}
const startBot = (stepMs = 0) =>
  start(['--import', import.meta.resolve('tsx'), SCRIPT, place.dir, discord.origin, String(stepMs)], /ready/)

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

const all = () => [...discord.messages.values()]
const labels = (message: Sent) => buttons(message).map(({ label }) => label)

describe('two processes that hear the same, over one database', () => {
  it('answer everyone once', { timeout: 120_000 }, async () => {
    discord = await discordServer()
    await Promise.all([startBot(5), startBot(5)])
    expect(discord.shards()).toEqual([
      [0, 1],
      [0, 1],
    ])
    const people = Array.from({ length: 12 }, (_, i) => discord.user(`Someone ${i}`))
    const begun = await Promise.all(
      people.map((one) => one.settled(one.command('start', { words: 'a dress' }))),
    )
    await Promise.all(people.map((one) => one.answerTo(one.say(`<@${BOT.id}> make it navy, long sleeves`))))
    await Promise.all(people.map((one) => one.settled(one.command('history'))))
    await Promise.all(people.map((one) => one.answerTo(one.say('help', { direct: true }))))
    const over = await Promise.all(
      people.map((one, i) => one.settled(one.press(begun[i] as Sent, 'Start over'))),
    )
    for (const { content } of over) expect(content).toMatch(/clean table/)
    // What the other would have said, it would have said by now.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(all().filter(({ answers }) => answers !== 1)).toEqual([])
    expect(all()).toHaveLength(5 * people.length)
    // Discord itself tells the second that it is the second.
    expect(discord.violations.filter((one) => !one.endsWith('was acknowledged twice'))).toEqual([])
  })
})

describe('a bot that is killed in the middle of a round', () => {
  it('tells the user at its next start, offers to go on, and knows its old buttons', {
    timeout: 120_000,
  }, async () => {
    discord = await discordServer()
    const first = await startBot(200)
    const anna = discord.user('Anna')
    const begun = await anna.settled(anna.command('start', { words: 'a red dress' }))
    const asked = anna.command('refine', { change: 'make it navy, long sleeves, no collar' })
    const shown = await discord.until(
      'the second round',
      () => asked.message?.content.includes('Round 2 of 3') && asked.message,
    )
    await stop(first, 'SIGKILL')

    await startBot()
    await discord.until('the truth', () => shown.content.includes('I was interrupted'))
    expect(shown.content).toContain(`<@${anna.id}>`)
    expect(labels(shown)).toEqual(['Go on'])
    const ben = discord.user('Ben')
    expect((await ben.settled(ben.press(shown, 'Go on'))).content).toContain('belong to')

    const gone = await anna.settled(anna.press(shown, 'Go on'))
    expect(gone.content).toMatch(/^✓ 1\. navy\n✓ 2\. long sleeves\n. 3\. no collar\n/)
    expect(gone.files.map(({ name }) => name)).toContain('look.png')
    const old = await anna.settled(anna.pick(begun, 'choose', 1))
    expect(old.content).toMatch(/^Starting from/)
    expect(discord.violations).toEqual([])
  })
})

describe('hemline discord --processes auto', () => {
  it('gives each server to one process, and direct messages to the first', { timeout: 180_000 }, async () => {
    discord = await discordServer({ servers: 2 })
    await fillShop(place.dir, 24)
    const manager = await start([HEMLINE, 'discord', '--processes', 'auto'], /in 2 process/, {
      HEMLINE_DATA: place.dir,
      HEMLINE_MODEL: TINY,
      HEMLINE_THREADS: '1',
      HEMLINE_DISCORD_TOKEN: TOKEN,
      HEMLINE_DISCORD_API: discord.api,
      LOG_LEVEL: 'error',
    })
    expect(discord.shards().toSorted()).toEqual([
      [0, 2],
      [1, 2],
    ])
    const people = [0, 1, 0, 1].map((server, i) => discord.user(`Someone ${i}`, server))
    await Promise.all(people.map((one) => one.settled(one.command('start', { words: 'a dress' }), 60_000)))
    await Promise.all(people.map((one) => one.answerTo(one.say(`<@${BOT.id}> help`))))
    await Promise.all(people.map((one) => one.answerTo(one.say('help', { direct: true }))))
    expect(all()).toHaveLength(3 * people.length)
    expect(all().filter(({ answers }) => answers !== 1)).toEqual([])
    expect(discord.violations).toEqual([])
    await stop(manager, 'SIGTERM')
    // They leave in order, and not when their connection is missed.
    await expect.poll(discord.shards, { timeout: 20_000 }).toEqual([])
  })
})
