/** Products without variants got no codes from 005_counter.js: each gets its article number and its barcode. */

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  for (let after = -1; ; ) {
    const rows = await knex('products')
      .where('id', '>', after)
      .orderBy('id')
      .limit(200)
      .select('id', 'sku', 'product')
    if (rows.length === 0) break
    after = rows.at(-1).id
    const known = new Set(
      (
        await knex('product_codes').whereIn(
          'product',
          rows.map(({ id }) => id),
        )
      ).map(({ product, code }) => `${product} ${code}`),
    )
    const missing = rows.flatMap(({ id, sku, product }) =>
      [...new Set([sku, JSON.parse(product).barcode].filter(isCode).map(normalCode))]
        .filter((code) => !known.has(`${id} ${code}`))
        .map((code) => ({ product: id, code })),
    )
    if (missing.length > 0) await knex('product_codes').insert(missing)
  }
}

const isCode = (code) => typeof code === 'string' && code !== ''

/** As src/catalogue/codes.ts wrote them when this was written. */
function normalCode(code) {
  const plain = code.replace(/\s+/g, '').toUpperCase()
  return /^\d{8,14}$/.test(plain) ? plain.padStart(14, '0') : plain
}

/** Which of the codes came from here is not known, and they are right: they leave with their table. */
export async function down() {}
