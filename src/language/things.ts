/** Named values, things a garment has, and words that the lexicon does not know. */
import type { Attribute } from '../attributes.ts'
import { keeps } from './comparatives.ts'
import { isDenied, isSaid, type Meaning, valueMeaning } from './meaning.ts'
import { enough } from './modifiers.ts'
import { isAdjunct, isPart, isPattern, standsAlone, thingAfter } from './noun-phrase.ts'
import type { Reading } from './reading.ts'
import { tagsOf } from './tags.ts'

/** Something the garment has: a print's motif, a belt, a collar, straps. */
export function readThing(r: Reading, i: number): number {
  const { entry } = r.item(i)
  const attribute = entry?.attribute as Attribute
  let last = i
  if (attribute === 'pattern') {
    const head = r.items[i + 1]?.entry
    if (head?.thing && head.attribute !== 'pattern') {
      r.start ??= r.item(i).start // "patch pockets", "heart buttons"
      return i + 1
    }
    while (isPattern(r.items[last + 1])) last++
    last = endOfMotif(r, last)
  }
  r.emit(valueMeaning(attribute, entry?.value as string, r.said), i, last)
  return last + 1
}

/** "a picture of a dog", "letters spelling text", "a tiger on it" */
function endOfMotif(r: Reading, last: number): number {
  const next = r.items[last + 1]
  if (next?.phrase === 'of' || next?.entry?.role === 'says') return r.items.length - 1
  return next?.entry?.role === 'placed' ? last + 1 : last
}

/** Unknown words that name something, from `i` on: "[green with a white] dinosaur". Undefined where they name nothing. */
export function readMotif(r: Reading, i: number): number | undefined {
  let last = i
  while (r.items[last + 1] && !r.items[last + 1]?.entry) last++
  const next = r.items[last + 1]?.entry?.role
  const { content, adjective } = tagsOf(r.text(i, last))
  if (!content || adjective || next === 'part' || next === 'value' || next === 'garment') return undefined
  last = endOfMotif(r, last)
  r.emit(valueMeaning('pattern', 'graphic', r.said), i, last)
  return last + 1
}

/** A value by its adjective: "striped", "sleeveless", "fitted", "casual". */
export function readValue(r: Reading, i: number): number {
  const item = r.item(i)
  const attribute = item.entry?.attribute as Attribute
  const value = item.entry?.value as string
  const said = enough(r, i)
  const next = r.items[i + 1]
  if (keeps(r, i) || sharpens(r, i)) return i + 1
  // "no decorative belt": the belt is denied
  const thing = said.negated && attribute !== 'sleeve' ? thingAfter(r, i) : undefined
  if (thing !== undefined && !isPattern(r.item(thing))) return i + 1
  // "a cute logo" is a logo: a motif is not measured
  if (attribute === 'style' && !isSaid(said) && next?.entry?.thing) {
    r.start ??= item.start
    return i + 1
  }
  if (attribute === 'pattern' && isPattern(next)) {
    const last = value === 'graphic' ? endOfMotif(r, i + 1) : i + 1
    r.emit(valueMeaning(attribute, value, said), i, last)
    return last + 1
  }
  const part = next?.entry?.role === 'part' ? next.entry.attribute : undefined
  const takesPart =
    next?.entry?.role === 'part' && (!standsAlone(part) || part === attribute || part === 'sleeve')
  // how wide a sleeve is cut is no value of sleeves
  const meaning: Meaning =
    attribute === 'silhouette' && (part === 'sleeve' || r.waits('sleeve'))
      ? { attribute: 'sleeve', change: 'set', value: null }
      : valueMeaning(attribute, value, said)
  let last = takesPart ? i + 1 : i
  if (value === 'graphic') last = endOfMotif(r, last)
  // "a scoop necked collar"
  else if (attribute === 'neckline' && next?.entry?.thing && next.entry.attribute === attribute) last++
  r.emit(meaning, i, last)
  return last + 1
}

/** "tight in its fitting": the same once more. */
function sharpens(r: Reading, i: number): boolean {
  const { last } = r
  const { entry, end } = r.item(i)
  if (!last || last.attribute !== entry?.attribute || last.value !== entry?.value || isSaid(r.said))
    return false
  const between = r.items.filter(({ start }) => start >= last.span[1] && start < r.item(i).start)
  if (between[0]?.phrase !== 'in' || between.some(({ phrase }) => !/^(in|its|the)$/.test(phrase)))
    return false
  last.span[1] = end
  return true
}

