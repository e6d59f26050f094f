import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { REFINE_THIS } from '../../adapters/discord/commands.ts'
import { type OpenCore, openCore } from '../../src/core.ts'
import { rasterise, renderGarment } from '../../src/garments/render.ts'
import { sceneOf } from '../../src/garments/scene.ts'
import { SEEDS } from '../../src/garments/seeds.ts'
import { readSettings } from '../../src/settings.ts'
import { BRISK, openBot, scratch } from './bot.ts'
import { BOT, buttons, type DiscordServer, discordServer, type Sent, snowflake } from './server.ts'

/** An untrained family: everything runs, nothing it makes means anything. */
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))
/** A folder to leave the pictures in, for someone to look at: they are then made by the models that are shipped. */
const { HEMLINE_TEST_PICTURES: PICTURES } = process.env
const MODELS = PICTURES
  ? { modelDir: readSettings().modelDir, demo: 200 }
  : { modelDir: TINY, threads: 1, demo: 24 }
const PATIENCE_MS = PICTURES ? 300_000 : 40_000

let discord: DiscordServer
let core: OpenCore
let bot: Awaited<ReturnType<typeof openBot>>
let place: Awaited<ReturnType<typeof scratch>>
const failures: unknown[] = []

async function start() {
  core = await openCore({
    dataDir: place.dir,
    ...MODELS,
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
}, PATIENCE_MS)
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
const photo = async () =>
  rasterise(
    renderGarment(
      {
        category: 'dress',
        colour: 'burgundy',
        shade: 0,
        pattern: 'solid',
        sleeve: 'short',
        neckline: 'collar',
        length: 'knee',
        fit: 'regular',
        silhouette: 'a-line',
        details: [],
        material: 'cotton',
      },
      sceneOf(SEEDS.test, 'dress'),
    ),
    512,
  ).png()

it('a conversation: a photo, three changes, undo, variations, an outfit, and a restart in the middle', {
  timeout: 4 * PATIENCE_MS,
}, async () => {
  const anna = discord.user('Anna')
  const after = (asked: Parameters<typeof anna.settled>[0]) => anna.settled(asked, PATIENCE_MS)
  const began = anna.command('start', {}, discord.host('dress.png', await photo()))
  const started = await after(began)
  await keep(started, '1-start')
  expect(started.content).toMatch(/What shall I change\?/)
  expect(names(started)).toEqual(['look.png', 'matches.png'])
  expect((began.acknowledgedAt ?? Number.NaN) - began.at).toBeLessThan(1000)

  const edited = await after(anna.command('refine', { change: 'make it navy, longer sleeves and no collar' }))
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

  const undone = await after(anna.press(edited, 'Undo'))
  await keep(undone, '3-undone')
  expect(undone.content).toMatch(/^Back at look 3/)
  expect(names(undone)).toContain('look.png')
  expect(labels(undone)).toContain('Redo')

  await stop()
  await start()

  // Buttons of before the restart.
  const redone = await after(anna.press(undone, 'Redo'))
  expect(redone.content).toMatch(/^Forward to look 4/)
  const many = await after(anna.press(edited, 'Variations'))
  await keep(many, '4-variations')
  expect(names(many)).toEqual(['variations.png'])
  const { width, height } = await sharp(many.files[0]?.bytes).metadata()
  expect(width).toBe(height)
  expect(many.content.match(/^\*\*\d+\.\*\*/gm)).toHaveLength(4)
  const taken = await after(anna.press(many, 'Look 6'))
  await keep(taken, '5-taken')
  expect(taken.content).toMatch(/^Back at look 6/)
  expect((await after(anna.press(taken, 'Keep'))).content).toMatch(/^Kept as your /)

  const chosen = await after(anna.pick(edited, 'choose', 1))
  await keep(chosen, '6-chosen')
  const second = /\*\*2\.\*\* (.+?) · /.exec(edited.content)?.[1]
  expect(chosen.content).toContain(`Starting from “${second}”`)
  const more = await after(anna.press(chosen, 'More results'))
  await keep(more, '7-more')
  expect(names(more)).toEqual(['matches.png'])

  for (const words of ['a denim jacket', 'black pants']) {
    const piece = await after(anna.command('start', { words }))
    expect((await after(anna.press(piece, 'Keep'))).content).toMatch(/^Kept as your /)
  }
  const outfit = await after(anna.command('outfit'))
  await keep(outfit, '8-outfit')
  expect(names(outfit)).toEqual(['board.png'])
  const [, total] = /^Total: ([\d.]+) EUR/m.exec(outfit.content) ?? []
  const costs = [...outfit.content.matchAll(/^[^:]+: .*?([\d.]+) EUR/gm)].map(([, cost]) => Number(cost))
  // The total stands on a line of its own, after the pieces.
  expect(costs.at(-1)).toBe(Number(total))
  expect(costs.slice(0, -1).reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(Number(total))

  const before = await after(anna.command('history'))
  await keep(before, '9-history')
  expect(before.content).toMatch(/11\. .* ◂/)

  const over = await after(anna.press(chosen, 'Start over'))
  expect(over.content).toMatch(/clean table/)
  await after(anna.command('start', { words: 'a blue dress' }))
  await after(anna.command('refine', { change: 'make it red' }))
  // Look 2 of before is not look 2 of now.
  const old = await after(anna.pick(edited, 'go-to', 1))
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
  const remembered = await hal.settled(hal.command('refine', { change: 'remember that my size is M' }))
  expect(remembered.content).toMatch(/I will remember.*M/)
  expect((await hal.settled(hal.command('forget-me'))).content).toMatch(/one conversation/)
  expect((await hal.settled(hal.command('history'))).content).toMatch(/no looks here/)
  expect((await hal.settled(hal.command('forget-me'))).content).toMatch(/nothing of yours/)
  const asked = await hal.settled(hal.command('refine', { change: 'what do you know about me' }))
  expect(asked.content).toMatch(/remember no size/)
})
