/** An answer as an Adaptive Card: pure, readable on a phone, and always small enough for Teams. */
import type { ConversationView, LookView, Match, Verdict } from '../../src/dialogue/reply.ts'
import { type Answer, secondsLeft } from '../answer.ts'
import { clip } from '../clip.ts'
import { actionOf, markOf } from './action.ts'
import {
  type AdaptiveCard,
  button,
  buttons,
  card,
  type Element,
  line,
  link,
  picture,
  run,
} from './elements.ts'
import { TEXTS } from './texts.ts'

/** Teams takes messages of about 28 KB; this leaves room for what is around the card. */
export const MAX_CARD_BYTES = 26_000
/** Matches on one card. */
export const SHOWN = 5
const IN_ROW = 3

/** Addresses of pictures, http or data; undefined for what cannot be shown. */
export interface Art {
  large?: string | undefined
  /** By the id of the picture. */
  matches: ReadonlyMap<string, string>
}

export interface Content {
  answer: Answer
  owner: string
  /** Shown large; undefined when the answer is not about a look. */
  look: LookView | undefined
  matches: readonly Match[]
  art: Art
}

/** The answer while it is being made. `turn` is what its cancel button stops. */
export function underWay(
  answer: Answer,
  turn: string,
  owner: string,
  art?: { url: string; alt: string },
): AdaptiveCard {
  const plan = answer.place ? [] : planOf(answer)
  const said = answer.place ? TEXTS.place(answer.place) : progressOf(answer)
  return card(
    [
      ...(art ? [picture(art.url, art.alt)] : []),
      ...plan,
      line([run(said, { isSubtle: true })]),
      ...buttons([button(owner, TEXTS.cancel, { kind: 'cancel', turn })], IN_ROW),
    ],
    said,
  )
}

/** The whole answer; what does not fit is left out, the least important first. */
export function finished(content: Content): AdaptiveCard {
  const most = content.matches.slice(0, SHOWN)
  let shown: Shown = { ...content, matches: most }
  for (const less of [undefined, ...LESS]) {
    shown = less?.(shown) ?? shown
    const made = answerCard(shown, most.length - shown.matches.length)
    if (bytesOf(made) <= MAX_CARD_BYTES) return made
  }
  return notice(content.answer.lines.join(' '))
}

type Shown = Content & { matches: Match[] }

const LESS: readonly ((shown: Shown) => Shown)[] = [
  (shown) => ({ ...shown, art: { ...shown.art, matches: new Map([...shown.art.matches].slice(0, 2)) } }),
  (shown) => ({ ...shown, art: { ...shown.art, matches: new Map() } }),
  (shown) => ({ ...shown, matches: shown.matches.slice(0, 3) }),
  (shown) => ({ ...shown, art: { matches: new Map() } }),
  (shown) => ({ ...shown, matches: [] }),
  (shown) => ({ ...shown, answer: { ...shown.answer, lines: shown.answer.lines.slice(-3) } }),
]

/** A sentence and nothing else. */
export const notice = (text: string): AdaptiveCard => card([line([clip(text, 2000)])], text)

export const welcome = (owner: string): AdaptiveCard =>
  card(
    [
      line([run(TEXTS.welcome, { weight: 'Bolder' })]),
      line([TEXTS.welcomeHow]),
      line([run(TEXTS.inGroups, { isSubtle: true })], 'Small'),
      ...buttons(
        [
          button(owner, TEXTS.surprise, { kind: 'surprise' }, 'positive'),
          button(owner, TEXTS.help, { kind: 'help' }),
        ],
        IN_ROW,
      ),
    ],
    TEXTS.welcome,
  )

export const bytesOf = (made: object): number => Buffer.byteLength(JSON.stringify(made))

function answerCard({ answer, owner, look, matches, art }: Shown, leftOut: number): AdaptiveCard {
  const { view } = answer
  return card(
    [
      ...(art.large ? [picture(art.large, altOf(answer, look))] : []),
      // A plan of one is said by its outcome already.
      ...(answer.plan.length > 1 ? planOf(answer) : []),
      ...answer.lines.map((text) => line([clip(text, 2000)])),
      ...(view && view.filters.length > 0 ? [line([run(view.filters.join(', '), { isSubtle: true })])] : []),
      ...matches.map((match) => matchOf(match, owner, art.matches.get(match.picture?.id ?? ''))),
      ...(leftOut > 0 ? [line([run(TEXTS.leftOut(leftOut), { isSubtle: true })])] : []),
      ...choicesOf(answer, owner),
      ...buttons(controlsOf(answer, view, look, matches.length > 0, owner), IN_ROW),
    ],
    answer.lines.at(-1) ?? TEXTS.thinking,
  )
}