/** A garment noun names the thing, unless it is denied or kept. */
export function readGarment(r: Reading, i: number): number {
  if (r.said.negated && r.own === 0) {
    r.emit({ attribute: 'category', change: 'remove', value: r.item(i).entry?.value ?? null }, i, i)
  } else if (r.said.keep) r.emit({ attribute: null, change: 'keep', value: null }, i, i)
  else r.garment = i
  return i + 1
}

/** "a slit", "no cape": it means something that no attribute speaks of. */
export function readFeature(r: Reading, i: number): number {
  const { keep, negated, degree } = r.said
  const change = keep ? 'keep' : negated ? 'remove' : (degree ?? 'set')
  r.emit({ attribute: null, change, value: null }, i, i)
  return i + 1
}

/** What is written on the garment is a graphic, whatever the words mean. */
export function readQuoted(r: Reading, i: number): number {
  const { last } = r
  const end = r.items.length - 1
  if (last?.value === 'graphic') last.span[1] = r.item(end).end
  else if (end > i) r.emit({ attribute: 'pattern', change: 'set', value: 'graphic' }, i, end)
  return end + 1
}

/** "beware of dog, written on it", "a Texas on front" */
export function readPlaced(r: Reading, i: number): number {
  const first = r.unknown[0]
  if (first === undefined) return i + 1
  r.unknown = []
  r.emit(valueMeaning('pattern', 'graphic', r.said), first, i)
  return i + 1
}

/** Unknown words: part of the thing they stand before, an adjective of style, or kept for the end. */
export function readWords(r: Reading, i: number): number {
  let last = i
  while (last + 1 < r.items.length && (!r.items[last + 1]?.entry || isAdjunct(r.items[last + 1]))) last++
  const thing = r.said.negated ? thingAfter(r, last) : undefined
  if (r.items[last + 1]?.entry?.thing || thing !== undefined) {
    r.start ??= r.item(i).start
    return last + 1
  }
  const run = r.text(i, last)
  if (extendsStyle(r, i, run)) return last + 1
  // "a guitar player": the motif's own noun
  const before = r.items[i - 1]
  if (before?.entry?.thing && before.entry.attribute === 'pattern' && r.last?.span[1] === before.end) {
    r.last.span[1] = r.item(last).end
    return last + 1
  }
  // "with John Lennon": a name is printed on it
  const named = r.isOnIt && r.item(i).isName ? readMotif(r, i) : undefined
  if (named !== undefined) return named
  const next = r.items[last + 1]
  // "an open wide neck", "rolled long sleeves"
  if (next?.entry?.role === 'value' && /^(neckline|sleeve)$/.test(next.entry.attribute ?? '') && last === i) {
    r.start ??= r.item(i).start
    return last + 1
  }
  if (isPart(next, 'style') && !r.said.keep && last - i < 2) {
    // "a sailor style"
    r.emit({ attribute: 'style', change: isDenied(r.said) ? 'less' : 'more', value: run }, i, last + 1)
    return last + 2
  }
  if (isCutOf(r, last + 1)) {
    // "the raglan sleeves are longer"
    if (/^(is|are|should|be)$/.test(r.items[last + 2]?.phrase ?? '')) {
      r.start ??= r.item(i).start
      return last + 1
    }
    r.emit({ attribute: next?.entry?.attribute ?? null, change: 'set', value: null }, i, last + 1)
    return last + 2
  }
  const degree = r.said.degree ?? (isDenied(r.said) ? 'less' : undefined)
  const predicate = /^(is|looks|be|very|so|looks like)$/.test(r.items[i - 1]?.phrase ?? '')
  if ((degree || (predicate && last === r.items.length - 1)) && last - i < 2 && tagsOf(run).adjective) {
    r.emit({ attribute: 'style', change: isDenied(r.said) ? 'less' : 'more', value: run }, i, last)
    return last + 1
  }
  for (let j = i; j <= last; j++) r.unknown.push(j)
  return last + 1
}

/** "raglan sleeves", "a scalloped neckline": another one is asked for, of a cut that nothing measures. */
function isCutOf(r: Reading, i: number): boolean {
  const { entry } = r.items[i] ?? {}
  const { negated, keep, excess, degree } = r.said
  if (negated || keep || excess || degree === 'less') return false
  return entry?.role === 'part' && /^(sleeve|neckline|colour)$/.test(entry.attribute ?? '')
}

/** "business oriented", "nature themed" */
function extendsStyle(r: Reading, i: number, run: string): boolean {
  const { last } = r
  if (last?.attribute !== 'style' || last.span[1] !== r.items[i - 1]?.end) return false
  if (!/^(oriented|orientated|themed|inspired|focused|related|styled)$/.test(run)) return false
  last.span[1] = r.item(i).end
  return true
}
