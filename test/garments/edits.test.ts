import { describe, expect, it } from 'vitest'
import { ATTRIBUTES, CHANGES, type Garment, VALUES } from '../../src/attributes.ts'
import { applyEdit, type Edit } from '../../src/garments/edits.ts'
import { phrase } from '../../src/garments/phrases.ts'
import { random } from '../../src/garments/random.ts'
import { sampleGarment } from '../../src/garments/sample.ts'
import { wordings } from '../../src/garments/sentences.ts'

const dress: Garment = {
  category: 'dress',
  colour: 'red',
  shade: 0,
  pattern: 'striped',
  sleeve: 'short',
  neckline: 'collar',
  length: 'knee',
  fit: 'regular',
  silhouette: 'a-line',
  details: ['belt'],
  material: 'denim',
}

const edit = (attribute: Edit['attribute'], change: Edit['change'], value: string | null = null): Edit => ({
  attribute,
  change,
  value,
})

/** Every edit there is: attribute x change x (no value, each value). */
const EVERY: Edit[] = ATTRIBUTES.flatMap((attribute) =>
  CHANGES.flatMap((change) => [null, ...VALUES[attribute]].map((value) => edit(attribute, change, value))),
)

describe('applying an edit', () => {
  it.each<[string, Edit, Partial<Garment>]>([
    ['sets a colour and keeps the shade', edit('colour', 'set', 'navy'), { colour: 'navy' }],
    ['brightens by two steps', edit('brightness', 'more'), { shade: 2 }],
    ['darkens by two steps', edit('brightness', 'less'), { shade: -2 }],
    ['removes a pattern', edit('pattern', 'remove', 'striped'), { pattern: 'solid' }],
    ['lengthens sleeves by two steps', edit('sleeve', 'more'), { sleeve: 'three-quarter' }],
    ['shortens sleeves', edit('sleeve', 'less'), { sleeve: 'sleeveless' }],
    ['takes sleeves off', edit('sleeve', 'remove'), { sleeve: 'sleeveless' }],
    ['turns no collar into a crew neck', edit('neckline', 'remove', 'collar'), { neckline: 'crew' }],
    ['deepens a neckline', edit('neckline', 'more'), { neckline: 'v' }],
    ['lengthens by two steps', edit('length', 'more'), { length: 'maxi' }],
    ['shortens as far as the scale goes', edit('length', 'less'), { length: 'mini' }],
    ['tightens', edit('fit', 'more'), { fit: 'tight' }],
    ['loosens', edit('fit', 'less'), { fit: 'loose' }],
    ['flares', edit('silhouette', 'set', 'flared'), { silhouette: 'flared' }],
    [
      'adds a detail in the order of the vocabulary',
      edit('detail', 'add', 'trim'),
      { details: ['belt', 'trim'] },
    ],
    ['removes a detail', edit('detail', 'remove', 'belt'), { details: [] }],
    [
      'goes back to cotton when the material is unwanted',
      edit('material', 'remove', 'denim'),
      { material: 'cotton' },
    ],
    [
      'changes the category and drops what does not apply',
      edit('category', 'set', 'skirt'),
      { category: 'skirt', sleeve: null, neckline: null },
    ],
  ])('%s', (_, change, expected) => {
    expect(applyEdit(dress, change)).toEqual({ ...dress, ...expected })
  })

  it('gives bare arms at least short sleeves when asked for longer ones', () => {
    expect(applyEdit({ ...dress, sleeve: 'strapless' }, edit('sleeve', 'more')).sleeve).toBe('short')
  })

  it('takes the nearest length the category has', () => {
    expect(applyEdit(dress, edit('length', 'set', 'cropped')).length).toBe('mini')
  })

  it.each<[string, Edit]>([
    ['to keep something', edit('length', 'keep')],
    ['for an unplaced attribute', edit(null, 'set', 'nicer')],
    ['for a detail the category cannot have', edit('detail', 'add', 'hood')],
    ['to remove what is not there', edit('pattern', 'remove', 'floral')],
    ['for a colour nobody knows', edit('colour', 'set', 'octarine')],
  ])('changes nothing when asked %s', (_, change) => {
    expect(applyEdit(dress, change)).toEqual(dress)
  })

  it('never leaves the vocabulary, whatever the garment and the edit', () => {
    const r = random(5)
    for (const change of EVERY) {
      const garment = sampleGarment(r)
      const after = applyEdit(garment, change)
      expect(after.shade).toBeGreaterThanOrEqual(-2)
      expect(after.shade).toBeLessThanOrEqual(2)
      for (const name of ['colour', 'pattern', 'length', 'fit', 'material', 'category'] as const)
        expect(VALUES[name] as readonly string[]).toContain(after[name])
    }
  })
})

describe('the phrase of an edit', () => {
  it('exists for every attribute, change and value: short, lower case, without holes', () => {
    for (const change of EVERY) {
      const words = phrase(change)
      expect(words, JSON.stringify(change)).toMatch(/^[a-z0-9][a-z0-9 '-]*$/)
      expect(words, JSON.stringify(change)).not.toMatch(/null|undefined/)
      expect(words.split(' ').length, words).toBeLessThanOrEqual(5)
    }
  })

  it('names every set value differently', () => {
    const set = EVERY.filter(({ change, value }) => change === 'set' && value !== null).map(phrase)
    expect(new Set(set).size).toBe(set.length)
  })

  it.each<[Edit, string]>([
    [edit('sleeve', 'set', 'long'), 'long sleeves'],
    [edit('sleeve', 'more'), 'longer sleeves'],
    [edit('colour', 'set', 'navy'), 'navy'],
    [edit('brightness', 'more'), 'brighter'],
    [edit('neckline', 'remove', 'collar'), 'no collar'],
    [edit('detail', 'add', 'belt'), 'add a belt'],
    [edit('neckline', 'set', 'v'), 'v neck'],
    [edit('pattern', 'set', 'striped'), 'striped'],
    [edit('pattern', 'remove', 'striped'), 'no stripes'],
    [edit('silhouette', 'set', 'a-line'), 'a-line'],
    [edit('length', 'set', 'knee'), 'knee length'],
    [edit('fit', 'more'), 'tighter'],
    [edit('material', 'set', 'denim'), 'made of denim'],
  ])('%j is "%s"', (change, words) => {
    expect(phrase(change)).toBe(words)
  })
})

describe('wordings of an edit', () => {
  it('begin with the canonical phrase and are at least four, all different', () => {
    const r = random(13)
    for (const change of EVERY.filter(
      ({ attribute, change: kind }) => attribute !== 'style' && kind !== 'keep',
    )) {
      const said = wordings(change, r)
      expect(said[0]).toBe(phrase(change))
      expect(new Set(said).size, said.join(' | ')).toBe(said.length)
      expect(said.length, said.join(' | ')).toBeGreaterThanOrEqual(4)
    }
  })
})
