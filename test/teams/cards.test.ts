import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newAnswer } from '../../adapters/answer.ts'
import { Pressed, saidBy } from '../../adapters/teams/action.ts'
import { bytesOf, finished, MAX_CARD_BYTES, notice, underWay, welcome } from '../../adapters/teams/cards.ts'
import { type AdaptiveCard, card, line } from '../../adapters/teams/elements.ts'
import { gallery, jpegsOf } from '../../adapters/teams/pictures.ts'
import { productCard, sharedCard } from '../../adapters/teams/product.ts'
import { TEXTS } from '../../adapters/teams/texts.ts'
import type { ConversationView, LookView, Match } from '../../src/dialogue/reply.ts'
import { fakeCore } from '../web/fake-core.ts'
import { buttonsOf, imagesOf, linesOf, titles } from './bot.ts'
import { faultsOf, hasSchema, schemaFaultsOf } from './schema.ts'

const id = (n: number) => n.toString(16).padStart(64, '0')
const SIZES = Array.from({ length: 20 }, (_, i) => ({ size: `EU ${30 + i} long`, inStock: i % 3 > 0 }))
const TRICKY =
  '[free](https://evil.example) **bold** <at>all</at> {{DATE(2020-01-01T00:00:00Z)}} \u202e\u{1f457}'

const match = (n: number, change: Partial<Match> = {}): Match => ({
  n,
  sku: `SKU-${n}`,
  title: `Dress ${n}`,
  price: 49.9,
  currency: 'EUR',
  sizes: [{ size: 'M', inStock: true }],
  inStock: true,
  score: 0.5,
  picture: { id: id(100 + n), alt: 'a dress', width: 256, height: 256 },
  ...change,
})
/** As large as the catalogue lets a product be. */
const huge = (n: number) =>
  match(n, {
    sku: `${n}${'x'.repeat(198)}`,
    title: TRICKY.repeat(20).slice(0, 500),
    brand: '品'.repeat(200),
    was: 99.9,
    sizes: SIZES,
    url: `https://shop.example.com/${'p'.repeat(400)}`,
  })
const look = (n: number, change: Partial<LookView> = {}): LookView => ({
  n,
  parent: n > 1 ? n - 1 : null,
  edit: n > 1 ? { text: 'navy', span: [0, 4], attribute: 'colour', change: 'set', value: 'navy' } : null,
  verdict: 'done',
  picture: { id: id(n), alt: 'a navy dress with long sleeves', width: 256, height: 256 },
  ...change,
})
const view = (change: Partial<ConversationView> = {}): ConversationView => ({
  looks: [look(1), look(2)],
  current: 2,
  canUndo: true,
  canRedo: true,
  matches: [],
  filters: ['under 80 EUR', 'in size M'],
  messages: [],
  ...change,
})

const inline = (bytes: number) => `data:image/jpeg;base64,${randomBytes(bytes).toString('base64')}`
const art = (matches: readonly Match[], lookBytes = 8000, matchBytes = 900) => ({
  large: inline(lookBytes),
  matches: new Map(matches.map(({ picture }) => [picture?.id ?? '', inline(matchBytes)])),
})
const answered = (lines: string[], change = {}) => ({
  ...newAnswer(),
  lines,
  more: true,
  listed: true,
  view: view(),
  ...change,
})

const plan = [
  { text: 'navy', verdict: 'done' as const },
  { text: 'longer sleeves', verdict: 'not' as const },
  { text: 'a bow', verdict: 'unknown' as const },
]
const usual = [1, 2, 3, 4, 5].map((n) => match(n))
const STORES = ['Lisbon', 'Porto '.repeat(16).trim(), 'Lyon'].map((store, i) => ({
  store,
  isOwn: i === 0,
  km: 300 * i,
  sizes: SIZES.map(({ size }) => ({ size, pieces: 1234 })),
}))
/** And all that a colleague is shown of it. */
const hugeHere = (n: number) => ({ ...huge(n), stores: STORES, note: TRICKY.repeat(5).slice(0, 300) })
const most = Array.from({ length: 8 }, (_, i) => huge(i + 1))
const CHOICES = Array.from({ length: 9 }, (_, i) => ({ label: `${TRICKY} ${i}`, text: `try ${i} again` }))

