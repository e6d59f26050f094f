/** A folder as an unstorage driver whose files are whole or absent: written beside, then renamed into place. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Driver } from 'unstorage'
import fsLite from 'unstorage/drivers/fs-lite'

/** `base` is made when the first file is written. A fault of the disk is thrown: only a missing file is none. */
export function folder(base: string): Driver {
  return {
    ...fsLite({ base }),
    name: 'folder',
    getItemRaw: (key: string) => readFile(pathIn(base, key)).catch(nullIfMissing),
    removeItem: (key: string) => unlink(pathIn(base, key)).catch(nullIfMissing),
    setItemRaw: (key: string, bytes: Uint8Array) => writeWhole(pathIn(base, key), bytes),
  }
}

/** Where the driver keeps a key. */
export const pathIn = (base: string, key: string): string => join(resolve(base), ...key.split(':'))

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomUUID()}.part`
  await mkdir(dirname(path), { recursive: true })
  try {
    const file = await open(beside, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
