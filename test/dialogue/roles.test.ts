/** What a shopper may not see is in nothing that a channel is handed, whatever is said. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Reply } from '../../src/dialogue/reply.ts'
import { ROLES, type Role } from '../../src/dialogue/roles.ts'
import { Press } from '../../src/dialogue/turn.ts'
import { play, SCRIPTS } from '../conversations/play.ts'
import { ITEMS, openFake } from './rooms.ts'

/** Each says what nothing else here says. */
const COST = 7.77
const PIECES = 4711
const CUSTOMER = 'Ms Incognito'
const SECRETS = { cost: /7\.77/, pieces: /4711|4710/, customers: /Incognito/ }

const items = ITEMS.map((item) => ({
  ...item,
  product: {
    ...item.product,
    cost: COST,
    variants: [
      { sku: `${item.sku}-M`, size: 'M', stock: { Lisbon: PIECES, Lyon: 0 } },
      { sku: `${item.sku}-L`, size: 'L', stock: { Lisbon: 0, Lyon: PIECES } },
    ],
  },
}))

/** Everything of the counter, and what asks about products. `#` stands for the number of someone else's hold. */
const SAID = [
  'my store is Lisbon',
  'show me dresses',
  'which store has the second one',
  'how many of the second one are left',
  'stock of the second one',
  'tell me about the second one',
  'is the second one in stock',
  'what sizes does the second one come in',
  'do you have the second one in M',
  'where can I buy the second one',
  'compare the first and the second',
  'what does the second one cost us',
  'our margin on the second one',
  'look up SKU-4',
  'scan SKU-7-M',
  'hold the first one in M for Jo',
  'hold SKU-7-M at Lyon',
  'open holds',
  '#',
  'release #',
  '# collected',
  'add the first one to the shortlist: a note',
  'note on 1: another note',
  'show the shortlist',
  'share the shortlist',
  'share the first one',
  'remove number 1 from the shortlist',
  'clear the shortlist',
  'customer mode',
  'which store has the first one',
  'staff mode',
  'which store has the first one',
  'my store',
  'forget my store',
  'more results',
  'surprise me',
  'make it navy and put a unicorn on it',
  'keep this',
  'show my outfit',
  'share this',
  'settings',
  'what is in the picture',
  'under 1',
  'clear filters',
  'forget me',
]

const PRESSES: Press[] = [
  { kind: 'start', sku: 'SKU-4' },
  { kind: 'start', sku: 'none' },
  { kind: 'surprise' },
  { kind: 'undo' },
  { kind: 'redo' },
  { kind: 'go-to', look: 1 },
  { kind: 'again', look: 1 },
  { kind: 'variations', look: 1 },
  { kind: 'more-results' },
  { kind: 'choose', match: 1 },
  { kind: 'help' },
  { kind: 'filter', filters: { maxPrice: 60, size: 'M', inStock: true } },
  { kind: 'start-over' },
]

it('walks every reply', { timeout: 600_000, retry: 0 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hemline-roles-'))
  const fake = await openFake(dir)
  const plant = () => {
    fake.reset()
    fake.shop.items = items
  }
  plant()
  const hold = await fake.core.handle(
    fake.turn({ text: `hold SKU-10-M at Lisbon for ${CUSTOMER}`, role: 'manager', user: 'colleague' }),
  )
  const held: Reply[] = []
  for await (const reply of hold) held.push(reply)
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(JSON.stringify(held))?.[0] ?? ''
  expect(reference).not.toBe('')

  const kinds = new Set<string>()
  const heard: Record<Role, string[]> = { shopper: [], staff: [], manager: [] }
  const listen = (role: Role, replies: readonly Reply[], view?: unknown) => {
    for (const { kind } of replies) kinds.add(kind)
    heard[role].push(JSON.stringify([replies, view]))
  }
  for (const role of ROLES) {
    fake.meet(`roles:${role}`)
    const say = async (turn: object) =>
      listen(role, await fake.say({ ...turn, role, user: `someone-${role}` }), await fake.view())
    for (const text of SAID) {
      // Ended by a colleague, it would be the end of it for the others.
      if (role !== 'shopper' && /^(release #|# collected)$/.test(text)) continue
      await say({ text: text.replace('#', reference) })
    }
    for (const press of PRESSES) await say({ press })
    expect(new Set(PRESSES.map(({ kind }) => kind))).toEqual(
      new Set(Press.options.map(({ shape }) => shape.kind.value)),
    )
  }
  // And every conversation that is played anywhere here: those are shoppers'.
  for (const [name, script] of SCRIPTS)
    for await (const { replies } of play({ ...fake, reset: plant }, name, script)) listen('shopper', replies)
  for (const share of await fake.storage.db('shares').pluck('id'))
    heard.shopper.push(JSON.stringify(await fake.core.shared(share)))
  heard.shopper.push(JSON.stringify(await fake.core.find({ words: 'SKU-4' }, 5)))
  await fake.close()
  await rm(dir, { recursive: true })

  expect([...kinds].sort()).toEqual([
    'done',
    'error',
    'plan',
    'products',
    'progress',
    'question',
    'round',
    'text',
  ])
  const leaks = (role: Role, secret: RegExp) => heard[role].filter((one) => secret.test(one)).length
  console.info(`${heard.shopper.length} turns of shoppers, ${heard.staff.length} of staff`)
  for (const [name, secret] of Object.entries(SECRETS)) {
    expect({ name, leaks: leaks('shopper', secret) }).toEqual({ name, leaks: 0 })
    expect({ name, told: leaks('manager', secret) > 0 }).toEqual({ name, told: true })
  }
  expect(leaks('staff', SECRETS.pieces)).toBeGreaterThan(0)
  expect(leaks('staff', SECRETS.cost)).toBe(0)
})
