/** Products, their variants, the embeddings of their photos, and the words they are found by. */

const isSqlite = (knex) => knex.client.config.client === 'sqlite3'

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  await knex.schema.createTable('products', (table) => {
    table.increments('id')
    table.string('sku', 200).notNullable().unique()
    table.string('source', 20).notNullable()
    // Grows with every change, so that a reader fetches only what is newer than what it has.
    table.bigInteger('revision').notNullable().index()
    table.boolean('active').notNullable()
    // Of everything the product was read from: the same feed again changes nothing.
    table.string('fingerprint', 64).notNullable()
    table.text('title').notNullable()
    table.string('brand', 200)
    table.string('category', 20)
    table.double('price').notNullable()
    table.double('sale_price')
    table.string('currency', 3).notNullable()
    // The product as it was given, unknown fields included, less its variants.
    table.text('product').notNullable()
    table.string('photo', 64).index()
    table.integer('photo_width')
    table.integer('photo_height')
    table.string('updated_at', 24).notNullable()
  })
  await knex.schema.createTable('variants', (table) => {
    table.increments('id')
    table.integer('product').notNullable().references('products.id').onDelete('CASCADE').index()
    table.integer('position').notNullable()
    table.string('size', 60)
    table.boolean('in_stock').notNullable()
    // The whole variant as it was given.
    table.text('variant').notNullable()
  })
  await knex.schema.createTable('embeddings', (table) => {
    table.string('photo', 64).notNullable()
    table.string('model', 64).notNullable()
    // 32-bit floats, little endian, length 1.
    table.binary('vector').notNullable()
    table.primary(['photo', 'model'])
  })
  await knex.schema.createTable('revisions', (table) => {
    table.string('name', 40).primary()
    table.bigInteger('value').notNullable()
  })
  await knex('revisions').insert({ name: 'catalogue', value: 0 })
  if (isSqlite(knex)) {
    await knex.raw(`
      create virtual table product_words using fts5(
        title, category, colour, material, brand, tags, description,
        tokenize = 'porter unicode61 remove_diacritics 2'
      )`)
  }
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  if (isSqlite(knex)) await knex.schema.dropTable('product_words')
  for (const table of ['revisions', 'embeddings', 'variants', 'products']) await knex.schema.dropTable(table)
}
