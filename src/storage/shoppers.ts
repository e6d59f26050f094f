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
   * their looks, and then the pictures that nothing shows any more. A kill on the way leaves at most pictures.
   */
  forget(shopper: string, conversation: string): Promise<Forgotten>
}

const BLOB = /\b[0-9a-f]{64}\b/g

export function openShoppers(db: Knex, blobs: Blobs): Shoppers {
  return {
    async settings(shopper) {
      const row = await db('shoppers').where({ id: shopper }).first('settings')
      return row ? JSON.parse(row.settings) : undefined
    },

    async forget(shopper, conversation) {
      const { forgotten, candidates } = await transaction(db, async (trx) => {
        const spokenIn: string[] = await trx('turns').where({ shopper }).distinct().pluck('conversation')
        const conversations = [...new Set([...spokenIn, conversation])]
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
        const settings = await trx('shoppers').where({ id: shopper }).delete()
        await trx('shares').where({ owner: shopper }).delete()
        // What is held for a customer stays so; by whom is nobody's business any more.
        await trx('holds').where({ held_by: shopper }).update({ held_by: null })
        return {
          forgotten: {
            conversations: alone.length,
            looks: looks.length,
            messages: turns.filter(({ said }) => said !== null).length,
            settings,
          },
          candidates: [
            ...looks.flatMap(({ picture, latent }) => [picture, latent]),
            ...turns.flatMap(({ replies }) => replies.match(BLOB) ?? []),
          ],
        }
      })
      const unused = await withoutUse(db, [...new Set(candidates)])
      for (const id of unused) await blobs.remove(id)
      return { ...forgotten, pictures: unused.length }
    },
  }
}

/** How many ids one query may name. */
const BATCH = 300

/** Those of these blobs that no look and no product shows. */
async function withoutUse(db: Knex, ids: readonly string[]): Promise<string[]> {
  const used = new Set<string>()
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = ids.slice(at, at + BATCH)
    const rows = await db('looks')
      .whereIn('picture', batch)
      .orWhereIn('latent', batch)
      .select('picture', 'latent')
    for (const { picture, latent } of rows) used.add(picture).add(latent)
    const photos: string[] = await db('products').whereIn('photo', batch).pluck('photo')
    for (const photo of photos) used.add(photo)
  }
  return ids.filter((id) => !used.has(id))
}
