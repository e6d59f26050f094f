/** What a channel keeps for itself, as JSON under ids of its own: none of it means anything to the dialogue. */
import type { Knex } from 'knex'
import { storageError } from './error.ts'
import { transaction } from './transaction.ts'

export interface ChannelNotes {
  /** Undefined when there is none. */
  get(id: string): Promise<unknown>
  /**
   * Stores it where there was none, and says whether that was so: of two that come at once, one is told so.
   * `beside` is put in the same transaction, in any case.
   */
  add(id: string, value: unknown, beside?: { id: string; value: unknown }): Promise<boolean>
  /** Stores it in place of what was there. */
  put(id: string, value: unknown): Promise<void>
  remove(id: string): Promise<void>
  /** Those whose ids begin so, in the order of their ids. */
  list(beginning: string): Promise<{ id: string; value: unknown }[]>
  /** Removes those whose ids begin so and that were not written since; gives how many there were. */
  removeOlder(beginning: string, than: Date): Promise<number>
}

/** All of it throws StorageError when the database fails. */
export function openChannelNotes(db: Knex, channel: string): ChannelNotes {
  const notes = () => db('channel_notes').where({ channel })
  // A range and not `like`, in which some characters of an id would mean something.
  const under = (beginning: string) =>
    notes().where('id', '>=', beginning).andWhere('id', '<', `${beginning}\uffff`)
  const row = (id: string, value: unknown) => ({
    channel,
    id,
    value: JSON.stringify(value),
    updated_at: new Date().toISOString(),
  })
  const put = async (to: Knex, id: string, value: unknown): Promise<void> => {
    await to('channel_notes').insert(row(id, value)).onConflict(['channel', 'id']).merge()
  }
  return {
    get: told(async (id: string) => {
      const found = await notes().where({ id }).first('value')
      return found ? JSON.parse(found.value) : undefined
    }),
    add: (id, value, beside) =>
      transaction(db, async (trx) => {
        if (beside) await put(trx, beside.id, beside.value)
        const inserted = await trx('channel_notes')
          .insert(row(id, value))
          .onConflict(['channel', 'id'])
          .ignore()
          .returning('id')
        return inserted.length > 0
      }),
    put: told((id: string, value: unknown) => put(db, id, value)),
    remove: told(async (id: string) => {
      await notes().where({ id }).delete()
    }),
    list: told(async (beginning: string) =>
      (await under(beginning).orderBy('id').select('id', 'value')).map(({ id, value }) => ({
        id: id as string,
        value: JSON.parse(value) as unknown,
      })),
    ),
    removeOlder: told((beginning: string, than: Date) =>
      under(beginning).andWhere('updated_at', '<', than.toISOString()).delete(),
    ),
  }
}

const told =
  <A extends unknown[], T>(work: (...given: A) => Promise<T>) =>
  async (...given: A): Promise<T> => {
    try {
      return await work(...given)
    } catch (error) {
      throw storageError(error) ?? error
    }
  }
