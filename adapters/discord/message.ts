/** An answer as a Discord message: text, pictures, buttons and menus, all within Discord's limits. */
import { type APIMessageTopLevelComponent, ButtonStyle, escapeMarkdown } from 'discord.js'
import type { ConversationView, Core, LookView, Match } from '../../src/dialogue/reply.ts'
import { type Answer, secondsLeft } from '../answer.ts'
import { clip, clipLines } from '../clip.ts'
import { markOf } from '../press.ts'
import { button, controls, lookMenu, remove, rows, taking } from './controls.ts'
import { LIMITS } from './limits.ts'
import { moneyIn } from './money.ts'
import {
  type File,
  filmStrip,
  fitting,
  largeLook,
  matchBoard,
  SHOWN,
  toldBoard,
  variationBoard,
} from './pictures.ts'
import type { Shape } from './shape.ts'
import type { Texts } from './texts.ts'

/** What is sent, and what an edit replaces all of. */
export interface Body {
  content: string
  files: File[]
  components: APIMessageTopLevelComponent[]
  /** An edit keeps none of the files that were there. */
  attachments: []
  allowedMentions: { parse: [] }
}

const BAR = 16
const MARKS = { done: '✓', not: '✗', unknown: '•' } as const

export const body = (content: string, parts: Partial<Pick<Body, 'files' | 'components'>> = {}): Body => ({
  content: clip(content, LIMITS.content),
  files: [],
  components: [],
  ...parts,
  attachments: [],
  allowedMentions: { parse: [] },
})

/** The answer while it is being made. `turn` is what its cancel button stops. */
export async function underWay(core: Core, answer: Answer, turn: string, shape: Shape): Promise<Body> {
  const { texts } = shape
  const lines = answer.place
    ? [texts.place(answer.place, answer.wait)]
    : [...planLines(answer), ...progressLines(answer, texts)]
  const preview = answer.preview && (await previewFile(core, answer.preview))
  const { files } = await fitting([preview], shape.maxBytes)
  return body(clipLines(lines.length > 0 ? lines : [texts.thinking], LIMITS.content), {
    files: covered(files, shape),
    components: rows([[button(shape.owner, texts.cancel, { kind: 'cancel', turn }, ButtonStyle.Secondary)]]),
  })
}

/** @param before the conversation as it was, which says whether there is another look to show now */
export async function finished(
  core: Core,
  answer: Answer,
  before: ConversationView | undefined,
  shape: Shape,
): Promise<Body> {
  if (answer.variationsOf !== undefined && answer.made.length > 0) return variations(core, answer, shape)
  const { view } = answer
  const look = view?.looks.find(({ n }) => n === view.current)
  const isNew = look !== undefined && look.picture.id !== lookIn(before)?.picture.id
  const shown = answer.made.length > 0 || isNew ? look : undefined
  const matches = answer.listed ? answer.matches : isNew ? (view?.matches ?? []) : []
  const { files, left } = await fitting(
    [
      shown && (await largeLook(core, shown)),
      shown && view && (await filmStrip(core, view.looks, view.current)),
      answer.told && (await toldBoard(core, answer.told)),
      await matchBoard(core, matches),
    ],
    shape.maxBytes,
  )
  const plan = planLines(answer)
  const ticked = plan.length > 0 ? answer.plan.filter(({ verdict }) => verdict === 'done') : []
  const lines = [
    ...plan,
    // What the plan has ticked off need not be said again.
    ...answer.lines
      .filter((line) => !ticked.some(({ outcome }) => outcome === line))
      .map((line) => escapeMarkdown(line)),
    ...left.map(shape.texts.tooLarge),
    ...(view && view.filters.length > 0 ? [`-# ${escapeMarkdown(view.filters.join(', '))}`] : []),
    ...matches.slice(0, SHOWN).map((match) => matchLine(match, shape)),
  ]
  return body(clipLines(lines, LIMITS.content), {
    files: covered(files, shape),
    components: controls(answer, look, matches, shape),
  })
}

