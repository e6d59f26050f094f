/** What was shared: kept under an id that cannot be guessed, so that a link is enough to see it. */
import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'

export interface Share {
  id: string
  /** As JSON. */
  content: unknown
  createdAt: Date
}

export interface Shares {
  /** Gives the id, 22 characters fit for an address. */
  add(owner: string, content: unknown): Promise<string>
  get(id: string): Promise<Share | undefined>
  /** The newest first. */
  of(owner: string, limit: number): Promise<Share[]>
}

interface Row {
  id: string
  content: string
  created_at: string
}

const shareOf = ({ id, content, created_at }: Row): Share => ({
  id,
  content: JSON.parse(content),
  createdAt: new Date(created_at),
})

export function openShares(db: Knex): Shares {
  return {
    async add(owner, content) {
      const id = randomBytes(16).toString('base64url')
      await db('shares').insert({
        id,
        owner,
        content: JSON.stringify(content),
        created_at: new Date().toISOString(),
      })
      return id
    },
    async get(id) {
      const row = await db('shares').where({ id }).first()
      return row && shareOf(row)
    },
    async of(owner, limit) {
      const rows: Row[] = await db('shares').where({ owner }).orderBy('created_at', 'desc').limit(limit)
      return rows.map(shareOf)
    },
  }
}
