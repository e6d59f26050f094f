/** Who may see and do what: one table, which every answer goes by. */

export const ROLES = ['shopper', 'staff', 'manager'] as const
export type Role = (typeof ROLES)[number]

export interface Rights {
  /** Is asked once which store they are in, and serves customers there. */
  worksInStore: boolean
  /** How many pieces a store has, and not only that it has some. */
  seesPieces: boolean
  /** What the shop pays for a product. */
  seesCost: boolean
  /** Holds pieces for customers, and ends holds. */
  holds: boolean
  /** A hold by its number and without the name, which a customer has too; those of the own store; those of all. */
  seesHolds: 'by-number' | 'own-store' | 'all'
}

export const RIGHTS: Record<Role, Rights> = {
  shopper: {
    worksInStore: false,
    seesPieces: false,
    seesCost: false,
    holds: false,
    seesHolds: 'by-number',
  },
  staff: { worksInStore: true, seesPieces: true, seesCost: false, holds: true, seesHolds: 'own-store' },
  manager: { worksInStore: true, seesPieces: true, seesCost: true, holds: true, seesHolds: 'all' },
}
