/** Shopper language: varied wordings of an edit, and sentences that ask for two. */
import type { Edit } from './edits.ts'
import { NAMES, phrase } from './phrases.ts'
import type { Random } from './random.ts'
import {
  BRIGHTER,
  COLOURS,
  DARKER,
  DEEPER,
  DETAILS,
  FITS,
  HIGHER,
  LENGTHS,
  LONGER,
  LONGER_SLEEVES,
  LOOSER,
  MATERIALS,
  NECKLINES,
  PATTERNS,
  SHORTER,
  SHORTER_SLEEVES,
  SILHOUETTES,
  SLEEVES,
  TIGHTER,
} from './vocabulary.ts'

/** Ways to ask for a state: "make it navy". */
const STATES = [
  'make it X',
  'is X',
  'X please',
  'i want it X',
  'can it be X',
  'should be X',
  'it is X',
  'has to be X',
  'X this time',
  "i'd like it X",
  'id prefer it X',
  'could you make it X',
]
/** Ways to ask for a thing: "add a belt". */
const ADDITIONS = [
  'has X',
  'with X',
  'give it X',
  'put X on it',
  'i want X',
  'needs X',
  'it should have X',
  'can it have X',
]
const REMOVALS = [
  'without X',
  'lose X',
  'no X please',
  'remove X',
  'get rid of X',
  'does not have X',
  'take X off',
  'drop X',
  "doesn't have X",
  'minus X',
]

const fill = (frames: readonly string[], words: readonly string[]): string[] =>
  words.flatMap((word) => frames.map((frame) => frame.replace('X', word)))

const definite = (words: string): string => `the ${words.replace(/^(an?|some) /, '')}`

function others(edit: Edit): string[] {
  const { attribute, change, value } = edit
  const known = (table: Record<string, readonly string[]>): readonly string[] =>
    value === null ? [] : (table[value] ?? [value])
  const states = (table: Record<string, readonly string[]>) => fill(STATES, known(table))
  const remove = change === 'remove'
  switch (attribute) {
    case 'category': {
      const name = value === 'pants' ? 'pants' : `a ${value}`
      return fill(
        [
          'is X instead',
          'make it X',
          'turn it into X',
          'i want X instead',
          'show me X like this',
          'X instead please',
          'the same but X',
        ],
        [name],
      )
    }
    case 'colour':
      if (remove) return fill(['not X', 'anything but X', 'is not X', 'no X please'], known(COLOURS))
      return [
        ...fill(STATES, value === null ? [] : (COLOURS[value] ?? [value])),
        ...fill(
          ['in X', 'change the colour to X', 'swap the colour for X', 'the colour should be X'],
          [value ?? ''],
        ),
      ]
    case 'brightness':
      return change === 'less' ? DARKER : BRIGHTER
    case 'pattern':
      if (remove || change === 'less')
        return [
          'without the pattern',
          'no print please',
          'make it plain',
          'remove the pattern',
          'lose the print',
          'is solid',
          'plainer',
          ...fill(
            ['without the X', 'lose the X', 'no more X'],
            value === null ? [] : [NAMES.MARKS[value] ?? value],
          ),
        ]
      return states(PATTERNS)
    case 'sleeve':
      if (remove)
        return [
          'without sleeves',
          'lose the sleeves',
          'has no sleeves',
          'remove the sleeves',
          'take the sleeves off',
          'is sleeveless',
          'without any sleeves please',
        ]
      if (value !== null)
        return [
          ...states(SLEEVES),
          ...fill(
            ['give it X', 'has X', 'i want X'],
            [NAMES.SLEEVE[value] ?? value].filter((name) => name.includes('s ') || name.endsWith('sleeves')),
          ),
        ]
      return change === 'less' ? SHORTER_SLEEVES : LONGER_SLEEVES
    case 'neckline':
      if (remove) {
        const name = value === 'collar' || value === null ? 'collar' : (NAMES.NECKLINE[value] ?? value)
        return fill(
          [
            'without the X',
            'lose the X',
            'no X please',
            'remove the X',
            'without a X',
            'has no X',
            'take the X off',
          ],
          [name],
        )
      }
      if (value !== null)
        return [
          ...states(NECKLINES),
          ...fill(
            ['change the neck to X', 'the neckline should be X'],
            [(NAMES.NECKLINE[value] ?? value).replace(/^with a /, 'a ')],
          ),
        ]
      return change === 'less' ? HIGHER : DEEPER
    case 'length':
      return value !== null ? states(LENGTHS) : change === 'less' ? SHORTER : LONGER
    case 'fit':
      return value !== null ? states(FITS) : change === 'less' ? LOOSER : TIGHTER
    case 'silhouette':
      return value !== null
        ? [...states(SILHOUETTES), `change the shape to ${value}`]
        : change === 'less'
          ? [
              'is less flared',
              'not so wide at the hem',
              'narrower at the bottom',
              'less swing',
              'make it straighter',
            ]
          : [
              'is more flared',
              'wider at the hem',
              'make it flare out',
              'more swing in it',
              'fuller at the bottom',
            ]
    case 'detail': {
      const names = known(DETAILS)
      return remove || change === 'less'
        ? fill(REMOVALS, names.map(definite)).map((s) => s.replace('no the ', 'no '))
        : [...fill(ADDITIONS, names), ...fill(['add X please', 'add X to it'], names)]
    }
    case 'material':
      if (remove) return [`is not ${value}`, `anything but ${value}`, `no ${value} please`, `not in ${value}`]
      return states(MATERIALS)
    default:
      return []
  }
}

