/** What an act is recognised in: of all that a conversation holds, the little that the rules ask for. */
import type { ActContext } from './acts.ts'
import { readingOf, type Session } from './session.ts'

export async function contextOf(session: Session): Promise<ActContext> {
  const { current, state, shop } = session
  return {
    hasLook: current !== undefined,
    category: current && (readingOf(current).attributes.category ?? undefined),
    listed: state.list?.shown.length ?? 0,
    list: await session.matches(),
    looks: session.chapter.length,
    isOpen: state.question !== '',
    brands: await shop.brands(),
    stores: (await shop.stores()).map(({ name }) => name),
  }
}
