import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { REFINE_THIS } from '../../adapters/discord/commands.ts'
import { type OpenCore, openCore } from '../../src/core.ts'
import { BRISK, openBot, scratch } from './bot.ts'
import { BOT, buttons, type DiscordServer, discordServer, type Sent, snowflake } from './server.ts'

/** An untrained family: everything runs, nothing it makes means anything. */
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))
/** A folder to leave the pictures in, for someone to look at. */
const { HEMLINE_TEST_PICTURES: PICTURES } = process.env

let discord: DiscordServer
let core: OpenCore
let bot: Awaited<ReturnType<typeof openBot>>
let place: Awaited<ReturnType<typeof scratch>>
const failures: unknown[] = []

async function start() {
  core = await openCore({
    dataDir: place.dir,
    modelDir: TINY,
    threads: 1,
    demo: 24,
    log: { error: (...what: unknown[]) => void failures.push(what), info: () => undefined } as never,
  })
  await core.ready
  // the tiny family's rounds are over in an instant: at a slower pace no progress would be seen
  bot = await openBot(discord, core, place.dir, { pace: { ...BRISK, everyMs: 5 } })
}
async function stop() {
  await bot.close()
  failures.push(...bot.failures)
  await core.close()
}

beforeAll(async () => {
  place = await scratch()
  discord = await discordServer()
  await start()
})
afterAll(async () => {
  await stop()
  await discord.close()
  await place.remove()
})

const labels = (message: Sent) => buttons(message).map(({ label }) => label)
const names = (message: Sent) => message.files.map(({ name }) => name)
async function keep(message: Sent, step: string) {
  if (!PICTURES) return
  await mkdir(PICTURES, { recursive: true })
  for (const { name, bytes } of message.files) await writeFile(join(PICTURES, `${step}-${name}`), bytes)
  await writeFile(join(PICTURES, `${step}.txt`), message.content)
}
const photo = () =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: '#a03040' } })
    .png()
    .toBuffer()

it('a conversation: a photo, three changes, undo, a product, and a restart in the middle', {
  timeout: 120_000,
}, async () => {
  const anna = discord.user('Anna')
  const began = anna.command('start', {}, discord.host('dress.png', await photo()))
  const started = await anna.settled(began)
  await keep(started, '1-start')
  expect(started.content).toMatch(/What shall I change\?/)
  expect(names(started)).toContain('look.png')
  expect((began.acknowledgedAt ?? Number.NaN) - began.at).toBeLessThan(1000)

  const asked = anna.command('refine', { change: 'make it navy, longer sleeves and no collar' })
  const edited = await anna.settled(asked)
  await keep(edited, '2-refined')
  // The plan, with what became of each part.
  expect(edited.content).toMatch(/^[✓✗•] 1\. navy\n[✓✗•] 2\. longer sleeves\n[✓✗•] 3\. no collar\n/)
  expect(names(edited)).toEqual(['look.png', 'rounds.png', 'matches.png'])
  for (const { description } of edited.files) expect(description).not.toBe('')
  expect(await sharp(edited.files[0]?.bytes).metadata()).toMatchObject({ width: 768, format: 'png' })
  // Matches: place, title, price in money, sizes.
  expect(edited.content).toMatch(/\*\*1\.\*\* .+ · €\d/)
  expect(labels(edited)).toEqual(expect.arrayContaining(['Undo', 'Variations', 'More results', 'Delete']))
  expect(edited.contents.some((content) => /Round \d of 3 .*step \d+ of \d+/.test(content))).toBe(true)

  const undone = await anna.settled(anna.press(edited, 'Undo'))
  expect(undone.content).toMatch(/^Back at look 3/)
  expect(names(undone)).toContain('look.png')
  expect(labels(undone)).toContain('Redo')

  await stop()
  await start()

  // A button of before the restart.
  const redone = await anna.settled(anna.press(undone, 'Redo'))
  expect(redone.content).toMatch(/^Forward to look 4/)
  const many = await anna.settled(anna.press(redone, 'Variations'), 40_000)
  await keep(many, '3-variations')
  expect(names(many)).toEqual(['variations.png'])
  expect(many.content.match(/^\*\*\d+\.\*\*/gm)).toHaveLength(4)
  const taken = await anna.settled(anna.press(many, 'Look 6'))
  expect(taken.content).toMatch(/^Back at look 6/)

  const kept = await anna.settled(anna.press(taken, 'Keep'))
  expect(kept.content).toMatch(/^Kept as your /)
  const outfit = await anna.settled(anna.command('outfit'))
  await keep(outfit, '5-outfit')
  expect(names(outfit)).toEqual(['board.png'])
  expect(outfit.content).toMatch(/Total: /)

  const chosen = await anna.settled(anna.pick(edited, 'choose', 1))
  await keep(chosen, '4-chosen')
  const second = /\*\*2\.\*\* (.+?) · /.exec(edited.content)?.[1]
  expect(chosen.content).toContain(`Starting from “${second}”`)

  const before = await anna.settled(anna.command('history'))
  expect(before.content).toMatch(/9\. .* ◂/)
  const more = await anna.settled(anna.press(chosen, 'More results'))
  expect(names(more)).toEqual(['matches.png'])

  const over = await anna.settled(anna.press(chosen, 'Start over'))
  expect(over.content).toMatch(/clean table/)
  await anna.settled(anna.command('start', { words: 'a blue dress' }))
  await anna.settled(anna.command('refine', { change: 'make it red' }))
  // Look 2 of before is not look 2 of now.
  const old = await anna.settled(anna.pick(edited, 'go-to', 1))
  expect(old.content).toMatch(/before you started over/)

  const gone = anna.press(over, 'Delete')
  await discord.until('the deletion', () => over.deleted)
  expect(gone.acknowledgedAt).toBeDefined()
  expect(failures).toEqual([])
  expect(discord.violations).toEqual([])
})

