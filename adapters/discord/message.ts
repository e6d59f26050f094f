/** An answer as a Discord message: text, pictures, buttons and menus, all within Discord's limits. */
import {
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  escapeMarkdown,
} from 'discord.js'
import type { Choice, ConversationView, Core, LookView, Match } from '../../src/dialogue/reply.ts'
import type { Press } from '../../src/dialogue/turn.ts'
import { type Answer, secondsLeft } from '../answer.ts'
import { clip, clipLines } from '../clip.ts'
import { type Action, customId, lookValue, markOf } from './custom-id.ts'
import { LIMITS } from './limits.ts'
import { type File, filmStrip, fitting, largeLook, matchBoard, SHOWN, variationBoard } from './pictures.ts'
import { TEXTS } from './texts.ts'

/** What is sent, and what an edit replaces all of. */
export interface Body {
  content: string
  files: File[]
  components: APIMessageTopLevelComponent[]
  /** An edit keeps none of the files that were there. */
  attachments: []
  allowedMentions: { parse: [] }
}

export interface Shape {
  owner: string
  /** Bytes of the largest file that the place takes. */
  maxBytes: number
  /** Pictures are covered until they are clicked. */
  spoilers: boolean
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
  const lines = answer.place ? [TEXTS.place(answer.place)] : [...planLines(answer), ...progressLines(answer)]
  const preview = answer.preview && (await previewFile(core, answer.preview))
  const { files } = await fitting([preview], shape.maxBytes)
  return body(clipLines(lines.length > 0 ? lines : [TEXTS.thinking], LIMITS.content), {
    files: covered(files, shape),
    components: rows([[button(shape.owner, 'Cancel', { kind: 'cancel', turn }, ButtonStyle.Secondary)]]),
  })
}

/** @param before the conversation as it was, which says whether there is another look to show now */
export async function finished(
  core: Core,
  answer: Answer,
  before: ConversationView | undefined,
  shape: Shape,
): Promise<Body> {
  const { view } = answer
  const look = view?.looks.find(({ n }) => n === view.current)
  const isNew = look !== undefined && look.picture.id !== lookIn(before)?.picture.id
  const shown = answer.made.length > 0 || isNew ? look : undefined
  const matches = answer.listed ? answer.matches : isNew ? (view?.matches ?? []) : []
  const { files, left } = await fitting(
    [
      shown && (await largeLook(core, shown)),
      shown && view && (await filmStrip(core, view.looks, view.current)),
      await matchBoard(core, matches),
    ],
    shape.maxBytes,
  )
  const lines = [
    ...planLines(answer),
    ...answer.lines.map((line) => escapeMarkdown(line)),
    ...left.map(TEXTS.left),
    ...(view && view.filters.length > 0 ? [`-# ${escapeMarkdown(view.filters.join(', '))}`] : []),
    ...matches.slice(0, SHOWN).map(matchLine),
  ]
  return body(clipLines(lines, LIMITS.content), {
    files: covered(files, shape),
    components: controls(answer, look, matches, shape.owner),
  })
}

/** Several tries of one change, to pick one from. */
export async function variations(core: Core, answer: Answer, shape: Shape): Promise<Body> {
  const { files, left } = await fitting([await variationBoard(core, answer.made)], shape.maxBytes)
  const pick = lookMenu(shape.owner, 'Take one of these', answer.made)
  const lines = answer.made.map(
    ({ n, verdict, picture }) => `**${n}.** ${MARKS[verdict]} ${escapeMarkdown(picture.alt)}`,
  )
  const said = answer.failed ? answer.lines.slice(-1).map((line) => escapeMarkdown(line)) : []
  return body(clipLines([...said, ...left.map(TEXTS.left), ...lines], LIMITS.content), {
    files: covered(files, shape),
    components: rows([pick, [button(shape.owner, 'Undo', { kind: 'undo' }), remove(shape.owner)]]),
  })
}

