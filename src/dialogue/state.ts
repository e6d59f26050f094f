/** The state of a conversation, and the moves in it. Pure: a move gives the next state. */
import { z } from 'zod'
import type { Category } from '../attributes.ts'
import { Filters } from '../catalogue/filters.ts'

const look = z.number().int().min(1)

/** The list of products that "the second one" and "more" refer to. */
export const List = z.object({
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('look'), look }),
    z.object({ kind: z.literal('words'), words: z.string() }),
    /** These and no others; of them those that pass the filters, once a filter was said of this list. */
    z.object({
      kind: z.literal('skus'),
      skus: z.array(z.string()),
      isFiltered: z.boolean().default(false),
    }),
  ]),
  shown: z.array(z.object({ sku: z.string(), score: z.number() })),
  offset: z.number().int().min(0),
  more: z.boolean(),
})
export type List = z.infer<typeof List>

export const SLOTS = ['top', 'bottom', 'dress', 'outer layer'] as const
export type Slot = (typeof SLOTS)[number]

export const slotOf = (category: Category): Slot =>
  category === 'dress'
    ? 'dress'
    : category === 'jacket'
      ? 'outer layer'
      : category === 'pants' || category === 'skirt'
        ? 'bottom'
        : 'top'

/** What a shopper keeps for one slot: a product, or a look with the product that is nearest to it. */
export const Kept = z.object({
  slot: z.enum(SLOTS),
  /** Null when the shop has nothing like the look. */
  sku: z.string().nullable(),
  /** Null when the product itself was kept. */
  look: z.object({ chapter: z.number().int().min(1), n: look }).nullable(),
})
export type Kept = z.infer<typeof Kept>

/** A product put aside for a customer, with what is to be remembered of it. */
export const Shortlisted = z.object({ sku: z.string(), note: z.string() })
export type Shortlisted = z.infer<typeof Shortlisted>

/** What is remembered of someone in every conversation. */
export const Settings = Filters.extend({
  /** The store they are in. */
  store: z.string().optional(),
})
export type Settings = z.infer<typeof Settings>

export const SORTS = ['match', 'price-up', 'price-down'] as const
export type Sort = (typeof SORTS)[number]

export const State = z.object({
  /** Starting over begins a new one, in which looks are numbered from 1. */
  chapter: z.number().int().min(1),
  current: look.nullable(),
  /** Looks in hand before, oldest first: undo goes back through them, and redo forward again. */
  past: z.array(look),
  future: z.array(look),
  filters: Filters,
  list: List.nullable(),
  /** The sub-edits that did not take and were asked about, by their looks: what "yes" means. */
  asked: z.array(look),
  /** In the order of the slots. */
  outfit: z.array(Kept).default([]),
  sort: z.enum(SORTS).default('match'),
  /** In the order they were put there. */
  shortlist: z.array(Shortlisted).default([]),
  /** A customer is looking: everything is told as to a shopper. */
  forCustomer: z.boolean().default(false),
  /** What was said before the question in which store it was; done when that is answered. */
  waiting: z.string().default(''),
  /** Acts of the turn in hand that follow the one being done, so that a restart knows of them. */
  left: z.number().int().min(0).default(0),
  /** The last question, so that it is not asked twice running. */
  question: z.string().default(''),
  /** Turns in a row that ended in a question or without anything understood. */
  unclear: z.number().int().min(0).default(0),
})
export type State = z.infer<typeof State>

/** Steps that can be undone. */
const MEMORY = 1000

export const INITIAL: State = {
  chapter: 1,
  current: null,
  past: [],
  future: [],
  filters: {},
  list: null,
  asked: [],
  outfit: [],
  sort: 'match',
  shortlist: [],
  forCustomer: false,
  waiting: '',
  left: 0,
  question: '',
  unclear: 0,
}

/** Takes another look in hand. */
export function goTo(state: State, look: number): State {
  if (state.current === look) return state
  const past = state.current === null ? state.past : [...state.past, state.current].slice(-MEMORY)
  return { ...state, current: look, past, future: [] }
}

/** Undefined when there is nothing to undo. */
export function undo(state: State): State | undefined {
  const current = state.past.at(-1)
  if (current === undefined || state.current === null) return undefined
  return { ...state, current, past: state.past.slice(0, -1), future: [...state.future, state.current] }
}

/** Undefined when there is nothing to redo. */
export function redo(state: State): State | undefined {
  const current = state.future.at(-1)
  if (current === undefined || state.current === null) return undefined
  return { ...state, current, past: [...state.past, state.current], future: state.future.slice(0, -1) }
}

/** A clean table; what was put aside stays, and the filters are those that the shopper wants always. */
export const startOver = (state: State, settings: Settings): State => ({
  ...INITIAL,
  chapter: state.chapter + 1,
  outfit: state.outfit,
  shortlist: state.shortlist,
  forCustomer: state.forCustomer,
  left: state.left,
  filters: Filters.parse(settings),
})

/** One thing a slot: the newer takes the place of the older. */
export const keep = (state: State, kept: Kept): State => ({
  ...state,
  outfit: SLOTS.flatMap((slot) =>
    slot === kept.slot ? [kept] : state.outfit.filter((other) => other.slot === slot),
  ),
})
