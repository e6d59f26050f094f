/** Cards as Microsoft's own renderer draws them, on a phone, by day and by night. */
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newAnswer } from '../../adapters/answer.ts'
import { finished } from '../../adapters/teams/cards.ts'
import { gallery, jpegsOf } from '../../adapters/teams/pictures.ts'
import { productCard, sharedCard } from '../../adapters/teams/product.ts'
import type { Match, StoreView } from '../../src/dialogue/reply.ts'
import { ARTEFACTS, CHROMIUM, launch } from '../web/chromium.ts'
import { fakeCore } from '../web/fake-core.ts'

/** CSS pixels that a card has on the narrowest phones that Teams runs on. */
const WIDTH = 320

/** Colours as in the themes of Teams; the renderer's own are for paper. */
const THEMES = {
  light: {
    ground: '#ffffff',
    text: '#242424',
    subtle: '#616161',
    good: '#237b4b',
    attention: '#c4314b',
    accent: '#5b5fc7',
  },
  dark: {
    ground: '#292929',
    text: '#ffffff',
    subtle: '#adadad',
    good: '#92c353',
    attention: '#f9526b',
    accent: '#9299f7',
  },
}

function hostOf({ text, subtle, good, attention, accent }: (typeof THEMES)['light']) {
  const colour = (one: string) => ({ default: one, subtle: one === text ? subtle : one })
  return {
    fontFamily: 'Segoe UI, sans-serif',
    spacing: { small: 8, default: 12, medium: 16, large: 20, padding: 16 },
    containerStyles: {
      default: {
        backgroundColor: 'transparent',
        foregroundColors: {
          default: colour(text),
          good: colour(good),
          attention: colour(attention),
          accent: colour(accent),
        },
      },
    },
    actions: { maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal' },
  }
}

async function cards() {
  const core = fakeCore()
  const say = async (text: string) => {
    for await (const _ of core.handle({ id: text, conversation: 'c', user: 'u', channel: 'test', text }));
  }
  await say('a red dress')
  await say('make it navy, longer sleeves')
  const view = await core.view('c')
  const stores = (n: number): StoreView[] => [
    {
      store: 'Lisbon',
      isOwn: true,
      km: 0,
      sizes:
        n === 2
          ? []
          : [
              { size: 'M', pieces: 2 },
              { size: 'L', pieces: 1 },
            ],
    },
    {
      store: 'Porto',
      isOwn: false,
      km: 274,
      sizes: ['XS', 'S', 'M', 'L', 'XL'].map((size) => ({ size, pieces: 3 })),
    },
  ]
  const matches = view.matches.map((match) => ({
    ...match,
    title:
      match.n === 1 ? `${match.title} with an extraordinarily long name that goes on and on` : match.title,
    stores: stores(match.n),
    ...(match.n === 1 && { note: 'for the garden party, ask about the hem' }),
  }))
  const look = view.looks.at(-1)
  const art = await gallery(jpegsOf(core), undefined).art(look?.picture, matches, view.looks.slice(0, -1))
  const answer = {
    ...newAnswer(),
    plan: [
      { text: 'navy', verdict: 'done' as const },
      { text: 'longer sleeves', verdict: 'not' as const },
    ],
    lines: ['Navy now.', 'Not longer yet.'],
    listed: true,
    more: true,
    view: { ...view, counter: { store: 'Lisbon', forCustomer: false } },
  }
  return {
    answer: finished({ answer, owner: 'o'.repeat(16), look, matches, art }),
    product: productCard(matches[0] as Match, art.matches.get(matches[0]?.picture?.id ?? '')),
    shortlist: sharedCard(
      { id: 'a'.repeat(22), kind: 'shortlist', title: 'Shortlist', matches: view.matches.slice(0, 3) },
      undefined,
      art.matches,
      'https://shop.example.com/shared/aaaa',
    ),
  }
}

describe.skipIf(!CHROMIUM)('on a phone', { timeout: 120_000 }, () => {
  it('nothing of a card is wider than the screen', async () => {
    await mkdir(ARTEFACTS, { recursive: true })
    const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
    const script = await readFile(renderer, 'utf8')
    const made = await cards()
    const chromium = await launch()
    try {
      const page = await chromium.newPage({ viewport: { width: WIDTH, height: 900 } })
      for (const [theme, colours] of Object.entries(THEMES)) {
        await page.setContent(
          `<body style="margin:0;background:${colours.ground};font:14px sans-serif"><style>button{font:600 14px sans-serif;padding:6px 12px;border:1px solid ${colours.subtle};border-radius:4px;background:none;color:${colours.text}}</style></body>`,
        )
        await page.addScriptTag({ content: script })
        for (const [name, card] of Object.entries(made)) {
          // As text: it runs in the page, whose globals the renderer is one of.
          const width = await page.evaluate(`{
            const card = new AdaptiveCards.AdaptiveCard()
            card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostOf(colours))})
            card.parse(${JSON.stringify(card)})
            document.body.replaceChildren(card.render())
            document.documentElement.scrollWidth
          }`)
          await page.screenshot({ path: join(ARTEFACTS, `phone-${name}-${theme}.png`), fullPage: true })
          expect({ name, theme, width }).toEqual({ name, theme, width: WIDTH })
        }
      }
    } finally {
      await chromium.close()
    }
  })
})
