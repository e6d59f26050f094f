/** What is remembered of a shopper from one conversation to the next, and forgetting it. */
import { changed, type FilterChange } from '../filters.ts'
import type { Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { INITIAL, type Settings } from '../state.ts'
import { filterWords } from '../texts.ts'

/** @param change undefined values stay; null: what is in force now is to be remembered */
export async function* remembered(session: Session, change: FilterChange | null): AsyncGenerator<Reply> {
  const { texts, state, shopper } = session
  if (!shopper) return
  const { store } = session.settings
  // What is in force is all of it: a filter that was lifted here is not wanted in the next conversation either.
  const next: Settings =
    change === null ? { ...state.filters, ...(store && { store }) } : changed(session.settings, change)
  const isNothing = JSON.stringify(next) === JSON.stringify(session.settings)
  session.settings = next
  session.state = { ...state, filters: change === null ? state.filters : changed(state.filters, change) }
  const words = await wordsOf(session)
  if (isNothing && words === '') yield { kind: 'text', text: texts.nothingToRemember }
  else yield { kind: 'text', text: words ? texts.remembered(words) : texts.rememberNothing }
}

export async function* toldSettings(session: Session): AsyncGenerator<Reply> {
  const words = await wordsOf(session)
  const { texts, looks, state } = session
  yield { kind: 'text', text: texts.known(words, looks.length, state.outfit.length) }
}

/** Deletes at once: who says it means it, and nothing here is worth more than that. */
export async function* forgotten(session: Session): AsyncGenerator<Reply> {
  const { texts, shopper } = session
  if (!shopper) return
  const gone = await shopper.forget()
  session.state = INITIAL
  session.looks.splice(0)
  yield { kind: 'text', text: texts.forgotten(gone) }
}

const wordsOf = async ({ settings, shop }: Session): Promise<string> =>
  filterWords(settings, await shop.currency()).join(', ')
