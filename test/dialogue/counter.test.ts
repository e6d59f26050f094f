import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkDigit } from '../../src/catalogue/codes.ts'
import { actsOf } from '../../src/dialogue/acts.ts'
import type { Reply } from '../../src/dialogue/reply.ts'
import type { Role } from '../../src/dialogue/roles.ts'
import { ITEMS, openFake, texts, viewIn } from './rooms.ts'

let dir: string
let fake: Awaited<ReturnType<typeof openFake>>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-counter-'))
  fake = await openFake(dir)
})
afterAll(async () => {
  await fake.close()
  await rm(dir, { recursive: true })
})

const barcode = (n: number, size: number) => {
  const digits = `2000000${String(n).padStart(3, '0')}0${size}`
  return digits + checkDigit(digits)
}
/** Two in M and one in L in Lisbon, five in M in Lyon, none online. */
const variants = (n: number) => [
  { sku: `SKU-${n}-M`, barcode: barcode(n, 1), size: 'M', stock: { Lisbon: 2, Lyon: 5, online: 0 } },
  { sku: `SKU-${n}-L`, barcode: barcode(n, 2), size: 'L', stock: { Lisbon: 1 } },
]
let people = 0
let user = ''
beforeEach(() => {
  fake.shop.items = ITEMS.map((item, i) => ({
    ...item,
    product: { ...item.product, cost: 7.77, variants: variants(i + 1) },
  }))
  user = `colleague-${++people}`
  fake.meet(`counter:${people}`)
})
afterEach(() => fake.reset())

const as =
  (role: Role) =>
  async (text: string, who = user) =>
    fake.say({ text, role, user: who })
const staff = as('staff')
const shopper = as('shopper')
const manager = as('manager')
const said = (replies: Reply[]) => texts(replies).join('\n')
const productsIn = (replies: Reply[]) => replies.find((reply) => reply.kind === 'products')?.matches ?? []
const questionIn = (replies: Reply[]) => replies.find((reply) => reply.kind === 'question')
const REFERENCE = /[2-9A-Z]{4}-[2-9A-Z]{4}/
const referenceIn = (replies: Reply[]) => REFERENCE.exec(said(replies))?.[0] ?? 'no reference'

