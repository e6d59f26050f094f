import { describe, expect, it } from 'vitest'
import { Garment, VALUES } from '../../src/attributes.ts'
import { demoProducts, renderProduct } from '../../src/garments/demo.ts'

const products = demoProducts()

describe('the demo shop', () => {
  it('has two thousand products, each with its own number', () => {
    expect(products).toHaveLength(2000)
    expect(new Set(products.map(({ sku }) => sku)).size).toBe(2000)
    const variants = products.flatMap((product) => product.variants.map(({ sku }) => sku))
    expect(new Set(variants).size).toBe(variants.length)
  })

  it('is always the same, and a larger shop begins with the smaller one', () => {
    expect(demoProducts(5)).toEqual(products.slice(0, 5))
  })

  it('has every category, colour, pattern and material', () => {
    for (const name of ['category', 'colour', 'pattern', 'material'] as const) {
      const seen = new Set<string>(products.map(({ garment }) => garment[name]))
      expect([...seen].sort()).toEqual([...VALUES[name]].sort())
    }
  })

  it('describes each product as it is', () => {
    for (const { garment, category, colour, material, title, description } of products) {
      expect(Garment.safeParse(garment).success).toBe(true)
      expect([category, colour, material]).toEqual([garment.category, garment.colour, garment.material])
      expect(title).toContain(colour)
      expect(description).toContain(colour)
      expect(`${title} ${description}`).not.toMatch(/undefined|null| {2}|\ba a/)
    }
  })

  it('has shop prices, sales below them, sizes, and stock that at times is out', () => {
    for (const { price, sale_price, variants } of products) {
      expect(price).toBeGreaterThan(5)
      if (sale_price !== undefined) expect(sale_price).toBeLessThan(price)
      expect(variants.length).toBeGreaterThanOrEqual(4)
      for (const variant of variants) expect(variant.price).toBe(sale_price ?? price)
    }
    const stocks = products.flatMap(({ variants }) => variants.flatMap(({ stock }) => Object.values(stock)))
    expect(stocks).toContain(0)
    expect(products.some(({ sale_price }) => sale_price !== undefined)).toBe(true)
  })

  it('draws the photo of a product on demand', () => {
    const [first] = products
    expect(first && renderProduct(first, 64).subarray(1, 4).toString()).toBe('PNG')
  })
})
