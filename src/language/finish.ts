/** The end of a clause: the part that still waits, the garment it names, what found no place. */
import { shares } from './carry.ts'
import { scaleOf } from './meaning.ts'
import { isAdjunct, standsAlone } from './noun-phrase.ts'
import type { Draft, Reading } from './reading.ts'
import { tagsOf } from './tags.ts'

/** Call once, when every item of the clause is read. */
export function finish(r: Reading) {
  const subject = r.subject
  const previous = r.drafts.at(-1)
  if (subject !== undefined && !isColourAgain(r, subject)) {
    const attribute = r.item(subject).entry?.attribute ?? null
    const copies = r.own === 0 && previous && (r.also || shares(r, previous))
    if (copies && isScaled(previous)) {
      const scale = previous.scale ?? previous.attribute
      const about = scale && scaleOf(scale, attribute ?? undefined)
      r.emit({ ...previous, attribute: about ?? previous.attribute }, subject, subject, previous.scale)
    } else if (copies) r.emit({ ...previous }, subject, subject)
    else if (r.own === 0 && r.unknown.length === 0) {
      const value = /^colou?rs$/.test(r.text(subject - 1, subject)) ? 'multicolour' : null
      r.emit({ attribute, change: 'set', value }, subject, subject)
    } else if (r.except && r.own === 1) r.emit({ attribute, change: 'set', value: null }, subject, subject)
    else if (standsAlone(attribute ?? undefined) && attribute !== 'sleeve')
      r.emit({ attribute, change: attribute === 'detail' ? 'add' : 'set', value: null }, subject, subject)
  }
  category(r)
  leftovers(r)
  const last = r.items.length - 1
  if (r.said.keep && r.own === 0) r.emit({ attribute: null, change: 'keep', value: null }, last, last)
  const { degree, negated } = r.said
  if (r.own === 0 && isAdjunct(r.items[last]) && (degree || negated))
    r.emit({ attribute: null, change: degree ?? 'remove', value: null }, last, last)
}

/** "is white with a color": it says nothing that was not said. */
function isColourAgain(r: Reading, i: number): boolean {
  const { entry, phrase } = r.item(i)
  const isBare = entry?.attribute === 'colour' && /^colou?r$/.test(phrase) && !isAdjunct(r.items[i - 1])
  return isBare && r.own === 0 && !r.also && r.drafts.some(({ attribute }) => attribute === 'colour')
}

/** "is a skirt instead" changes the garment; "is a long skirt", "a skirt with pockets" only name it. */
export function category(r: Reading) {
  const i = r.garment
  if (i === undefined) return
  const bare =
    r.own === 0 &&
    r.unknown.length === 0 &&
    r.nextJoin !== 'with' &&
    (/(^| )(a|an|is|into|be|to|in)( (wo)?men's| mens| womens| ladies| female| male)?$/.test(
      r.text(i - 3, i - 1),
    ) ||
      isPlural(r, i))
  if (bare || r.swap)
    r.emit({ attribute: 'category', change: 'set', value: r.item(i).entry?.value ?? null }, i, i)
}

/** Trousers come without an article. */
function isPlural(r: Reading, i: number): boolean {
  const named = /^(the|these|those|this|that|my)$/.test(r.items[i - 1]?.phrase ?? '')
  return r.item(i).entry?.value === 'pants' && !named
}

/** What means something and found no place is told as it stands. */
function leftovers(r: Reading) {
  const runs: number[][] = []
  for (const i of r.unknown) {
    const run = runs.at(-1)
    const previous = run?.at(-1) ?? -1
    const between = r.items.slice(previous + 1, i)
    if (run && between.every(({ entry }) => entry?.role === 'filler' || entry?.role === 'adjunct'))
      run.push(i)
    else runs.push([i])
  }
  for (const run of runs) {
    const first = run[0] as number
    const last = run.at(-1) as number
    if (!tagsOf(r.text(first, last)).content) continue
    const { negated, degree, keep } = r.said
    r.emit(
      { attribute: null, change: keep ? 'keep' : negated ? 'remove' : (degree ?? 'set'), value: null },
      first,
      last,
    )
  }
}

const isScaled = ({ change }: Draft) => change === 'more' || change === 'less'
