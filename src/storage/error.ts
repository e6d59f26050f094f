/** Storage failures, told so that a person knows what is safe and what to do next. */

export type StorageFailure = 'full' | 'read-only' | 'busy' | 'damaged' | 'unavailable'

export class StorageError extends Error {
  override name = 'StorageError'
  readonly failure: StorageFailure

  constructor(failure: StorageFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = failure
  }
}

const FAILURES: readonly { codes: RegExp; failure: StorageFailure; message: string }[] = [
  {
    codes: /^(ENOSPC|EDQUOT|SQLITE_FULL)$/,
    failure: 'full',
    message:
      'The disk is full, so nothing new could be stored; what was stored before is safe. Free some space.',
  },
  {
    codes: /^(EROFS|EACCES|EPERM|SQLITE_READONLY.*|SQLITE_PERM)$/,
    failure: 'read-only',
    message: 'The data folder cannot be written to. Check HEMLINE_DATA and its permissions.',
  },
  {
    codes: /^(SQLITE_BUSY.*|SQLITE_LOCKED.*)$/,
    failure: 'busy',
    message: 'Another process is writing to the database. Try again in a moment.',
  },
  {
    codes: /^(SQLITE_CORRUPT.*|SQLITE_NOTADB)$/,
    failure: 'damaged',
    message: 'The database file is damaged. Restore hemline.db from a copy.',
  },
  {
    codes: /^(EIO|EMFILE|ENFILE|SQLITE_IOERR.*|SQLITE_CANTOPEN.*)$/,
    failure: 'unavailable',
    message: 'The data folder cannot be used just now. Check the disk that HEMLINE_DATA is on.',
  },
]

/** What a failed read or write means: a StorageError for a fault of disk or database, otherwise `undefined`. */
export function storageError(error: unknown): StorageError | undefined {
  if (error instanceof StorageError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = FAILURES.find(({ codes }) => codes.test(code))
  return known && new StorageError(known.failure, known.message, { cause: error })
}
