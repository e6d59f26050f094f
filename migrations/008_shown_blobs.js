/** Before a picture is removed it is asked whether a look shows it: not by reading all looks. */

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  await knex.schema.alterTable('looks', (table) => {
    table.index('picture')
    table.index('latent')
  })
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.schema.alterTable('looks', (table) => {
    table.dropIndex('picture')
    table.dropIndex('latent')
  })
}
