import { describe, expect, it } from 'vitest'
import { type Act, type ActContext, actsOf } from '../../src/dialogue/acts.ts'
import { commandOfLabel } from '../../src/dialogue/recognition/read.ts'
import type { Press } from '../../src/dialogue/turn.ts'

const LOOK: ActContext = {
  hasLook: true,
  category: 'dress',
  looks: 3,
  listed: 8,
  brands: ['Tidewater', 'Marlow & Finch'],
}
const NOTHING: ActContext = { hasLook: false, listed: 0, brands: [] }
const press = (press: Press, times?: number): Act => ({ kind: 'press', press, ...(times && { times }) })
const undo = (times = 1) => press({ kind: 'undo' }, times)
const choose = (match: number) => press({ kind: 'choose', match })
const goTo = (look: number) => press({ kind: 'go-to', look })
const MORE = press({ kind: 'more-results' })
const OVER = press({ kind: 'start-over' })
const SURPRISE = press({ kind: 'surprise' })

const commands: [string, Act][] = [
  ['undo', undo()],
  ['Undo that, please.', undo()],
  ['can you undo the last change?', undo()],
  ['undo twice', undo(2)],
  ['go back two steps', undo(2)],
  ['Take it back!', undo()],
  ['redo', press({ kind: 'redo' })],
  ['look 3', goTo(3)],
  ['go back to look 2', goTo(2)],
  ['back to the first one', goTo(1)],
  ['go back to the original', goTo(1)],
  ['show me the second look', goTo(2)],
  ['start over', OVER],
  ['ok, start again please', OVER],
  ['surprise me', SURPRISE],
  ['pick something for me', SURPRISE],
  ['the second one', choose(2)],
  ['I like the 3rd one', choose(3)],
  ["I'll take number four", choose(4)],
  ['#5', choose(5)],
  ['7', choose(7)],
  ['the last one', choose(8)],
  ['start from the second dress', choose(2)],
  ['more results', MORE],
  ['show me more', MORE],
  ['more like this', MORE],
  ['What else do you have?', MORE],
  ['try again', { kind: 'again' }],
  ['once more', { kind: 'again' }],
  ['yes please', { kind: 'yes' }],
  ['No thanks', { kind: 'no' }],
  ['no more', { kind: 'no' }],
  ['No more, thanks', { kind: 'no' }],
  ['n', { kind: 'no' }],
  ['cancel', undo()],
  ['remove it from my outfit', { kind: 'drop', slot: 'hand' }],
  ['unsave it', { kind: 'drop', slot: 'hand' }],
  ['could you take this one back out of the outfit', { kind: 'drop', slot: 'hand' }],
  ['drop the skirt from my outfit', { kind: 'drop', slot: 'bottom' }],
  ['kick everything out of my outfit', { kind: 'drop', slot: 'all' }],
  ['please clear out my outfit', { kind: 'drop', slot: 'all' }],
  ['compare look 1 and the last one', { kind: 'compare', what: 'looks', items: [1, 3] }],
  ['help', press({ kind: 'help' })],
  ['what can you do?', press({ kind: 'help' })],
  ['start with HEM-00012', press({ kind: 'start', sku: 'hem-00012' })],
  ['product ocean-blue-shirt', press({ kind: 'start', sku: 'ocean-blue-shirt' })],
  ['something cheaper', { kind: 'cheaper' }],
  ['too expensive', { kind: 'cheaper' }],
  ['the 2nd one is too expensive, cheaper?', { kind: 'cheaper', than: 2 }],
  ['forward', press({ kind: 'redo' })],
]

describe('a command', () => {
  it.each(commands)('%s', (sentence, act) => expect(actsOf(sentence, LOOK)).toMatchObject([act]))
})

describe('a change', () => {
  it.each([
    'forget the collar',
    'instead of red make it blue',
    'longer sleeves',
    'make it navy and give it long sleeves, no collar',
    'open at the front and back',
    'more colourful',
    'show more skin',
    'show me a longer one',
    'show me it in red',
    'something floral',
    'is a skirt instead',
    'a red dress',
    'with more than 3 buttons',
    'at least two pockets',
    'a little under the knee',
    'medium length',
    'make it in medium blue',
    'small floral print',
    'large polka dots',
    'extra large dots',
    'remove the belt from my outfit',
  ])('to the look in hand: %s', (sentence) =>
    expect(actsOf(sentence, LOOK)).toEqual([{ kind: 'edit', text: sentence }]),
  )

  it.each(['longer sleeves', 'make it blue', 'no collar', 'less formal'])(
    'of a look that is not there is still a change: %s',
    (sentence) => expect(actsOf(sentence, NOTHING)).toMatchObject([{ kind: 'edit' }]),
  )
})

