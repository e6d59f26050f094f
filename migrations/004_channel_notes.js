/** What channels keep for themselves: how to reach people again, and which answers are being made. */

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  await knex.schema.createTable('channel_notes', (table) => {
    table.string('channel', 50).notNullable()
    table.string('id', 260).notNullable()
    table.text('value').notNullable()
    table.string('updated_at', 24).notNullable()
    table.primary(['channel', 'id'])
  })
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.schema.dropTable('channel_notes')
}
