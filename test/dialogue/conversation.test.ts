import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/dialogue/reply.ts'
import { TEXTS } from '../../src/dialogue/texts.ts'
import { ITEMS, kinds, openFake, photoOf, texts, viewIn } from './rooms.ts'

let dir: string
let hemline: Awaited<ReturnType<typeof openFake>>
let say: typeof hemline.say
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-dialogue-'))
  hemline = await openFake(dir)
  say = hemline.say
})
beforeEach(({ task }) => hemline.meet(task.id))
afterEach(() => {
  hemline.reset()
  expect(hemline.failures.splice(0)).toEqual([])
})
afterAll(async () => {
  await hemline.close()
  await rm(dir, { recursive: true, force: true })
})

const rounds = (replies: Reply[]) => replies.filter((reply) => reply.kind === 'round')
const products = (replies: Reply[]) => replies.find((reply) => reply.kind === 'products')

describe('a start', () => {
  it('by words takes the best product as the look, and lists the others', async () => {
    const replies = await say('a blue summer dress')
    expect(kinds(replies)).toEqual(['products', 'done'])
    expect(texts(replies)[0]).toBe('Starting from “Short blue dress”. What shall I change?')
    const view = viewIn(replies)
    expect(view).toMatchObject({ current: 1, canUndo: false, canRedo: false })
    expect(view.looks[0]).toMatchObject({ n: 1, parent: null, edit: null, verdict: 'unknown' })
    expect(view.looks[0]?.picture.alt).toBe('Blue mini dress, with short sleeves and a round neck')
    expect(view.matches[0]).toMatchObject({ n: 1, title: 'Short blue dress', currency: 'EUR' })
    expect(view.matches).toHaveLength(8)
  })

  it('by words takes the first product that has a photo; where none has, lists them and says so', async () => {
    const { photo } = hemline.shop
    hemline.shop.photo = async (sku) => (sku === 'SKU-4' ? undefined : photo(sku))
    const first = await say('a blue summer dress')
    hemline.shop.photo = async () => undefined
    const none = await say('another dress')
    hemline.shop.photo = photo
    expect(texts(first)[0]).toBe('Starting from “Long blue dress”. What shall I change?')
    expect(products(first)?.matches[0]?.title).toBe('Short blue dress')
    expect(texts(none)).toEqual([TEXTS.noneToStartFrom('dress')])
    expect(viewIn(none)).toMatchObject({ current: 1, matches: products(none)?.matches })
    expect(products(none)?.matches).toHaveLength(8)
  })

  it('by words that nothing is called says so, and leaves no look', async () => {
    const replies = await say('quixotic zeppelin')
    expect(texts(replies)).toEqual([TEXTS.nothingFound('quixotic zeppelin', '')])
    expect(viewIn(replies)).toMatchObject({ looks: [], current: null, matches: [] })
  })

  it('by sku, in any case, typed or pressed', async () => {
    expect(texts(await say('start with sku-5'))[0]).toMatch(/Short blue skirt/)
    expect(texts(await say({ press: { kind: 'start', sku: 'SKU-6' } }))[0]).toMatch(/Short blue jacket/)
  })

  it('by the sku of nothing is refused by name', async () => {
    const replies = await say({ press: { kind: 'start', sku: 'SKU-999' } })
    expect(replies[0]).toMatchObject({ kind: 'error', code: 'unknown-product' })
    expect(texts(replies)[0]).toContain('SKU-999')
  })

  it('by a photo, with a word on what is seen and the nearest products', async () => {
    const replies = await say({ photo: photoOf({ colour: 'navy', sleeve: 'long' }) })
    expect(texts(replies)[0]).toContain('navy knee-length dress, with long sleeves and a collar')
    expect(products(replies)?.matches[0]?.title).toBe('Long navy dress')
  })

  it('by a photo with a change in the same message does both', async () => {
    const replies = await say({ photo: photoOf(), text: 'make it green' })
    expect(kinds(replies)).toEqual(['products', 'plan', 'round', 'done'])
  })

  it('by a photo to find the like of lists what is nearest, once', async () => {
    const replies = await say({ photo: photoOf(), text: 'find me something similar' })
    expect(kinds(replies)).toEqual(['products', 'done'])
    expect(products(replies)?.matches[0]?.title).toBe('Short red dress')
  })

  it('by a file that is no photo is refused, and the look in hand stays', async () => {
    await say('surprise me')
    const replies = await say({ photo: Buffer.from('just text') })
    expect(replies[0]).toMatchObject({ kind: 'error', code: 'not-a-picture' })
    expect(viewIn(replies).current).toBe(1)
  })

  it('by surprise is another one each time, and the same for the same message', async () => {
    const titles = new Set<string>()
    for (let i = 0; i < 5; i++) titles.add(texts(await say({ press: { kind: 'surprise' } }))[0] ?? '')
    expect(titles.size).toBeGreaterThan(2)
  })

  it('in an empty shop asks for a photo', async () => {
    hemline.shop.items = []
    expect(texts(await say('surprise me'))).toEqual([TEXTS.emptyShop])
  })
})