describe('at the counter', () => {
  const stores = ['Lisbon', 'New York']
  it.each([
    ['look up SKU-7', { kind: 'look-up', words: 'SKU-7' }],
    ['Scan 2000000001015', { kind: 'look-up', words: '2000000001015' }],
    ['4006381333931', { kind: 'look-up', words: '4006381333931' }],
    ['look up “long red dress”', { kind: 'look-up', words: 'long red dress' }],
    ['barcode 4006381333931', { kind: 'look-up', words: '4006381333931' }],
    ['hold the second one in M for Ms Larsen', { kind: 'hold', thing: 2, size: 'M', customer: 'Ms Larsen' }],
    ['hold this in New York', { kind: 'hold', thing: 'hand', store: 'New York' }],
    [
      'Reserve SKU-7-M at Lisbon for O’Neill, until noon',
      { kind: 'hold', thing: { code: 'SKU-7-M' }, store: 'Lisbon', customer: 'O’Neill, until noon' },
    ],
    ['put it aside in EU 38 for Jo', { kind: 'hold', thing: 'hand', size: 'EU 38', customer: 'Jo' }],
    ['open holds', { kind: 'holds' }],
    ['what is on hold?', { kind: 'holds' }],
    ['H7K3-92QD', { kind: 'hold-by-number', reference: 'H7K3-92QD', wish: 'tell' }],
    ['h7k3-92qd collected', { kind: 'hold-by-number', reference: 'H7K3-92QD', wish: 'collected' }],
    ['release hold H7K3-92QD', { kind: 'hold-by-number', reference: 'H7K3-92QD', wish: 'released' }],
    [
      'Add the first one to the shortlist: for the garden party',
      { kind: 'shortlist', thing: 1, note: 'for the garden party' },
    ],
    ['shortlist number 3', { kind: 'shortlist', thing: 3 }],
    ['note on 2: She loves Blue', { kind: 'note', n: 2, note: 'She loves Blue' }],
    ['show the shortlist', { kind: 'shortlisted' }],
    ['remove the second one from the shortlist', { kind: 'unlist', n: 2 }],
    ['Take the last one off my shortlist', { kind: 'unlist', n: 'last' }],
    ['clear my short list', { kind: 'unlist', n: 'all' }],
    ['share the shortlist with Ms Larsen', { kind: 'share-shortlist' }],
    ['I work in the Lisbon store', { kind: 'own-store', store: 'Lisbon' }],
    ['my store is new york', { kind: 'own-store', store: 'New York' }],
    ['my store is Atlantis', { kind: 'own-store', store: 'Atlantis' }],
    ['forget my store', { kind: 'own-store', store: null }],
    ['customer mode', { kind: 'customer-mode', on: true }],
    ['back to staff mode', { kind: 'customer-mode', on: false }],
    ['what does the second one cost us?', { kind: 'cost', thing: 2 }],
  ])('“%s” is understood', (text, act) => {
    expect(actsOf(text, { hasLook: true, listed: 8, brands: [], stores })).toEqual([act])
  })

  it.each(['hold on to this', 'keep the second one', 'i am in love', 'put this aside', 'a red dress in M'])(
    '“%s” is what it was',
    (text) => {
      const [act] = actsOf(text, { hasLook: true, listed: 8, brands: [], stores })
      expect(['keep', 'talk', 'edit', 'filter', 'begin', 'browse']).toContain(act?.kind)
    },
  )

  it('finds a product by article number, by barcode and by name, with price and where it is', async () => {
    await staff('my store is Lisbon')
    for (const words of ['look up sku-7', `scan ${barcode(7, 2)}`, barcode(7, 1)]) {
      const [match, ...others] = productsIn(await staff(words))
      expect(others).toEqual([])
      expect(match).toMatchObject({ sku: 'SKU-7', price: 50, n: 1 })
      expect(match?.stores?.map(({ store, sizes }) => [store, sizes])).toEqual([
        [
          'Lisbon',
          [
            { size: 'M', pieces: 2 },
            { size: 'L', pieces: 1 },
          ],
        ],
        ['Lyon', [{ size: 'M', pieces: 5 }]],
      ])
    }
    expect(productsIn(await staff('look up long navy skirt'))[0]?.title).toBe('Long navy skirt')
    expect(said(await staff('look up 9999-XYZ'))).toMatch(/I find nothing for “9999-XYZ”/)
    // What was found is what “it” and “the first one” are from there on.
    await staff('look up SKU-7')
    expect(said(await staff('how much is the first one'))).toContain('50 EUR')
  })
})

describe('the own store', () => {
  it('is asked once, what was asked before is then answered, and it is remembered in every conversation', async () => {
    await staff('show me dresses')
    const question = questionIn(await staff('which store has the second one'))
    expect(question?.text).toMatch(/^Which store are you in/)
    expect(question?.choices.map(({ label }) => label)).toEqual(['Lisbon', 'Lyon', 'online'])
    const answer = said(await staff(question?.choices[0]?.text ?? ''))
    expect(answer).toMatch(/Your store is Lisbon/)
    expect(answer).toMatch(/: here in Lisbon in M \(2\) and L \(1\); Lyon \(1,3\d\d km\) in M \(5\)\.$/)
    fake.meet(`counter:${people}-another`)
    await staff('show me dresses')
    expect(said(await staff('which store has the second one'))).toMatch(/here in Lisbon/)
    expect(said(await staff('my store'))).toBe('Your store is Lisbon.')
    expect(viewIn(await staff('help')).counter).toEqual({ store: 'Lisbon', forCustomer: false })
    await staff('forget my store')
    expect(questionIn(await staff('which store has the second one'))).toBeDefined()
  })

  it('is not asked of shoppers, who may say it and hear of no pieces', async () => {
    await shopper('show me dresses')
    expect(said(await shopper('which store has the second one'))).toMatch(/Lisbon in M and L; Lyon in M\.$/)
    expect(viewIn(await shopper('help')).counter).toBeUndefined()
    await shopper('my store is Lyon')
    const [match] = productsIn(await shopper('show me skirts'))
    expect(match?.stores?.[0]).toEqual({ store: 'Lyon', isOwn: true, km: 0, sizes: [{ size: 'M' }] })
  })

  it('that there is not is said, with those there are', async () => {
    expect(said(await staff('my store is Atlantis'))).toBe(
      'There is no store “Atlantis”. There are Lisbon, Lyon and online.',
    )
  })

  it('comes first, the nearest next, even where it has none', async () => {
    const places = [
      { name: 'Porto', latitude: 41.15, longitude: -8.61 },
      { name: 'Lyon', latitude: 45.76, longitude: 4.84 },
      { name: 'Lisbon', latitude: 38.71, longitude: -9.14 },
      { name: 'online' },
    ]
    const stores = fake.shop.stores
    fake.shop.stores = async () => places
    fake.shop.items = ITEMS.map((item) => ({
      ...item,
      product: { variants: [{ size: 'M', stock: { Lisbon: 0, online: 9, Lyon: 3, Porto: 1 } }] },
    }))
    await staff('my store is Lisbon')
    await staff('show me dresses')
    expect(said(await staff('which store has the second one'))).toMatch(
      /: here in Lisbon has none; Porto \(2\d\d km\) in M \(1\); Lyon .* in M \(3\); online in M \(9\)\.$/,
    )
    fake.shop.stores = stores
  })
})