const altOf = ({ told, lines }: Answer, look: LookView | undefined): string =>
  look ? TEXTS.lookAlt(look.n, look.picture.alt) : told?.alt || lines.join(' ')

const MARKS = { done: '✓', not: '✗', unknown: '•' } as const
const COLOURS = { done: 'Good', not: 'Attention', unknown: 'Accent' } as const

function planOf({ plan, progress }: Answer): Element[] {
  const next = plan.findIndex(({ verdict }) => verdict === undefined)
  return plan.map(({ text, verdict }, i) =>
    line([markOfPart(verdict, i === next && progress !== undefined), ` ${clip(text, 120)}`], 'Small'),
  )
}

const markOfPart = (verdict: Verdict | undefined, isNow: boolean) =>
  verdict ? run(MARKS[verdict], { color: COLOURS[verdict], weight: 'Bolder' }) : run(isNow ? '▸' : '○')

function progressOf(answer: Answer): string {
  const { progress } = answer
  if (!progress) return TEXTS.thinking
  const left = secondsLeft(answer)
  const said = TEXTS.progress(progress.round, progress.rounds, progress.step, progress.steps)
  return left === undefined ? said : `${said}, ${TEXTS.timeLeft(left)}`
}

function matchOf(match: Match, owner: string, thumbnail: string | undefined): Element {
  const { n, sku, title, brand, price, was, currency, url } = match
  const words: Element[] = [
    line([run(`${n}. ${clip(title, 120)}`, { weight: 'Bolder' })]),
    line(
      [
        run(money(price, currency)),
        was !== undefined && ' ',
        was !== undefined && run(money(was, currency), { strikethrough: true, isSubtle: true }),
        brand && ` · ${clip(brand, 60)}`,
      ],
      'None',
    ),
    ...stockOf(match),
  ]
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      thumbnail
        ? {
            type: 'ColumnSet',
            columns: [
              { type: 'Column', width: 'auto', items: [picture(thumbnail, clip(title, 120), '64px')] },
              { type: 'Column', width: 'stretch', items: words },
            ],
          }
        : { type: 'Container', items: words },
      ...buttons(
        [
          button(owner, TEXTS.choose, { kind: 'start', sku }),
          button(owner, TEXTS.keep, { kind: 'keep', n, sku }),
          button(owner, TEXTS.stores, { kind: 'stores', n, sku }),
          link(TEXTS.open, url),
        ],
        IN_ROW,
      ),
    ],
  }
}

function stockOf({ sizes, inStock }: Match): Element[] {
  if (!inStock) return [line([run(TEXTS.soldOut, { color: 'Attention' })], 'None')]
  const names = (there: boolean) =>
    clip(
      sizes
        .filter((one) => one.inStock === there)
        .map(({ size }) => size)
        .join(' '),
      160,
    )
  const [there, out] = [names(true), names(false)]
  return [
    line([run(there ? TEXTS.inStock(there) : TEXTS.inStockAnySize, { color: 'Good' })], 'None'),
    ...(out ? [line([run(TEXTS.soldOutIn(out), { isSubtle: true, size: 'Small' })], 'None')] : []),
  ]
}

const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount)

function choicesOf({ question, view }: Answer, owner: string): Element[] {
  const asked = (question?.choices ?? []).map((choice) => {
    const action = actionOf(choice, view)
    return action && button(owner, choice.label, action)
  })
  return buttons(asked, IN_ROW)
}

function controlsOf(
  { more }: Answer,
  view: ConversationView | undefined,
  look: LookView | undefined,
  hasMatches: boolean,
  owner: string,
) {
  const inHand = view?.looks.find(({ n }) => n === view.current)
  return [
    view?.canUndo && button(owner, TEXTS.undo, { kind: 'undo' }),
    view?.canRedo && button(owner, TEXTS.redo, { kind: 'redo' }),
    look?.edit && button(owner, TEXTS.again, { kind: 'again', look: look.n, picture: markOf(look.picture) }),
    more && hasMatches && button(owner, TEXTS.more, { kind: 'more' }),
    inHand && button(owner, TEXTS.keepLook, { kind: 'keep-look' }),
    inHand && button(owner, TEXTS.share, { kind: 'share' }),
    inHand
      ? button(owner, TEXTS.startOver, { kind: 'start-over' })
      : button(owner, TEXTS.surprise, { kind: 'surprise' }),
  ]
}
