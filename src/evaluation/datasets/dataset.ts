/** What a published data set of real photos offers a measure, whatever its layout. */
import type { Cohort } from '../recall.ts'

export interface Dataset {
  categories: readonly string[]
  /** Splits that can be measured, the usual one first. */
  splits: readonly [string, ...string[]]
  cohorts: Readonly<Record<string, Cohort>>
  /** Throws an error that names the file, the place in it, and what to do. Reads no picture. */
  read(source: Source): Promise<Photos>
}

export interface Source {
  /** The data set's own folder. */
  root: string
  split: string
  categories: readonly string[]
}

/** A split as it is listed; whether the pictures are there is another question. */
export interface Photos {
  /** By name, each once, though several categories may list it. */
  pictures: ReadonlyMap<string, Picture>
  categories: ReadonlyMap<string, { pictures: readonly string[]; queries: readonly Pair[] }>
  /** What is odd about the files but stops nothing, counted. */
  remarks: Readonly<Record<string, number>>
}

export interface Picture {
  name: string
  /** Any picture of the target's id is a right answer. */
  id: string
  /** Files it may be in; it is the first of them that exists. */
  files: readonly string[]
}

export interface Pair {
  /** Names of pictures. */
  reference: string
  target: string
  /** What is said, one after the other. */
  instructions: readonly string[]
}