describe('a walk through the shop', () => {
  it.each([
    ['show me dresses', 'dresses'],
    ['do you have any green skirts?', 'any green skirts'],
    ['I am looking for a white shirt', 'a white shirt'],
    ['what jackets do you have', 'jackets'],
    ['can you find me a coat', 'a coat'],
  ])('%s', (sentence, words) => {
    expect(actsOf(sentence, NOTHING)).toEqual([{ kind: 'browse', words }])
    expect(actsOf(sentence, LOOK)).toEqual([{ kind: 'browse', words }])
  })
})

describe('a start', () => {
  it.each(['a red summer dress', 'something floral', 'a white shirt, long sleeves', 'blue'])(
    'from nothing: %s',
    (sentence) => expect(actsOf(sentence, NOTHING)).toEqual([{ kind: 'begin', words: sentence }]),
  )

  it.each([
    ['start with a red skirt', 'a red skirt'],
    ['another dress', 'dress'],
    // The look in hand is a dress.
    ['a denim jacket', 'a denim jacket'],
  ])('in place of the look in hand: %s', (sentence, words) =>
    expect(actsOf(sentence, LOOK)).toEqual([{ kind: 'begin', words }]),
  )
})

describe('a filter', () => {
  it.each([
    ['under 80', { maxPrice: 80 }],
    ['up to €49.50 please', { maxPrice: 49.5 }],
    ['show me only what is less than 60 euros', { maxPrice: 60 }],
    ['over 100 EUR', { minPrice: 100 }],
    ['between 40 and 80', { minPrice: 40, maxPrice: 80 }],
    ['size M', { size: 'M' }],
    ['in size medium', { size: 'M' }],
    ['my size is 38', { size: '38' }],
    ['only what is in stock', { inStock: true }],
    ['size 40, in stock, under 90', { size: '40', inStock: true, maxPrice: 90 }],
    ['by marlow & finch', { brand: 'Marlow & Finch' }],
    ['Tidewater', { brand: 'Tidewater' }],
    ['only skirts', { category: 'skirt' }],
    ['any price', { minPrice: null, maxPrice: null }],
    ['any size', { size: null }],
    ['including sold out ones', { inStock: null }],
    ['in medium, please', { size: 'M' }],
    ['only large', { size: 'L' }],
    ['in medium and under 80', { size: 'M', maxPrice: 80 }],
  ])('%s', (sentence, change) => expect(actsOf(sentence, LOOK)).toEqual([{ kind: 'filter', change }]))

  it('stands beside a change, whose words keep their places', () => {
    const sentence = 'make it blue and show me those under 60'
    const [filter, edit] = actsOf(sentence, LOOK)
    expect(filter).toEqual({ kind: 'filter', change: { maxPrice: 60 } })
    expect(edit).toEqual({ kind: 'edit', text: 'make it blue'.padEnd(sentence.length) })
  })
})

describe('several things in one sentence', () => {
  it.each([
    ['undo and make it red', [undo(), { kind: 'edit', text: '         make it red' }]],
    ['take the second one and make it blue', [choose(2), { kind: 'edit' }]],
    ['the first one, but in red', [choose(1), { kind: 'edit' }]],
    ['darker, then undo', [{ kind: 'edit' }, undo()]],
    ['start over and show me skirts', [OVER, { kind: 'browse', words: 'skirts' }]],
    ['make it blue, thanks', [{ kind: 'edit', text: 'make it blue        ' }]],
    ['no, blue after all', [{ kind: 'edit', text: '    blue after all' }]],
  ])('%s', (sentence, acts) => expect(actsOf(sentence, LOOK)).toMatchObject(acts))
})

it('takes any text without failing, and quickly', () => {
  const strange = [
    '((((',
    '\\d+',
    'a'.repeat(2000),
    'and '.repeat(500),
    'under under under',
    '1'.repeat(2000),
  ]
  const began = performance.now()
  for (const sentence of strange) {
    expect(actsOf(sentence, LOOK).length).toBeGreaterThan(0)
    expect(actsOf(sentence, NOTHING).length).toBeGreaterThan(0)
  }
  expect(performance.now() - began).toBeLessThan(1000)
})

