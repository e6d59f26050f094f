import { describe, expect, it } from 'vitest'
import { fashion200k, instructionOf } from '../../src/evaluation/datasets/fashion-200k.ts'
import { fashionIq } from '../../src/evaluation/datasets/fashion-iq.ts'
import { type Files, json, written } from './miniature.ts'

const pairs = [{ candidate: 'B1', target: 'B2', captions: ['is red', 'is longer'] }]
const IQ: Files = {
  'captions/cap.dress.val.json': json(pairs),
  'image_splits/split.dress.val.json': json(['B1', 'B2', 'B3']),
  'captions/cap.shirt.val.json': json(pairs),
  'image_splits/split.shirt.val.json': json(['B1', 'B2']),
  'images/B1.jpg': '',
}
const LABELS = 'women/a/1.jpeg\t0.9\tblack dress\nwomen/a/2.jpeg\t-1.2\tred dress\n'
const TWO_HUNDRED: Files = {
  'labels/dress_test_detect_all.txt': LABELS,
  'labels/top_test_detect_all.txt': LABELS.replaceAll('/a/', '/b/').replaceAll('dress', 'top'),
  'test_queries.txt': 'women/a/1.jpeg women/a/2.jpeg\r\n\nwomen/b/2.jpeg\twomen/b/1.jpeg\n',
  'women/a/1.jpeg': '',
}

const iq = async (files: Files, split = 'val', categories = ['dress', 'shirt']) =>
  fashionIq.read({ root: await written({ ...IQ, ...files }), split, categories })
const twoHundred = async (files: Files, categories = ['dress', 'top']) =>
  fashion200k.read({ root: await written({ ...TWO_HUNDRED, ...files }), split: 'test', categories })

describe('FashionIQ as published', () => {
  it('is read category by category: pictures by ASIN, each pair with its two captions', async () => {
    const { pictures, categories } = await iq({})
    expect([...pictures.keys()]).toEqual(['B1', 'B2', 'B3'])
    expect(pictures.get('B1')?.files.map((file) => file.split('/').slice(-2).join('/'))).toEqual([
      'images/B1.jpg',
      'images/B1.png',
      'images/B1.jpeg',
    ])
    expect(categories.get('shirt')).toEqual({
      pictures: ['B1', 'B2'],
      queries: [{ reference: 'B1', target: 'B2', instructions: ['is red', 'is longer'] }],
    })
  })

  it('may pair a picture with itself, which is counted', async () => {
    const itself = json([...pairs, { ...pairs[0], target: 'B1' }])
    const { remarks } = await iq({ 'captions/cap.dress.val.json': itself })
    expect(remarks).toEqual({ 'pairs of a picture with itself': 1 })
  })

  const refused: [string, Files, RegExp][] = [
    ['text', { 'captions/cap.dress.val.json': '[{' }, /cap\.dress\.val\.json is not JSON; fetch it again/],
    ['an object', { 'image_splits/split.shirt.val.json': '{}' }, /split\.shirt\.val\.json .*the whole: /s],
    [
      'no pairs',
      { 'captions/cap.shirt.val.json': '[]' },
      /cap\.shirt\.val\.json is empty.*--categories dress/,
    ],
    ['one caption', pairWith({ captions: ['is red'] }), /entry 1, captions: must be two captions/],
    ['a path for an ASIN', pairWith({ candidate: '../B1' }), /entry 1, candidate: must be an ASIN/],
    ['no target', pairWith({ target: undefined }), /entry 1, target: is missing.*measure on val/],
    [
      'the list of another split',
      { 'image_splits/split.dress.val.json': json(['B1', 'B9']) },
      /cap\.dress\.val\.json, entry 1: B2 is not in image_splits\/split\.dress\.val\.json.*take both from one/,
    ],
  ]
  it.each(refused)(
    'is refused with its place and what to do when a file holds %s',
    async (_, files, words) => {
      await expect(iq(files)).rejects.toThrow(words)
    },
  )

  it('is refused without a file: a split that is not there, a category, the pictures, the whole', async () => {
    await expect(iq({}, 'train')).rejects.toThrow(/no captions\/cap\.dress\.train\.json .*--split val/)
    await expect(iq({}, 'val', ['dress', 'toptee'])).rejects.toThrow(
      /no captions\/cap\.toptee\.val\.json .*--categories dress/,
    )
    const { 'images/B1.jpg': _, ...rest } = IQ
    const source = { split: 'val', categories: ['dress'] }
    await expect(fashionIq.read({ ...source, root: await written(rest) })).rejects.toThrow(/no folder images/)
    await expect(fashionIq.read({ ...source, root: 'nowhere' })).rejects.toThrow(
      /no folder captions in nowhere; --root takes FashionIQ’s folder/,
    )
  })
})

