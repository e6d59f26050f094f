/** The buttons and menus under an answer. */
import {
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Choice, ConversationView, LookView, Match } from '../../src/dialogue/reply.ts'
import type { Press } from '../../src/dialogue/turn.ts'
import type { Answer } from '../answer.ts'
import { clip } from '../clip.ts'
import { lasting, markOf } from '../press.ts'
import { type Action, customId, lookValue } from './custom-id.ts'
import { LIMITS } from './limits.ts'
import { moneyIn } from './money.ts'
import type { Shape } from './shape.ts'
import type { Texts } from './texts.ts'

/** What can be done with an answer: five rows at most, the most wanted first. */
export function controls(
  answer: Answer,
  look: LookView | undefined,
  matches: readonly Match[],
  shape: Shape,
): APIMessageTopLevelComponent[] {
  const { owner, texts } = shape
  const { view, question } = answer
  const asked = (question?.choices ?? []).slice(0, LIMITS.buttonsInRow).flatMap((choice) => {
    const action = actionOf(choice, view)
    return action ? [button(owner, choice.label, action, ButtonStyle.Primary)] : []
  })
  const meant = look && { look: look.n, picture: markOf(look.picture) }
  const edited = look?.edit ? meant : undefined
  const move = [
    view?.canUndo && button(owner, texts.undo, { kind: 'undo' }),
    view?.canRedo && button(owner, texts.redo, { kind: 'redo' }),
    edited &&
      button(owner, look?.verdict === 'not' ? texts.again : texts.reroll, { kind: 'reroll', ...edited }),
    edited && button(owner, texts.variations, { kind: 'variations', ...edited }),
    meant && button(owner, texts.keep, { kind: 'keep', ...meant }, ButtonStyle.Success),
  ]
  const rest = [
    answer.more && matches.length > 0 && button(owner, texts.more, { kind: 'more' }),
    view?.outfit && !answer.told && button(owner, texts.outfit, { kind: 'outfit' }),
    !look && button(owner, texts.surprise, { kind: 'surprise' }),
    look && button(owner, texts.startOver, { kind: 'start-over' }),
    remove(shape),
  ]
  return rows([
    asked,
    move,
    matchMenu(shape, matches),
    answer.told ? outfitMenu(shape, view) : [],
    lookMenu(owner, texts, view?.looks ?? []),
    rest,
  ])
}

function actionOf({ press, text }: Choice, view: ConversationView | undefined): Action | undefined {
  return press ? actionOfPress(press, view) : text === undefined ? undefined : { kind: 'say', text }
}

function actionOfPress(press: Press, view: ConversationView | undefined): Action | undefined {
  if (press.kind !== 'go-to') return lasting(press, view)
  const look = view?.looks.find(({ n }) => n === press.look)
  return look && taking(look)
}

export const remove = ({ owner, texts }: Shape) =>
  button(owner, texts.delete, { kind: 'delete' }, ButtonStyle.Danger)

type Part = APIButtonComponentWithCustomId | APIStringSelectComponent

export function button(
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
function matchMenu({ owner, locale, texts }: Shape, matches: readonly Match[]): Part[] {
  const options = matches.flatMap(({ n, sku, title, price, currency }): APISelectMenuOption[] =>
    sku.length > LIMITS.choiceText
      ? []
      : [
          {
            label: clip(`${n}. ${title}`, LIMITS.choiceText),
            value: sku,
            description: clip(moneyIn(locale, currency)(price), LIMITS.choiceText),
          },
        ],
  )
  return menu(owner, texts.goOnFrom, { kind: 'choose' }, options)
}

/** What is kept, to be taken out again. */
function outfitMenu({ owner, texts }: Shape, view: ConversationView | undefined): Part[] {
  const options = (view?.outfit?.pieces ?? []).map(({ slot, name, cost }) => ({
    label: clip(`${slot}: ${name}`, LIMITS.choiceText),
    value: clip(slot, LIMITS.choiceText),
    ...(cost && { description: clip(cost, LIMITS.choiceText) }),
  }))
  return menu(owner, texts.dropFrom, { kind: 'drop' }, options)
}

export function lookMenu(owner: string, texts: Texts, looks: readonly LookView[]): Part[] {
  if (looks.length < 2) return []
  const options = looks.slice(-LIMITS.choices).map((look) => ({
    label: clip(`${texts.look(look.n)}${look.edit ? `: ${look.edit.text}` : ''}`, LIMITS.choiceText),
    value: lookValue(look),
    description: clip(look.picture.alt || texts.look(look.n), LIMITS.choiceText),
  }))
  return menu(owner, texts.goBackTo, { kind: 'go-to' }, options)
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

/** Takes a look in hand. */
export const taking = ({ n, picture }: LookView): Action => ({
  kind: 'take',
  look: n,
  picture: markOf(picture),
})
