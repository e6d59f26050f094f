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
  /**
   * Adds one to each of these numbers, which begin at 0; or to none where one of them has reached its most: then
   * gives the id of the first that has. Counts right whoever else is counting.
   */
  count(limits: readonly Limit[]): Promise<string | undefined>
  /** Those whose ids begin so, in the order of their ids. */
  list(beginning: string): Promise<{ id: string; value: unknown }[]>
  /** Removes those whose ids begin so and that were not written since; gives how many there were. */
  removeOlder(beginning: string, than: Date): Promise<number>
}

export interface Limit {
  id: string
  most: number
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
  const countOne = async (trx: Knex, id: string, most: number): Promise<void> => {
    await trx('channel_notes').insert(row(id, 0)).onConflict(['channel', 'id']).ignore()
    const counted = await trx('channel_notes')
      .where({ channel, id })
      .andWhereRaw('cast(value as integer) < ?', [most])
      .update({
        value: trx.raw('cast(cast(value as integer) + 1 as text)'),
        updated_at: row(id, 0).updated_at,
      })
    if (counted === 0) throw new UsedUp(id)
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
    count: async (limits) => {
      try {
        await transaction(db, async (trx) => {
          for (const { id, most } of limits) await countOne(trx, id, most)
        })
      } catch (error) {
        if (error instanceof UsedUp) return error.id
        throw error
      }
      return undefined
    },
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

/** Thrown to roll back what was counted before. */
class UsedUp extends Error {
  constructor(readonly id: string) {
    super(id)
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
