import { describe, expect, it } from 'vitest'
import type { SubEdit } from '../../src/attributes.ts'
import { hasWords, isForeign, withoutMarkup } from '../../src/dialogue/cleaning.ts'
import { describe as described } from '../../src/dialogue/describe.ts'
import { changed } from '../../src/dialogue/filters.ts'
import { outcome } from '../../src/dialogue/outcome.ts'
import type { Verdict } from '../../src/dialogue/reply.ts'
import { filterWords } from '../../src/dialogue/texts.ts'
import type { Reading } from '../../src/editing/reading.ts'

const reading = (attributes: Reading['attributes'], details: string[] = [], confidence = {}): Reading => ({
  attributes,
  details,
  confidence,
  lightness: 50,
})
const edit = (
  attribute: SubEdit['attribute'],
  change: SubEdit['change'],
  value: string | null = null,
): SubEdit => ({
  text: 'what was said',
  span: [0, 13],
  attribute,
  change,
  value,
})

describe('a look in words', () => {
  it.each([
    [
      reading(
        {
          category: 'dress',
          colour: 'navy',
          pattern: 'striped',
          material: 'satin',
          length: 'midi',
          silhouette: 'flared',
          sleeve: 'long',
          neckline: 'v',
          fit: 'tight',
        },
        ['belt', 'pockets'],
      ),
      'Navy striped satin midi dress, flared, tight fit, with long sleeves, a V-neck, a belt and pockets',
    ],
    [
      reading({
        category: 'pants',
        colour: 'black',
        pattern: 'solid',
        material: 'cotton',
        sleeve: null,
        fit: 'regular',
      }),
      'Black pants',
    ],
    [reading({ category: 'top', colour: 'red' }, [], { colour: 0.3 }), 'Top'],
    [reading({}), 'Garment'],
  ])('%#', (read, words) => expect(described(read)).toBe(words))
})

describe('what a round did, in a sentence', () => {
  const after = reading({ colour: 'teal', sleeve: 'short', length: 'knee', neckline: 'collar' })
  it.each<[SubEdit, Verdict, string]>([
    [edit('colour', 'set', 'navy'), 'done', 'Navy now.'],
    [edit('colour', 'set', 'navy'), 'not', 'Not navy yet: I see teal.'],
    [edit('sleeve', 'set', 'long'), 'done', 'Long sleeves now.'],
    [edit('sleeve', 'set', 'long'), 'not', 'Not long sleeves yet: I see short sleeves.'],
    [edit('sleeve', 'more'), 'done', 'Longer sleeves now.'],
    [edit('sleeve', 'more'), 'not', 'The sleeves did not get longer.'],
    [edit('sleeve', 'remove'), 'done', 'The sleeves are gone.'],
    [edit('neckline', 'remove', 'collar'), 'not', 'The collar is still there.'],
    [edit('neckline', 'set', 'v'), 'done', 'A V-neck now.'],
    [edit('length', 'less'), 'done', 'Shorter now.'],
    [edit('fit', 'less'), 'done', 'Looser fit now.'],
    [edit('brightness', 'more'), 'not', 'It did not get brighter.'],
    [edit('detail', 'add', 'belt'), 'done', 'A belt now.'],
    [edit('detail', 'add', 'belt'), 'not', 'No sign of a belt yet.'],
    [edit('detail', 'remove', 'buttons'), 'done', 'The buttons are gone.'],
    [edit('pattern', 'remove', 'striped'), 'done', 'The stripes are gone.'],
    [edit('pattern', 'remove'), 'not', 'The pattern is still there.'],
    [edit('category', 'set', 'skirt'), 'done', 'A skirt now.'],
    [edit('style', 'more', 'odd'), 'unknown', 'I tried “what was said”; you be the judge.'],
  ])('%j %s', (sub, verdict, words) => expect(outcome(sub, verdict, after)).toBe(words))
})

describe('filters', () => {
  it('are named with their currency', () => {
    const filters = {
      minPrice: 20,
      maxPrice: 49.5,
      size: 'M',
      inStock: true,
      category: 'pants',
      brand: 'Ossa',
    } as const
    expect(filterWords(filters, 'EUR')).toEqual([
      'from 20 to 49.50 EUR',
      'in size M',
      'in stock',
      'pants',
      'by Ossa',
    ])
  })

  it('add up, are lifted one by one, and a new limit wins over the one it contradicts', () => {
    const filters = changed(changed({}, { maxPrice: 80 }), { size: 'M' })
    expect(filters).toEqual({ maxPrice: 80, size: 'M' })
    expect(changed(filters, { size: null })).toEqual({ maxPrice: 80 })
    expect(changed(filters, { minPrice: 100 })).toEqual({ minPrice: 100, size: 'M' })
  })
})

describe('text as it arrives', () => {
  it('loses its markup and keeps its places', () => {
    const text = '<p onclick="x()">make it <b>**navy**</b><!-- no --></p><script>bad()</script>\u200b!'
    const clean = withoutMarkup(text)
    expect(clean).toHaveLength(text.length)
    expect(clean.trim().split(/\s+/)).toEqual(['make', 'it', 'navy', '!'])
    expect(withoutMarkup('under <80 and > 20')).toBe('under <80 and > 20')
  })

  it('without a letter or digit has no words', () => {
    expect(hasWords('👗🙂 !?')).toBe(false)
    expect(hasWords('é')).toBe(true)
  })

  it.each([
    'plus longue et sans manches',
    'con maniche lunghe',
    'met lange mouwen',
    'κόκκινο φόρεμα',
    'أحمر',
  ])('is foreign: %s', (text) => expect(isForeign(text)).toBe(true))

  it.each([
    'make it navy',
    'more à la mode',
    'no collar',
    'a beige crêpe blouse with a jabot',
    'plus a belt',
    'die-cut lace',
    'red',
    'café au lait coloured',
  ])('is English: %s', (text) => expect(isForeign(text)).toBe(false))
})
