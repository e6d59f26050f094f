import { describe, expect, it } from 'vitest'
import { newAnswer } from '../../adapters/answer.ts'
import { clip, clipLines } from '../../adapters/clip.ts'
import { customId, readCustomId } from '../../adapters/discord/custom-id.ts'
import { finished, matchLine } from '../../adapters/discord/message.ts'
import { TEXTS } from '../../adapters/discord/texts.ts'
import type { ConversationView, LookView, Match } from '../../src/dialogue/reply.ts'
import { broken, Message } from './rules.ts'

const IN_ENGLISH = { locale: 'en', texts: TEXTS }
const lineOf = (match: Match) => matchLine(match, IN_ENGLISH)

const match = (n: number, more: Partial<Match> = {}): Match => ({
  n,
  sku: `SKU-${n}`,
  title: 'Plain dress',
  price: 49,
  currency: 'EUR',
  sizes: [
    { size: 'S', inStock: true },
    { size: 'M', inStock: false },
  ],
  inStock: true,
  score: 1,
  ...more,
})

describe('a match in a line', () => {
  it('has its place, title, price, sizes and link', () => {
    expect(lineOf(match(2, { brand: 'Ossa', was: 60, url: 'https://shop.example/a' }))).toBe(
      '**2.** [Plain dress](<https://shop.example/a>) · Ossa · €49.00 ~~€60.00~~ · S',
    )
    expect(lineOf(match(1, { inStock: false }))).toMatch(/sold out$/)
  })

  it('cannot be written so that it links elsewhere or formats the rest', () => {
    const line = lineOf(match(1, { title: '**x**](https://evil.example) [', url: 'javascript:alert(1)' }))
    expect(line).not.toContain('(<')
    expect(line).toContain('\\]')
    expect(lineOf(match(1, { url: 'https://a.example/)>[x](y' }))).toContain(
      '(<https://a.example/%29%3E[x]%28y>)',
    )
  })
})

it('the longest of everything stays within the limits', async () => {
  const long = '👗 very long '.repeat(100)
  const edit = {
    text: long,
    span: [0, 4] as [number, number],
    attribute: null,
    change: 'set' as const,
    value: null,
  }
  const looks = Array.from({ length: 60 }, (_, i): LookView => {
    const picture = { id: String(i).padStart(64, 'a'), alt: long, width: 256, height: 256 }
    return { n: i + 1, parent: i || null, edit, verdict: 'not', picture }
  })
  const matches = Array.from({ length: 40 }, (_, i) =>
    match(i + 1, { title: long, brand: long, sku: `${i}-${long}` }),
  )
  const view: ConversationView = {
    looks,
    current: 60,
    canUndo: true,
    canRedo: true,
    matches,
    filters: [long],
    messages: [],
  }
  const choices = Array.from({ length: 9 }, (_, i) => ({ label: long, text: i < 3 ? long : `say ${i}` }))
  const answer = {
    ...newAnswer(),
    plan: looks.map(() => ({ text: long })),
    lines: [long, long],
    matches,
    listed: true,
    more: true,
    question: { kind: 'question' as const, text: long, choices },
    view,
  }
  const core = { picture: async () => undefined } as never
  const body = await finished(core, answer, undefined, {
    owner: '1'.repeat(20),
    maxBytes: 1,
    spoilers: true,
    ...IN_ENGLISH,
  })
  const sent = { content: body.content, components: body.components, allowed_mentions: body.allowedMentions }
  expect(broken(Message, sent)).toBeUndefined()
  expect(body.components).toHaveLength(4)
})

it('what the plan ticks off is not said again, what did not work is', async () => {
  const picture = { id: 'a'.repeat(64), alt: 'a dress', width: 256, height: 256 }
  const answer = {
    ...newAnswer(),
    plan: [
      { text: 'navy', verdict: 'done' as const, outcome: 'Navy now.' },
      { text: 'no collar', verdict: 'not' as const, outcome: 'The collar is still there.' },
    ],
    lines: ['Navy now.', 'The collar is still there.'],
    made: [{ n: 2, parent: 1, edit: null, verdict: 'not' as const, picture }],
  }
  const core = { picture: async () => undefined } as never
  const shape = { owner: '1', maxBytes: 1e6, spoilers: false, ...IN_ENGLISH }
  const { content } = await finished(core, answer, undefined, shape)
  expect(content).toBe('✓ 1. navy\n✗ 2. no collar\nThe collar is still there.')
})

describe('a custom id', () => {
  it.each([
    { kind: 'undo' },
    { kind: 'reroll', look: 12, picture: 'abcdef0123' },
    { kind: 'start', sku: 'a:b-1' },
    { kind: 'say', text: 'more: formal\nplease' },
    { kind: 'cancel', turn: '123' },
  ] as const)('says all that $kind needs', (action) => {
    const id = customId({ owner: '42', action }) ?? ''
    expect(readCustomId(id)).toEqual({ owner: '42', action })
  })

  it('is not made when it would not fit, and not read when it is not ours', () => {
    expect(customId({ owner: '1', action: { kind: 'start', sku: 'x'.repeat(100) } })).toBeUndefined()
    for (const id of ['', 'other', 'h0:1:undo:', 'h1:x:undo:', 'h1:1:explode:', 'h1:1:reroll:0-zz'])
      expect(readCustomId(id)).toBeUndefined()
  })
})

it('text is cut between characters, and lists between lines', () => {
  expect(clip('abc', 3)).toBe('abc')
  expect(clip('ab👗d', 4)).toBe('ab…')
  expect(clipLines(['one', 'two', 'three'], 8)).toBe('one\ntwo')
})
