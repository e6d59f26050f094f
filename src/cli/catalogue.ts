/** `hemline catalogue`: import a shop's feed, list what is there, search it by words or by a photo. */
import { readFile } from 'node:fs/promises'
import cliProgress from 'cli-progress'
import { Command, InvalidArgumentError, Option } from 'commander'
import { seedDemo, withPhotos } from '../catalogue/demo.ts'
import { CatalogueName } from '../catalogue/filters.ts'
import { FORMATS, type FormatName } from '../catalogue/formats.ts'
import { type ImportResult, importCatalogue, type Refusal } from '../catalogue/import.ts'
import { MAIN, openProducts, type Products } from '../catalogue/products.ts'
import { type Found, type SearchOptions, searchText } from '../catalogue/search.ts'
import type { Stocked } from '../catalogue/shelf.ts'
import { openStores, readPlaces } from '../catalogue/stores.ts'
import { InferenceError } from '../inference/error.ts'
import type { Matcher } from '../retrieval/matcher.ts'
import { readSettings, type Settings } from '../settings.ts'
import { openStorage, type Storage } from '../storage/storage.ts'

interface Catalogue {
  settings: Settings
  storage: Storage
  products: Products
}

interface SearchArguments {
  text?: string
  photo?: string
  k: number
  name?: string
  json?: true
}

/** What is more than these is counted. */
const REASONS_SHOWN = 20
const LINES_SHOWN = 5
const LIST_PAGE = 200

const importFeed = new Command('import')
  .description('take in the products of a feed; those of the demo shop then leave')
  .argument('<file>', 'Shopify product CSV (.csv) or JSON Lines (.jsonl, .ndjson)')
  .addOption(
    new Option('--format <format>', 'told by the file’s name when left out').choices(Object.keys(FORMATS)),
  )
  .option('--photos <dir>', 'folder of the photos (default: the folder of the file)')
  .option('--name <catalogue>', 'the catalogue they go into, where a shop keeps several', catalogueName, MAIN)
  .option('--json', 'print the result as JSON')
  .action((file: string, options: { format?: FormatName; photos?: string; name: string; json?: true }) =>
    withCatalogue(async ({ settings, storage, products }) => {
      const bar = progressBar('reading {bar} {percentage}%')
      const stop = new AbortController()
      const interrupt = () => stop.abort(new Error('Stopped. Import the file again to go on from here.'))
      process.once('SIGINT', interrupt)
      try {
        const result = await importCatalogue({
          file,
          ...(options.format && { format: options.format }),
          ...(options.photos && { photosDir: options.photos }),
          catalogue: options.name,
          products,
          blobs: storage.blobs,
          currency: settings.currency,
          hosts: settings.allowedImageHosts,
          onProgress: bar.update,
          signal: stop.signal,
        })
        bar.stop()
        if (options.json) print(JSON.stringify(result))
        else report(result)
        if (result.taken + result.updated + result.unchanged === 0)
          throw new Error(`${file} has no product that could be taken.`)
        await embedPhotos({ settings, storage, products })
      } finally {
        bar.stop()
        process.off('SIGINT', interrupt)
      }
    }),
  )

const list = new Command('list')
  .description('all products: JSON lines, or a readable list in a terminal')
  .option('--name <catalogue>', 'only this catalogue', catalogueName)
  .option('--json', 'JSON lines in a terminal too')
  .action((options: { name?: string; json?: true }) =>
    withCatalogue(async ({ storage, products }) => {
      await openDemo({ storage, products })
      let page: Stocked[] = []
      do {
        page = await products.list(page.at(-1)?.id ?? -1, LIST_PAGE, options.name)
        for (const product of page) show({ product, score: null }, storage, options)
      } while (page.length === LIST_PAGE)
    }),
  )

const search = new Command('search')
  .description('the best products for words or a photo: JSON lines, or a readable list in a terminal')
  .addOption(
    new Option('--text <words>', 'what to look for, for example "striped summer dress"').conflicts('photo'),
  )
  .option('--photo <file>', 'a picture to find similar products for')
  .option('-k <count>', 'how many', count, 10)
  .option('--name <catalogue>', 'only in this catalogue', catalogueName)
  .option('--json', 'JSON lines in a terminal too')
  .action((options: SearchArguments, command: Command) => {
    const { text, photo, k, name } = options
    const wanted = { limit: k, filters: { ...(name !== undefined && { catalogue: name }) } }
    if (text === undefined && photo === undefined)
      return command.error('error: say --text WORDS or --photo FILE', { exitCode: 2 })
    return withCatalogue(async (catalogue) => {
      await openDemo(catalogue)
      const found =
        photo === undefined
          ? (await searchText(catalogue.storage.db, text ?? '', wanted)).found
          : await searchPhoto(catalogue, photo, wanted)
      const { products, storage } = catalogue
      const pictured = await withPhotos(
        { products, blobs: storage.blobs },
        found.map(({ product }) => product),
      )
      for (const [i, product] of pictured.entries())
        show({ product, score: found[i]?.score ?? null }, storage, options)
      if (found.length === 0) process.stderr.write('Nothing found. Try other words.\n')
    })
  })

const stores = new Command('stores')
  .description('the shop’s stores; with a file, says where they are, so that the nearest can be told')
  .argument(
    '[file]',
    'JSON Lines: {"name", "latitude", "longitude"}, the name as the stock of products has it',
  )
  .action((file: string | undefined) =>
    withCatalogue(async ({ storage }) => {
      const known = openStores(storage.db)
      if (file !== undefined) await known.locate(await readPlaces(file))
      for (const place of await known.all()) print(JSON.stringify(place))
    }),
  )

