/** The composition root: settings in, a core that every channel can talk to out. */
import { setInterval } from 'node:timers/promises'
import type { Logger } from 'pino'
import { seedDemo } from './catalogue/demo.ts'
import { openProducts } from './catalogue/products.ts'
import { openStores } from './catalogue/stores.ts'
import { getReady } from './dialogue/acts.ts'
import { createCore } from './dialogue/core.ts'
import type { Core, Desk, Showcase } from './dialogue/reply.ts'
import { embedder } from './editing/embedder.ts'
import type { Device } from './inference/device.ts'
import { type Model, openModel } from './inference/model.ts'
import { split } from './language/split.ts'
import { openMatcher } from './retrieval/matcher.ts'
import { openShop } from './retrieval/shop.ts'
import { type ChannelNotes, openChannelNotes } from './storage/channel-notes.ts'
import { openConversations } from './storage/conversations.ts'
import { openHolds } from './storage/holds.ts'
import { openShares } from './storage/shares.ts'
import { openShoppers } from './storage/shoppers.ts'
import { openStorage, type Storage } from './storage/storage.ts'
import { openStudio } from './studio.ts'

export interface CoreOptions {
  /** Folder for everything that is stored; made when it is not there. */
  dataDir: string
  /** Folder of the model family. */
  modelDir: string
  /** Default `auto`. */
  device?: Device
  /** Threads of one graph run; 0, the default: one a core, at most 8. */
  threads?: number
  /** ONNX file of a graph that judges pictures: uploads before anything else, looks before they are shown. */
  safetyModel?: string | undefined
  /** Of a shop without products. Default EUR. */
  currency?: string
  /** Of the fixed texts, where a channel does not know the shopper's. Default English. */
  language?: string
  /** Products of the demo shop that an empty catalogue gets. Default 2,000; 0 for none. */
  demo?: number
  log: Pick<Logger, 'error' | 'info'>
  /** Photos embedded so far, of those that have to be. Not called when there are none. */
  onProgress?: (done: number, total: number) => void
}

export interface OpenCore extends Core, Desk, Showcase {
  /** Which processor runs the models, and why. */
  device: string
  /** Process id of the inference child. */
  readonly inferencePid: number | undefined
  /** What the channel of this name keeps for itself, in the same database. */
  notes(channel: string): ChannelNotes
  /** Settles when every photo of the catalogue can be found by looks. Conversations need not wait for it. */
  ready: Promise<void>
}

/** How long one batch of the catalogue's photos steps back for conversations, in milliseconds. */
const PATIENCE_MS = 3000

/** How soon the photos of an import can be found by looks, in milliseconds. */
const EMBED_EVERY_MS = 30_000

/** Opens everything a conversation needs. Throws StorageError or InferenceError, with nothing left open. */
export async function openCore(options: CoreOptions): Promise<OpenCore> {
  const storage = await openStorage(options.dataDir)
  const { modelDir, device, threads, safetyModel: safety } = options
  const model = await openModel(modelDir, {
    ...(device && { device }),
    ...(threads !== undefined && { threads }),
    safety,
  }).catch(async (error) => {
    await storage.close()
    throw error
  })
  try {
    return await compose(storage, model, options)
  } catch (error) {
    await Promise.all([model.close(), storage.close()])
    throw error
  }
}

async function compose(storage: Storage, model: Model, options: CoreOptions): Promise<OpenCore> {
  const { log, currency = 'EUR', language, demo = 2000, onProgress } = options
  const { db, blobs } = storage
  const products = openProducts(db)
  const stores = openStores(db)
  if (demo > 0) await seedDemo(products, { stores, count: demo })
  const embed = embedder(model)
  const matcher = await openMatcher({
    products,
    blobs,
    embed: async (photos) => {
      // In the background means after the people who are being served.
      await core.whenQuiet(PATIENCE_MS)
      return embed(photos)
    },
    modelVersion: model.manifest.graphs.reader.sha256,
  })
  const core = createCore({
    conversations: openConversations(db),
    shoppers: openShoppers(db, blobs),
    holds: openHolds(db),
    shares: openShares(db),
    blobs,
    shop: openShop({ db, blobs, products, stores, matcher, currency }),
    studio: openStudio(model),
    split,
    locale: language,
    log,
  })
  const closing = new AbortController()
  let told = 0
  const embedNew = async () => {
    try {
      await matcher.fill({ ...(onProgress && { onProgress }), signal: closing.signal })
    } catch (error) {
      // What is there can be found all the same; the next time goes on from here.
      if (!closing.signal.aborted)
        log.error({ err: error }, 'the photos of the catalogue could not be embedded')
    }
    const { unreadable } = matcher
    if (unreadable > told)
      log.error({ photos: unreadable }, 'photos cannot be read: their products are found by words alone')
    told = unreadable
  }
  const ready = model
    .warm()
    .catch((error) => log.error({ err: error }, 'the models could not be loaded ahead'))
    // The first message should not wait for what is learnt from the examples either.
    .then(getReady)
    .then(embedNew)
  // An import is another process: its products are taken up when they are noticed.
  const watching = ready.then(async () => {
    for await (const _ of setInterval(EMBED_EVERY_MS, undefined, { signal: closing.signal })) await embedNew()
  })
  watching.catch(() => undefined)

  return {
    ...core,
    device: model.device,
    get inferencePid() {
      return model.pid
    },
    ready,
    notes: (channel) => openChannelNotes(db, channel),
    async close() {
      closing.abort()
      await core.close()
      await watching.catch(() => undefined)
      await model.close()
      await storage.close()
    },
  }
}