describe('a change', () => {
  beforeEach(async () => void (await say({ photo: photoOf() })))

  it('is planned, then made round by round, each with progress, a sentence and matches', async () => {
    const replies = await say('make it navy and give it long sleeves, no collar')
    expect(kinds(replies)).toEqual(['plan', 'round', 'round', 'round', 'done'])
    expect(rounds(replies).map(({ text }) => text)).toEqual([
      'Navy now.',
      'Long sleeves now.',
      'The collar is gone.',
    ])
    expect(replies.filter(({ kind }) => kind === 'progress')).toHaveLength(9)
    const last = rounds(replies).at(-1)
    expect(last).toMatchObject({ round: 3, rounds: 3, look: { n: 4, parent: 3, verdict: 'done' } })
    expect(last?.matches[0]?.title).toBe('Long navy dress')
    expect(viewIn(replies).looks.map(({ edit }) => edit?.text ?? null)).toEqual([
      null,
      'navy',
      'long sleeves',
      'no collar',
    ])
  })

  it('keeps the places of its words in the sentence', async () => {
    const text = 'thanks, now make it navy and show me what is under 60'
    const [plan] = await say(text)
    if (plan?.kind !== 'plan') throw new Error('no plan')
    for (const edit of plan.edits) expect(text.slice(...edit.span)).toBe(edit.text)
  })

  it('that did not take is said, asked about, and tried again more boldly on “yes”', async () => {
    hemline.studio.stubborn.add('no collar')
    const replies = await say('make it navy, no collar')
    expect(rounds(replies).map(({ text }) => text)).toEqual(['Navy now.', 'The collar is still there.'])
    expect(replies.at(-2)).toEqual({
      kind: 'question',
      text: 'Shall I try “no collar” again?',
      choices: [
        { label: 'Try “no collar” again', press: { kind: 'again', look: 3 } },
        { label: 'Leave it', text: 'no' },
      ],
    })
    hemline.studio.stubborn.clear()
    const again = await say('yes please')
    expect(rounds(again).map(({ text }) => text)).toEqual(['The collar is gone.'])
    expect(rounds(again)[0]?.look).toMatchObject({ n: 4, parent: 2 })
    const [, first, second] = hemline.studio.rounds
    expect([first?.attempt, second?.attempt]).toEqual([1, 2])
    expect(first?.seed).not.toBe(second?.seed)
  })

  it('is no part of what the next round must not lose; what took is, until it is undone', async () => {
    hemline.studio.stubborn.add('no collar')
    await say('make it navy and no collar')
    await say('longer sleeves')
    await say('undo')
    await say('undo')
    await say('undo')
    await say('make it red')
    const [navy, noCollar, longer, red] = hemline.studio.rounds.map(({ intent }) => intent.attributes)
    expect([navy, noCollar, longer]).toEqual([{}, { colour: 'navy' }, { colour: 'navy' }])
    expect(red).toEqual({})
  })

  it('is tried again by press and by word too', async () => {
    hemline.studio.stubborn.add('no collar')
    await say('no collar')
    expect(kinds(await say({ press: { kind: 'again', look: 2 } }))).toContain('round')
    expect(kinds(await say('try again'))).toContain('round')
    expect(hemline.studio.rounds.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
  })

  it('is left alone on “no”, and the question holds for one answer only', async () => {
    hemline.studio.stubborn.add('no collar')
    await say('no collar')
    expect(texts(await say('no'))).toEqual([TEXTS.fine])
    expect(kinds(await say('yes'))).toEqual(['text', 'done'])
  })

  it('said twice is made once, and the later of two that contradict wins', async () => {
    const [plan] = await say('make it red, longer sleeves, longer sleeves, no, blue')
    expect(plan?.kind === 'plan' && plan.edits.map(({ value, change }) => value ?? change)).toEqual([
      'more',
      'blue',
    ])
  })

  it('that the garment cannot take is left out with a reason', async () => {
    await say({ photo: photoOf({ category: 'skirt', sleeve: null, neckline: null }) })
    expect(texts(await say('longer sleeves and make it blue'))).toEqual([
      'Blue now.',
      'I left out “longer sleeves”: that does not go with a skirt.',
    ])
  })

  it('of which a part is not understood makes the rest, and says which part', async () => {
    const said = texts(await say('make it blue, blorgish zwafflets'))
    expect(said[0]).toBe('Blue now.')
    expect(said[1]).toMatch(/I did not understand “.*zwafflets”/)
  })

  it('of style is spelled out; of a style without a meaning, asked about', async () => {
    const [plan] = await say('more casual')
    expect(plan?.kind === 'plan' && plan.edits.map(({ value }) => value)).toEqual(['cotton', 'loose'])
    const question = (await say('more whimsical')).find(({ kind }) => kind === 'question')
    expect(question).toMatchObject({ choices: [{ text: 'more formal' }, {}, {}] })
  })

  it('without a look asks where to start', async () => {
    await say('start over')
    const [reply] = await say('longer sleeves')
    expect(reply).toMatchObject({
      kind: 'question',
      text: TEXTS.noLook,
      choices: [{ press: { kind: 'surprise' } }, {}],
    })
  })

  it('that fails half-way keeps the finished rounds, and the next message goes on from there', async () => {
    const { InferenceError } = await import('../../src/inference/error.ts')
    hemline.studio.failures.set(2, new InferenceError('the child died twice'))
    const replies = await say('make it navy, long sleeves')
    expect(kinds(replies)).toEqual(['plan', 'round', 'error', 'done'])
    expect(replies.at(-2)).toMatchObject({ code: 'inference', text: TEXTS.inference })
    expect(viewIn(replies)).toMatchObject({ current: 2, looks: [{}, {}] })
    expect(kinds(await say('long sleeves'))).toEqual(['plan', 'round', 'done'])
    expect(hemline.failures.splice(0)).toHaveLength(1)
  })

  it('that is stopped keeps the finished rounds', async () => {
    const stop = new AbortController()
    const replies: Reply[] = []
    for await (const reply of hemline.core.handle(hemline.turn('navy, long sleeves'), stop.signal)) {
      replies.push(reply)
      if (reply.kind === 'round') stop.abort()
    }
    expect(kinds(replies)).toEqual(['plan', 'round', 'error', 'done'])
    expect(replies.at(-2)).toMatchObject({ code: 'cancelled' })
    expect(viewIn(replies).looks).toHaveLength(2)
  })
})

describe('moves', () => {
  beforeEach(async () => {
    await say({ photo: photoOf() })
    await say('make it navy')
    await say('long sleeves')
  })

  it('undo and redo go back and forth, by word and by press', async () => {
    expect(viewIn(await say('undo'))).toMatchObject({ current: 2, canUndo: true, canRedo: true })
    expect(viewIn(await say({ press: { kind: 'undo' } }))).toMatchObject({ current: 1, canUndo: false })
    expect(texts(await say('undo'))).toEqual([TEXTS.nothingToUndo])
    expect(viewIn(await say({ press: { kind: 'redo' } })).current).toBe(2)
    expect(viewIn(await say('redo'))).toMatchObject({ current: 3, canRedo: false })
    expect(texts(await say('redo'))).toEqual([TEXTS.nothingToRedo])
  })

  it('“undo twice” goes two back, and the matches follow', async () => {
    const view = viewIn(await say('undo twice'))
    expect(view.current).toBe(1)
    expect(view.matches[0]?.title).toContain('red dress')
  })

  it('a change after an undo begins a branch and forgets what could be redone', async () => {
    await say('undo')
    const view = viewIn(await say('make it green'))
    expect(view.looks.map(({ n, parent }) => [n, parent])).toEqual([
      [1, null],
      [2, 1],
      [3, 2],
      [4, 2],
    ])
    expect(view).toMatchObject({ current: 4, canRedo: false })
  })

  it('go to a look says which; undo comes back from it', async () => {
    const replies = await say('go back to look 1')
    expect(texts(replies)[0]).toMatch(/^Back at look 1: Red .*dress/)
    expect(viewIn(await say('undo')).current).toBe(3)
    expect(await say({ press: { kind: 'go-to', look: 9 } })).toMatchObject([
      { kind: 'error', code: 'no-look', text: 'There is no look 9; they go from 1 to 3.' },
      { kind: 'done' },
    ])
  })

  it('start over clears the table; looks are numbered from 1 again, what was said stays', async () => {
    await say('under 100')
    const view = viewIn(await say('start over'))
    expect(view).toMatchObject({ looks: [], current: null, canUndo: false, matches: [], filters: [] })
    expect(view.messages.length).toBeGreaterThan(4)
    expect(viewIn(await say('a red dress')).looks.map(({ n }) => n)).toEqual([1])
  })

  it('two things in one message are done in their order', async () => {
    expect(kinds(await say('undo and make it green'))).toEqual(['text', 'plan', 'round', 'done'])
    expect(viewIn(await say('start over and show me skirts'))).toMatchObject({ current: null })
  })
})

describe('the list', () => {
  it('of what was asked for has no look yet, and the second one can be taken from it', async () => {
    const replies = await say('show me jackets')
    expect(products(replies)?.matches.every(({ title }) => title.includes('jacket'))).toBe(true)
    expect(viewIn(replies).current).toBeNull()
    const second = products(replies)?.matches[1]?.title
    const chosen = await say('the second one')
    expect(texts(chosen)[0]).toContain(second)
    expect(viewIn(chosen).current).toBe(1)
  })

  it('gives more until that was all', async () => {
    const seen = new Set((products(await say('show me skirts'))?.matches ?? []).map(({ sku }) => sku))
    const more = products(await say('more results'))
    expect(more?.more).toBe(false)
    for (const { sku } of more?.matches ?? []) expect(seen.has(sku)).toBe(false)
    expect(texts(await say('more'))).toEqual([TEXTS.noMore])
  })

  it('is narrowed by a price, a size, the stock, a brand - and widened again', async () => {
    await say({ photo: photoOf() })
    const cheap = await say('under 60')
    expect(products(cheap)?.matches.every(({ price }) => price <= 60)).toBe(true)
    expect(texts(cheap)).toEqual(['The nearest to your look, under 60 EUR:'])
    await say('size L, in stock')
    const view = viewIn(await say('only by Tidewater'))
    expect(view.filters).toEqual(['under 60 EUR', 'in size L', 'in stock', 'by Tidewater'])
    for (const { brand, inStock, sizes } of view.matches)
      expect({ brand, inStock, l: sizes.find(({ size }) => size === 'L')?.inStock }).toEqual({
        brand: 'Tidewater',
        inStock: true,
        l: true,
      })
    expect(viewIn(await say('no filters'))).toMatchObject({ filters: [] })
  })

  it('stays narrowed in the rounds that follow', async () => {
    await say({ photo: photoOf() })
    const replies = await say('make it blue and show me only what is under 60')
    expect(rounds(replies)[0]?.matches.every(({ price }) => price <= 60)).toBe(true)
    expect(viewIn(await say('navy')).matches.every(({ price }) => price <= 60)).toBe(true)
  })

  it('in which nothing passes says why and what to do', async () => {
    await say({ photo: photoOf() })
    expect(texts(await say('under 5'))).toEqual([TEXTS.nothingPasses('under 5 EUR')])
    expect(viewIn(await say('clear filters')).matches).toHaveLength(8)
  })

  it('gets cheaper on asking', async () => {
    const before = viewIn(await say({ photo: photoOf() })).matches.map(({ price }) => price)
    const after = viewIn(await say('something cheaper')).matches.map(({ price }) => price)
    expect(Math.max(...after)).toBeLessThan(Math.max(...before))
  })

  it('a filter before there is anything to filter is kept in mind', async () => {
    expect(texts(await say('under 100'))).toEqual([TEXTS.filtersKept('under 100 EUR')])
    expect(viewIn(await say('a red dress')).matches.every(({ price }) => price <= 100)).toBe(true)
  })

  it('has no number nine, and none at all before the first list', async () => {
    expect(texts(await say('the second one'))).toEqual([TEXTS.noList])
    expect(texts(await say('more'))).toEqual([TEXTS.noList])
    await say({ photo: photoOf() })
    expect(await say({ press: { kind: 'choose', match: 9 } })).toMatchObject([
      { kind: 'error', code: 'unknown-product', text: TEXTS.notInList(9, 8) },
      { kind: 'done' },
    ])
  })

  it('leaves out what has left the shelf since', async () => {
    const [first] = viewIn(await say({ photo: photoOf() })).matches
    hemline.shop.items = ITEMS.filter(({ sku }) => sku !== first?.sku)
    const view = await hemline.view()
    expect(view.matches.map(({ n }) => n)).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(await say('the first one')).toMatchObject([{ code: 'unknown-product' }, {}])
  })

  it('goes by words where no photo can be compared yet', async () => {
    hemline.shop.nearest = async () => []
    expect(viewIn(await say({ photo: photoOf() })).matches[0]?.title).toContain('red dress')
  })
})

describe('talk', () => {
  it.each([
    ['help', TEXTS.help],
    ['?', TEXTS.help],
    ['hello there!', TEXTS.hello],
    ['Thank you so much', TEXTS.thanks],
    ['who are you?', TEXTS.who],
    ['goodbye', TEXTS.bye],
    ['ok', TEXTS.helloAgain],
  ])('%s', async (said, text) => {
    expect(texts(await say(said))).toEqual([text])
  })

  it.each([
    ['I love it', TEXTS.praise],
    ['that is ugly', TEXTS.dislike],
    ['hi', TEXTS.helloAgain],
    ['how is the weather in Lisbon today', TEXTS.outOfScope],
  ])('with a look in hand: %s', async (said, text) => {
    await say({ photo: photoOf() })
    expect(texts(await say(said))).toEqual([text])
  })
})

describe('bad input', () => {
  beforeEach(async () => void (await say({ photo: photoOf() })))
  afterEach(async () => {
    expect(await hemline.view()).toMatchObject({ current: 1, looks: [{}] })
  })

  it.each([
    ['', { kind: 'error', code: 'empty' }],
    ['   \n\t ', { kind: 'error', code: 'empty' }],
    ['x'.repeat(10_000), { kind: 'error', code: 'too-long', text: TEXTS.tooLong(10_000) }],
    ['🙂👗🎉', { kind: 'text', text: TEXTS.symbols }],
    ['!!! ... ---', { kind: 'text', text: TEXTS.symbols }],
    ['<script>alert("it is blue")</script>', { kind: 'text', text: TEXTS.symbols }],
    ['Mach es blau mit langen Ärmeln bitte', { kind: 'text', text: TEXTS.englishOnly }],
    ['hazlo más largo, por favor', { kind: 'text', text: TEXTS.englishOnly }],
    ['袖を長くしてください', { kind: 'text', text: TEXTS.englishOnly }],
    ['сделай рукава длиннее', { kind: 'text', text: TEXTS.englishOnly }],
    ['asdf qwer zxcv', { kind: 'text', text: TEXTS.outOfScope }],
    ["'; DROP TABLE looks; --", { kind: 'text' }],
    ['" OR NEAR(a b) * ^', { kind: 'text' }],
  ])('%.40j gets a clear reply', async (text, reply) => {
    const replies = await say({ text })
    expect(replies[0]).toMatchObject(reply)
    expect(replies.at(-1)?.kind).toBe('done')
  })

  it('a turn without anything in it is empty', async () => {
    expect((await say({}))[0]).toMatchObject({ kind: 'error', code: 'empty' })
  })
})

it('markup around a change is ignored, and the change made', async () => {
  await say({ photo: photoOf() })
  const text = '<p>make it <b>**navy**</b></p>'
  const [plan, ...others] = await say(text)
  expect(plan?.kind === 'plan' && plan.edits).toMatchObject([{ text: 'navy', attribute: 'colour' }])
  expect(texts(others)).toEqual(['Navy now.'])
})

it('every picture that a reply names can be had, and nothing else', async () => {
  const view = viewIn(await say({ photo: photoOf() }))
  const [match] = view.matches
  for (const id of [view.looks[0]?.picture.id, match?.picture?.id])
    expect(await hemline.core.picture(id ?? '')).toMatchObject({ mediaType: 'image/png' })
  const { latent } = await hemline.storage.db('looks').first('latent')
  for (const id of [latent, 'f'.repeat(64), '../hemline.db'])
    expect(await hemline.core.picture(id)).toBeUndefined()
})
