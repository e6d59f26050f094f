/**
 * The judges of cards: Microsoft's own parser of Adaptive Cards, held to version 1.5, and, where it is at hand, the JSON
 * schema of that version. No npm package has the schema: `adaptive-card-1.5.json` under HEMLINE_TEST_DATA is
 * schemas/1.5.0/adaptive-card.json of https://github.com/microsoft/AdaptiveCards.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
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

const SCHEMA = join(process.env.HEMLINE_TEST_DATA ?? '../shared/data', 'adaptive-card-1.5.json')
export const hasSchema = existsSync(SCHEMA)

let isValid: ValidateFunction | undefined

/** What the JSON schema has to say, with the place in the card. Throws where the schema is not at hand. */
export function schemaFaultsOf(card: object): string[] {
  if (!isValid) {
    // Of draft 6 but for its `id`, and it says more of itself than JSON schema knows.
    const { id: _id, $schema: _schema, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'))
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv, ['uri', 'uri-reference'])
    isValid = ajv.compile(schema)
  }
  return isValid(card)
    ? []
    : (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
