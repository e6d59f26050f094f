/** Parts of speech, for the words the lexicon does not know. */
import nlp from 'compromise/two'
import { LEXICON } from './lexicon.ts'

// what shoppers use as a noun or an adjective and a general dictionary takes for something else
nlp.plugin({
  words: Object.fromEntries(
    [...LEXICON].flatMap(([phrase, { role, attribute, thing }]) => {
      if (role === 'part' || role === 'garment' || thing || attribute === 'detail') return [[phrase, 'Noun']]
      return role === 'value' || role === 'scale' || role === 'size' ? [[phrase, 'Adjective']] : []
    }),
  ),
})

/** What a run of unknown words is to a reader of English. */
export interface Tags {
  /** Names, describes or does something: it could be wanted. */
  content: boolean
  /** Describes: "whimsical", "freer". */
  adjective: boolean
}

/** More of a run than this says nothing new about it. */
const READ = 200
const REMEMBERED = 10_000
const known = new Map<string, Tags>()

export function tagsOf(words: string): Tags {
  const before = known.get(words)
  if (before) return before
  if (known.size >= REMEMBERED) known.clear()
  const doc = nlp(words.slice(0, READ))
  const tags = {
    // a word of another script has no tag here, and means something to whoever wrote it
    content: doc.has('(#Noun|#Adjective|#Verb|#Value)') || /\P{ASCII}/u.test(words),
    adjective: doc.has('^#Adverb? (#Adjective|#Gerund|#PastTense)$'),
  }
  known.set(words, tags)
  return tags
}

const { one } = nlp.model() as { one: { lexicon: Record<string, unknown> } }

/** Whether a general dictionary holds the word. */
export const isEnglish = (word: string): boolean => Object.hasOwn(one.lexicon, word)