describe('what was learnt from examples', () => {
  it.each([
    ['available in XL?', [{ kind: 'ask', about: 'sizes', size: 'XL' }]],
    ['my brother plays the trumpet', [{ kind: 'talk', topic: 'elsewhere' }]],
    ['hmm can we go back to what it was a minute ago', [{ kind: 'press', press: { kind: 'undo' } }]],
    ['pop the second one into my outfit would you', [{ kind: 'keep', item: 2 }]],
  ])('%s', (sentence, acts) => expect(actsOf(sentence, LOOK)).toMatchObject(acts))

  it.each([
    'flowers all over',
    'do you remember anything about me?',
    'i forget what this is',
    'nothing else',
  ])('never loses what is there: %s', (sentence) => {
    const kinds = actsOf(sentence, LOOK).map((act) => (act.kind === 'press' ? act.press.kind : act.kind))
    for (const lost of ['start-over', 'forget', 'drop']) expect(kinds).not.toContain(lost)
  })
})

describe('what is remembered for good', () => {
  const remember = (change: object): Act => ({ kind: 'remember', change })

  it.each([
    ['remember that I wear size M', [remember({ size: 'M' })]],
    ['store my size, which is M', [remember({ size: 'M' })]],
    ['please store size M', [remember({ size: 'M' })]],
    ['remember between 40 and 80, please', [remember({ minPrice: 40, maxPrice: 80 })]],
    ['I always take M, thanks', [remember({ size: 'M' })]],
  ])('%s', (sentence, acts) => expect(actsOf(sentence, LOOK)).toEqual(acts))

  it.each(['which store has it in size M?', 'is there a store that has it in size M', 'in store, size M'])(
    'is nothing that names a store: %s',
    (sentence) => {
      for (const act of actsOf(sentence, LOOK)) expect(act.kind).not.toBe('remember')
    },
  )

  it('leaves what else is asked for, at its place', () => {
    const sentence = 'make it navy, longer sleeves and remember that I wear size M'
    expect(actsOf(sentence, LOOK)).toEqual([
      remember({ size: 'M' }),
      { kind: 'edit', text: 'make it navy, longer sleeves'.padEnd(sentence.length) },
    ])
    expect(actsOf('remember that I wear size M, and undo', LOOK)).toEqual([remember({ size: 'M' }), undo()])
  })
})

describe('“cancel”, said to a question', () => {
  it.each(['cancel', 'Cancel that!'])('leaves all as it is: %s', (sentence) =>
    expect(actsOf(sentence, { ...LOOK, isOpen: true })).toEqual([{ kind: 'no' }]),
  )
})

it('a comparison that was learnt speaks of looks or of products by their own numbers', () => {
  const compared = (phrase: string) => commandOfLabel('compare', phrase, { ...LOOK, alone: true })
  expect(compared('hold the last look against look 2')).toMatchObject({ what: 'looks', items: [3, 2] })
  expect(compared('hold the last one against number 2')).toMatchObject({ what: 'products', items: [8, 2] })
})

describe('a product of a list of which one has left the shelf', () => {
  const list = [
    { n: 1, title: 'Red dress', price: 40 },
    { n: 3, title: 'Blue dress', price: 20 },
  ]
  it.each(["I'll take the blue one", 'the cheapest one'])('keeps its number: %s', (sentence) =>
    expect(actsOf(sentence, { ...LOOK, listed: 3, list })).toEqual([choose(3)]),
  )
})

describe('another brand', () => {
  const made = (...brands: string[]) => brands.map((brand) => ({ title: 'A dress', brand, price: 20 }))
  const without = (withoutBrands: string[]): Act => ({
    kind: 'filter',
    change: { brand: null, withoutBrands },
  })

  it.each(['other brand', 'Another brand, please', 'do you have this from a different brand?'])(
    'is one that is not shown: %s',
    (sentence) =>
      expect(actsOf(sentence, { ...LOOK, list: made('Tidewater') })).toEqual([without(['Tidewater'])]),
  )

  it('is not that of the nearest product where every brand is shown', () =>
    expect(actsOf('another brand', { ...LOOK, list: made('Marlow & Finch', 'Tidewater') })).toEqual([
      without(['Marlow & Finch']),
    ]))

  it('is no filter where nothing is shown', () =>
    expect(actsOf('another brand', { ...LOOK, listed: 0 })).not.toMatchObject([{ kind: 'filter' }]))
})

describe('a question about a word', () => {
  it.each([
    ['what means V-neck?', 'neckline', 'v'],
    ['what does boat neck mean?', 'neckline', 'boat'],
    ['What is an “A-line”?', 'silhouette', 'a-line'],
    ['how does a gizmo look', undefined, undefined],
    ['what is the length', undefined, undefined],
  ])('is answered where the vocabulary has it: %s', (sentence, attribute, value) => {
    const [act] = actsOf(sentence, LOOK)
    if (attribute) expect(act).toMatchObject({ kind: 'explain', edit: { attribute, value } })
    else expect(act?.kind).not.toBe('explain')
  })
})
