/** Pictures and latents by their content: the id is the SHA-256, so nothing is stored twice or changes. */
import { createHash } from 'node:crypto'
import { createStorage, type Driver } from 'unstorage'
import { StorageError, storageError } from './error.ts'

export interface Blobs {
  /** Stores the bytes, once, and returns their id. Throws StorageError, in which case nothing was stored. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes; undefined when there are none or the file no longer is what its id says. */
  get(id: string): Promise<Uint8Array | undefined>
  /** Nothing happens when there are none. */
  remove(id: string): Promise<void>
}

/** `driver` is any unstorage driver that takes raw bytes. */
export function openBlobs(driver: Driver): Blobs {
  const storage = createStorage({ driver })
  return {
    async put(bytes) {
      const id = hashOf(bytes)
      try {
        if (!(await storage.hasItem(keyOf(id)))) await storage.setItemRaw(keyOf(id), bytes)
      } catch (error) {
        throw (
          storageError(error) ??
          new StorageError('unavailable', 'A picture could not be stored.', { cause: error })
        )
      }
      return id
    },
    async get(id) {
      if (!/^[0-9a-f]{64}$/.test(id)) return undefined
      const bytes: unknown = await storage.getItemRaw(keyOf(id))
      return bytes instanceof Uint8Array && hashOf(bytes) === id ? bytes : undefined
    },
    async remove(id) {
      if (/^[0-9a-f]{64}$/.test(id)) await storage.removeItem(keyOf(id))
    },
  }
}

/** 256 folders keep each of them small. */
export const keyOf = (id: string): string => `${id.slice(0, 2)}:${id.slice(2)}`

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
