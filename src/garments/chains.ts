/** A chain: a garment, two independent edits of it, the four garments they give, and the words for all of it. */
import {
  APPLICABLE,
  type Attribute,
  type Category,
  type Garment,
  type SubEdit,
  VALUES,
} from '../attributes.ts'
import type { Keypoint } from './body.ts'
import { captions } from './captions.ts'
import { applyEdit, type Edit, sameGarment } from './edits.ts'
import { lightnessOf } from './palette.ts'
import { phrase } from './phrases.ts'
import { type Random, random } from './random.ts'
import { drawCategory, isPossible, sampleGarment } from './sample.ts'
import { cameraOf, type Scene, sceneOf } from './scene.ts'
import { compounds, wordings } from './sentences.ts'

export interface Chain {
  index: number
  seed: number
  /** The reference, with T1, with T2, with both. */
  garments: [Garment, Garment, Garment, Garment]
  /** CIELAB lightness 0..100 of the base fill of each. */
  lightness: [number, number, number, number]
  keypoints: Keypoint[]
  captions: string[][]
  edits: [SubEdit, SubEdit]
  phrases: [string[], string[]]
  inverse: [string[], string[]]
  inverseEdits: [SubEdit, SubEdit]
  compound: string[]
}

/** Above the wanted share where an attribute does not apply to every category or is harder to place. */
export const WEIGHTS: readonly (readonly [Attribute, number])[] = [
  ['colour', 19],
  ['brightness', 7.5],
  ['pattern', 15],
  ['sleeve', 22],
  ['neckline', 17],
  ['length', 11],
  ['fit', 6],
  ['silhouette', 8],
  ['detail', 13],
  ['material', 7],
  ['category', 5],
]

export const applies = (attribute: Attribute, category: Category): boolean =>
  attribute === 'sleeve' || attribute === 'neckline' || attribute === 'silhouette'
    ? APPLICABLE[category][attribute]
    : attribute !== 'category' || category !== 'dress'

const relative = (attribute: Attribute, change: Edit['change']): Edit => ({ attribute, change, value: null })
const named = (attribute: Attribute, change: Edit['change'], value: string): Edit => ({
  attribute,
  change,
  value,
})

/**
 * One edit of this attribute that a shopper might ask of this category. It is drawn before the garment, so that
 * rare values (halter, strapless) are asked for as often as common ones.
 */
export function drawEdit(attribute: Attribute, category: Category, r: Random): Edit {
  const rules = APPLICABLE[category]
  switch (attribute) {
    case 'brightness':
      return relative('brightness', r.chance(0.5) ? 'more' : 'less')
    case 'pattern':
      return named('pattern', r.chance(0.2) ? 'remove' : 'set', r.pick(VALUES.pattern))
    case 'sleeve':
      return r.weighted<Edit>([
        [named('sleeve', 'set', r.pick(VALUES.sleeve)), 6],
        [relative('sleeve', 'more'), 2],
        [relative('sleeve', 'less'), 1.5],
        [relative('sleeve', 'remove'), 1],
      ])
    case 'neckline':
      return r.weighted<Edit>([
        [named('neckline', 'set', r.pick(VALUES.neckline)), 7],
        [named('neckline', 'remove', 'collar'), 1],
        [relative('neckline', 'more'), 1.3],
        [relative('neckline', 'less'), 1.2],
      ])
    case 'length':
      return r.weighted<Edit>([
        [named('length', 'set', r.pick(rules.length)), 5],
        [relative('length', 'more'), 2.5],
        [relative('length', 'less'), 2.5],
      ])
    case 'fit':
      return r.weighted<Edit>([
        [named('fit', 'set', r.pick(VALUES.fit)), 4],
        [relative('fit', 'more'), 3],
        [relative('fit', 'less'), 3],
      ])
    case 'detail':
      return named('detail', r.chance(0.4) ? 'remove' : 'add', r.pick(rules.details))
    case 'category': {
      // Within the same frame, so that the scene can stay.
      const others = VALUES.category.filter(
        (other) => other !== category && cameraOf(other) === cameraOf(category),
      )
      return named('category', 'set', r.pick(others))
    }
    case 'silhouette':
    case 'material':
    case 'colour':
      return named(attribute, 'set', r.pick(VALUES[attribute]))
    case 'style':
      return relative('style', 'more')
  }
}

