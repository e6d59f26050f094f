/** The judge of cards: Microsoft's own parser of Adaptive Cards, held to version 1.5. */
import { createRequire } from 'node:module'
import type { AdaptiveCard } from '../../adapters/teams/elements.ts'

// Its modules are written for bundlers; the built file is what Node can load.
const {
  AdaptiveCard: Parsed,
  SerializationContext,
  Versions,
} = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js')

/**
 * What is wrong with a card: what the parser complains of, and what it does not know, which it leaves out when it
 * writes the card down again.
 */
export function faultsOf(card: AdaptiveCard): string[] {
  const context = new SerializationContext(Versions.v1_5)
  const parsed = new Parsed()
  parsed.parse(card, context)
  const complaints = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message)
  const invalid = parsed.validateProperties().validationEvents.map(({ message }: Error) => message)
  return [...complaints, ...invalid, ...lost(card, parsed.toJSON(), 'card')]
}

function lost(given: unknown, kept: unknown, at: string): string[] {
  if (given === null || typeof given !== 'object')
    return given === kept ? [] : [`${at} is ${JSON.stringify(kept)} and not ${JSON.stringify(given)}`]
  return Object.entries(given).flatMap(([name, value]) =>
    lost(value, (kept as Record<string, unknown> | undefined)?.[name], `${at}.${name}`),
  )
}
