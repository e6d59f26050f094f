/** "Another brand": what others make than those of what is shown. */
import type { CommandContext, Rule } from '../command.ts'

const ASKS =
  '(?:(?:show|give|find|see|try|do|have|is there|are there|want|need|got|what about|how about|anything|something|ones?|me|you|i|it|this|that|also|instead)(?: |$))*'
const BRAND = '(?:brand|label|maker|designer|manufacturer)s?'

export const BRANDS: Rule[] = [
  {
    pattern: new RegExp(
      `^${ASKS}(?:from |by |of )?(?:an |some |any |the |a )?(?:another|other|different) ${BRAND}(?: (?:instead|there|too|as well))?$|^(?:do )?not (?:want )?(?:this|that|the same) ${BRAND}(?: again)?$`,
    ),
    read(_, context) {
      const withoutBrands = shownBrands(context)
      return withoutBrands.length > 0 ? { kind: 'filter', change: { brand: null, withoutBrands } } : undefined
    },
  },
]

/** Where every brand of the shop is shown, only that of the nearest product: something must be left to show. */
function shownBrands({ list = [], brands = [] }: CommandContext): string[] {
  const shown = [...new Set(list.flatMap(({ brand }) => brand ?? []))]
  return brands.some((brand) => !shown.includes(brand)) ? shown : shown.slice(0, 1)
}
