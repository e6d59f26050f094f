/** What people in a store work with: where the stores are, the codes of products, what is held, and what was shared. */

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  await knex.schema.createTable('stores', (table) => {
    table.string('name', 100).primary()
    // Degrees; null where nobody said them, and for a store that is no place.
    table.double('latitude')
    table.double('longitude')
  })
  await knex.schema.createTable('product_codes', (table) => {
    table.integer('product').notNullable().references('products.id').onDelete('CASCADE').index()
    // Article numbers and barcodes as src/catalogue/codes.ts writes them.
    table.string('code', 200).notNullable().index()
  })
  await knex.schema.createTable('holds', (table) => {
    table.string('reference', 9).primary()
    table.string('sku', 200).notNullable()
    table.string('size', 60).notNullable()
    table.string('store', 100).notNullable()
    // Whom it is held for, in the words of the one who holds it.
    table.string('customer', 100)
    table.string('held_by', 260).index()
    // The turn that asked for it: delivered again, it gets the same one.
    table.string('request', 420).notNullable().unique()
    table.string('status', 10).notNullable()
    table.string('created_at', 24).notNullable()
    table.string('expires_at', 24).notNullable()
    table.index(['sku', 'status'])
    table.index(['store', 'status'])
  })
  await knex.schema.createTable('shares', (table) => {
    // Not to be guessed: who has it may see what was shared.
    table.string('id', 22).primary()
    table.string('owner', 260).notNullable().index()
    table.text('content').notNullable()
    table.string('created_at', 24).notNullable()
  })
  // Products of the shop get their codes and stores when they are imported; those that are there, here.
  for (let after = -1; ; ) {
    const rows = await knex('variants')
      .join('products', 'products.id', 'variants.product')
      .where('variants.id', '>', after)
      .orderBy('variants.id')
      .limit(500)
      .select('variants.id', 'variants.product', 'variants.variant', 'products.sku')
    if (rows.length === 0) break
    after = rows.at(-1).id
    for (const { product, variant, sku } of rows) {
      const { sku: own, barcode, stock } = JSON.parse(variant)
      const codes = [sku, own, barcode].filter((code) => typeof code === 'string' && code !== '')
      await knex('product_codes').insert(codes.map((code) => ({ product, code: normalCode(code) })))
      for (const name of Object.keys(stock ?? {}))
        await knex('stores')
          .insert({ name: name.slice(0, 100) })
          .onConflict('name')
          .ignore()
    }
  }
}

/** As src/catalogue/codes.ts wrote them when this was written. */
function normalCode(code) {
  const plain = code.replace(/\s+/g, '').toUpperCase()
  return /^\d{8,14}$/.test(plain) ? plain.padStart(14, '0') : plain
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  for (const table of ['shares', 'holds', 'product_codes', 'stores']) await knex.schema.dropTable(table)
}