it('a turn that a stop cut off goes on with the rounds that are left', async () => {
  const ida = discord.user('Ida')
  await ida.settled(ida.command('start', { words: 'a dress' }))
  const asked = ida.command('refine', { change: 'make it navy, longer sleeves and no collar' })
  const shown = await discord.until(
    'a finished round',
    () => /^[✓✗•] 1\./.test(asked.message?.content ?? '') && asked.message,
  )
  await stop()
  await start()
  await discord.until('the truth', () => shown.content.includes('I was interrupted'))
  const whole = await ida.settled(ida.press(shown, 'Go on'))
  expect(whole.content).toMatch(/^[✓✗•] 1\. .+\n[✓✗•] 2\. .+\n[✓✗•] 3\. /)
  const { looks } = await core.view(`discord:${ida.id}:${shown.channel}`)
  expect(looks).toHaveLength(4)
})

it('each member has a conversation of their own, and buttons refuse others', async () => {
  const [ben, cleo] = [discord.user('Ben'), discord.user('Cleo')]
  const mine = await ben.settled(ben.command('start', { words: 'a dress' }))
  const refused = await cleo.settled(cleo.press(mine, 'Start over'))
  expect(refused).toMatchObject({ ephemeral: true, content: expect.stringContaining(`<@${ben.id}>`) })
  const theirs = await cleo.settled(cleo.command('refine', { change: 'make it blue' }))
  expect(theirs.content).toMatch(/no look yet/)
  expect(labels(theirs)).toEqual(expect.arrayContaining(['Surprise me', 'Show me dresses']))
  const shown = await cleo.settled(cleo.press(theirs, 'Show me dresses'))
  expect(names(shown)).toEqual(['matches.png'])
})

it('mentions, replies and direct messages are answered by a reply', async () => {
  const dora = discord.user('Dora')
  const mentioned = await dora.answerTo(dora.say(`<@${BOT.id}> show me dresses under 500`))
  expect(mentioned.content).toMatch(/under 500 EUR/)
  const direct = dora.say('a green dress', { direct: true })
  expect((await dora.answerTo(direct)).content).toMatch(/Starting from/)
  const silent = dora.say('nice weather')
  const pictured = dora.say(`<@${BOT.id}>`, { attachments: [discord.host('shirt.png', await photo())] })
  expect((await dora.answerTo(pictured)).content).toMatch(/I see/)
  expect([...discord.messages.values()].some(({ replyTo }) => replyTo === silent.id)).toBe(false)
})

it('a message with a picture can be refined from its menu', async () => {
  const eva = discord.user('Eva')
  const target = {
    id: snowflake(),
    channel_id: '3000000000000000001',
    author: BOT,
    content: '',
    attachments: [discord.host('coat.png', await photo())],
    timestamp: new Date().toISOString(),
    embeds: [],
    mentions: [],
    mention_roles: [],
    type: 0,
  }
  expect((await eva.settled(eva.contextMenu(REFINE_THIS, target))).content).toMatch(/I see/)
  const none = { ...target, id: snowflake(), attachments: [] }
  expect((await eva.settled(eva.contextMenu(REFINE_THIS, none))).content).toMatch(/no picture on that/)
})

it('products are suggested while typing, and started from', async () => {
  const finn = discord.user('Finn')
  const typing = finn.autocomplete('start', 'product', 'dress')
  const [first] = await discord.until('suggestions', () => typing.choices)
  expect(first?.name).toMatch(/dress/i)
  const started = await finn.settled(finn.command('start', { product: first?.value }))
  expect(started.content).toMatch(/^Starting from/)
})

it('a shop command is the sentence that means it', async () => {
  const gus = discord.user('Gus')
  const shown = await gus.settled(gus.command('shop', { what: 'dresses', under: 400, 'in-stock': true }))
  expect(shown.content).toMatch(/under 400 EUR, in stock/)
})

it('forgets someone whole when asked to', async () => {
  const hal = discord.user('Hal')
  await hal.settled(hal.command('start', { words: 'a dress' }))
  expect((await hal.settled(hal.command('forget-me'))).content).toMatch(/one conversation/)
  expect((await hal.settled(hal.command('history'))).content).toMatch(/no looks here/)
  expect((await hal.settled(hal.command('forget-me'))).content).toMatch(/nothing of yours/)
})
