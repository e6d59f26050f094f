/** What a product is found by at a counter: its article numbers and the numbers under its barcodes. */
import type { Product } from './product.ts'

/** GTIN-8, UPC-A, EAN-13 and GTIN-14 of one article differ in leading zeros only. */
const GTIN = /^\d{8,14}$/

/** Codes are compared in this form: without spaces, in capitals, numbers of barcodes with 14 digits. */
export function normalCode(code: string): string {
  const plain = code.replace(/\s+/g, '').toUpperCase()
  return GTIN.test(plain) ? plain.padStart(14, '0') : plain
}

/** Whether it is a barcode's number with the right check digit (GS1 General Specifications, 7.9). */
export function isBarcode(code: string): boolean {
  const digits = normalCode(code)
  if (!/^\d{14}$/.test(digits) || !/^(?:\d{8}|\d{12,14})$/.test(code.replace(/\s+/g, ''))) return false
  return checkDigit(digits.slice(0, 13)) === Number(digits[13])
}

/** The last digit of a GTIN, from those before it. */
export function checkDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 1 : 3), 0)
  return (10 - (sum % 10)) % 10
}

/** Of the product and all its variants, each once. */
export function codesOf({ sku, barcode, variants }: Product): string[] {
  const codes = [sku, barcode, ...(variants ?? []).flatMap((one) => [one.sku, one.barcode])]
  return [...new Set(codes.filter((code) => code !== undefined).map(normalCode))]
}
