import { describe, expect, it } from 'vitest'
import { suggestionsFor } from '../../src/dialogue/suggestions.ts'
import type { Reading } from '../../src/editing/reading.ts'

const reading = (attributes: Reading['attributes'], details: string[] = []): Reading => ({
  attributes,
  details,
  lightness: 50,
  confidence: {},
})

describe('what can be said next', () => {
  it('changes what the look is: sleeves that are long are not made longer', () => {
    const long = { category: 'dress', colour: 'navy', sleeve: 'long', neckline: 'v', fit: 'loose' } as const
    const said = suggestionsFor(reading(long, ['belt']))
    for (const saying of ['longer sleeves', 'make it navy', 'a v-neck', 'looser', 'add a belt'])
      expect(said).not.toContain(saying)
    expect(said).toContain('no sleeves')
    expect(suggestionsFor(reading({ ...long, sleeve: 'short' }))).toContain('longer sleeves')
    expect(suggestionsFor(reading({ ...long, sleeve: 'sleeveless' }))).not.toContain('no sleeves')
  })

  it('says nothing of sleeves or a neck to a skirt', () => {
    const skirt = { category: 'skirt', colour: 'red', sleeve: null, neckline: null, length: 'mini' } as const
    expect(suggestionsFor(reading(skirt)).join()).not.toMatch(/sleeves|neck/)
    expect(suggestionsFor(reading(skirt))).toContain('longer')
    expect(suggestionsFor(reading({ ...skirt, length: 'maxi' }))).not.toContain('longer')
  })
})
