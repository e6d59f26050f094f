import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TRANSLATIONS, textsFor } from '../../src/dialogue/languages.ts'
import { TEXTS } from '../../src/dialogue/texts.ts'
import { openFake } from './rooms.ts'

const LANGUAGES = Object.entries(TRANSLATIONS)
const FIXED = Object.entries(TEXTS).flatMap(([key, text]) => (typeof text === 'string' ? [key] : []))
/** Said to Hemline, in whatever marks. */
const saidIn = (text: string) =>
  [...text.matchAll(/[“„«]([^“”„«»]+)[”“»]/g)].map(([, said]) => said?.toLowerCase()).sort()

describe.each(LANGUAGES)('the texts in “%s”', (_, translation) => {
  it('have all that is fixed, and nothing that English does not have', () => {
    const keys = Object.keys(translation)
    expect(FIXED.length).toBeGreaterThan(40)
    expect(keys).toEqual(expect.arrayContaining(FIXED))
    expect(Object.keys(TEXTS)).toEqual(expect.arrayContaining(keys))
  })

  it.each(Object.entries(translation).filter(([, text]) => typeof text === 'string'))(
    'say something else than English, and the same to say: %s',
    (key, text) => {
      const english = TEXTS[key as keyof typeof TEXTS] as string
      expect(text).not.toBe(english)
      expect(saidIn(text as string)).toEqual(saidIn(english))
    },
  )

  it.each(Object.entries(translation).filter(([, text]) => typeof text === 'function'))(
    'hold what English holds: %s',
    (key, text) => {
      const english = TEXTS[key as keyof typeof TEXTS] as (...values: unknown[]) => string
      const words = text as (...values: unknown[]) => string
      const isOfParts = [
        'notUnderstood',
        'noneThere',
        'tooManyRounds',
        'tryAgain',
        'whichVariation',
      ].includes(key)
      const isOfNumbers = ['tooLong', 'noSuchLook', 'notInList', 'pictureLost', 'nearer'].includes(key)
      const values = isOfParts
        ? [['blorf', 'gnarl', 'plim']]
        : isOfNumbers
          ? [417, 23]
          : key === 'cheaperBy'
            ? [417, '23.50 EUR']
            : ['blorf', 23]
      const filled = ['blorf', 'gnarl', 'plim', '417', '23.50 EUR', '23'].filter((value) =>
        english(...values).includes(value),
      )
      expect(words(...values)).not.toBe(english(...values))
      expect(filled.length).toBeGreaterThan(0)
      for (const value of filled) expect(words(...values)).toContain(value)
    },
  )
})

const flat = (texts: object): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : flat(text)))

it.each(LANGUAGES)('the meanings of words in “%s” are all its own', (_, { meanings }) => {
  const english = flat(TEXTS.meanings)
  expect(flat(meanings)).toHaveLength(english.length)
  expect(flat(meanings).filter((text) => english.includes(text))).toEqual([])
})

describe('the language of an answer', () => {
  it('is that of the locale, whatever its country; English where nobody wrote it', () => {
    expect(textsFor('de-AT').hello).toMatch(/^Hallo/)
    expect(textsFor('ES').hello).toMatch(/^¡Hola/)
    expect(textsFor('es_MX').fine).toMatch(/^De acuerdo/)
    for (const locale of [undefined, 'en-GB', 'fi', '', 'constructor']) expect(textsFor(locale)).toBe(TEXTS)
  })

  it('is the shop’s, and the turn’s where the channel knows it', async () => {
    const hemline = await openFake(mkdtempSync(join(tmpdir(), 'languages-')), { locale: 'de' })
    const answer = async (said: Parameters<typeof hemline.turn>[0]) => {
      for await (const reply of hemline.core.handle(hemline.turn(said)))
        if (reply.kind === 'text' || reply.kind === 'question') return reply.text
      return undefined
    }
    expect(await answer('hello')).toMatch(/^Hallo! Sag auf Englisch/)
    expect(await answer({ text: 'thanks', locale: 'es-AR' })).toMatch(/^De nada/)
    expect(await answer({ text: 'thanks', locale: 'en' })).toBe(TEXTS.thanks)
    expect(await answer({ text: 'thanks', locale: 'fi' })).toBe(TEXTS.thanks)
    await hemline.close()
  })
})
