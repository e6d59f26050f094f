/** Questions about a word of the vocabulary: "what does boat neck mean?" */
import type { SubEdit } from '../../attributes.ts'
import { split } from '../../language/split.ts'
import type { Rule } from '../command.ts'
import { ENGLISH_MEANINGS, meaningOf } from '../texts-meanings.ts'

const WORDS = String.raw`(?:an? |the )?([\p{L}' -]{1,40}?)`

const QUESTIONS = [
  `(?:what|how) (?:does|do|would|is|are) ${WORDS} (?:means?|look(?: like)?|supposed to (?:mean|be))(?: exactly| here)?`,
  `what (?:means?|(?:is|are)(?: meant (?:by|with))?) ${WORDS}`,
  `what do you mean (?:by|with) ${WORDS}`,
  `(?:what is )?the meaning of ${WORDS}`,
  `(?:define|explain)(?: to)?(?: me)? (?:what )?${WORDS}(?: is| are| means?)?(?: to me)?`,
  `${WORDS},? (?:meaning|means what|what is (?:that|it)|what does (?:that|it) mean)`,
]

export const MEANINGS: Rule[] = [
  {
    pattern: new RegExp(QUESTIONS.map((question) => `^${question}$`).join('|'), 'u'),
    read(groups) {
      const words =
        groups
          .find((group) => group !== undefined)
          ?.replaceAll("'", '')
          .trim() ?? ''
      const edit = valueIn(words)
      return edit && { kind: 'explain', words, edit }
    },
  },
]

/** The one value that all of the words name. */
function valueIn(words: string): SubEdit | undefined {
  const [edit, ...others] = split(words)
  if (!edit || others.length > 0 || edit.text !== words) return undefined
  return meaningOf(ENGLISH_MEANINGS, edit.attribute, edit.value) === undefined ? undefined : edit
}
