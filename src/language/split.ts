/** A shopper's sentence into sub-edits, by the conventions of the attribute vocabulary. */
import type { SubEdit } from '../attributes.ts'
import { clausesOf } from './clauses.ts'
import { interpret } from './interpret.ts'
import { read } from './read.ts'

/**
 * Sub-edits in the order they were said; spans are UTF-16 offsets into `sentence`, end exclusive, and never
 * overlap. What means something but cannot be placed comes with `attribute` null. Never throws; time grows with
 * the length of the sentence.
 *
 * @example split('longer sleeves, no collar')
 * // [{ text: 'longer sleeves', span: [0, 14], attribute: 'sleeve', change: 'more', value: null },
 * //  { text: 'no collar', span: [16, 25], attribute: 'neckline', change: 'remove', value: 'collar' }]
 */
export function split(sentence: string): SubEdit[] {
  return interpret(clausesOf(read(sentence))).map(({ span, attribute, change, value }) => ({
    text: sentence.slice(...span),
    span,
    attribute,
    change,
    value,
  }))
}