const CARDS: Record<string, () => AdaptiveCard> = {
  'a greeting': () => welcome('*'),
  'a sentence': () => notice(TEXTS.failed),
  'a sentence that is a book': () => notice('word '.repeat(10_000)),
  'a place in line': () => underWay({ ...newAnswer(), place: 3 }, 'turn', 'owner'),
  'a round in the making': () =>
    underWay(
      {
        ...newAnswer(),
        plan: plan.map(({ text }) => ({ text })),
        progress: { round: 1, rounds: 3, step: 4, steps: 20 },
        stepMs: 100,
      },
      'turn',
      'owner',
      { url: inline(8000), alt: 'a dress' },
    ),
  'a look with matches': () =>
    finished({
      answer: answered(['Done: navy.'], { plan }),
      owner: 'owner',
      look: look(2),
      matches: usual,
      art: art(usual),
    }),
  'a question': () =>
    finished({
      answer: answered(['Nicer in which way?'], {
        question: { kind: 'question', text: 'Nicer?', choices: CHOICES },
      }),
      owner: 'owner',
      look: undefined,
      matches: [],
      art: { matches: new Map() },
    }),
  'no look yet': () =>
    finished({
      answer: answered(['There is no look yet.'], {
        view: view({ looks: [], current: null, canUndo: false, canRedo: false }),
      }),
      owner: 'owner',
      look: undefined,
      matches: [],
      art: { matches: new Map() },
    }),
  'the longest titles in twenty sizes': () =>
    finished({
      answer: answered([TRICKY.repeat(20)], { plan }),
      owner: 'o'.repeat(120),
      look: look(2),
      matches: most,
      art: art(most),
    }),
  'the longest titles in twenty sizes, in three stores, with notes and a film strip': () =>
    finished({
      answer: answered([TRICKY.repeat(20)], {
        plan,
        view: view({ counter: { store: 'Lisbon', forCustomer: false } }),
      }),
      owner: 'o'.repeat(120),
      look: look(2),
      matches: most.map(({ n }) => hugeHere(n)),
      art: {
        ...art(most),
        strip: [1, 2, 3, 4].map((n) => ({ look: look(n), url: inline(1500) })),
      },
      shareUrl: `https://shop.example.com/shared/${'a'.repeat(22)}`,
    }),
  'a look with its film strip': () =>
    finished({
      answer: answered(['Done: navy.'], { plan }),
      owner: 'owner',
      look: look(2),
      matches: usual.slice(0, 2),
      art: { ...art(usual), strip: [{ look: look(1), url: inline(1500) }] },
    }),
  'a customer looking on': () =>
    finished({
      answer: answered(['x'], { view: view({ counter: { store: 'Lisbon', forCustomer: true } }) }),
      owner: 'owner',
      look: undefined,
      matches: usual,
      art: art(usual),
    }),
  'a product that is posted': () => productCard(hugeHere(1), inline(4000)),
  'a shortlist that is posted': () =>
    sharedCard(
      { id: 'a'.repeat(22), kind: 'shortlist', title: TRICKY, matches: most.map(({ n }) => hugeHere(n)) },
      undefined,
      art(most).matches,
      `https://shop.example.com/shared/${'a'.repeat(22)}`,
    ),
  'a look that is posted': () =>
    sharedCard(
      { id: 'a'.repeat(22), kind: 'look', title: 'A look', picture: look(1).picture, matches: [match(1)] },
      inline(8000),
      art(usual).matches,
      undefined,
    ),
  'pictures beyond all measure': () =>
    finished({
      answer: answered(['x'], { plan }),
      owner: 'owner',
      look: look(2),
      matches: most,
      art: art(most, 60_000, 9000),
    }),
  'a sermon': () =>
    finished({
      answer: answered(
        Array.from({ length: 60 }, () => TRICKY.repeat(40)),
        { plan },
      ),
      owner: 'owner',
      look: look(2),
      matches: most,
      art: art(most),
    }),
}

