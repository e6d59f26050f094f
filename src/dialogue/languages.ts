/** The texts in the shopper's language: English where a language has no words for one. */

import { TEXTS } from './texts.ts'
import { GERMAN } from './texts-german.ts'
import { SPANISH } from './texts-spanish.ts'

type English = typeof TEXTS
/** English, with any words in the place of those that are fixed. */
export type Texts = { readonly [K in keyof English]: English[K] extends string ? string : English[K] }

/** What takes numbers, titles or the shopper's own words, and nothing that is put together in English. */
type Filled =
  | 'tooLong'
  | 'noSuchLook'
  | 'startedFrom'
  | 'surprise'
  | 'noPhoto'
  | 'noneToStartFrom'
  | 'unknownProduct'
  | 'found'
  | 'notInList'
  | 'notUnderstood'
  | 'noneThere'
  | 'means'
  | 'tooManyRounds'
  | 'whichStyle'
  | 'tryAgain'
  | 'tryAgainChoice'
  | 'whichVariation'
  | 'nearestNamed'
  | 'cheaperBy'
  | 'nearer'
  | 'noSuchMoment'
  | 'pictureLost'

type FixedKey = { [K in keyof English]: English[K] extends string ? K : never }[keyof English]

/** All that another language must have. What names garments and their parts stays English, as what is said to it must be. */
export type Translation = { readonly [K in FixedKey]: string } & Pick<Texts, Filled | 'meanings'>

/** By language, the first part of a locale: "de" of "de-AT". */
export const TRANSLATIONS: Record<string, Translation> = { de: GERMAN, es: SPANISH }

/** @param locale as in BCP 47, "de-AT"; English if it is undefined or of a language that nobody wrote */
export function textsFor(locale: string | undefined): Texts {
  const language = locale?.toLowerCase().split(/[-_]/)[0] ?? 'en'
  const translation = Object.hasOwn(TRANSLATIONS, language) ? TRANSLATIONS[language] : undefined
  return translation ? { ...TEXTS, ...translation } : TEXTS
}

/** "„a“, „b“ und „c“", in the marks and with the word of a language. */
export function enumerated(
  words: readonly string[],
  [open, close]: readonly [string, string],
  and: string,
): string {
  const quoted = words.map((word) => `${open}${word}${close}`)
  const last = quoted.at(-1) ?? ''
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} ${and} ${last}`
}
