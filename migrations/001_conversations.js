/** Conversations, the looks in them, and what was said. Runs on SQLite and PostgreSQL. */

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  await knex.schema.createTable('conversations', (table) => {
    table.string('id', 200).primary()
    table.string('channel', 50).notNullable()
    // Counts every commit, so that two processes cannot both continue from the same state.
    table.integer('version').notNullable()
    table.text('state').notNullable()
    table.string('created_at', 24).notNullable()
    table.string('updated_at', 24).notNullable()
  })
  await knex.schema.createTable('looks', (table) => {
    table.string('conversation', 200).notNullable().references('conversations.id').onDelete('CASCADE')
    // Starting over begins a new chapter, in which looks are numbered from 1 again.
    table.integer('chapter').notNullable()
    table.integer('n').notNullable()
    table.integer('parent')
    table.text('edit')
    table.integer('seed')
    table.text('origin')
    table.string('verdict', 10).notNullable()
    table.text('reading').notNullable()
    table.string('picture', 64).notNullable()
    table.integer('width').notNullable()
    table.integer('height').notNullable()
    table.string('latent', 64).notNullable()
    table.binary('embedding').notNullable()
    // A latent means nothing to any model but the one that made it.
    table.string('model', 64).notNullable()
    table.string('created_at', 24).notNullable()
    table.primary(['conversation', 'chapter', 'n'])
  })
  await knex.schema.createTable('turns', (table) => {
    table.increments('seq')
    table.string('conversation', 200).notNullable().references('conversations.id').onDelete('CASCADE')
    table.string('id', 200).notNullable()
    table.text('said')
    table.string('status', 12).notNullable()
    table.text('replies').notNullable()
    table.string('created_at', 24).notNullable()
    // The same message is handled once, however often the platform delivers it.
    table.unique(['conversation', 'id'])
  })
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  for (const table of ['turns', 'looks', 'conversations']) await knex.schema.dropTable(table)
}