describe('a hold', () => {
  beforeEach(async () => {
    await staff('my store is Lisbon')
    await staff('show me dresses')
  })

  it('has a number, a customer and a time, and the piece is gone for others', async () => {
    const held = await staff('hold the second one in M for Ms Larsen')
    expect(said(held)).toMatch(
      /^Held: “Short blue dress” in M, Lisbon, for Ms Larsen, until .+\nReference number: /,
    )
    const reference = referenceIn(held)
    expect(reference).toMatch(REFERENCE)
    expect(said(await staff('which store has the second one'))).toContain('here in Lisbon in M (1)')
    await staff('hold the second one in M for Mr Ito')
    expect(said(await staff('which store has the second one'))).toContain('here in Lisbon in L (1)')
    expect(said(await staff('hold the second one in M for nobody'))).toMatch(
      /^There is no “Short blue dress” in M left in Lisbon\. There is in Lyon\.$/,
    )
    expect(said(await staff('open holds'))).toMatch(/^2 pieces are held in Lisbon:\n(?=.*Ms Larsen)/)

    expect(said(await staff(`${reference} collected`))).toContain('was collected')
    expect(said(await staff(`${reference} collected`))).toMatch(/was collected\.$/)
    const other = referenceIn(await staff('open holds'))
    expect(said(await staff(`release ${other}`))).toContain('free again')
    expect(said(await staff('which store has the second one'))).toContain('M (2)')
    expect(said(await staff('open holds'))).toBe('Nothing is held in Lisbon.')
  })

  it('asks for the size where there are several, by words that every channel can send', async () => {
    const question = questionIn(await staff('hold the third one for Ms Larsen'))
    expect(question?.text).toMatch(/^In which size shall I hold/)
    expect(question?.choices.map(({ label }) => label)).toEqual(['M', 'L'])
    expect(said(await staff(question?.choices[1]?.text ?? ''))).toMatch(/in L, Lisbon, for Ms Larsen/)
  })

  it('is taken by an article number that says the size, and asks for the store of those who did not say it', async () => {
    const stranger = `stranger-${people}`
    const question = questionIn(await staff('hold SKU-10-L for Jo', stranger))
    expect(question?.text).toMatch(/^Which store/)
    expect(said(await staff('my store is Lisbon', stranger))).toMatch(/Held: .* in L, Lisbon, for Jo/)
  })

  it('is ended by those who have not said their store, once they have', async () => {
    const reference = referenceIn(await staff('hold the second one in M'))
    const stranger = `newcomer-${people}`
    expect(questionIn(await staff(`${reference} collected`, stranger))?.text).toMatch(/^Which store/)
    expect(said(await staff('my store is Lisbon', stranger))).toContain('was collected')
  })

  it('is the same one when the message is delivered again, and the last piece goes to one of two', async () => {
    const turn = { id: `twice-${people}`, text: 'hold SKU-13-L', role: 'staff' as const, user }
    const [first, second] = await Promise.all([fake.say(turn), fake.say(turn)])
    expect(referenceIn(first)).toBe(referenceIn(second))
    const rival = `rival-${people}`
    const both = await Promise.all(
      [user, rival].map((who, i) => {
        fake.meet(`counter:${people}-race-${i}`)
        return fake.say({ text: 'hold SKU-16-L at Lisbon', role: 'staff', user: who })
      }),
    )
    expect(both.map((one) => said(one).startsWith('Held')).sort()).toEqual([false, true])
  })

  it('is told to a customer who has the number, without the name; of others nothing is', async () => {
    const reference = referenceIn(await staff('hold the second one in M for Ms Larsen'))
    const told = said(await shopper(reference, 'the-customer'))
    expect(told).toMatch(/“Short blue dress” in M, Lisbon, until/)
    expect(told).not.toContain('Larsen')
    expect(said(await shopper('open holds', 'the-customer'))).not.toMatch(/Larsen|blue/)
    expect(said(await shopper(`release ${reference}`, 'the-customer'))).toBe(
      'That is for those who work in the shop.',
    )
    const elsewhere = `elsewhere-${people}`
    await staff('my store is Lyon', elsewhere)
    expect(said(await staff('open holds', elsewhere))).toBe('Nothing is held in Lyon.')
    expect(said(await staff(reference, elsewhere))).not.toContain('Larsen')
    expect(said(await staff(`release ${reference}`, elsewhere))).toContain('only they can end it')
    expect(said(await manager('open holds', 'the-boss'))).toContain('Larsen')
    await staff(`release ${reference}`)
  })

  it('of a shopper is kept in the outfit instead, and that is said', async () => {
    const replies = await shopper('hold the second one for me', `window-${people}`)
    expect(said(replies)).toMatch(/cannot reserve/)
    expect(viewIn(replies).outfit?.pieces).toHaveLength(1)
  })

  it('stays when who made it is forgotten, and nobody knows who that was', async () => {
    const reference = referenceIn(await staff('hold SKU-19-L for Ms Larsen'))
    await staff('forget me')
    const rows = await fake.storage.db('holds').where({ reference })
    expect(rows).toMatchObject([{ status: 'open', held_by: null }])
    await manager(`release ${reference}`)
  })

  it('is over after its time', async () => {
    const reference = referenceIn(await staff('hold SKU-22-L for Ms Larsen'))
    await fake.storage
      .db('holds')
      .where({ reference })
      .update({ expires_at: new Date(0).toISOString() })
    expect(said(await manager(reference))).toContain('has expired')
    expect(said(await staff('hold SKU-22-L'))).toMatch(/^Held/)
  })
})

