import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actsOf } from '../../src/dialogue/acts.ts'
import type { Role } from '../../src/dialogue/roles.ts'
import { ITEMS, openFake, texts } from './rooms.ts'

let dir: string
let fake: Awaited<ReturnType<typeof openFake>>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hemline-stores-'))
  fake = await openFake(dir)
})
afterEach(() => fake.reset())
afterAll(async () => {
  await fake.close()
  await rm(dir, { recursive: true })
})

/** Numbers that nothing else here says. */
const VARIANTS = [
  { size: 'S', stock: { Lisbon: 4711, Lyon: 0 } },
  { size: 'M', stock: { Lisbon: 815, Lyon: 613 } },
  // The same size in another colour.
  { size: 'M', stock: { Lyon: 1000 } },
]
function stockUp(variants: typeof VARIANTS | { size: string }[]) {
  fake.shop.items = ITEMS.map((item) => ({ ...item, product: { variants } }))
}
let conversations = 0
async function asked(question: string, role?: Role): Promise<string> {
  fake.meet(`stores:${++conversations}`)
  // Those who work in one are asked which, and nobody is near to online.
  if (role) await fake.say({ text: 'my store is online', role })
  await fake.say('show me dresses')
  return texts(await fake.say({ text: question, ...(role && { role }) })).join('\n')
}

const QUESTIONS = [
  'which store has the second one',
  'which stores have the second one in stock',
  'in which store is the second one',
  'where is the second one in stock',
  'where is the second one available',
  'how many of the second one are left',
  'stock of the second one',
]

describe('in which store', () => {
  it.each(QUESTIONS)('“%s” is asked', (question) => {
    expect(actsOf(question, { hasLook: true, listed: 8, brands: [] })).toEqual([
      { kind: 'ask', about: 'stores', item: 2 },
    ])
  })

  it('is told with sizes, and with pieces to those who work there', async () => {
    stockUp(VARIANTS)
    expect(await asked('which store has the second one')).toMatch(/: Lisbon in S and M; Lyon in M\.$/)
    expect(await asked('which store has the second one', 'staff')).toMatch(
      /: here in online has none; Lisbon in S \(4711\) and M \(815\); Lyon in M \(1613\)\.$/,
    )
  })

  it('is told plainly where there is none, and where the shop does not count', async () => {
    stockUp([{ size: 'S', stock: { Lisbon: 0, Lyon: 0 } }])
    expect(await asked('which store has the second one')).toMatch(/in no store just now\.$/)
    stockUp([{ size: 'S' }])
    expect(await asked('which store has the second one')).toMatch(/The shop does not say in which store\.$/)
  })
})
