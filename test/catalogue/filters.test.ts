import { describe, expect, it } from 'vitest'
import { categoryOf } from '../../src/catalogue/categories.ts'
import { type Facets, type Filters, passes } from '../../src/catalogue/filters.ts'
import { normalSize, priceOf } from '../../src/catalogue/product.ts'

const dress: Facets = {
  price: 40,
  category: 'dress',
  brand: 'Quince Row',
  sizes: [
    { size: 'Small', inStock: true },
    { size: 'M', inStock: false },
  ],
  inStock: true,
}

describe('a filter', () => {
  it.each<[string, Filters, boolean]>([
    ['nothing asked', {}, true],
    ['the price itself as the cap', { maxPrice: 40 }, true],
    ['a cap below the price', { maxPrice: 39.99 }, false],
    ['the price itself as the floor', { minPrice: 40 }, true],
    ['a floor above the price', { minPrice: 40.01 }, false],
    ['another category', { category: 'skirt' }, false],
    ['the brand in another case', { brand: 'quince row' }, true],
    ['another brand', { brand: 'Quince' }, false],
    ['a brand that is not wanted', { withoutBrands: ['Other', 'quince row'] }, false],
    ['another brand not wanted', { withoutBrands: ['Quince'] }, true],
    ['a colour not wanted, of a product that tells none', { withoutColours: ['red'] }, true],
    ['a size under another name', { size: 's' }, true],
    ['a size that is sold out', { size: 'medium' }, true],
    ['a size that is sold out, in stock', { size: 'medium', inStock: true }, false],
    ['a size that is there, in stock', { size: 'S', inStock: true }, true],
    ['a size that is not made', { size: 'XL' }, false],
    ['in stock in any size', { inStock: true }, true],
    ['all at once', { minPrice: 10, maxPrice: 50, category: 'dress', size: 'S', inStock: true }, true],
  ])('%s', (_, filters, expected) => {
    expect(passes(dress, filters)).toBe(expected)
  })

  it('leaves out a colour in the words of the shop', () => {
    expect(passes({ ...dress, colour: 'Dark navy' }, { withoutColours: ['black', 'navy'] })).toBe(false)
    expect(passes({ ...dress, colour: 'Dark navy' }, { withoutColours: ['black'] })).toBe(true)
  })

  it('for stock refuses what is sold out', () => {
    expect(passes({ ...dress, inStock: false }, { inStock: true })).toBe(false)
    expect(passes({ ...dress, inStock: false }, { inStock: false })).toBe(true)
  })
})

describe('the category of', () => {
  it.each([
    ['Women > Dresses', 'dress'],
    ['Cotton T-Shirts', 'top'],
    ['Striped silk blouse', 'shirt'],
    ['Shirt dress with a jacket', 'dress'],
    ['Denim jacket', 'jacket'],
    ['Cargo trousers', 'pants'],
    ['Skinny jeans', 'pants'],
    ['Pleated miniskirt', 'skirt'],
    ['LED high tops', undefined],
    ['Leather bag', undefined],
    ['Dress shoes', undefined],
    ['', undefined],
  ])('%s is %s', (words, category) => {
    expect(categoryOf(words)).toBe(category)
  })
})

describe('sizes and prices', () => {
  it.each([
    [' medium ', 'M'],
    ['xl', 'XL'],
    ['Extra  Large', 'XL'],
    ['38', '38'],
  ])('the size %j is %s', (size, normal) => {
    expect(normalSize(size)).toBe(normal)
  })

  it('a sale counts only when it is cheaper', () => {
    expect(priceOf({ price: 50, sale_price: 40 })).toEqual({ price: 40, was: 50 })
    expect(priceOf({ price: 50, sale_price: 60 })).toEqual({ price: 50 })
    expect(priceOf({ price: 50, sale_price: undefined })).toEqual({ price: 50 })
  })
})