export const catalogue = new Command('catalogue')
  .description('import, list and search products')
  .addCommand(importFeed)
  .addCommand(list)
  .addCommand(search)
  .addCommand(stores)

async function searchPhoto(catalogue: Catalogue, photo: string, wanted: SearchOptions): Promise<Found[]> {
  const bytes = await readFile(photo).catch((cause) => {
    throw new Error(`${photo} cannot be read. Check that it is there.`, { cause })
  })
  return withMatcher(catalogue, async (matcher, embed) => {
    const [query] = await embed([bytes])
    return (await matcher.nearest(query as Float32Array, wanted)).found
  })
}

/** A server that is running takes over what is embedded here, so new goods are found by looks at once. */
async function embedPhotos(catalogue: Catalogue): Promise<void> {
  try {
    await withMatcher(catalogue, async () => {})
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error
    process.stderr.write(`The photos are embedded at the next start, because now: ${error.message}\n`)
  }
}

type Embed = (pictures: readonly Uint8Array[]) => Promise<Float32Array[]>

/** Opens the models, embeds what is not embedded yet, and hands over the matcher. */
async function withMatcher<T>(
  { settings, storage, products }: Catalogue,
  use: (matcher: Matcher, embed: Embed) => Promise<T>,
): Promise<T> {
  // The models are large: only what needs them waits for them.
  const [{ openModel }, { embedder }, { openMatcher }] = await Promise.all([
    import('../inference/model.ts'),
    import('../editing/embedder.ts'),
    import('../retrieval/matcher.ts'),
  ])
  const model = await openModel(settings.modelDir, { device: settings.device, threads: settings.threads })
  const bar = progressBar('photos {bar} {value}/{total} eta {eta_formatted}')
  try {
    const embed = embedder(model)
    const modelVersion = model.manifest.graphs.reader.sha256
    const matcher = await openMatcher({ products, blobs: storage.blobs, embed, modelVersion })
    await matcher.fill({ onProgress: bar.update })
    bar.stop()
    return await use(matcher, embed)
  } finally {
    bar.stop()
    await model.close()
  }
}

async function withCatalogue(use: (catalogue: Catalogue) => Promise<void>): Promise<void> {
  const settings = readSettings()
  const storage = await openStorage(settings.dataDir)
  try {
    await use({ settings, storage, products: openProducts(storage.db) })
  } finally {
    await storage.close()
  }
}

/** An empty catalogue shows the demo shop, as the first `npm start` does. */
async function openDemo({ storage, products }: Pick<Catalogue, 'storage' | 'products'>): Promise<void> {
  const bar = progressBar('demo shop {bar} {value}/{total}')
  try {
    await seedDemo(products, { stores: openStores(storage.db), onProgress: bar.update })
  } finally {
    bar.stop()
  }
}

function show(
  { product, score }: { product: Stocked; score: number | null },
  storage: Storage,
  { json }: { json?: true },
): void {
  const { sku, title, price, currency, photo } = product
  const image = photo ? storage.pathOf(photo.id) : null
  const rounded = score === null ? {} : { score: Number(score.toFixed(4)) }
  if (json || !process.stdout.isTTY) print(JSON.stringify({ sku, title, price, currency, ...rounded, image }))
  else
    print(`${sku}  ${title}  ${price.toFixed(2)} ${currency}${score === null ? '' : `  ${score.toFixed(2)}`}`)
}

function report({ taken, updated, unchanged, rejected, withoutPhoto, demoRetired }: ImportResult): void {
  print(`${taken} new, ${updated} updated, ${unchanged} unchanged, ${rejected.length} rejected.`)
  if (demoRetired > 0) print(`The ${demoRetired} products of the demo shop made room.`)
  tell('Rejected', rejected)
  tell(
    'Without a photo, so found by words but not by looks (where there was one before, it stays)',
    withoutPhoto,
  )
}

/** One line a reason, however many it was the reason for. */
function tell(what: string, refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return
  const lines = new Map<string, string[]>()
  for (const { line, sku, reason } of refusals)
    lines.set(reason, [...(lines.get(reason) ?? []), sku ? `${line} (${sku})` : `${line}`])
  process.stderr.write(`${what}: ${refusals.length}\n`)
  for (const [reason, where] of [...lines].slice(0, REASONS_SHOWN)) {
    const shown = where.slice(0, LINES_SHOWN).join(', ')
    const more = where.length > LINES_SHOWN ? ` and ${where.length - LINES_SHOWN} more` : ''
    process.stderr.write(`  ${reason}\n    line ${shown}${more}\n`)
  }
  if (lines.size > REASONS_SHOWN)
    process.stderr.write(`  and ${lines.size - REASONS_SHOWN} more reasons; --json lists them all\n`)
}

/** On stderr, and only in a terminal; drawn from the first progress on, so that nothing to do draws nothing. */
function progressBar(format: string) {
  const bar = new cliProgress.SingleBar({ format, clearOnComplete: true }, cliProgress.Presets.shades_classic)
  return {
    update(done: number, total: number) {
      if (!bar.isActive) bar.start(total, done)
      else bar.update(done)
    },
    stop: () => bar.stop(),
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function catalogueName(text: string): string {
  const { data, error } = CatalogueName.safeParse(text)
  if (data === undefined) throw new InvalidArgumentError(`${error?.issues[0]?.message}.`)
  return data
}

function count(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1 || value > 1000)
    throw new InvalidArgumentError('It must be a whole number from 1 to 1000.')
  return value
}
