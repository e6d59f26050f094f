/** A shop may keep several catalogues: each product stands in one. What was there before stands in the main one. */

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  await knex.schema.alterTable('products', (table) => {
    table.string('catalogue', 40).notNullable().defaultTo('main').index()
  })
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.schema.alterTable('products', (table) => table.dropColumn('catalogue'))
}