function pairWith(change: object): Files {
  return { 'captions/cap.dress.val.json': json([{ ...pairs[0], ...change }]) }
}

describe('Fashion200k as published', () => {
  it('is read category by category: the id is the caption, the instruction the word that differs', async () => {
    const { pictures, categories } = await twoHundred({})
    expect(pictures.get('women/a/2.jpeg')).toMatchObject({ id: 'red dress' })
    expect(categories.get('top')).toEqual({
      pictures: ['women/b/1.jpeg', 'women/b/2.jpeg'],
      queries: [
        { reference: 'women/b/2.jpeg', target: 'women/b/1.jpeg', instructions: ['replace red with black'] },
      ],
    })
  })

  it('may be measured in part: queries of other categories are counted', async () => {
    expect((await twoHundred({}, ['top'])).remarks).toEqual({ 'queries of categories left out': 1 })
  })

  const label = (line: string) => ({ 'labels/top_test_detect_all.txt': `${LABELS}${line}\n` })
  const refused: [string, Files, RegExp][] = [
    ['a label of two fields', label('women/a/3.jpeg\tred dress'), /top_test_detect_all\.txt, line 3: fewer/],
    ['a label without a score', label('women/a/3.jpeg\tred\tdress'), /line 3: "red" is no score/],
    [
      'a path that leads outside',
      label('women/../../x.jpeg\t1\tdress'),
      /line 3: ".*" is no path of a picture/,
    ],
    [
      'no labels',
      { 'labels/top_test_detect_all.txt': '\n' },
      /top_test_detect_all\.txt is empty.*--categories dress/,
    ],
    [
      'a query of one path',
      { 'test_queries.txt': 'women/a/1.jpeg\n' },
      /test_queries\.txt, line 1: must be two paths/,
    ],
    [
      'no query of a category',
      { 'test_queries.txt': 'women/a/1.jpeg women/a/2.jpeg\n' },
      /no query of the category top/,
    ],
  ]
  it.each(refused)(
    'is refused with its place and what to do when a file holds %s',
    async (_, files, words) => {
      await expect(twoHundred(files)).rejects.toThrow(words)
    },
  )

  it('is refused when a query’s path has no label', async () => {
    const all: Files = Object.fromEntries(
      fashion200k.categories.map((name) => [`labels/${name}_test_detect_all.txt`, LABELS]),
    )
    const stray = { ...all, 'test_queries.txt': 'women/a/1.jpeg women/a/9.jpeg\n' }
    await expect(twoHundred(stray, [...fashion200k.categories])).rejects.toThrow(
      /test_queries\.txt, line 1: women\/a\/9\.jpeg has no label.*take both from one/,
    )
  })

  it('is refused without a file', async () => {
    await expect(twoHundred({}, ['dress', 'skirt'])).rejects.toThrow(
      /no labels\/skirt_test_detect_all\.txt .*--categories dress/,
    )
    const { 'test_queries.txt': _, ...rest } = TWO_HUNDRED
    const root = await written(rest)
    await expect(fashion200k.read({ root, split: 'test', categories: ['dress'] })).rejects.toThrow(
      /no test_queries\.txt/,
    )
  })

  it.each([
    ['black lace dress', 'white lace dress', 'replace black with white'],
    ['lace dress', 'white lace dress', 'add white'],
    ['white lace dress', 'lace dress', 'remove white'],
    ['lace dress', 'dress lace', undefined],
  ])('"%s" to "%s" is said as %s', (from, to, words) => {
    expect(instructionOf(from, to)).toBe(words)
  })
})
