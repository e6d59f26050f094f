/** What goes back to a channel: a stream of replies, each rendered in the channel's own way. */
import type { SubEdit } from '../attributes.ts'
import type { Part } from '../catalogue/filters.ts'
import type { Press, Turn } from './turn.ts'

/** A stored picture. Its bytes come from `Core.picture(id)`; `alt` is written from the read-back attributes. */
export interface Picture {
  /** SHA-256 of the bytes, hex. */
  id: string
  alt: string
  width: number
  height: number
}

export interface Match {
  /** 1-based place in the list, so that "the second one" means something. */
  n: number
  sku: string
  title: string
  brand?: string
  /** In units of `currency`, what the shopper pays now. */
  price: number
  /** The price before a sale, if there is one. */
  was?: number
  currency: string
  sizes: { size: string; inStock: boolean }[]
  inStock: boolean
  url?: string
  picture?: Picture
  /** Cosine similarity of the embeddings, -1 to 1. */
  score: number
  /** For someone whose store is known: that one first, then the nearest that have any. */
  stores?: StoreView[]
  /** What was noted of it on the shortlist. */
  note?: string
}

/** What a store has of a product; `pieces` only for those who may see them. */
export interface StoreView {
  store: string
  isOwn: boolean
  /** Kilometres from the own store, where both are known to be somewhere. */
  km?: number
  sizes: { size: string; pieces?: number }[]
}

/** `done`: read back from the picture. `not`: read back, and it did not take. `unknown`: nothing to read. */
export type Verdict = 'done' | 'not' | 'unknown'

export interface LookView {
  /** 1-based number of the look in its conversation. */
  n: number
  parent: number | null
  /** The sub-edit that made it; null for a starting look. */
  edit: SubEdit | null
  verdict: Verdict
  picture: Picture
}

/** Everything a channel needs to draw a conversation afresh, for example after a restart. */
export interface ConversationView {
  looks: LookView[]
  /** Number of the look in hand; null before the first. */
  current: number | null
  canUndo: boolean
  canRedo: boolean
  matches: Match[]
  /** What waits for an answer: the question that the last turn ended with. */
  question?: { text: string; choices: Choice[] }
  /** What is kept, slot by slot. Absent when nothing is. */
  outfit?: { pieces: { slot: string; name: string; cost?: string; picture?: string }[]; total: string }
  /** What can be said next of the look in hand; absent before the first look. */
  suggestions?: string[]
  /** Filters in force, in words ("under 80 EUR"). */
  filters: string[]
  /** For those who work in a store. */
  counter?: {
    store?: string
    /** A customer is looking: nothing is shown that is not for them. */
    forCustomer: boolean
  }
  /** What was said, oldest first. */
  messages: { from: 'user' | 'hemline'; text: string }[]
}

export interface Choice {
  label: string
  press?: Press
  /** What choosing it says, when it is not a press. */
  text?: string
}

export type ErrorCode =
  | 'empty'
  | 'too-long'
  | 'not-a-picture'
  | 'picture-too-large'
  | 'picture-too-small'
  | 'unsupported-picture'
  | 'unsafe-picture'
  | 'unknown-product'
  | 'no-look'
  | 'busy'
  | 'storage'
  | 'inference'
  | 'cancelled'
  | 'internal'

export type Reply =
  | {
      kind: 'plan'
      edits: SubEdit[]
      /** All of them are tries of the change that made this look, to pick one from. */
      variationsOf?: number
    }
  | {
      kind: 'progress'
      round: number
      rounds: number
      step: number
      steps: number
      /** A small PNG of the look so far, when one was cheap to make. */
      preview?: Uint8Array
    }
  | {
      kind: 'round'
      round: number
      rounds: number
      look: LookView
      /** One plain sentence: what was done, or that it was not. */
      text: string
      /** Wall-clock milliseconds of the round. */
      ms: number
      matches: Match[]
    }
  | { kind: 'products'; text: string; matches: Match[]; more: boolean }
  | {
      kind: 'text'
      text: string
      /** What the text tells of: an outfit, a comparison, a card to pass on. */
      picture?: Picture
      /** What was shared can be seen under this id by whoever has it: `Showcase.shared`. */
      share?: string
    }
  | { kind: 'question'; text: string; choices: Choice[] }
  | { kind: 'error'; code: ErrorCode; text: string }
  | { kind: 'done'; view: ConversationView }

export interface SharedView {
  id: string
  kind: 'look' | 'product' | 'shortlist'
  title: string
  /** Of the look. */
  picture?: Picture
  /** The products that it names or, for a look, the nearest; with notes. */
  matches: Match[]
}

/** The one entry of the product. Every channel, the evaluation and the tests go through it. */
export interface Core {
  handle(turn: Turn, signal?: AbortSignal): AsyncIterable<Reply>
  view(conversation: string): Promise<ConversationView>
  /** Bytes and media type of a picture named in a reply; undefined when there is none. */
  picture(id: string): Promise<{ bytes: Uint8Array; mediaType: string } | undefined>
  close(): Promise<void>
}

/** What a channel can offer besides the conversation. */
export interface Desk {
  /** Names of the shop's catalogues. */
  catalogues(): Promise<string[]>
  /** Brands in the shop, or in one of its catalogues. */
  brands(catalogue?: string): Promise<string[]>
  /** Products of this part of the shop that the words may mean, best first: to complete what someone types. */
  suggest(
    words: string,
    limit: number,
    part?: Part,
  ): Promise<Pick<Match, 'sku' | 'title' | 'price' | 'currency'>[]>
  /**
   * Removes all that is this user's, as "forget me" does, from every conversation whose id begins so; gives the number
   * of conversations.
   */
  forget(user: Pick<Turn, 'channel' | 'user'>, beginning: string): Promise<number>
}

/** Products and shared things that can be shown outside of a conversation. */
export interface Showcase {
  /**
   * Products for words, an article number or a barcode, or like a picture, best first; told as to a shopper. Throws
   * DialogueError for a picture that is not fit to be looked at.
   */
  find(wanted: { words: string } | { photo: Uint8Array }, limit: number): Promise<Match[]>
  /** What was shared, told as to a shopper with prices of now; undefined when there is no such thing any more. */
  shared(id: string): Promise<SharedView | undefined>
  /** What someone shared, the newest first. `user` as in a turn of that channel. */
  sharedBy(channel: string, user: string, limit: number): Promise<SharedView[]>
}
