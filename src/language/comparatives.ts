/** Comparatives and adjectives on a scale, and the part they speak of; parts by themselves. */
import type { Attribute } from '../attributes.ts'
import { isColour } from './clauses.ts'
import { LEXICON } from './lexicon.ts'
import { isDenied, isSaid, type Meaning, opposite, partMeaning, scaleOf } from './meaning.ts'
import { enough, readModifier } from './modifiers.ts'
import { isInside, isPart, isPattern, PHRASE, standsAlone } from './noun-phrase.ts'
import type { Reading } from './reading.ts'

/** "longer", "dark": of the part it speaks of, or of the garment. */
export function readScale(r: Reading, i: number): number {
  // Of a neck, deep is no colour: "the neck is too deep".
  const entry = r.item(i).phrase === 'deep' && r.waits('neckline') ? LEXICON.get('deeper') : r.item(i).entry
  const scale = entry?.attribute as Attribute
  // "darker letters", "a longer train": how a thing looks is not measured
  const noun = r.items[i + 1]?.entry
  if ((noun?.thing && noun.attribute !== 'sleeve') || noun?.role === 'feature') {
    r.start ??= r.item(i).start
    return i + 1
  }
  const said = enough(r, i)
  const about = partOf(r, i, scale)
  if (keeps(r, i)) return i + 1
  // "don't make it shorter"
  const forbidden = said.negated && /(don't|do not|dont) (make|let)\b/.test(r.text(i - PHRASE, i))
  if (said.keep || forbidden) {
    r.emit({ attribute: about?.[1] ?? scale, change: 'keep', value: null }, i, about?.[0] ?? i)
    return (about?.[0] ?? i) + 1
  }
  const change = isDenied(said) ? opposite(entry?.change) : (entry?.change ?? 'more')
  const next = r.items[i + 1]
  if (!about && scale === 'neckline') {
    // "a deeper v neck", "a deeper blue"
    if (next?.entry?.role === 'value' && next.entry.attribute === scale) {
      r.emit({ attribute: scale, change, value: next.entry.value ?? null }, i, i + 1)
      return i + 2
    }
    if (isColour(next)) {
      r.emit({ attribute: 'brightness', change: opposite(change), value: null }, i, i)
      return i + 1
    }
  }
  const [last, attribute] = about ?? [i, scale]
  let meaning: Meaning = { attribute, change, value: null }
  if (attribute === null) meaning.change = 'set'
  else if ((attribute === 'sleeve' || takesOver(r, 'sleeve')) && entry?.plain && !isSaid(said))
    meaning = { attribute: 'sleeve', change: 'set', value: change === 'more' ? 'long' : 'short' }
  else if (attribute === 'brightness' && scale === 'neckline') meaning.change = opposite(change)
  r.emit(meaning, i, last, scale)
  return last + 1
}

/** "keep the sleeves long", "keep the neckline round": what is kept, told more closely. */
export function keeps(r: Reading, i: number): boolean {
  const { last } = r
  if (last?.change !== 'keep' || isSaid(r.said)) return false
  const item = r.item(i)
  if (last.span[1] !== r.items[i - 1]?.end) return false
  last.span[1] = item.end
  if (last.attribute === 'sleeve' && item.entry?.attribute === 'length')
    Object.assign(last, { change: 'set', value: item.entry.change === 'more' ? 'long' : 'short' })
  else if (item.entry?.attribute === last.attribute) last.value = item.entry?.value ?? null
  return true
}

/** The part that the scale's word at `i` speaks of, and the attribute that makes of it. */
function partOf(
  r: Reading,
  i: number,
  scale: Attribute,
): [last: number, attribute: Attribute | null] | undefined {
  let apart = false
  for (let j = i + 1; j <= i + PHRASE && j < r.items.length; j++) {
    const item = r.item(j)
    if (item.entry?.role === 'part') {
      const attribute = scaleOf(scale, item.entry.attribute)
      if (attribute === undefined) break
      return [apart ? i : j, attribute]
    }
    // "long lace sleeves": the lace is a sub-edit by itself
    if (item.entry?.role === 'value' && /^(pattern|material)$/.test(item.entry.attribute ?? '')) apart = true
    else if (
      (scale === 'brightness' && isColour(item)) ||
      (!isInside(item) && !/^(in|at|on|of|the|its|around)$/.test(item.phrase))
    )
      break
  }
  if (r.subject === undefined) return areSleeves(r, i, scale) ? [i, 'sleeve'] : undefined
  const attribute = scaleOf(scale, r.item(r.subject).entry?.attribute)
  return attribute === undefined ? undefined : [i, attribute]
}

/** "I like the sleeves, but make them longer": they are what was spoken of last. */
function areSleeves(r: Reading, i: number, scale: Attribute): boolean {
  const { length } = r.drafts
  const last = r.drafts[length - 1]
  if (scale !== 'length' || r.own > 0 || last?.attribute !== 'sleeve') return false
  if (!/\b(them|they|those)\b/.test(r.text(i - PHRASE, i - 1))) return false
  // Named only, so that it could be said how.
  if (last.change === 'set' && last.value === null) r.forgetLast()
  return true
}

/** "bigger" of the garment is its fit, "wider" of the neck its depth; of a motif it is nothing we measure. */
export function readSize(r: Reading, i: number): number {
  const { entry } = r.item(i)
  let next = i + 1
  while (r.items[next]?.entry?.role === 'adjunct' || isColour(r.items[next])) next++
  const item = r.items[next]
  const role = item?.entry?.role
  const part = role === 'part' ? item?.entry?.attribute : undefined
  if (item && (!item.entry || role === 'value' || part === 'pattern' || part === 'detail'))
    return readModifier(r, i)
  const about =
    role === 'part' ? part : r.subject === undefined ? undefined : r.item(r.subject).entry?.attribute
  const before = r.last
  const sized = before && /^(pattern|detail|neckline|sleeve)$/.test(before.attribute ?? '')
  if (sized && !part && before.span[1] === r.items[i - 1]?.end) {
    before.span[1] = r.item(i).end // "make the collar smaller"
    return i + 1
  }
  const change = isDenied(enough(r, i)) ? opposite(entry?.change) : (entry?.change ?? 'less')
  const last = role === 'part' ? next : i
  if (about === 'neckline') r.emit({ attribute: 'neckline', change: opposite(change), value: null }, i, last)
  else if (about === 'material') r.emit({ attribute: null, change: 'set', value: null }, i, last)
  else if (about === 'pattern') {
    r.emit({ attribute: 'pattern', change: 'set', value: null }, i, last)
  } else r.emit({ attribute: 'fit', change, value: null }, i, last)
  return last + 1
}

/** Whether what was just named, of this attribute, is being replaced. */
function takesOver(r: Reading, attribute: Attribute): boolean {
  const { last } = r
  return !r.replace && last?.replaced !== undefined && last.attribute === attribute
}

/** A part that is compared, denied or kept is a sub-edit; another waits for what is said of it. */
export function readPart(r: Reading, i: number): number {
  const { entry } = r.item(i)
  // "no waist bow", and "coloured patterns": what is said is said of what follows
  if (placesDetail(r, i) || (isPart(r.item(i), 'colour') && isPattern(r.items[i + 1]))) {
    r.start ??= r.item(i).start
    return i + 1
  }
  const next = r.items[i + 1]?.entry?.role
  // "a printed long dress"
  const isState = /^(printed|patterned)$/.test(r.item(i).phrase) && (next === 'scale' || next === 'size')
  const meaning =
    partMeaning(entry?.attribute, r.said) ??
    (isState ? { attribute: 'pattern' as const, change: 'set' as const, value: null } : undefined)
  const last = r.drafts.at(-1)
  if (meaning) r.emit(meaning, i, i)
  else if (entry?.attribute === 'pattern' && isColour(r.items[i - 1]) && r.own > 1 && last) {
    if (r.has('pattern')) last.span[1] = r.item(i).end
    else r.subject ??= i
  } else if (entry?.attribute === 'pattern' && r.unknown.at(-1) === i - 1) {
    // a print that is named, by a name we do not know
    r.start = r.item(r.takeUnknown(i)).start
    r.emit({ attribute: 'pattern', change: 'set', value: 'graphic' }, i, i)
  } else if (r.own === 0 || r.except || !isLocation(r, i)) {
    // "cut the sleeves off": what is cut is spoken of, and not the cut
    if (r.subject !== undefined && isVerb(r, r.subject)) {
      r.start ??= r.item(r.subject).start
      r.subject = i
    }
    r.subject ??= i
    r.start ??= r.item(i).start
  }
  return i + 1
}

/** "cut" as what is to be done, and no "the cut", "a boxy cut". */
const isVerb = (r: Reading, i: number): boolean =>
  r.item(i).phrase === 'cut' &&
  /^(.*\b(please|pls|plz|you|we|i|to|just|now))?$/.test(r.items[i - 1]?.phrase ?? '')

/** "no waist bow", "neckline buttons": what is said is said of the detail. */
function placesDetail(r: Reading, i: number): boolean {
  const next = r.items[i + 1]?.entry
  return (
    /^(fit|neckline)$/.test(r.item(i).entry?.attribute ?? '') &&
    next?.attribute === 'detail' &&
    next.thing === true
  )
}

/** "ruffles at the neckline": it only says where. */
function isLocation(r: Reading, i: number): boolean {
  const before = r.items[i - 1]?.phrase ?? ''
  const earlier = r.items[i - 2]?.phrase ?? ''
  const place = /^(in|on|at|of|around|near|along|down|to|across|over|above|below|under)$/
  return (
    place.test(before) ||
    (/^(the|its)$/.test(before) && place.test(earlier)) ||
    !standsAlone(r.item(i).entry?.attribute)
  )
}
