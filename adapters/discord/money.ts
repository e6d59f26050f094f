/** Amounts as a language writes them. */
export const moneyIn = (locale: string, currency: string): ((amount: number) => string) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format
