/** The shop's stores: their names come with the stock of products, where they are is imported. */
import { readFile } from 'node:fs/promises'
import type { Knex } from 'knex'
import { z } from 'zod'
import { transaction } from '../storage/transaction.ts'

export const Place = z.object({
  name: z.string().trim().min(1).max(100),
  /** Degrees, WGS 84. A store without them is no place, or nobody said where: it is near to nothing. */
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})
export type Place = z.infer<typeof Place>

export interface Stores {
  /** In alphabetical order. */
  all(): Promise<Place[]>
  /** Says where these are; others stay as they were. */
  locate(places: readonly Place[]): Promise<void>
}

export function openStores(db: Knex): Stores {
  return {
    async all() {
      const rows = await db('stores').orderBy('name').select('name', 'latitude', 'longitude')
      return rows.map(({ name, latitude, longitude }) => ({
        name,
        ...(latitude !== null && longitude !== null && { latitude, longitude }),
      }))
    },
    locate: (places) =>
      transaction(db, async (trx) => {
        for (const { name, latitude = null, longitude = null } of places)
          await trx('stores').insert({ name, latitude, longitude }).onConflict('name').merge()
      }),
  }
}

/** From a file of JSON Lines. Throws with the line that is none. */
export async function readPlaces(file: string): Promise<Place[]> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new Error(`${file} cannot be read. Check that it is there.`, { cause })
  })
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      return Place.parse(JSON.parse(line))
    } catch (cause) {
      throw new Error(`${file}, line ${i + 1}: a store is {"name", "latitude", "longitude"}.`, { cause })
    }
  })
}

/** Makes stores known that stock was told of. */
export async function meetStores(trx: Knex.Transaction, names: ReadonlySet<string>): Promise<void> {
  for (const name of names)
    await trx('stores')
      .insert({ name: name.slice(0, 100) })
      .onConflict('name')
      .ignore()
}

/** Mean radius of the earth, in kilometres. */
const EARTH_KM = 6371

/** Along the great circle, in kilometres; undefined where either is nowhere. */
export function distance(from: Place | undefined, to: Place): number | undefined {
  if (from?.latitude === undefined || from.longitude === undefined) return undefined
  if (to.latitude === undefined || to.longitude === undefined) return undefined
  const rad = Math.PI / 180
  const [a, b] = [from.latitude * rad, to.latitude * rad]
  const apart = (to.longitude - from.longitude) * rad
  // The haversine formula, which is exact for neighbours too.
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(apart / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h))
}