/** The looks of a conversation, to go back to one. */
export async function history(core: Core, view: ConversationView, shape: Shape): Promise<Body> {
  if (view.looks.length === 0) return body(TEXTS.nothingYet)
  const { files } = await fitting(
    [(await filmStrip(core, view.looks, view.current)) ?? (await largeLook(core, view.looks[0] as LookView))],
    shape.maxBytes,
  )
  const lines = view.looks.map(({ n, edit, verdict, picture }) => {
    const marked = n === view.current ? ' ◂' : ''
    return `${n}. ${edit ? `${MARKS[verdict]} ${escapeMarkdown(edit.text)}` : escapeMarkdown(picture.alt)}${marked}`
  })
  return body(clipLines([TEXTS.history, ...lines.slice(-30)], LIMITS.content), {
    files: covered(files, shape),
    components: rows([lookMenu(shape.owner, 'Go back to …', view.looks), [remove(shape.owner)]]),
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

function progressLines(answer: Answer): string[] {
  const { progress } = answer
  if (!progress) return []
  const { round, rounds, step, steps } = progress
  const sewn = Math.round((step / steps) * BAR)
  const left = secondsLeft(answer)
  const time = left === undefined ? '' : `, about ${left} s left`
  return [
    `Round ${round} of ${rounds} \`${'━'.repeat(sewn)}${'·'.repeat(BAR - sewn)}\` step ${step} of ${steps}${time}`,
  ]
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
export function matchLine({ n, title, brand, price, was, currency, sizes, inStock, url }: Match): string {
  const name = escapeMarkdown(clip(title, 120)).replace(/[[\]]/g, '\\$&')
  const link = url && webAddress(url)
  const there = sizes.filter((size) => size.inStock).map(({ size }) => size)
  const cost = was ? `${money(price, currency)} ~~${money(was, currency)}~~` : money(price, currency)
  const stock = inStock ? clip(there.join(' '), 60) : 'sold out'
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

const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount)

function controls(
  answer: Answer,
  look: LookView | undefined,
  matches: readonly Match[],
  owner: string,
): APIMessageTopLevelComponent[] {
  const { view, question } = answer
  const asked = (question?.choices ?? []).slice(0, LIMITS.buttonsInRow).flatMap((choice) => {
    const action = actionOf(choice, view)
    return action ? [button(owner, choice.label, action, ButtonStyle.Primary)] : []
  })
  const edited = look?.edit ? { look: look.n, picture: markOf(look.picture) } : undefined
  const move = [
    view?.canUndo && button(owner, 'Undo', { kind: 'undo' }),
    view?.canRedo && button(owner, 'Redo', { kind: 'redo' }),
    edited &&
      button(owner, look?.verdict === 'not' ? 'Apply again' : 'Reroll', { kind: 'reroll', ...edited }),
    edited && button(owner, 'Variations', { kind: 'variations', ...edited }),
  ]
  const rest = [
    answer.more && matches.length > 0 && button(owner, 'More results', { kind: 'more' }),
    !look && button(owner, 'Surprise me', { kind: 'surprise' }),
    look && button(owner, 'Start over', { kind: 'start-over' }),
    remove(owner),
  ]
  return rows([
    asked,
    move,
    matchMenu(owner, matches),
    lookMenu(owner, 'Go back to …', view?.looks ?? []),
    rest,
  ])
}

function actionOf({ press, text }: Choice, view: ConversationView | undefined): Action | undefined {
  return press ? actionOfPress(press, view) : text === undefined ? undefined : { kind: 'say', text }
}

function actionOfPress(press: Press, view: ConversationView | undefined): Action | undefined {
  switch (press.kind) {
    case 'start':
      return press
    case 'again': {
      const look = view?.looks.find(({ n }) => n === press.look)
      return look && { kind: 'again', look: look.n, picture: markOf(look.picture) }
    }
    case 'more-results':
      return { kind: 'more' }
    case 'undo':
    case 'redo':
    case 'start-over':
    case 'surprise':
    case 'help':
      return { kind: press.kind }
    default:
      return undefined
  }
}

const remove = (owner: string) => button(owner, 'Delete', { kind: 'delete' }, ButtonStyle.Danger)

type Part = APIButtonComponentWithCustomId | APIStringSelectComponent

function button(
  owner: string,
  label: string,
  action: Action,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId | undefined {
  const id = customId({ owner, action })
  return id === undefined
    ? undefined
    : { type: ComponentType.Button, style, label: clip(label, LIMITS.buttonLabel), custom_id: id }
}

/** By article number, so that an old menu takes what it shows and not what a newer list has in that place. */
function matchMenu(owner: string, matches: readonly Match[]): Part[] {
  const options = matches.flatMap(({ n, sku, title, price, currency }): APISelectMenuOption[] =>
    sku.length > LIMITS.choiceText
      ? []
      : [
          {
            label: clip(`${n}. ${title}`, LIMITS.choiceText),
            value: sku,
            description: clip(money(price, currency), LIMITS.choiceText),
          },
        ],
  )
  return menu(owner, 'Go on from a product …', { kind: 'choose' }, options)
}

function lookMenu(owner: string, placeholder: string, looks: readonly LookView[]): Part[] {
  if (looks.length < 2) return []
  const options = looks.slice(-LIMITS.choices).map((look) => ({
    label: clip(`Look ${look.n}${look.edit ? `: ${look.edit.text}` : ''}`, LIMITS.choiceText),
    value: lookValue(look),
    description: clip(look.picture.alt || `Look ${look.n}`, LIMITS.choiceText),
  }))
  return menu(owner, placeholder, { kind: 'go-to' }, options)
}

function menu(owner: string, placeholder: string, action: Action, options: APISelectMenuOption[]): Part[] {
  const id = customId({ owner, action })
  const distinct = [...new Map(options.map((option) => [option.value, option])).values()]
  if (id === undefined || distinct.length === 0) return []
  return [
    {
      type: ComponentType.StringSelect,
      custom_id: id,
      placeholder: clip(placeholder, LIMITS.placeholder),
      options: distinct.slice(0, LIMITS.choices),
    },
  ]
}

/** Rows without the empty ones; a custom id may stand in a message once only. */
export function rows(
  parts: readonly (readonly (Part | undefined | false | null)[])[],
): APIMessageTopLevelComponent[] {
  const seen = new Set<string>()
  const made = parts.map((row) =>
    row
      .filter((part) => part !== undefined && part !== false && part !== null)
      .filter(({ custom_id }) => !seen.has(custom_id) && seen.add(custom_id))
      .slice(0, LIMITS.buttonsInRow),
  )
  return made
    .filter((components) => components.length > 0)
    .slice(0, LIMITS.rows)
    .map((components) => ({ type: ComponentType.ActionRow, components }))
}

/** Offers to go on with a turn that was cut off. */
export const goOn = (owner: string, turn: string): Body =>
  body(TEXTS.interrupted(owner), {
    components: rows([[button(owner, 'Go on', { kind: 'go-on', turn }, ButtonStyle.Primary)]]),
  })

/** Discord covers what is named so. */
const covered = (files: File[], { spoilers }: Shape): File[] =>
  spoilers ? files.map((file) => ({ ...file, name: `SPOILER_${file.name}` })) : files
