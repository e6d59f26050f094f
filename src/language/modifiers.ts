/** The words that change what is said of the next one: negation, degree, keep, replace, approve. */
import type { Role } from './lexicon.ts'
import { isSaid, type Modifiers, partMeaning, unsaid, valueMeaning } from './meaning.ts'
import { PHRASE } from './noun-phrase.ts'
import type { Reading } from './reading.ts'

/** Words that ask for nothing; a few of them part what comes before from what comes after. */
export function readFiller(r: Reading, i: number): number {
  const item = r.item(i)
  if (item.phrase === 'over' && /prefer|rather|choose/.test(r.text(i - PHRASE, i))) return readInstead(r, i)
  // "sleeves off"
  if (item.phrase === 'off' && !isSaid(r.said) && deniesLast(r, i)) return i + 1
  if (item.phrase === 'from' && isFromTo(r, i)) r.replace = 'state'
  if (item.phrase === 'in' && r.said.keep && r.items[i + 1]?.entry?.role !== 'part') {
    // "the same in red"
    r.emit({ attribute: null, change: 'keep', value: null }, i - 1, i - 1)
  }
  if (r.replace && /^(for|to|into|into the|by)$/.test(item.phrase)) r.replace = undefined
  else if (!isSaid(r.said) && !r.replace) r.start = undefined
  return i + 1
}

/** "swap the stripes for dots": what is named next gives way to what comes after "for". */
export function readReplace(r: Reading, i: number): number {
  const item = r.item(i)
  r.replace = /^(swap|replace|exchange|substitute|trade)/.test(item.phrase) ? 'thing' : 'state'
  r.start ??= item.start
  return i + 1
}

/** "a skirt instead", "turn it into a jacket" */
export function readSwap(r: Reading, i: number): number {
  const item = r.item(i)
  r.swap = true
  if (item.phrase === 'into') r.replace = undefined
  return i + 1
}

/** Changes what is said of the word to come. */
export function readModifier(r: Reading, i: number): number {
  const item = r.item(i)
  const said = r.said
  switch (item.entry?.role) {
    case 'negation':
      if (deniesLast(r, i)) return i + 1
      said.negated = true
      said.removes = REMOVES.test(item.phrase)
      break
    case 'take':
      // "take the belt off"; "take" alone asks for nothing
      if (!r.items.slice(i, i + PHRASE).some(({ phrase }) => /^(off|away|out)$/.test(phrase))) return i + 1
      said.negated = true
      said.removes = true
      break
    case 'more':
    case 'less':
      said.degree = item.entry.role
      break
    case 'add':
      said.add = true
      break
    case 'keep':
      return readKeep(r, i)
    case 'too':
      if (describes(r, i + 1)) said.excess = true
      else r.also = true
      break
  }
  r.start ??= item.start
  return i + 1
}

/** "the collar should be removed": denied after it was named. */
function deniesLast(r: Reading, i: number): boolean {
  if (!/^((be(en)? )?(removed|taken|gone)|off$)/.test(r.item(i).phrase)) return false
  const { last } = r
  if (last?.change === 'remove') return false
  if (last?.attribute && last.value) {
    last.span[1] = r.item(i).end
    Object.assign(last, valueMeaning(last.attribute, last.value, { ...unsaid(), negated: true }))
    return true
  }
  if (r.subject === undefined) return false
  const meaning = partMeaning(r.item(r.subject).entry?.attribute, { ...unsaid(), negated: true })
  if (meaning) r.emit(meaning, r.subject, i)
  return true
}

/** "the sleeves stay the same" keeps what it has just named; "keep the sleeves" what it is about to name. */
function readKeep(r: Reading, i: number): number {
  const { last } = r
  if (r.subject !== undefined) {
    const part = r.item(r.subject)
    r.emit({ attribute: part.entry?.attribute ?? null, change: 'keep', value: null }, r.subject, i)
  } else if (last?.change === 'keep') last.span[1] = r.item(i).end
  else {
    r.said.keep = true
    r.start ??= r.item(i).start
  }
  return i + 1
}

/** "keep everything but the sleeves": how they are to change may yet be said. */
export function readExcept(r: Reading, i: number): number {
  r.emit({ attribute: null, change: 'keep', value: null }, i, i)
  r.except = true
  return i + 1
}

/** "the length is fine": it stays. */
export function readApproval(r: Reading, i: number): number {
  const { last } = r
  const subject = r.subject !== undefined && /^(is|are|looks|look)$/.test(r.items[i - 1]?.phrase ?? '')
  const named = r.own === 1 && last?.value && r.items[i - 2]?.end === last.span[1]
  if (subject && !r.said.negated) return readKeep(r, i)
  if (named && last && !r.said.negated) {
    last.change = 'keep'
    last.span[1] = r.item(i).end
  }
  return i + 1
}

/** "white instead of black": the old state belongs to the sub-edit that replaces it. */
export function readInstead(r: Reading, i: number): number {
  if (r.own === 0 && r.garment !== undefined) {
    const value = r.item(r.garment).entry?.value ?? null
    r.emit({ attribute: 'category', change: 'set', value }, r.garment, r.garment)
  }
  const { last } = r
  if (!last) {
    r.said.negated = true
    r.start ??= r.item(i).start
    return i + 1
  }
  last.span[1] = r.item(r.items.length - 1).end
  return r.items.length
}

/** "from blue to green" */
function isFromTo(r: Reading, i: number): boolean {
  const to = r.items.slice(i + 2, i + PHRASE).some(({ phrase }) => /^(to|into)$/.test(phrase))
  return to && r.items[i + 1]?.entry?.role === 'value'
}

function describes(r: Reading, i: number): boolean {
  const item = r.items[i]
  const role: Role | undefined = item?.entry?.role
  if (!item) return false
  return (
    !role ||
    role === 'scale' ||
    role === 'size' ||
    role === 'value' ||
    (item.phrase === 'much' && describes(r, i + 1))
  )
}

/** "not long enough" asks for more. */
export function enough(r: Reading, i: number): Modifiers {
  const said = r.said
  if (!said.negated || r.items[i + 1]?.entry?.role !== 'enough') return said
  return { ...said, negated: false, degree: 'more' }
}

/** A verb that removes reaches over its whole list: "remove the sleeves and the collar". */
const REMOVES =
  /^(lose|remov|drop|take|get rid|ditch|delete|skip|scrap|eliminate|leave o|cut off|forget|scratch)/
