/** What one clause hands to the next. */
import { isColour } from './clauses.ts'
import { type Modifiers, unsaid } from './meaning.ts'
import type { Draft, Reading } from './reading.ts'

/** What the clause before says of this one as well. */
export function carried(r: Reading): Modifiers {
  const said = unsaid()
  const last = r.drafts.at(-1)
  const [first] = r.items
  if (!last || !first) return said
  const role = first.entry?.role
  const either = /^(or|nor|or any)$/
  const lists = r.join === ',' && either.test(r.nextJoin ?? '') && role === 'value'
  if (last.said.negated && (either.test(r.join) || lists)) said.negated = true
  const adjective = role === 'value' && !first.entry?.thing && !isColour(first)
  if (/^(and|&|,|or|n)$/.test(r.join) && last.said.degree && (adjective || !first.entry)) {
    const gradable = !first.entry || /^(style|fit|silhouette)$/.test(first.entry.attribute ?? '')
    if (gradable && /^(style|fit|silhouette)$/.test(last.attribute ?? '')) said.degree = last.said.degree
  }
  const listed = r.items.every(
    ({ entry, phrase }) =>
      entry?.role === 'part' || entry?.role === 'adjunct' || entry?.thing || /^(the|its|a|an)$/.test(phrase),
  )
  if (last.said.removes && listed && /^(and|&|,)$/.test(r.join))
    Object.assign(said, { negated: true, removes: true })
  if (last.change === 'keep' && /^(and|&|,)$/.test(r.join) && /^(the|its|same)$/.test(first.phrase)) {
    const bare = r.items.every(
      ({ entry, phrase }) => entry?.role === 'part' || entry?.thing || /^(the|its|same)$/.test(phrase),
    )
    if (bare) said.keep = true
  }
  return said
}

/** "shorter sleeves and hem": a bare part shares the comparative of the part before it. */
export function shares(r: Reading, { scale, attribute }: Draft): boolean {
  const bare = r.items.every(({ entry, phrase }) => entry?.role === 'part' || /^(the|its)$/.test(phrase))
  return bare && scale !== undefined && scale !== attribute && /^(and|&|,)$/.test(r.join)
}
