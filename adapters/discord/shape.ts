/** What an answer looks like, by whom it is for and where it stands. */
import type { Texts } from './texts.ts'

export interface Shape {
  owner: string
  /** Bytes of the largest file that the place takes. */
  maxBytes: number
  /** Pictures are covered until they are clicked. */
  spoilers: boolean
  /** As in BCP 47, and what is said in it. */
  locale: string
  texts: Texts
}
