/** A chain that goes on: the reference and the two edits of `chainOf`, then further ones on attributes of their own. */
import type { Garment, SubEdit } from '../attributes.ts'
import { captions } from './captions.ts'
import { applies, type Chain, chainOf, drawEdit, subEdit, takes, WEIGHTS } from './chains.ts'
import { applyEdit, sameGarment } from './edits.ts'
import { lightnessOf } from './palette.ts'
import { random } from './random.ts'
import type { Scene } from './scene.ts'
import { wordings } from './sentences.ts'

export interface LongChain {
  index: number
  seed: number
  edits: SubEdit[]
  /** The reference, then the garment after each edit: one more than there are edits. */
  garments: Garment[]
  scene: Scene
}

/** Draws of one further edit before all of them are drawn anew. */
const DRAWS = 500
const BEGINNINGS = 50

/**
 * The chain of a seed with `rounds` edits, two at least: always the same. The edits are independent: in every order they lead to the same garments.
 */
export function longChainOf(index: number, baseSeed: number, rounds: number): LongChain {
  const { seed, edits, garments, scene } = chainOf(index, baseSeed)
  const [reference, withFirst, , both] = garments
  for (let beginning = 0; beginning < BEGINNINGS; beginning++) {
    const r = random(seed, 5 + beginning * 16)
    const chain: LongChain = { index, seed, edits: [...edits], garments: [reference, withFirst, both], scene }
    while (chain.edits.length < rounds && extend(chain, r));
    if (chain.edits.length >= rounds)
      return { ...chain, edits: chain.edits.slice(0, rounds), garments: chain.garments.slice(0, rounds + 1) }
  }
  throw new RangeError(`The garment of seed ${seed} has no room for ${rounds} independent edits.`)
}

/** A chain with one more of everything it lists for each edit beyond the two, which `inverse` and `compound` leave out. */
type Continued = Omit<Chain, 'garments' | 'lightness' | 'edits' | 'phrases'> & {
  garments: Garment[]
  lightness: number[]
  edits: SubEdit[]
  phrases: string[][]
  scene: Scene
}

/** The chain of a seed as `chainOf` gives it, gone on to `rounds` edits as `longChainOf` goes on. */
export function continued(index: number, baseSeed: number, rounds: number): Continued {
  const chain = chainOf(index, baseSeed)
  const { edits, garments } = longChainOf(index, baseSeed, rounds)
  const r = random(chain.seed, 6)
  const later = garments.slice(3)
  return {
    ...chain,
    garments: [...chain.garments, ...later],
    lightness: [...chain.lightness, ...later.map(roundedLightness)],
    captions: [...chain.captions, ...later.map((garment) => captions(garment))],
    edits,
    phrases: [...chain.phrases, ...edits.slice(2).map((edit) => wordings(edit, r))],
  }
}

/** CIELAB lightness 0..100 of the base fill, to a tenth. */
export const roundedLightness = (garment: Garment): number => Math.round(lightnessOf(garment) * 10) / 10

/** The reference with every edit but this one, `rounds` of them in all. */
export function without({ edits, garments }: LongChain, edit: SubEdit, rounds: number): Garment {
  const others = edits.slice(0, rounds).filter((other) => other !== edit)
  return others.reduce((garment, other) => applyEdit(garment, other), garments[0] as Garment)
}

/** Adds one edit that takes whatever came before it; false where none was found. */
function extend(chain: LongChain, r: ReturnType<typeof random>): boolean {
  const { edits, garments } = chain
  const now = garments.at(-1) as Garment
  const asked = new Set(edits.map(({ attribute }) => attribute))
  const weights = WEIGHTS.filter(
    ([attribute]) =>
      !asked.has(attribute) &&
      applies(attribute, now.category) &&
      applies(attribute, garments[0]?.category ?? now.category),
  )
  for (let draw = 0; draw < DRAWS; draw++) {
    const next = subEdit(drawEdit(r.weighted(weights), now.category, r))
    const longer = { ...chain, edits: [...edits, next], garments: [...garments, applyEdit(now, next)] }
    if (!isIndependent(longer)) continue
    edits.push(next)
    garments.push(longer.garments.at(-1) as Garment)
    return true
  }
  return false
}

/** Whether each of the edits, made last, takes and leads to the same garment. */
function isIndependent(chain: LongChain): boolean {
  const { edits, garments } = chain
  const end = garments.at(-1) as Garment
  return edits.every((edit) => {
    const before = without(chain, edit, edits.length)
    return takes(edit, before, end) && sameGarment(applyEdit(before, edit), end)
  })
}
