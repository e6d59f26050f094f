/** Everything a run keeps: the database and the blobs, in one data folder. */
import { join } from 'node:path'
import type { Knex } from 'knex'
import type { Driver } from 'unstorage'
import { type Blobs, keyOf, openBlobs } from './blobs.ts'
import { openDatabase } from './database.ts'
import { folder, pathIn } from './folder.ts'

export interface Storage {
  db: Knex
  blobs: Blobs
  /** The file that holds a blob; only for the folder that blobs are in by default. */
  pathOf(id: string): string
  close(): Promise<void>
}

/** Opens the data folder, made where there is none. `driver` puts the blobs elsewhere. Throws StorageError. */
export async function openStorage(dataDir: string, driver?: Driver): Promise<Storage> {
  const base = join(dataDir, 'blobs')
  const db = await openDatabase(join(dataDir, 'hemline.db'))
  return {
    db,
    blobs: openBlobs(driver ?? folder(base)),
    pathOf: (id) => pathIn(base, keyOf(id)),
    close: () => db.destroy(),
  }
}
