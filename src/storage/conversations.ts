/** Conversations as stored: all that a restart needs to go on as if nothing had happened. */
import type { Knex } from 'knex'
import type { SubEdit } from '../attributes.ts'
import { StorageError } from './error.ts'
import { transaction } from './transaction.ts'
import { bytesOf, floatsOf } from './vectors.ts'

export interface StoredLook {
  /** Starting over begins a new chapter, in which looks are numbered from 1 again. */
  chapter: number
  /** 1-based number in its chapter. */
  n: number
  /** Number of the look it was made from; null for a starting look. */
  parent: number | null
  /** The sub-edit that made it; null for a starting look. */
  edit: SubEdit | null
  seed: number | null
  /** Where a starting look came from, for example `product:HEM-12` or `photo`. */
  origin: string | null
  verdict: 'done' | 'not' | 'unknown'
  /** What the attribute reader saw, as JSON. */
  reading: unknown
  /** Blob id of the picture. */
  picture: string
  width: number
  height: number
  /** Blob id of the latent's bytes (`bytesOf`). */
  latent: string
  /** The retrieval embedding. */
  embedding: Float32Array
  /** Version of the model family: a latent means nothing to any other. */
  model: string
}

export interface StoredTurn {
  id: string
  /** What the user said, in words. */
  said: string | null
  finished: boolean
  /** What was answered, as JSON: leave the bytes of previews out. */
  replies: unknown[]
}

export interface StoredConversation {
  id: string
  channel: string
  /** Number of the last commit; the next one must name it. 0 before the first. */
  version: number
  /** The dialogue's state as last committed; null before the first commit. */
  state: unknown
  /** Of all chapters, oldest first. */
  looks: StoredLook[]
  /** Oldest first. */
  turns: StoredTurn[]
}

/**
 * `new`: not seen before. `finished`: handled before, `replies` are its answers. `unfinished`: begun and cut off,
 * for example by a kill; `replies` are those that were committed on the way.
 */
export interface TurnRecord {
  seen: 'new' | 'unfinished' | 'finished'
  replies: unknown[]
}

export interface Commit {
  conversation: string
  /** The version that was loaded, or the one the last commit gave. */
  version: number
  state: unknown
  newLooks?: readonly StoredLook[]
  /** The turn this commit belongs to, with all it has answered so far. */
  turn?: { id: string; replies: readonly unknown[]; finished: boolean }
  /** What a shopper wants in every conversation, when that changed. */
  settings?: { shopper: string; settings: unknown }
}

export interface Conversations {
  /** Undefined when nothing was ever said in it. */
  load(id: string): Promise<StoredConversation | undefined>
  /** Notes that a turn is being handled, and says whether it was before. Throws StorageError. */
  beginTurn(turn: {
    conversation: string
    channel: string
    id: string
    said?: string | undefined
    /** Who says it. */
    shopper?: string | undefined
  }): Promise<TurnRecord>
  /**
   * Stores everything or, on an error or a kill, nothing, and gives the new version. Throws StorageError; its
   * `failure` is `busy` when another process continued the conversation in the meantime.
   */
  commit(change: Commit): Promise<number>
}

const now = () => new Date().toISOString()

export function openConversations(db: Knex): Conversations {
  return {
    load: (id) =>
      // One transaction, so that a commit between the reads cannot mix two versions.
      transaction(db, async (trx) => {
        const row = await trx('conversations').where({ id }).first()
        if (!row) return undefined
        const looks = await trx('looks').where({ conversation: id }).orderBy(['chapter', 'n'])
        const turns = await trx('turns').where({ conversation: id }).orderBy('seq')
        return {
          id,
          channel: row.channel,
          version: row.version,
          state: JSON.parse(row.state),
          looks: looks.map(lookOf),
          turns: turns.map(turnOf),
        }
      }),

    beginTurn: ({ conversation, channel, id, said, shopper }) =>
      transaction(db, async (trx) => {
        const at = now()
        await trx('conversations')
          .insert({ id: conversation, channel, version: 0, state: 'null', created_at: at, updated_at: at })
          .onConflict('id')
          .ignore()
        const inserted = await trx('turns')
          .insert({
            conversation,
            id,
            said: said ?? null,
            shopper: shopper ?? null,
            status: 'begun',
            replies: '[]',
            created_at: at,
          })
          .onConflict(['conversation', 'id'])
          .ignore()
          .returning('seq')
        if (inserted.length > 0) return { seen: 'new' as const, replies: [] }
        const before = turnOf(await trx('turns').where({ conversation, id }).first())
        return {
          seen: before.finished ? ('finished' as const) : ('unfinished' as const),
          replies: before.replies,
        }
      }),

    commit: ({ conversation, version, state, newLooks = [], turn, settings }) =>
      transaction(db, async (trx) => {
        const continued = await trx('conversations')
          .where({ id: conversation, version })
          .update({ version: version + 1, state: JSON.stringify(state), updated_at: now() })
        if (continued === 0)
          throw new StorageError(
            'busy',
            'This conversation went on somewhere else in the meantime. Send your message again.',
          )
        for (const look of newLooks) await trx('looks').insert(lookRow(conversation, look))
        if (settings)
          await trx('shoppers')
            .insert({ id: settings.shopper, settings: JSON.stringify(settings.settings), updated_at: now() })
            .onConflict('id')
            .merge()
        if (turn) {
          await trx('turns')
            .where({ conversation, id: turn.id })
            .update({
              status: turn.finished ? 'finished' : 'begun',
              replies: JSON.stringify(turn.replies),
            })
        }
        return version + 1
      }),
  }
}

function lookRow(conversation: string, look: StoredLook) {
  const { edit, reading, embedding, ...rest } = look
  return {
    ...rest,
    conversation,
    edit: edit && JSON.stringify(edit),
    reading: JSON.stringify(reading),
    embedding: bytesOf(embedding),
    created_at: now(),
  }
}

interface LookRow extends Omit<StoredLook, 'edit' | 'reading' | 'embedding'> {
  edit: string | null
  reading: string
  embedding: Uint8Array
  conversation: string
  created_at: string
}

function lookOf({
  edit,
  reading,
  embedding,
  conversation: _,
  created_at: _at,
  ...rest
}: LookRow): StoredLook {
  return {
    ...rest,
    edit: edit === null ? null : JSON.parse(edit),
    reading: JSON.parse(reading),
    embedding: floatsOf(embedding),
  }
}

interface TurnRow {
  id: string
  said: string | null
  status: 'begun' | 'finished'
  replies: string
}

function turnOf({ id, said, status, replies }: TurnRow): StoredTurn {
  return { id, said, finished: status === 'finished', replies: JSON.parse(replies) }
}
