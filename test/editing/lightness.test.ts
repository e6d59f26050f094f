import { describe, expect, it } from 'vitest'
import type { Meant } from '../../src/editing/intent.ts'
import { lack } from '../../src/editing/lightness.ts'
import { ask, before, made } from './readings.ts'

// the palette's red has 48, 6.5 a step of it, and "brighter" makes two steps; navy has 20 and 5
describe('how light a garment should be', () => {
  it('is as it was where nobody asked for a tone', () => {
    expect(lack(ask('fit', 'more'), before, made({ fit: 'tight', lightness: 57 }))).toBe(-7)
    expect(lack(ask('fit', 'more'), before, made({ fit: 'tight', lightness: 44 }))).toBe(6)
  })

  it.each([
    ['brighter', 'more', 54, 7],
    ['darker', 'less', 43, -6],
    ['darker, the wrong way', 'less', 54, -17],
    // 61 is the lightest red
  ] as const)('is two steps on: %s', (_, change, lightness, lacking) => {
    expect(lack(ask('brightness', change), before, made({ lightness }))).toBeCloseTo(lacking)
  })

  it('is no further than the colour goes, and more than enough is enough', () => {
    const dark = { ...before, lightness: 38 } // the darkest red has 35
    expect(lack(ask('brightness', 'less'), dark, made({ lightness: 38 }))).toBeCloseTo(-3)
    expect(lack(ask('brightness', 'less'), dark, made({ lightness: 20 }))).toBe(0)
  })

  describe('of a new colour', () => {
    const navy = ask('colour', 'set', 'navy')

    it('is what the colour is called, or as far from that as it was before', () => {
      const light: Meant = { ...before, lightness: 61 } // two steps up
      expect(lack(navy, light, made({ colour: 'navy', lightness: 38 }))).toBeCloseTo(-8)
      expect(lack(navy, light, made({ colour: 'navy', lightness: 25 }))).toBe(0)
      expect(lack(navy, light, made({ colour: 'navy', lightness: 15 }))).toBeCloseTo(5)
    })

    it('is that of the one asked for, whatever it came out as', () => {
      expect(lack(navy, { ...before, lightness: 48 }, made({ colour: 'blue', lightness: 40 }))).toBeCloseTo(
        -20,
      )
    })

    it('is the shade that was asked for', () => {
      const dark: Meant = { ...before, lightness: 35, shade: -2 }
      expect(lack(navy, dark, made({ colour: 'navy', lightness: 20 }))).toBeCloseTo(-10)
      expect(lack(navy, dark, made({ colour: 'navy', lightness: 10 }))).toBeCloseTo(0)
    })
  })

  it('is anybody’s guess where the request has no name, or is a whole style', () => {
    expect(lack(ask(null, 'set'), before, made({ lightness: 90 }))).toBe(0)
    expect(lack(ask('style', 'set', 'boho'), before, made({ lightness: 90 }))).toBe(0)
  })
})
