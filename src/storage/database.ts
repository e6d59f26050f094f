/** The database: SQLite in one file, brought up to date by the migrations when it is opened. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import knex, { type Knex } from 'knex'
import { StorageError, storageError } from './error.ts'
import { transaction } from './transaction.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))
/** How long a write waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000
/** Two processes that start at once get in each other's way at most so often. */
const MIGRATION_ATTEMPTS = 5

/**
 * Opens (and makes, where there is none) the database in `file`. Throws StorageError.
 * Inside `db.transaction(trx => ...)` every query must go through `trx`: there is one connection, the writer.
 */
export async function openDatabase(file: string): Promise<Knex> {
  await mkdir(dirname(file), { recursive: true }).catch((error) => {
    throw storageError(error) ?? unopened(file, error)
  })
  const db = knex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, afterCreate: prepare },
    log: { warn: () => undefined },
  })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw storageError(error) ?? unopened(file, error)
  }
  return db
}

/** All migrations in one transaction, so that a kill or another process starting leaves them done or not begun. */
async function migrate(db: Knex): Promise<void> {
  const config = { directory: MIGRATIONS, loadExtensions: ['.js'], disableTransactions: true }
  for (let attempt = 1; ; attempt++) {
    try {
      await transaction(db, (trx) => trx.migrate.latest(config))
      return
    } catch (error) {
      const failure = storageError(error)?.failure
      if (attempt === MIGRATION_ATTEMPTS || failure === 'damaged' || failure === 'full') throw error
      await sleep(100 * attempt)
    }
  }
}

const unopened = (file: string, cause: unknown) =>
  new StorageError(
    'unavailable',
    `The database ${file} could not be opened or brought up to date. If another process is just starting, try again.`,
    { cause },
  )

interface Connection {
  exec(sql: string, done: (error: Error | null) => void): void
}

function prepare(connection: Connection, done: (error: Error | null, connection: Connection) => void): void {
  // Readers do not wait for the writer in WAL mode; FULL makes a commit survive a power cut.
  const pragmas = `pragma busy_timeout = ${BUSY_TIMEOUT_MS}; pragma journal_mode = wal; pragma synchronous = full;
    pragma foreign_keys = on;`
  connection.exec(pragmas, (error) => done(error, connection))
}
