/** Several statements as one: all of them happen or, on an error or a kill, none. */
import type { Knex } from 'knex'
import { storageError } from './error.ts'

/**
 * Runs `work` in a transaction; every query in it must go through `trx`. Let the first one write, so that the
 * write lock is taken before anything is read. Throws StorageError for a fault of disk or database, otherwise
 * what `work` threw.
 */
export async function transaction<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  let cause: unknown
  try {
    return await db.transaction((trx) =>
      work(trx).catch((error) => {
        cause = error
        throw error
      }),
    )
  } catch (error) {
    // On a full disk SQLite rolls back by itself; knex then fails to, and its complaint would hide the reason.
    const reason = cause ?? error
    throw storageError(reason) ?? reason
  }
}
