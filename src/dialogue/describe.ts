/** A look in words, from what the attribute reader saw: the alternative text of its picture. */
import type { Attribute } from '../attributes.ts'
import type { Reading } from '../editing/reading.ts'
import { capitalised, DETAILS, LENGTHS, LOOK, NECKLINES, nameIn, PATTERNS, SLEEVES } from './texts.ts'

/** Below this probability an attribute is better left out than guessed. */
const SURE = 0.5

/** For example `Navy striped satin midi dress, flared, with long sleeves, a V-neck and a belt`. */
export function describe({ attributes, confidence, details }: Reading): string {
  const of = (attribute: Attribute): string | undefined => {
    const value = attributes[attribute]
    return value && (confidence[attribute] ?? 1) >= SURE ? value : undefined
  }
  const plain = <T>(value: T | undefined, ...unsaid: T[]): T | undefined =>
    value !== undefined && unsaid.includes(value) ? undefined : value
  const pattern = plain(of('pattern'), 'solid')
  const category = of('category')
  const length = plain(of('length'), ...(category === 'dress' || category === 'skirt' ? [] : ['hip', 'mini']))
  const noun = [
    of('colour'),
    pattern && (PATTERNS[pattern as keyof typeof PATTERNS]?.adjective ?? pattern),
    plain(of('material'), 'cotton'),
    length && nameIn(LENGTHS, length),
    category ?? LOOK.garment,
  ]
  const fit = plain(of('fit'), 'regular')
  const cut = [plain(of('silhouette'), 'straight'), fit && LOOK.fit(fit)]
  const sleeve = of('sleeve')
  const neckline = of('neckline')
  const features = [
    sleeve && nameIn(SLEEVES, sleeve),
    neckline && nameIn(NECKLINES, neckline),
    ...details.map((detail) => nameIn(DETAILS, detail)),
  ]
  const said = (words: (string | undefined)[]) => words.filter((word) => word !== undefined)
  const parts = [said(noun).join(' '), ...said(cut)]
  if (said(features).length > 0) parts.push(LOOK.having(said(features)))
  return capitalised(parts.join(', '))
}
