/** What a shopper wants in every conversation, and who said what, so that all of a shopper can be deleted. */

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  await knex.schema.createTable('shoppers', (table) => {
    table.string('id', 260).primary()
    table.text('settings').notNullable()
    table.string('updated_at', 24).notNullable()
  })
  await knex.schema.alterTable('turns', (table) => {
    // Null for what was said before this was kept.
    table.string('shopper', 260).index()
  })
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.schema.alterTable('turns', (table) => table.dropColumn('shopper'))
  await knex.schema.dropTable('shoppers')
}
