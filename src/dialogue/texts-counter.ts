/** What is said at a counter, to those who work there and to their customers. English: so is what is said to it. */
import type { Hold } from '../storage/holds.ts'
import { listed } from './texts.ts'

const when = (date: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(date)

const piece = (title: string, { size, store }: Pick<Hold, 'size' | 'store'>): string =>
  `“${title}”${size && ` in ${size}`}, ${store}`

export const COUNTER = {
  help:
    'At the counter: “look up” with an article number, barcode or name, “which store has the second one”, ' +
    '“hold the second one in M for Ms Larsen”, “open holds”, “add the second one to the shortlist: a note”, ' +
    '“share the shortlist”, “customer mode”.',
  whichStore: 'Which store are you in? I will remember it.',
  noStores: 'The shop does not count its stock by store.',
  storeKept: (store: string) => `Your store is ${store}. “My store is …” changes it.`,
  yourStore: (store: string) => `Your store is ${store}.`,
  noStore: 'I do not know your store yet. Say “my store is …”.',
  storeForgotten: 'I do not know your store any more.',
  noSuchStore: (name: string, stores: readonly string[]) =>
    stores.length === 0 ? COUNTER.noStores : `There is no store “${name}”. There are ${listed(stores)}.`,

  notFound: (words: string) =>
    `I find nothing for “${words}”: no article number, no barcode and no name. Is it typed right?`,
  foundByCode: (code: string) => `${code}:`,

  cannotHold: 'I cannot reserve it; a colleague in the store can. I keep it for you in your outfit.',
  whichSize: (title: string, store: string) => `In which size shall I hold “${title}” in ${store}?`,
  noneHere: (title: string, size: string, store: string, elsewhere: string) =>
    `There is no “${title}”${size && ` in ${size}`} left in ${store}.${elsewhere && ` There is in ${elsewhere}.`}`,
  notCounted: (title: string) =>
    `The shop does not count “${title}” by store, so I cannot hold a piece of it.`,
  held: (title: string, hold: Hold) =>
    `Held: ${piece(title, hold)}${hold.customer ? `, for ${hold.customer}` : ''}, until ${when(hold.expiresAt)}.\n` +
    `Reference number: ${hold.reference}`,
  noHolds: (store: string | undefined) => `Nothing is held${store ? ` in ${store}` : ''}.`,
  holds: (store: string | undefined, n: number) =>
    `${n === 1 ? 'One piece is' : `${n} pieces are`} held${store ? ` in ${store}` : ''}:`,
  holdLine: (title: string, hold: Hold) =>
    `${hold.reference}: ${piece(title, hold)}${hold.customer ? `, for ${hold.customer}` : ''}, until ${when(hold.expiresAt)}`,
  noSuchHold: (reference: string) => `There is no hold ${reference}.`,
  hold: {
    open: (title: string, hold: Hold) =>
      `Hold ${hold.reference}: ${piece(title, hold)}, until ${when(hold.expiresAt)}`,
    collected: (title: string, hold: Hold) => `Hold ${hold.reference}: ${piece(title, hold)}, was collected`,
    released: (title: string, hold: Hold) => `Hold ${hold.reference}: ${piece(title, hold)}, was released`,
    expired: (title: string, hold: Hold) => `Hold ${hold.reference}: ${piece(title, hold)}, has expired`,
  },
  heldFor: (customer: string) => `for ${customer}`,
  endHold: (reference: string) =>
    `Say “${reference} collected” when it is handed over, or “release ${reference}”.`,
  ended: {
    collected: (reference: string) => `Hold ${reference} is done: the piece was collected.`,
    released: (reference: string) => `Hold ${reference} is released: the piece is free again.`,
  },
  onlyStaff: 'That is for those who work in the shop.',
  onlyManagers: 'That is for managers.',
  ofAnotherStore: (store: string) => `That hold is of ${store}; only they can end it.`,

  shortlisted: (title: string, n: number) =>
    `On the shortlist as number ${n}: “${title}”. “Show the shortlist” shows it, “share the shortlist” makes a link.`,
  noted: (n: number, title: string) => `Noted for number ${n}, “${title}”.`,
  shortlist: (n: number) => `The shortlist, ${n === 1 ? 'one product' : `${n} products`}:`,
  emptyShortlist: 'The shortlist is empty. “Add the second one to the shortlist” puts something there.',
  unlisted: (title: string) => `Off the shortlist: “${title}”.`,
  shortlistCleared: 'The shortlist is empty now.',
  shortlistFull: (most: number) => `The shortlist is full: it holds ${most} products.`,
  notOnShortlist: (n: number, length: number) =>
    length === 0
      ? COUNTER.emptyShortlist
      : `There is no number ${n}; the shortlist goes from 1 to ${length}.`,
  shareShortlist: (n: number) =>
    `The shortlist to pass on: ${n === 1 ? 'one product' : `${n} products`} with your notes, as a customer may see them.`,
  shortlistTitle: 'Shortlist',

  forCustomer:
    'Customer mode: from here on I tell no pieces, costs or holds. Cards above still show what they showed. “Staff mode” ends it.',
  forStaff: 'Staff mode: pieces and holds are told again.',

  here: (store: string) => `here in ${store}`,
  away: (store: string, km: number) => `${store} (${km.toLocaleString('en')} km)`,
  hasNone: (store: string) => `${store} has none`,
  cost: (cost: string, margin: number) => `it costs us ${cost}; that leaves ${margin} % of its price.`,
  costNotTold: 'the shop does not say what it pays.',
} as const
