/**
 * The inference child: a process of its own, because a session's `run()` blocks the thread it is called on and a
 * fault in native code ends the process. Graphs are loaded when first used.
 */
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { chooseDevice } from './device.ts'
import type { Manifest } from './manifest.ts'
import type { Answer, Ask, GraphName, Signature, Tensor } from './protocol.ts'
import { loadTokenizer, type Tokenise } from './tokenizer.ts'

let dir = ''
let threads = 1
let providers: string[] = ['cpu']
let manifest: Manifest
let safety: string | undefined
const sessions = new Map<GraphName, Promise<ort.InferenceSession>>()
let tokenizer: Promise<Tokenise> | undefined

async function open(ask: Extract<Ask, { ask: 'open' }>) {
  dir = ask.dir
  threads = ask.threads
  manifest = ask.manifest
  safety = ask.safety
  const chosen = chooseDevice(ask.device, ort.listSupportedBackends())
  providers = chosen.providers
  // whether a card can be used shows when a graph is loaded: better now than in a conversation
  if (providers[0] !== 'cpu') await session('text')
  return chosen.why
}

function session(graph: GraphName): Promise<ort.InferenceSession> {
  const known = sessions.get(graph)
  if (known) return known
  const path = pathOf(graph)
  if (path === undefined) return Promise.reject(new Error(`This family has no ${graph} model.`))
  const opened = ort.InferenceSession.create(path, {
    executionProviders: providers,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  }).catch((cause) => {
    throw new Error(`The ${graph} model cannot be loaded: ${plain(cause)}`)
  })
  sessions.set(graph, opened)
  opened.catch(() => sessions.delete(graph))
  return opened
}

function pathOf(graph: GraphName): string | undefined {
  if (graph === 'safety') return safety
  const part = manifest.graphs[graph]
  return part && join(dir, part.file)
}

async function signature(graph: GraphName): Promise<Signature> {
  const { inputMetadata, outputMetadata } = await session(graph)
  const ports = (all: readonly ort.InferenceSession.ValueMetadata[]) =>
    all.map((port) =>
      port.isTensor
        ? { name: port.name, type: port.type, shape: [...port.shape] }
        : { name: port.name, type: 'no tensor', shape: [] },
    )
  return { inputs: ports(inputMetadata), outputs: ports(outputMetadata) }
}

async function load(graph: GraphName): Promise<void> {
  await session(graph)
  if (graph === 'text') await tokenizerOnce()
}

async function run(graph: GraphName, feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> {
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { type, data, dims }]) => [
      name,
      new ort.Tensor(type, data, [...dims]),
    ]),
  )
  const opened = await session(graph)
  const outputs = await opened.run(inputs).catch((cause) => {
    throw new Error(`The ${graph} model refused its input: ${plain(cause)}`)
  })
  const result: Record<string, Tensor> = {}
  for (const [name, tensor] of Object.entries(outputs)) {
    result[name] = {
      type: 'float32',
      data: (tensor.data as Float32Array).slice(),
      dims: tensor.dims,
    }
    tensor.dispose()
  }
  for (const tensor of Object.values(inputs)) tensor.dispose()
  return result
}

/** The runtime's own words, without the source positions it puts before them. */
const plain = (error: Error) =>
  error.message
    .trim()
    .split(/(?<=\.) (?=[A-Z])/)
    .at(-1)

async function tokenise(texts: string[]): Promise<Tensor> {
  return (await tokenizerOnce())(texts)
}

function tokenizerOnce(): Promise<Tokenise> {
  const { text } = manifest
  tokenizer ??= loadTokenizer(join(dir, text.tokenizer), text.tokens).catch((cause) => {
    tokenizer = undefined
    throw new Error(`The tokenizer cannot be loaded: ${cause.message}`)
  })
  return tokenizer
}

function answer(ask: Ask): Promise<unknown> {
  if (ask.ask === 'open') return open(ask)
  if (ask.ask === 'load') return load(ask.graph)
  if (ask.ask === 'signature') return signature(ask.graph)
  if (ask.ask === 'tokenise') return tokenise(ask.texts)
  return run(ask.graph, ask.feeds)
}

const send = (message: Answer) => process.connected && process.send?.(message)

// one at a time and in order: a call must not overtake the opening it depends on
let last = Promise.resolve()
process.on('message', (ask: Ask) => {
  last = last.then(async () => {
    try {
      send({ id: ask.id, ok: await answer(ask) })
    } catch (error) {
      send({ id: ask.id, failed: error instanceof Error ? error.message : String(error) })
    }
  })
})
// Ctrl-C reaches the whole group of processes; the server decides what to finish
process.on('SIGINT', () => {})
// the child has no life of its own: it goes when the server goes
process.on('disconnect', () => process.exit(0))