describe('a card', () => {
  it.each(Object.entries(CARDS))(
    'of %s is valid, within the limit, and every picture has words',
    (_name, make) => {
      const made = make()
      expect(faultsOf(made)).toEqual([])
      expect(bytesOf(made)).toBeLessThanOrEqual(MAX_CARD_BYTES)
      for (const { altText } of imagesOf(made)) expect(altText).not.toBe('')
      for (const button of buttonsOf(made)) {
        expect(button.title.length).toBeLessThanOrEqual(40)
        if (button.type === 'Action.Execute') expect(Pressed.safeParse(button.data).success).toBe(true)
      }
      expect(made.fallbackText).not.toBe('')
    },
  )

  it.skipIf(!hasSchema).each(Object.entries(CARDS))(
    'of %s is valid by the official JSON schema (needs adaptive-card-1.5.json under HEMLINE_TEST_DATA)',
    (_name, make) => {
      expect(schemaFaultsOf(make())).toEqual([])
      // Such a judge has to find something, too.
      const wrong = { ...make(), body: [{ type: 'TextBlock', text: 'x', colour: 'Good' }] }
      expect(schemaFaultsOf(wrong)).not.toEqual([])
    },
  )

  it('has a judge that finds what is wrong', () => {
    const element = (wrong: object) => faultsOf(card([wrong as never], 'x'))
    expect(element({ type: 'Nonsense' })).not.toEqual([])
    expect(element({ type: 'TextBlock', text: 'x', size: 'Enormous' })).not.toEqual([])
    expect(element({ type: 'TextBlock', text: 'x', colour: 'Good' })).not.toEqual([])
    expect(element({ type: 'Image', url: 'https://x.example', alternative: 'x' })).not.toEqual([])
    expect(faultsOf(card([line(['x'])], 'x'))).toEqual([])
  })

  it('says what took and what did not, and in which sizes a match is there', () => {
    const made = CARDS['a look with matches']?.() as AdaptiveCard
    expect(linesOf(made).slice(0, 4)).toEqual(['✓ navy', '✗ longer sleeves', '• a bow', 'Done: navy.'])
    expect(linesOf(made)).toEqual(expect.arrayContaining(['1. Dress 1', '€49.90', 'In stock: M']))
    expect(imagesOf(made)).toHaveLength(6)
    const stock = finished({
      answer: answered(['x']),
      owner: 'owner',
      look: undefined,
      matches: [match(1, { sizes: SIZES.slice(0, 4) }), match(2, { inStock: false })],
      art: { matches: new Map() },
    })
    expect(linesOf(stock)).toEqual(
      expect.arrayContaining([
        'In stock: EU 31 long EU 32 long',
        'Sold out: EU 30 long EU 33 long',
        'Sold out',
      ]),
    )
  })

  it('drops pictures of matches before it drops matches, and says how many are not shown', () => {
    const made = CARDS['the longest titles in twenty sizes']?.() as AdaptiveCard
    expect(imagesOf(made).length).toBeLessThan(6)
    const shown = linesOf(made).filter((text) => /^\d\. /.test(text)).length
    expect(shown).toBeGreaterThanOrEqual(3)
    if (shown < 5) expect(linesOf(made)).toContain(TEXTS.leftOut(5 - shown))
  })

  it('never lets a title be more than words', () => {
    const made = CARDS['the longest titles in twenty sizes']?.() as AdaptiveCard
    expect(JSON.stringify(made)).not.toContain('"TextBlock"')
    const evil = finished({
      answer: answered(['x']),
      owner: 'owner',
      look: undefined,
      matches: [match(1, { url: 'javascript:alert(1)' })],
      art: { matches: new Map() },
    })
    expect(buttonsOf(evil).some(({ type }) => type === 'Action.OpenUrl')).toBe(false)
  })

  it('has no row of buttons wider than a phone', () => {
    const made = CARDS['a look with matches']?.() as AdaptiveCard
    for (const element of made.body)
      if (element.type === 'ActionSet') expect(element.actions.length).toBeLessThanOrEqual(3)
    expect(titles(made)).toEqual(
      expect.arrayContaining([
        'Undo',
        'Redo',
        'Apply again',
        'More results',
        'Keep this look',
        'Share',
        'Start over',
      ]),
    )
  })

  it('with real pictures keeps all of them', async () => {
    const core = fakeCore()
    const turn = { id: '1', conversation: 'c', user: 'u', channel: 'teams', text: 'a red dress' }
    for await (const _ of core.handle(turn));
    const shown = await core.view('c')
    const made = finished({
      answer: answered(['Here is a start.'], { view: shown }),
      owner: 'owner',
      look: shown.looks[0],
      matches: shown.matches,
      art: await gallery(jpegsOf(core), undefined).art(shown.looks[0]?.picture, shown.matches),
    })
    expect(imagesOf(made)).toHaveLength(6)
    expect(bytesOf(made)).toBeLessThanOrEqual(MAX_CARD_BYTES)
  })
})

describe('a button', () => {
  it('means what its card showed, not what a newer list has in that place', () => {
    const now = view({ matches: [match(1, { sku: 'B' }), match(2, { sku: 'A' })] })
    expect(saidBy({ kind: 'keep', n: 2, sku: 'A' }, now)).toEqual({ text: 'keep number 2' })
    expect(saidBy({ kind: 'keep', n: 1, sku: 'A' }, now)).toBeUndefined()
    expect(saidBy({ kind: 'start', sku: 'A' }, now)).toEqual({ press: { kind: 'start', sku: 'A' } })
    expect(saidBy({ kind: 'again', look: 2, picture: id(2).slice(0, 10) }, now)).toEqual({
      press: { kind: 'again', look: 2 },
    })
    expect(saidBy({ kind: 'again', look: 2, picture: 'ffffffffff' }, now)).toBeUndefined()
    for (const kind of ['keep-look', 'share'] as const) {
      expect(saidBy({ kind, look: 2, picture: id(2).slice(0, 10) }, now)?.text).toMatch(/this$/)
      // It is there, but another one is in hand.
      expect(saidBy({ kind, look: 1, picture: id(1).slice(0, 10) }, now)).toBeUndefined()
      expect(saidBy({ kind, look: 2, picture: 'ffffffffff' }, now)).toBeUndefined()
    }
  })
})
