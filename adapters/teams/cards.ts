/** An answer as an Adaptive Card: pure, readable on a phone, and always small enough for Teams. */
import type { ConversationView, LookView, Match, Verdict } from '../../src/dialogue/reply.ts'
import { type Answer, secondsLeft } from '../answer.ts'
import { clip } from '../clip.ts'
import { markOf } from '../press.ts'
import { ANY, actionOf } from './action.ts'
import {
  type AdaptiveCard,
  type Button,
  button,
  buttons,
  card,
  type Element,
  form,
  line,
  link,
  picture,
  run,
} from './elements.ts'
import { productOf } from './product.ts'
import { TEXTS } from './texts.ts'

/** Teams takes messages of about 28 KB; this leaves room for what is around the card. */
export const MAX_CARD_BYTES = 26_000
/** Matches on one card. */
export const SHOWN = 5
const IN_ROW = 3
/** Of short ones. */
const ACTS_IN_ROW = 4
/** Looks of the film strip: the newest before the one in hand. */
export const STRIP = 4

/** Addresses of pictures, http or data; undefined for what cannot be shown. */
export interface Art {
  large?: string | undefined
  /** Of earlier looks, oldest first. */
  strip?: readonly { look: LookView; url: string }[]
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
  /** Where what was shared can be seen; undefined where this server is reached from nowhere. */
  shareUrl?: string | undefined
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
  (shown) => ({ ...shown, art: { ...shown.art, strip: shown.art.strip?.slice(-2) ?? [] } }),
  (shown) => ({ ...shown, art: { ...shown.art, strip: [] } }),
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

function answerCard({ answer, owner, look, matches, art, shareUrl }: Shown, leftOut: number): AdaptiveCard {
  const { view } = answer
  return card(
    [
      ...(art.large ? [picture(art.large, altOf(answer, look))] : []),
      ...stripOf(art.strip ?? [], owner),
      // A plan of one is said by its outcome already.
      ...(answer.plan.length > 1 ? planOf(answer) : []),
      ...answer.lines.map((text) => line([clip(text, 2000)])),
      ...(view && view.filters.length > 0 ? [line([run(view.filters.join(', '), { isSubtle: true })])] : []),
      ...(view?.counter?.forCustomer ? [line([run(TEXTS.forCustomer, { color: 'Accent' })])] : []),
      ...matches.map((match) =>
        productOf(match, art.matches.get(match.picture?.id ?? ''), buttonsOf(match, view, owner)),
      ),
      ...(leftOut > 0 ? [line([run(TEXTS.leftOut(leftOut), { isSubtle: true })])] : []),
      ...choicesOf(answer, owner),
      ...buttons(
        [link(TEXTS.openShared, shareUrl), ...controlsOf(answer, view, look, matches, owner)],
        IN_ROW,
      ),
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

function choicesOf({ question, view }: Answer, owner: string): Element[] {
  const asked = (question?.choices ?? []).map((choice) => {
    const action = actionOf(choice, view)
    return action && button(owner, choice.label, action)
  })
  return buttons(asked, IN_ROW)
}

function controlsOf(
  { more, question }: Answer,
  view: ConversationView | undefined,
  look: LookView | undefined,
  matches: readonly Match[],
  owner: string,
) {
  const inHand = view?.looks.find(({ n }) => n === view.current)
  const meant = inHand && { look: inHand.n, picture: markOf(inHand.picture) }
  const isOffered = question?.choices.some(({ press }) => press?.kind === 'surprise')
  return [
    view?.canUndo && button(owner, TEXTS.undo, { kind: 'undo' }),
    view?.canRedo && button(owner, TEXTS.redo, { kind: 'redo' }),
    look?.edit && button(owner, TEXTS.again, { kind: 'again', look: look.n, picture: markOf(look.picture) }),
    more && matches.length > 0 && button(owner, TEXTS.more, { kind: 'more' }),
    matches.length > 1 && compareForm(matches, owner),
    matches.length > 0 && filterForm(matches, view, owner),
    meant && button(owner, TEXTS.keepLook, { kind: 'keep-look', ...meant }),
    meant && button(owner, TEXTS.share, { kind: 'share', ...meant }),
    inHand
      ? button(owner, TEXTS.startOver, { kind: 'start-over' })
      : !isOffered && button(owner, TEXTS.surprise, { kind: 'surprise' }),
    view?.counter?.forCustomer && button(owner, TEXTS.staffMode, { kind: 'say', text: 'staff mode' }),
  ]
}

/** What can be done with one product: at the counter it is held and put aside, elsewhere kept. */
function buttonsOf(
  { n, sku, url, stores }: Match,
  view: ConversationView | undefined,
  owner: string,
): Element[] {
  const isAtCounter = view?.counter !== undefined && !view.counter.forCustomer
  return buttons(
    [
      button(owner, TEXTS.choose, { kind: 'start', sku }),
      isAtCounter && button(owner, TEXTS.hold, { kind: 'hold', sku }),
      isAtCounter
        ? button(owner, TEXTS.shortlist, { kind: 'shortlist', sku })
        : button(owner, TEXTS.keep, { kind: 'keep', n, sku }),
      // Where the card says it itself, the button would say it again.
      !stores && button(owner, TEXTS.stores, { kind: 'stores', n, sku }),
      link(TEXTS.open, url),
    ],
    ACTS_IN_ROW,
  )
}

/** Earlier looks side by side; pressing one goes back to it. */
function stripOf(strip: NonNullable<Art['strip']>, owner: string): Element[] {
  if (strip.length === 0) return []
  const columns = strip.map(({ look, url }) => {
    const back = button(owner, TEXTS.backTo(look.n), {
      kind: 'look',
      look: look.n,
      picture: markOf(look.picture),
    })
    return {
      type: 'Column' as const,
      width: 'auto' as const,
      items: [picture(url, TEXTS.lookAlt(look.n, look.picture.alt), '56px', back)],
    }
  })
  return [{ type: 'ColumnSet', columns, spacing: 'Small' }]
}

function compareForm(matches: readonly Match[], owner: string): Button {
  return form(TEXTS.compare, [
    {
      type: 'Input.ChoiceSet',
      id: 'compared',
      label: TEXTS.compareWhich,
      choices: matches.map(({ n, title }, i) => ({ title: `${n}. ${clip(title, 60)}`, value: String(i) })),
      value: '0,1',
      style: 'expanded',
      isMultiSelect: true,
      wrap: true,
    },
    ...buttons([button(owner, TEXTS.compare, { kind: 'compare', skus: matches.map(({ sku }) => sku) })], 1),
  ])
}

/** Sizes and brands are those of the list; what is in force is filled in where the view tells it apart. */
function filterForm(matches: readonly Match[], view: ConversationView | undefined, owner: string): Button {
  const distinct = (all: readonly (string | undefined)[]) => [...new Set(all.flatMap((one) => one || []))]
  const sizes = distinct(matches.flatMap(({ sizes }) => sizes.map(({ size }) => size))).slice(0, 24)
  const brands = distinct(matches.map(({ brand }) => brand)).slice(0, 12)
  const choice = (id: string, label: string, values: readonly string[]): Element => ({
    type: 'Input.ChoiceSet',
    id,
    label,
    choices: [
      { title: TEXTS.any, value: ANY },
      ...values.map((value) => ({ title: clip(value, 60), value: clip(value, 200) })),
    ],
    value: ANY,
  })
  return form(view?.filters.length ? TEXTS.otherFilters : TEXTS.filter, [
    ...(sizes.length > 0 ? [choice('size', TEXTS.size, sizes)] : []),
    ...(brands.length > 0 ? [choice('brand', TEXTS.brand, brands)] : []),
    { type: 'Input.Number', id: 'maxPrice', label: TEXTS.maxPrice(matches[0]?.currency ?? ''), min: 0 },
    { type: 'Input.Toggle', id: 'inStock', title: TEXTS.onlyInStock, value: 'false' },
    ...buttons([button(owner, TEXTS.apply, { kind: 'filter' })], 1),
  ])
}
