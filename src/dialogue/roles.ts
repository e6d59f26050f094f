/** Who may see what: one table, which every answer goes by. */

export const ROLES = ['shopper', 'staff'] as const
export type Role = (typeof ROLES)[number]

export interface Rights {
  /** How many pieces a store has, and not only that it has some. */
  seesPieces: boolean
}

export const RIGHTS: Record<Role, Rights> = {
  shopper: { seesPieces: false },
  staff: { seesPieces: true },
}
