/**
 * What a button or a menu means, written into its custom id. Nothing about it is kept in memory, so that it works
 * after a restart and in any process; the owner stands in it, so that it can refuse others.
 */
import { markOf } from '../press.ts'
import { LIMITS } from './limits.ts'
import type { Meant } from './notes.ts'

export type Action =
  | { kind: 'undo' | 'redo' | 'more' | 'start-over' | 'surprise' | 'help' | 'outfit' | 'delete' }
  /** Menus: what was picked comes as their value. */
  | { kind: 'choose' | 'go-to' | 'drop' }
  /** `picture`: the beginning of its id, because numbers begin anew when one starts over. */
  | ({ kind: (typeof OF_A_LOOK)[number] } & Meant)
  | { kind: 'start'; sku: string }
  | { kind: 'say'; text: string }
  /** `turn`: the turn that is being handled, or that was cut off. */
  | { kind: 'cancel' | 'go-on'; turn: string }

export interface Pressed {
  owner: string
  action: Action
}

/** Changes when what is written here does, so that old buttons are not misread. */
const MARK = 'h1'
const PLAIN = [
  'undo',
  'redo',
  'more',
  'start-over',
  'surprise',
  'help',
  'outfit',
  'delete',
  'choose',
  'go-to',
  'drop',
]
const OF_A_LOOK = ['take', 'keep', 'again', 'reroll', 'variations'] as const

/** Undefined when it does not fit. */
export function customId({ owner, action }: Pressed): string | undefined {
  const id = [MARK, owner, action.kind, argumentOf(action)].join(':')
  return id.length <= LIMITS.customId ? id : undefined
}

/** Undefined when it is none of ours. */
export function readCustomId(id: string): Pressed | undefined {
  const [, owner = '', kind = '', given = ''] = /^h1:(\d{1,20}):([a-z-]+):(.*)$/s.exec(id) ?? []
  const action = actionOf(kind, given)
  return action && { owner, action }
}

function argumentOf(action: Action): string {
  switch (action.kind) {
    case 'take':
    case 'keep':
    case 'again':
    case 'reroll':
    case 'variations':
      return `${action.look}-${action.picture}`
    case 'start':
      return action.sku
    case 'say':
      return action.text
    case 'cancel':
    case 'go-on':
      return action.turn
    default:
      return ''
  }
}

function actionOf(kind: string, given: string): Action | undefined {
  if (PLAIN.includes(kind)) return { kind } as Action
  const ofALook = OF_A_LOOK.find((known) => known === kind)
  if (ofALook) {
    const look = readLook(given)
    return look && { kind: ofALook, ...look }
  }
  if (given === '') return undefined
  if (kind === 'start') return { kind, sku: given }
  if (kind === 'say') return { kind, text: given }
  if (kind === 'cancel' || kind === 'go-on') return { kind, turn: given }
  return undefined
}

/** A look as a menu's value. */
export const lookValue = (look: { n: number; picture: { id: string } }): string =>
  `${look.n}-${markOf(look.picture)}`

export function readLook(value: string): Meant | undefined {
  const [, n, picture] = /^([1-9]\d{0,5})-([0-9a-f]{4,64})$/.exec(value) ?? []
  return n && picture ? { look: Number(n), picture } : undefined
}