describe('the shortlist', () => {
  it('holds products with notes, in order, and is a list that “the second one” is of', async () => {
    await staff('show me dresses')
    await staff('add the first one to the shortlist: for the garden party')
    await staff('add the third one to the shortlist')
    expect(said(await staff('note on 2: She loves Green'))).toMatch(/^Noted for number 2, “/)
    const replies = await staff('show the shortlist')
    const matches = productsIn(replies)
    expect(matches.map(({ note }) => note)).toEqual(['for the garden party', 'She loves Green'])
    expect(said(await staff('how much is the second one'))).toContain(`${matches[1]?.price} EUR`)
    await staff('start over')
    expect(said(await staff('remove the first one from the shortlist'))).toContain('Off the shortlist')
    expect(productsIn(await staff('show the shortlist'))).toHaveLength(1)
    expect(said(await staff('note on 7: x'))).toMatch(/goes from 1 to 1/)
    await staff('clear the shortlist')
    expect(said(await staff('show the shortlist'))).toMatch(/is empty/)
  })

  it('is filtered where that is asked of it, and says so; what is looked up never is', async () => {
    await staff('show me dresses')
    for (const which of ['first', 'second', 'third']) await staff(`add the ${which} one to the shortlist`)
    const prices = productsIn(await staff('show the shortlist')).map(({ price }) => price)
    expect(prices).toHaveLength(3)
    const most = Math.min(...prices)
    const cheap = await staff(`under ${most}`)
    expect(said(cheap)).toBe(`Of these, under ${most} EUR:`)
    expect(productsIn(cheap).map(({ price }) => price)).toEqual([most])
    expect(productsIn(await staff('look up SKU-36'))).toMatchObject([{ price: 195 }])
    expect(productsIn(await staff('show the shortlist'))).toHaveLength(3)
    const all = await staff('clear filters')
    expect([said(all), productsIn(all).length]).toEqual(['All of these:', 3])
  })

  it('has a last one of its own, whatever list is shown', async () => {
    await staff('show me dresses')
    await staff('add the first one to the shortlist')
    const second = said(await staff('add the second one to the shortlist'))
    const gone = said(await staff('remove the last one from the shortlist'))
    expect(second).toContain(gone.replace('Off the shortlist: ', '').replace(/\.$/, ''))
    expect(said(await staff('remove the last one from the shortlist'))).toContain('Off the shortlist')
    expect(said(await staff('remove the last one from the shortlist'))).toMatch(/is empty/)
  })

  it('is shared under an id with the notes, and without anything that is not for customers', async () => {
    await staff('my store is Lisbon')
    await staff('show me dresses')
    await staff('add the first one to the shortlist: ask about the hem')
    const reply = (await staff('share the shortlist')).find((one) => one.kind === 'text' && one.share)
    const id = (reply?.kind === 'text' && reply.share) || ''
    expect(id).toMatch(/^[\w-]{22}$/)
    const shared = await fake.core.shared(id)
    expect(shared).toMatchObject({ kind: 'shortlist', matches: [{ note: 'ask about the hem', n: 1 }] })
    expect(JSON.stringify(shared)).not.toMatch(/pieces|7\.77|cost|Lisbon/)
    expect((await fake.core.sharedBy('test', user, 5)).map((one) => one.id)).toEqual([id])
    expect(await fake.core.sharedBy('test', 'someone else', 5)).toEqual([])
    await staff('forget me')
    expect(await fake.core.shared(id)).toBeUndefined()
  })

  it('of looks: a look is shared with its picture and what is nearest', async () => {
    await shopper('a red dress')
    const reply = (await shopper('share this')).find((one) => one.kind === 'text' && one.share)
    const shared = await fake.core.shared((reply?.kind === 'text' && reply.share) || '')
    expect(shared).toMatchObject({ kind: 'look', picture: { alt: expect.stringContaining('dress') } })
    expect(shared?.matches).toHaveLength(1)
  })
})

