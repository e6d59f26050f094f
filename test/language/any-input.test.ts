import { describe, expect, it } from 'vitest'
import { SubEdit, VALUES } from '../../src/attributes.ts'
import { split } from '../../src/language/split.ts'

/** What holds of every answer, whatever was said; told as the edits that break it. */
function wrong(sentence: string): unknown[] {
  let last = 0
  return split(sentence).filter((edit) => {
    const { text, span, attribute, value } = edit
    const inOrder = span[0] >= last && span[1] > span[0] && span[1] <= sentence.length
    const known =
      !attribute ||
      attribute === 'style' ||
      value === null ||
      (VALUES[attribute] as readonly string[]).includes(value)
    last = span[1]
    return !(SubEdit.safeParse(edit).success && inOrder && known && text === sentence.slice(...span))
  })
}

describe('any input', () => {
  it.each([
    ['a colour of a part', 'is gray with black sleeves and a white back'],
    ['emoji', '👗 longer 👗‍🧵 sleeves 🟥'],
    ['markup', '<b>longer</b> sleeves &amp; <script>no()</script> collar'],
    ['another script', 'сделай платье длиннее и красным'],
    ['right to left', 'اجعله أطول longer واحمر'],
    ['half a surrogate pair', 'red \ud83d longer \udc57'],
    ['control characters', 'red\u0000longer\u200b\u202e sleeves\r\n\tno belt'],
    ['combining marks', 'lo\u0301nger re\u0301d dre\u0301ss'],
    ['names of object members', 'constructor __proto__ toString hasOwnProperty longer'],
    ['regular expression characters', '(((longer [a-z]+ \\ $1 ^red$ *** ???'],
    ['only joins', 'and and , but . & or and'],
    ['only negations', 'no not less without never no'],
    ['a hanging comparative', 'more more less more'],
    ['characters that lower case lengthens', 'İİİ LONGER İ SLEEVES'],
  ])('spans and values hold for %s', (_, sentence) => {
    expect(wrong(sentence)).toEqual([])
  })

  it('spans and values hold for five thousand shuffles of what people say', { timeout: 30_000 }, () => {
    const bits =
      'red dark blue stripes no not less more longer short sleeves collar and , but . or with of the a is keep same too belt unicorn v neck floral print -less 👗 sheer it skirt instead 3/4 & wide graphic er'.split(
        ' ',
      )
    let state = 7
    const next = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state % below
    }
    for (let i = 0; i < 5000; i++) {
      const words = Array.from({ length: 1 + next(9) }, () => bits[next(bits.length)])
      const sentence = words.join(next(8) ? ' ' : '')
      expect(wrong(sentence), sentence).toEqual([])
    }
  })

  it.each([
    ['one letter', 'a'],
    ['words', 'longer red sleeves '],
    ['unknown words', 'blorf wibble '],
    ['joins', 'and, '],
    ['negations', 'not '],
    ['colours', 'red and '],
    ['hyphens', 'a-'],
    ['emoji', '👗'],
  ])('takes time in proportion to the length: %s', { timeout: 30_000 }, (_, unit) => {
    const time = (length: number) => {
      const sentence = unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
      const began = performance.now()
      split(sentence)
      return performance.now() - began
    }
    time(10_000)
    expect(wrong(unit.repeat(500))).toEqual([])
    expect(time(10_000)).toBeLessThan(1000)
    expect(time(80_000)).toBeLessThan(8000)
  })
})