/** A slip of the keyboard: two neighbouring letters inside a longer word change places. */
function slip(sentence: string, r: Random): string {
  const words = sentence.split(' ')
  const long = words.map((word, i) => [word, i] as const).filter(([word]) => /^[a-z]{5,}$/.test(word))
  if (long.length === 0) return sentence
  const [word, at] = r.pick(long)
  const i = r.integer(1, word.length - 3)
  words[at] = word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2)
  return words.join(' ')
}

const LEADS = ['', '', '', '', '', '', '', '', '', '', '', 'hmm ', 'ok ', 'maybe ', 'but ', 'actually ']

/** `count` different wordings; the first is exactly `phrase(edit)`. */
export function wordings(edit: Edit, r: Random, count = 6): string[] {
  const first = phrase(edit)
  const out = [first]
  for (const words of r.shuffle(others(edit))) {
    if (out.length >= count) break
    const lead = r.pick(LEADS)
    const said = r.chance(0.04) ? slip(words, r) : words
    const sentence = (lead.trim() === 'but' && said.startsWith('but') ? said : lead + said).trim()
    if (!out.includes(sentence)) out.push(sentence)
  }
  for (const frame of ['X please', 'i want X', 'something X', 'maybe X', 'preferably X']) {
    if (out.length >= Math.min(count, 4)) break
    const sentence = frame.replace('X', first)
    if (!out.includes(sentence)) out.push(sentence)
  }
  return out
}

const JOINS = [' and ', ' and ', ', ', '. ', ' but ', ', and ', ' and also ', '; ', ' plus ']

/** Sentences that ask for both edits, in that order or the other. */
export function compounds(
  first: readonly string[],
  second: readonly string[],
  r: Random,
  count = 5,
): string[] {
  const out: string[] = []
  for (let tries = 0; out.length < count && tries < 60; tries++) {
    const turned = r.chance(0.3)
    const [a, b] = turned ? [r.pick(second), r.pick(first)] : [r.pick(first), r.pick(second)]
    const join = r.pick(JOINS)
    const rest = join.startsWith(' ') ? b.replace(/^but /, '') : b
    const sentence =
      a.replace(/^(but) /, '').replace(/ please$/, join.startsWith(' ') ? '' : ' please') + join + rest
    if (!out.includes(sentence)) out.push(sentence)
  }
  return out
}