describe('customer mode', () => {
  it('tells staff what a shopper would be told, until it ends', async () => {
    await manager('my store is Lisbon')
    await manager('show me dresses')
    expect(said(await manager('which store has the second one'))).toContain('M (2)')
    expect(said(await manager('what does the second one cost us'))).toContain('7.77 EUR')
    const on = await manager('customer mode')
    expect(viewIn(on).counter).toEqual({ store: 'Lisbon', forCustomer: true })
    expect(said(await manager('which store has the second one'))).toMatch(/here in Lisbon in M and L;/)
    expect(said(await manager('what does the second one cost us'))).not.toContain('7.77')
    expect(productsIn(await manager('more results'))[0]?.stores?.[0]?.sizes[0]).toEqual({ size: 'M' })
    await manager('start over')
    expect(viewIn(await manager('help')).counter?.forCustomer).toBe(true)
    await manager('staff mode')
    await manager('show me dresses')
    expect(said(await manager('which store has the second one'))).toContain('M (2)')
    expect(said(await shopper('customer mode', 'guest'))).toMatch(/for those who work/)
  })
})

it('help tells those who work there what they can do, and nobody else', async () => {
  expect(said(await staff('help'))).toMatch(/At the counter: /)
  expect(said(await shopper('help', 'a-shopper'))).not.toMatch(/At the counter/)
  await staff('customer mode')
  expect(said(await staff('help'))).not.toMatch(/At the counter/)
})

it('cost is told to managers only', async () => {
  for (const [say, told] of [
    [shopper, /for those who work/],
    [staff, /for managers/],
    [manager, /“Short blue dress”: it costs us 7\.77 EUR; that leaves 78 % of its price\./],
  ] as const) {
    const who = `${told}`
    await say('show me dresses', who)
    expect(said(await say('what does the second one cost us', who))).toMatch(told)
  }
})
