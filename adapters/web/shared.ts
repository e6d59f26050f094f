/** A page of what was shared: for whoever has its link, told as to a shopper, with prices of now. */
import type { RequestHandler } from 'express'
import type { Match, SharedView, Showcase } from '../../src/dialogue/reply.ts'
import { WebError } from './errors.ts'

/** `GET /shared/<id>`. */
export const sharedPage =
  (showcase: Showcase): RequestHandler<{ id: string }> =>
  async ({ params: { id } }, response) => {
    const shared = /^[\w-]{22}$/.test(id) ? await showcase.shared(id) : undefined
    if (!shared)
      throw new WebError(404, 'not-found', 'This is not shared any more, or the link is not whole.')
    // Who has the link may see it; search engines have none.
    response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' }).type('html').send(pageOf(shared))
  }

const pageOf = ({ title, picture, matches }: SharedView): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${safe(title)} – Hemline</title>
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/styles/base.css">
  <link rel="stylesheet" href="/styles/shared.css">
</head>
<body class="shared">
  <header><p class="wordmark">Hemline</p></header>
  <main>
    <h1>${safe(title)}</h1>
    ${picture ? `<img class="look" src="/pictures/${safe(picture.id)}/large" alt="${safe(picture.alt)}">` : ''}
    <ol>${matches.map(itemOf).join('')}</ol>
  </main>
</body>
</html>
`

function itemOf({ title, brand, price, was, currency, sizes, inStock, picture, note, url }: Match): string {
  const there = sizes.filter((one) => one.inStock).map(({ size }) => size)
  const stock = inStock ? (there.length > 0 ? `In stock: ${there.join(' ')}` : 'In stock') : 'Sold out'
  const before = was === undefined ? '' : ` <s>${safe(money(was, currency))}</s>`
  const named = url ? `<a href="${safe(url)}" rel="noreferrer">${safe(title)}</a>` : safe(title)
  return `
      <li>
        ${picture ? `<img src="/pictures/${safe(picture.id)}" alt="" width="96" height="96">` : ''}
        <div>
          <h2>${named}</h2>
          <p>${safe(money(price, currency))}${before}${brand ? ` · ${safe(brand)}` : ''}</p>
          <p>${safe(stock)}</p>
          ${note ? `<p class="note">${safe(note)}</p>` : ''}
        </div>
      </li>`
}

const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount)

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const safe = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)