/** The edit that leads back from `after` to `before`, which differ in this attribute only. */
function undoing(edit: Edit, before: Garment, after: Garment, r: Random): Edit {
  const { attribute } = edit
  if (attribute === 'detail' && edit.value)
    return named('detail', edit.change === 'remove' ? 'add' : 'remove', edit.value)
  if (attribute === 'brightness') return relative('brightness', edit.change === 'more' ? 'less' : 'more')
  if (attribute === 'pattern' && before.pattern === 'solid') return named('pattern', 'remove', after.pattern)
  if (attribute === null || attribute === 'style' || attribute === 'detail') return edit
  const back = relative(attribute, edit.change === 'more' ? 'less' : 'more')
  const turned = edit.change === 'more' || edit.change === 'less'
  if (turned && r.chance(0.5) && sameGarment(applyEdit(after, back), before)) return back
  return named(attribute, 'set', String(before[attribute]))
}

/** Whether an edit is worth showing: it changes the garment, only in its attribute, and the change can be seen. */
export function takes(edit: Edit, before: Garment, after: Garment): boolean {
  if (sameGarment(before, after) || !isPossible(after)) return false
  if (cameraOf(before.category) !== cameraOf(after.category)) return false
  if (edit.attribute === 'brightness') return Math.abs(after.shade - before.shade) === 2
  if (edit.attribute === 'category') return sameGarment({ ...after, category: before.category }, before)
  return true
}

export const subEdit = (edit: Edit): SubEdit => {
  const text = phrase(edit)
  return { ...edit, text, span: [0, text.length] }
}

/** The chain of a seed: always the same, and independent of every other chain. */
export function chainOf(index: number, baseSeed: number): Chain & { scene: Scene } {
  const seed = baseSeed + index
  const r = random(seed, 3)
  for (;;) {
    const category = drawCategory(r)
    const weights = WEIGHTS.filter(([attribute]) => applies(attribute, category))
    const firstAttribute = r.weighted(weights)
    const secondAttribute = r.weighted(weights.filter(([attribute]) => attribute !== firstAttribute))
    const first = drawEdit(firstAttribute, category, r)
    const second = drawEdit(secondAttribute, category, r)
    const garments = drawGarments(category, first, second, r)
    if (!garments) continue
    const [reference, withFirst, withSecond] = garments
    const undo = [undoing(first, reference, withFirst, r), undoing(second, reference, withSecond, r)] as const
    if (!sameGarment(applyEdit(withFirst, undo[0]), reference)) continue
    if (!sameGarment(applyEdit(withSecond, undo[1]), reference)) continue
    const scene = sceneOf(seed, reference.category)
    const phrases: [string[], string[]] = [wordings(first, r), wordings(second, r)]
    return {
      index,
      seed,
      garments,
      lightness: garments.map((garment) => Math.round(lightnessOf(garment) * 10) / 10) as Chain['lightness'],
      keypoints: scene.keypoints,
      captions: garments.map((garment) => captions(garment)),
      edits: [subEdit(first), subEdit(second)],
      phrases,
      inverse: [wordings(undo[0], r, 4), wordings(undo[1], r, 4)],
      inverseEdits: [subEdit(undo[0]), subEdit(undo[1])],
      compound: compounds(phrases[0], phrases[1], r),
      scene,
    }
  }
}

/** A reference on which both edits take and do not disturb each other, with what they make of it. */
function drawGarments(category: Category, first: Edit, second: Edit, r: Random): Chain['garments'] | null {
  for (let tries = 0; tries < 400; tries++) {
    const reference = sampleGarment(r, category)
    const withFirst = applyEdit(reference, first)
    if (!takes(first, reference, withFirst)) continue
    const withSecond = applyEdit(reference, second)
    if (!takes(second, reference, withSecond)) continue
    const both = applyEdit(withFirst, second)
    if (!takes(second, withFirst, both) || !takes(first, withSecond, both)) continue
    if (!sameGarment(applyEdit(withSecond, first), both)) continue
    return [reference, withFirst, withSecond, both]
  }
  return null
}
