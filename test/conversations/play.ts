/** Plays conversations on the real dialogue, with the doubles of test/dialogue/rooms.ts for studio and shop. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Act, actsOf } from '../../src/dialogue/acts.ts'
import { withoutMarkup } from '../../src/dialogue/cleaning.ts'
import { contextOf } from '../../src/dialogue/context.ts'
import type { ConversationView, Reply } from '../../src/dialogue/reply.ts'
import { Session } from '../../src/dialogue/session.ts'
import { labelOf } from '../../src/evaluation/acts.ts'
import { openConversations } from '../../src/storage/conversations.ts'
import { openHolds } from '../../src/storage/holds.ts'
import { openShares } from '../../src/storage/shares.ts'
import { type openFake, photoOf, viewIn } from '../dialogue/rooms.ts'
import { type Expected, type Line, readScript, type Script } from './script.ts'

const FOLDER = new URL('./', import.meta.url)

export const SCRIPTS: [name: string, script: Script][] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => [file.replace('.txt', ''), readScript(file, readFileSync(new URL(file, FOLDER), 'utf8'))])

export interface Played {
  line: Line
  /** As `evaluate acts` names them. */
  label: string
  acts: Act[]
  /** What does not hold, in words. */
  faults: string[]
  replies: Reply[]
}

type Hemline = Awaited<ReturnType<typeof openFake>>

/** Every turn in its order. The shopper is known by the script's name, so that scripts share no settings. */
export async function* play(hemline: Hemline, name: string, { lines }: Script): AsyncGenerator<Played> {
  const { storage, studio, shop } = hemline
  const conversations = openConversations(storage.db)
  let day = 1
  hemline.reset()
  for (const [i, line] of lines.entries()) {
    if (line.before.another) day++
    if (line.before.stubborn) studio.stubborn = new Set(line.before.stubborn)
    const conversation = `test:${name}-${day}`
    const stored = await conversations.load(conversation)
    const context = await contextOf(
      new Session(stored, {
        studio,
        shop,
        blobs: storage.blobs,
        holds: openHolds(storage.db),
        shares: openShares(storage.db),
      }),
    )
    const { said, press, photo } = line
    const text = withoutMarkup(said)
    const acts = text ? actsOf(text, context) : []
    const spoken = text ? labelOf({ text, context }) : ''
    const label = press ? pressed(press.kind) : [photo && 'start', spoken].filter(Boolean).join('+')
    const replies = await hemline.say({
      id: `${name}-${i}`,
      conversation,
      user: name,
      ...(said && { text: said }),
      ...(press && { press }),
      ...(photo && { photo: photoOf(worn(photo)) }),
    })
    yield { line, label, acts, replies, faults: faultsOf(line, label, replies) }
  }
}

const pressed = (kind: string) =>
  ({ surprise: 'start', 'more-results': 'more', again: 'answer' })[kind] ?? kind

/** What a garment has none of is written "none". */
const worn = (photo: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(photo).map(([attribute, value]) => [attribute, value === 'none' ? null : value]),
  )

function faultsOf(line: Line, label: string, replies: readonly Reply[]): string[] {
  const faults = label === line.acts ? [] : [`it is taken for ${label}`]
  const rounds = String(replies.filter(({ kind }) => kind === 'round').length)
  const expected = line.expected.some(([name]) => name === 'rounds')
    ? line.expected
    : [['rounds', '0'] as [Expected, string], ...line.expected]
  const view = viewIn(replies)
  for (const [name, value] of expected) {
    const seen = name === 'rounds' ? rounds : CHECKS[name](view, replies, value)
    if (seen !== value) faults.push(`${name} should be ${value}, and is ${seen}`)
  }
  const hasPicture = replies.some((reply) => reply.kind === 'text' && reply.picture)
  if (line.notes.includes('picture') && !hasPicture) faults.push('there is no picture')
  if (line.notes.includes('conflict') && !replies.some(({ kind }) => kind === 'plan' || kind === 'question'))
    faults.push('a conflict is neither settled nor asked about')
  return faults
}

/** Each gives the value as it should be written when it holds, or what is seen instead. */
const CHECKS: Record<
  Exclude<Expected, 'rounds'>,
  (view: ConversationView, replies: readonly Reply[], value: string) => string
> = {
  look: ({ current }) => String(current ?? 'none'),
  wears: (view, _, value) => {
    const alt = altOf(view).toLowerCase()
    return value.split(', ').every((words) => alt.includes(words.toLowerCase())) ? value : alt
  },
  lacks: (view, _, value) => {
    const alt = altOf(view).toLowerCase()
    return value.split(', ').some((words) => alt.includes(words.toLowerCase())) ? alt : value
  },
  filters: ({ filters }) => filters.join(', ') || 'none',
  outfit: ({ outfit }) => outfit?.pieces.map(({ slot }) => slot).join(', ') || 'none',
  total: ({ outfit }) => outfit?.total ?? '0',
  list: ({ matches }) => String(matches.length),
  first: ({ matches: [first] }, _, value) =>
    first?.title.includes(value) ? value : (first?.title ?? 'none'),
  within: ({ matches }, _, value) => {
    const [low = 0, high = 0] = value.split('-').map(Number)
    const prices = matches.map(({ price }) => price)
    const holds = prices.length > 0 && prices.every((price) => price >= low && price <= high)
    return holds ? value : prices.join(', ')
  },
  says: (_, replies, value) => part(replies, value, ['text', 'round', 'products', 'question', 'error']),
  asks: (_, replies, value) => part(replies, value, ['question']),
  error: (_, replies) => replies.find((reply) => reply.kind === 'error')?.code ?? 'none',
}

const altOf = ({ looks, current }: ConversationView): string =>
  looks.find(({ n }) => n === current)?.picture.alt ?? 'nothing'

function part(replies: readonly Reply[], value: string, kinds: Reply['kind'][]): string {
  const texts = replies.flatMap((reply) =>
    kinds.includes(reply.kind) && 'text' in reply ? [reply.text] : [],
  )
  return texts.some((text) => text.toLowerCase().includes(value.toLowerCase())) ? value : texts.join(' / ')
}
