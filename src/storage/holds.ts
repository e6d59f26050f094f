/** Pieces that are held for customers: each has a reference number, and no piece is held twice. */
import { randomInt } from 'node:crypto'
import type { Knex } from 'knex'
import { transaction } from './transaction.ts'

export interface Piece {
  sku: string
  /** As the shop writes it; empty where there are none. */
  size: string
  store: string
}

export interface Hold extends Piece {
  /** Like `H7K3-92QD`. */
  reference: string
  /** Whom it is held for, in the words of the one who holds it. */
  customer: string | null
  /** Null when they are forgotten. */
  heldBy: string | null
  status: 'open' | 'collected' | 'released' | 'expired'
  createdAt: Date
  expiresAt: Date
}

export interface Holds {
  /**
   * Holds one of `pieces`, which is what the store has; undefined when all of them are held already. Two that come at
   * once do not get the same piece, and one request does not get two, however often it comes.
   */
  place(
    piece: Piece & { customer?: string | undefined; heldBy: string; expiresAt: Date; request: string },
    pieces: number,
  ): Promise<Hold | undefined>
  get(reference: string): Promise<Hold | undefined>
  /** Those that are open, soonest to expire first, of one store or of all. */
  list(store: string | undefined, limit: number): Promise<Hold[]>
  /** How many pieces of these products are held. */
  held(skus: readonly string[]): Promise<(Piece & { pieces: number })[]>
  /** False when it is not open any more. */
  close(reference: string, as: 'collected' | 'released'): Promise<boolean>
}

/** Without letters and digits that are mistaken for one another when they are read out. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Holds that are over are kept for questions, and with them the customer's name. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

const now = () => new Date().toISOString()

/** All of it throws StorageError when the database fails. */
export function openHolds(db: Knex): Holds {
  const open = (to: Knex) => to('holds').where('status', 'open').andWhere('expires_at', '>', now())
  return {
    place: ({ sku, size, store, customer, heldBy, expiresAt, request }, pieces) =>
      transaction(db, async (trx) => {
        // Writes first, which takes the lock: whoever counts after this counts this one too.
        await trx('holds')
          .where('expires_at', '<', new Date(Date.now() - KEPT_MS).toISOString())
          .delete()
        const before: Row | undefined = await trx('holds').where({ request }).first()
        if (before) return holdOf(before)
        const [{ n }] = (await open(trx).andWhere({ sku, size, store }).count({ n: '*' })) as [{ n: number }]
        if (Number(n) >= pieces) return undefined
        const row: Row = {
          reference: newReference(),
          sku,
          size,
          store,
          customer: customer ?? null,
          held_by: heldBy,
          request,
          status: 'open',
          created_at: now(),
          expires_at: expiresAt.toISOString(),
        }
        await trx('holds').insert(row)
        return holdOf(row)
      }),
    async get(reference) {
      const row = await db('holds').where({ reference }).first()
      return row && holdOf(row)
    },
    async list(store, limit) {
      const rows: Row[] = await open(db)
        .modify((found) => {
          if (store !== undefined) found.andWhere({ store })
        })
        .orderBy(['expires_at', 'reference'])
        .limit(limit)
      return rows.map(holdOf)
    },
    async held(skus) {
      const rows = await open(db)
        .whereIn('sku', [...skus])
        .groupBy('sku', 'size', 'store')
        .select('sku', 'size', 'store')
        .count({ pieces: '*' })
      return rows.map((row) => ({ ...(row as unknown as Piece), pieces: Number(row.pieces) }))
    },
    close: async (reference, as) => (await open(db).andWhere({ reference }).update({ status: as })) > 0,
  }
}

/** 30^8 of them: nobody guesses one, and two alike are as good as impossible, which the primary key watches. */
function newReference(): string {
  const four = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${four()}-${four()}`
}

interface Row {
  reference: string
  sku: string
  size: string
  store: string
  customer: string | null
  held_by: string | null
  request: string
  status: 'open' | 'collected' | 'released'
  created_at: string
  expires_at: string
}

function holdOf({ held_by, request: _, created_at, expires_at, status, ...row }: Row): Hold {
  const expiresAt = new Date(expires_at)
  return {
    ...row,
    heldBy: held_by,
    status: status === 'open' && expiresAt.getTime() <= Date.now() ? 'expired' : status,
    createdAt: new Date(created_at),
    expiresAt,
  }
}
