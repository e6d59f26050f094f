/** Messages that nobody thought of: what people say, with slips, cuts, joins, floods and noise. The same for a seed. */
import { EXAMPLES } from '../../src/dialogue/recognition/recogniser.ts'
import { readMessages } from '../../src/evaluation/acts.ts'
import { rotated, typo } from '../../src/evaluation/disturbed.ts'
import { random } from '../../src/garments/random.ts'
import { LEXICON } from '../../src/language/lexicon.ts'
import { SCRIPTS } from '../conversations/play.ts'

const SAID = [
  ...SCRIPTS.flatMap(([, { lines }]) => lines.map(({ said }) => said)),
  ...['nothing-in-hand', 'dress-in-hand'].flatMap((file) => readMessages(file).map(({ text }) => text)),
  ...EXAMPLES().map(({ text }) => text),
].filter((text) => text !== '')
const WORDS = [...LEXICON.keys()]
const JOINERS = [' and ', ', ', '. ', ' but ', ' then ', '; ', '\n', ' ', '']
const NOISE = [
  '👗',
  '\u0000',
  '\u202e',
  '\ud83d',
  'İ',
  'é',
  '((',
  '\\',
  '<b>',
  '{x}',
  '%',
  '"',
  '--',
  '0',
  '99999999999',
  '#',
  '؟',
  '袖',
  '\t',
  '...',
]

/** An endless stream of them. */
export function* messages(seed: number): Generator<string> {
  const source = random(seed)
  const next = (below: number) => source.integer(0, Math.max(0, below - 1))
  const one = <T>(of: readonly T[]): T => source.pick(of)
  const words = (text: string) => text.split(' ')
  const ways: ((text: string) => string)[] = [
    (text) => typo(text, source),
    (text) => rotated(text, source),
    (text) =>
      words(text)
        .filter(() => next(4) > 0)
        .join(' '),
    (text) =>
      words(text)
        .flatMap((word) => (next(4) ? [word] : [word, word]))
        .join(' '),
    (text) => text + one(JOINERS) + one(SAID),
    (text) => text + one(JOINERS) + one(SAID) + one(JOINERS) + one(SAID),
    (text) =>
      words(text)
        .map((word) => (next(4) ? word : one(WORDS)))
        .join(' '),
    (text) => text.slice(next(text.length), next(text.length * 2)),
    (text) => text.toUpperCase(),
    (text) =>
      words(text)
        .map((word) => (next(3) ? word : word + one(NOISE)))
        .join(one([' ', ' ', ''])),
    (text) => text.repeat(1 + next(8)),
    (text) => `${one(['no ', 'not ', 'more ', 'without ', 'the ', 'undo ', '> ', '- ', '2 '])}${text}`,
    (text) =>
      `${text}${one(['?', '!!!', ' please', ' tho', ' under 60', ' in M', ' 3', ' again', ' of look 2'])}`,
    () => Array.from({ length: 1 + next(12) }, () => one(WORDS)).join(' '),
    () => Array.from({ length: 1 + next(40) }, () => String.fromCharCode(next(0x3000))).join(''),
    () =>
      one([...WORDS, ...NOISE])
        .repeat(1 + next(200))
        .slice(0, 2000),
  ]
  for (;;) {
    let text = one(SAID)
    for (let times = next(3); times >= 0; times--) text = one(ways)(text)
    yield text.slice(0, 2000)
  }
}
