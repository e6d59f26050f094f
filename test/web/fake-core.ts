/** The core's fast double: real pictures from the garment renderer, no models, state in memory. */

import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { SubEdit, Value } from '../../src/attributes.ts'
import type { ConversationView, Core, LookView, Match, Reply } from '../../src/dialogue/reply.ts'
import { suggestionsFor } from '../../src/dialogue/suggestions.ts'
import type { Turn } from '../../src/dialogue/turn.ts'
import {
  alike,
  apply,
  describe,
  draw,
  pictureOf,
  product,
  sample,
  split,
  type Worn,
} from './fake-garments.ts'

export interface FakeOptions {
  /** Milliseconds of one denoising step. Default 0. */
  stepMs?: number
  steps?: number
  products?: number
}

interface State {
  view: ConversationView
  worn: Map<number, Worn>
  redo: number[]
  /** Where the list of matches begins, for "more results". */
  offset: number
  ceiling: number
  wanted?: Worn['garment']['category'] | undefined
}

/** A core that answers every kind of turn with every kind of reply. `explode` makes it throw. */
export function fakeCore({
  stepMs = 0,
  steps = 6,
  products = 60,
}: FakeOptions = {}): Core & { turns: Turn[] } {
  const states = new Map<string, State>()
  const pictures = new Map<string, Buffer>()
  const shop = Array.from({ length: products }, (_, i) => ({ seed: i + 1, worn: sample(i + 1) }))
  const turns: Turn[] = []

  const stateOf = (conversation: string): State => {
    const state = states.get(conversation) ?? fresh()
    states.set(conversation, state)
    return state
  }

  const show = (worn: Worn) => {
    const bytes = draw(worn)
    const picture = pictureOf(bytes, describe(worn))
    pictures.set(picture.id, bytes)
    return picture
  }

  const matchesOf = (state: State): Match[] => {
    const current = state.worn.get(state.view.current ?? 0)
    const scored = shop
      .filter(({ worn }) => !state.wanted || worn.garment.category === state.wanted)
      .map((item) => ({ item, score: current ? alike(current.garment, item.worn.garment) : 0.5 }))
      .map(({ item, score }) => ({ ...product(item.seed, item.worn), worn: item.worn, score }))
      .filter((match) => match.price <= state.ceiling)
      .sort((a, b) => b.score - a.score)
    return scored
      .slice(state.offset, state.offset + 8)
      .map(({ worn, ...match }, i) => ({ ...match, n: i + 1, picture: show(worn) }))
  }

  const addLook = (
    state: State,
    worn: Worn,
    edit: SubEdit | null,
    verdict: LookView['verdict'],
  ): LookView => {
    const n = state.view.looks.length + 1
    const look: LookView = { n, parent: edit ? state.view.current : null, edit, verdict, picture: show(worn) }
    state.worn.set(n, worn)
    state.view.looks.push(look)
    state.redo = []
    goTo(state, n)
    return look
  }

  const goTo = (state: State, n: number) => {
    state.view.current = n
    state.offset = 0
    state.wanted = undefined
    state.view.canUndo = state.view.looks.some((look) => look.n === n && look.parent !== null)
    state.view.canRedo = state.redo.length > 0
    state.view.matches = matchesOf(state)
    const { details, shade: _, ...attributes } = (state.worn.get(n) as Worn).garment
    state.view.suggestions = suggestionsFor({ attributes, details, lightness: 50, confidence: {} })
  }

  const start = (state: State, worn: Worn, text: string): Reply => {
    addLook(state, worn, null, 'unknown')
    return { kind: 'products', text, matches: state.view.matches, more: true }
  }

  async function* edit(state: State, edits: SubEdit[], signal?: AbortSignal): AsyncGenerator<Reply> {
    yield { kind: 'plan', edits }
    for (const [i, sub] of edits.entries()) {
      const worn = state.worn.get(state.view.current ?? 0) as Worn
      const garment = apply(worn.garment, sub)
      const next = garment ? { ...worn, garment } : worn
      const began = performance.now()
      for (let step = 1; step <= steps; step++) {
        await sleep(stepMs)
        if (signal?.aborted) {
          yield { kind: 'error', code: 'cancelled', text: 'Stopped. Your last look is as it was.' }
          return
        }
        const preview = await blurred(draw(next, 64), (steps - step) * 1.2)
        yield { kind: 'progress', round: i + 1, rounds: edits.length, step, steps, preview }
      }
      const look = addLook(state, next, sub, garment ? 'done' : 'not')
      const text = garment
        ? `Done: ${sub.text}.`
        : `I tried “${sub.text}”, but it did not take. Shall I try again?`
      const ms = performance.now() - began
      yield { kind: 'round', round: i + 1, rounds: edits.length, look, text, ms, matches: state.view.matches }
    }
  }

  async function* answer(state: State, turn: Turn, signal?: AbortSignal): AsyncGenerator<Reply> {
    const { text = '', press, photo } = turn
    const said = text.trim().toLowerCase()
    if (said === 'explode') throw new Error('the fake core was told to explode')
    if (photo) {
      try {
        const { width } = await sharp(photo).metadata()
        yield start(state, sample(width, 'dress'), 'Got your picture. What shall we change?')
      } catch {
        yield {
          kind: 'error',
          code: 'not-a-picture',
          text: 'That file is not a picture I can read. JPEG, PNG and WebP work.',
        }
      }
    } else if (press?.kind === 'surprise' || said === 'surprise me') {
      yield start(state, sample(101 + state.view.looks.length, 'dress'), 'How about this one?')
    } else if (press?.kind === 'choose') {
      const match = state.view.matches.find(({ n }) => n === press.match)
      const item = shop.find(({ seed }) => `D${seed}` === match?.sku)
      if (item) yield start(state, item.worn, `Starting from “${match?.title}”.`)
      else yield { kind: 'error', code: 'unknown-product', text: 'That product is no longer in the list.' }
    } else if (press?.kind === 'start') {
      const item = shop.find(({ seed }) => `D${seed}` === press.sku)
      if (item) yield start(state, item.worn, 'Here it is.')
      else
        yield {
          kind: 'error',
          code: 'unknown-product',
          text: `There is no product called ${press.sku} in this shop.`,
        }
    } else if (press?.kind === 'undo' || said === 'undo') {
      const look = state.view.looks.find(({ n }) => n === state.view.current)
      if (look?.parent) {
        state.redo.push(look.n)
        goTo(state, look.parent)
        yield { kind: 'text', text: 'Back to the look before.' }
      } else yield { kind: 'text', text: 'There is nothing to undo yet.' }
    } else if (press?.kind === 'redo' || said === 'redo') {
      const n = state.redo.pop()
      if (n) goTo(state, n)
      yield { kind: 'text', text: n ? 'And forward again.' : 'There is nothing to redo.' }
    } else if (press?.kind === 'go-to') {
      state.redo = []
      goTo(state, press.look)
      yield { kind: 'text', text: `Back at look ${press.look}.` }
    } else if (press?.kind === 'start-over' || said === 'start over') {
      Object.assign(state, fresh(), { view: { ...fresh().view, messages: state.view.messages } })
      yield { kind: 'text', text: 'A clean table. What shall we start from?' }
    } else if (press?.kind === 'more-results' || said === 'more results') {
      state.offset += 8
      state.view.matches = matchesOf(state)
      yield { kind: 'products', text: 'Here are more.', matches: state.view.matches, more: true }
    } else if (press?.kind === 'again') {
      const sub = state.view.looks.find(({ n }) => n === press.look)?.edit
      if (sub) yield* edit(state, [sub], signal)
    } else if (press?.kind === 'help' || said === 'help') {
      yield {
        kind: 'text',
        text: 'Say what to change: “longer sleeves”, “make it navy”, “no collar”. You can undo at any time.',
      }
    } else if (/^under \d+$/.test(said)) {
      state.ceiling = Number(said.slice(6))
      state.view.filters = [`under ${said.slice(6)} EUR`]
      state.view.matches = matchesOf(state)
      yield {
        kind: 'products',
        text: `Only what costs less than ${said.slice(6)} EUR.`,
        matches: state.view.matches,
        more: false,
      }
    } else if (said.startsWith('show me')) {
      state.wanted = said.match(/dress|top|shirt|jacket|pants|skirt/)?.[0] as Value<'category'> | undefined
      state.offset = 0
      state.view.matches = matchesOf(state)
      yield { kind: 'products', text: 'Here is what the shop has.', matches: state.view.matches, more: true }
    } else if (!said) {
      yield { kind: 'error', code: 'empty', text: 'Nothing was said. Tell me what to change.' }
    } else if (said === 'nicer') {
      yield {
        kind: 'question',
        text: 'Nicer in which way?',
        choices: [
          { label: 'A livelier colour', text: 'make it red' },
          { label: 'Something else', press: { kind: 'surprise' } },
        ],
      }
    } else if (state.view.current === null) {
      const category = said.match(/dress|top|shirt|jacket|pants|skirt/)?.[0] as Value<'category'> | undefined
      const worn = sample(said.length, category ?? 'dress')
      const garment = split(said).reduce((made, sub) => apply(made, sub) ?? made, worn.garment)
      yield start(state, { ...worn, garment }, 'Here is a start. What shall we change?')
    } else yield* edit(state, split(text), signal)
  }

  return {
    turns,
    async *handle(turn, signal) {
      turns.push(turn)
      const state = stateOf(turn.conversation)
      if (turn.text?.trim()) state.view.messages.push({ from: 'user', text: turn.text })
      delete state.view.question
      // As of the core, the view has what a turn answers when the turn is over.
      const answered: ConversationView['messages'] = []
      for await (const reply of answer(state, turn, signal)) {
        if ('text' in reply) answered.push({ from: 'hemline', text: reply.text })
        if (reply.kind === 'question') state.view.question = { text: reply.text, choices: reply.choices }
        yield structuredClone(reply)
      }
      state.view.messages.push(...answered)
      yield { kind: 'done', view: structuredClone(state.view) }
    },
    view: async (conversation) => structuredClone(stateOf(conversation).view),
    picture: async (id) => {
      const bytes = pictures.get(id)
      return bytes && { bytes, mediaType: 'image/png' }
    },
    close: async () => undefined,
  }
}

const fresh = (): State => ({
  view: { looks: [], current: null, canUndo: false, canRedo: false, matches: [], filters: [], messages: [] },
  worn: new Map(),
  redo: [],
  offset: 0,
  ceiling: Number.POSITIVE_INFINITY,
})

const blurred = (png: Buffer, sigma: number): Promise<Buffer> =>
  (sigma > 0.3 ? sharp(png).blur(sigma) : sharp(png)).png().toBuffer()
