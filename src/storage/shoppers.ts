/** Shoppers: what they want in every conversation, and deleting all that is theirs. */
import type { Knex } from 'knex'
import type { Blobs } from './blobs.ts'
import { transaction } from './transaction.ts'

/** How much was deleted. */
export interface Forgotten {
  conversations: number
  looks: number
  messages: number
  pictures: number
  settings: number
}

export interface Shoppers {
  /** Undefined when nothing is remembered. */
  settings(shopper: string): Promise<unknown>
  /**
   * Deletes the shopper's settings, messages and links, `conversation` and every other that nobody else spoke in, with
   * their looks, and then the pictures that nothing shows any more. A kill or a failing disk on the way leaves at most
   * pictures. Throws StorageError.
   */
  forget(shopper: string, conversation: string): Promise<Forgotten>
  /** The same with all conversations whose ids begin so: those that are the shopper's by their ids. */
  forgetAll(shopper: string, beginning: string): Promise<Forgotten>
}

const BLOB = /\b[0-9a-f]{64}\b/g

export function openShoppers(db: Knex, blobs: Blobs): Shoppers {
  async function forget(shopper: string, own: (trx: Knex) => Promise<string[]>): Promise<Forgotten> {
    const { forgotten, candidates } = await transaction(db, async (trx) => {
      const settings = await trx('shoppers').where({ id: shopper }).delete()
      await trx('shares').where({ owner: shopper }).delete()
      // What is held for a customer stays so; by whom is nobody's business any more.
      await trx('holds').where({ held_by: shopper }).update({ held_by: null })
      const spokenIn: string[] = await trx('turns').where({ shopper }).distinct().pluck('conversation')
      const conversations = [...new Set([...spokenIn, ...(await own(trx))])]
      const shared: string[] = await trx('turns')
        .whereIn('conversation', conversations)
        .whereNotNull('shopper')
        .whereNot({ shopper })
        .distinct()
        .pluck('conversation')
      const alone = conversations.filter((id) => !shared.includes(id))
      const looks = await trx('looks').whereIn('conversation', alone).select('picture', 'latent')
      const mine = () =>
        trx('turns').where((turn) => turn.where({ shopper }).orWhereIn('conversation', alone))
      const turns: { said: string | null; replies: string }[] = await mine().select('said', 'replies')
      await mine().delete()
      await trx('conversations').whereIn('id', alone).delete()
      return {
        forgotten: {
          conversations: alone.length,
          looks: looks.length,
          messages: turns.filter(({ said }) => said !== null).length,
          settings,
        },
        candidates: new Set<string>([
          ...looks.flatMap(({ picture, latent }) => [picture, latent]),
          ...turns.flatMap(({ replies }) => replies.match(BLOB) ?? []),
        ]),
      }
    })
    let pictures = 0
    for (const id of candidates) {
      // Others may have come to the same picture, even while those before it were removed. This only narrows the
      // window: who has stored it by now and commits the look after this loses the picture all the same.
      if (await isShown(db, id)) continue
      await blobs.remove(id)
      pictures++
    }
    return { ...forgotten, pictures }
  }

  return {
    async settings(shopper) {
      const row = await db('shoppers').where({ id: shopper }).first('settings')
      return row ? JSON.parse(row.settings) : undefined
    },
    forget: (shopper, conversation) => forget(shopper, async () => [conversation]),
    forgetAll: (shopper, beginning) =>
      forget(shopper, (trx) =>
        // A range and not `like`, in which some characters of an id would mean something.
        trx('conversations')
          .where('id', '>=', beginning)
          .andWhere('id', '<', `${beginning}\uffff`)
          .pluck('id'),
      ),
  }
}

/** Whether a look or a product shows this blob. */
async function isShown(db: Knex, id: string): Promise<boolean> {
  const look = await db('looks').where({ picture: id }).orWhere({ latent: id }).first('n')
  return look !== undefined || (await db('products').where({ photo: id }).first('id')) !== undefined
}