/** Several tries of one change, to pick one from. */
async function variations(core: Core, answer: Answer, shape: Shape): Promise<Body> {
  const { owner, texts } = shape
  const { made, view } = answer
  const { files, left } = await fitting([await variationBoard(core, made)], shape.maxBytes)
  const lines = made.map(
    ({ n, verdict, picture }) => `**${n}.** ${MARKS[verdict]} ${escapeMarkdown(picture.alt)}`,
  )
  const said = answer.lines.slice(-1).map((line) => escapeMarkdown(line))
  const tried = view?.looks.find(({ n }) => n === answer.variationsOf)
  const meant = tried && { look: tried.n, picture: markOf(tried.picture) }
  return body(clipLines([...said, ...left.map(texts.tooLarge), ...lines], LIMITS.content), {
    files: covered(files, shape),
    components: rows([
      made.map((look) => button(owner, texts.look(look.n), taking(look), ButtonStyle.Primary)),
      [meant && button(owner, texts.variations, { kind: 'variations', ...meant }), remove(shape)],
    ]),
  })
}

/** The looks of a conversation, to go back to one. */
export async function history(core: Core, view: ConversationView, shape: Shape): Promise<Body> {
  const { owner, texts } = shape
  if (view.looks.length === 0) return body(texts.nothingYet)
  const { files } = await fitting(
    [(await filmStrip(core, view.looks, view.current)) ?? (await largeLook(core, view.looks[0] as LookView))],
    shape.maxBytes,
  )
  const lines = view.looks.map(({ n, edit, verdict, picture }) => {
    const marked = n === view.current ? ' ◂' : ''
    return `${n}. ${edit ? `${MARKS[verdict]} ${escapeMarkdown(edit.text)}` : escapeMarkdown(picture.alt)}${marked}`
  })
  return body(clipLines([texts.history, ...lines.slice(-30)], LIMITS.content), {
    files: covered(files, shape),
    components: rows([lookMenu(owner, texts, view.looks), [remove(shape)]]),
  })
}

const lookIn = (view: ConversationView | undefined) => view?.looks.find(({ n }) => n === view.current)

/** A plan of one is said by its outcome already. */
function planLines({ plan, progress, view }: Answer): string[] {
  if (plan.length < 2 && view) return []
  const next = plan.findIndex(({ verdict }) => verdict === undefined)
  return plan.map(({ text, verdict }, i) => {
    const mark = verdict ? MARKS[verdict] : i === next && progress ? '▸' : '○'
    return `${mark} ${i + 1}. ${escapeMarkdown(clip(text, 120))}`
  })
}

function progressLines(answer: Answer, texts: Texts): string[] {
  const { progress } = answer
  if (!progress) return []
  const { round, rounds, step, steps } = progress
  const sewn = Math.round((step / steps) * BAR)
  const bar = `\`${'━'.repeat(sewn)}${'·'.repeat(BAR - sewn)}\``
  const left = secondsLeft(answer)
  return [texts.round(round, rounds, bar, step, steps) + (left === undefined ? '' : texts.left(left))]
}

async function previewFile(core: Core, preview: NonNullable<Answer['preview']>): Promise<File | undefined> {
  if ('look' in preview) return largeLook(core, preview.look, 'preview.png')
  return {
    name: 'preview.png',
    attachment: Buffer.from(preview.bytes),
    description: 'The look so far, not finished.',
  }
}

/** Exported for the tests of what a shopper reads. */
export function matchLine(match: Match, { locale, texts }: Pick<Shape, 'locale' | 'texts'>): string {
  const { n, title, brand, price, was, currency, sizes, inStock, url } = match
  const name = escapeMarkdown(clip(title, 120)).replace(/[[\]]/g, '\\$&')
  const link = url && webAddress(url)
  const there = sizes.filter((size) => size.inStock).map(({ size }) => size)
  const money = moneyIn(locale, currency)
  const cost = was ? `${money(price)} ~~${money(was)}~~` : money(price)
  const stock = inStock ? clip(there.join(' '), 60) : texts.soldOut
  return [
    `**${n}.** ${link ? `[${name}](<${link}>)` : name}`,
    brand && escapeMarkdown(clip(brand, 60)),
    cost,
    stock && escapeMarkdown(stock),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Only what a browser may open, written so that it cannot end the link early. */
function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  const written = href.replace(/[<>()\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return /^https?:$/.test(protocol) && written.length <= 300 ? written : undefined
}

/** Offers to go on with a turn that was cut off. */
export const goOn = (owner: string, turn: string, texts: Texts): Body =>
  body(texts.interrupted(owner), {
    components: rows([[button(owner, texts.goOn, { kind: 'go-on', turn }, ButtonStyle.Primary)]]),
  })

/** Discord covers what is named so. */
const covered = (files: File[], { spoilers }: Shape): File[] =>
  spoilers ? files.map((file) => ({ ...file, name: `SPOILER_${file.name}` })) : files
