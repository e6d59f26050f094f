import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLook } from '../../src/editing/look.ts'
import { readPhoto } from '../../src/editing/photo.ts'
import { editLook } from '../../src/editing/rounds.ts'
import { editChecked } from '../../src/editing/tries.ts'
import { fashion200k } from '../../src/evaluation/datasets/fashion-200k.ts'
import { fashionIq } from '../../src/evaluation/datasets/fashion-iq.ts'
import type { Table } from '../../src/evaluation/measure.ts'
import { photoRetrieval } from '../../src/evaluation/photo-retrieval.ts'
import { type Model, openModel } from '../../src/inference/model.ts'
import { split as subEdits } from '../../src/language/split.ts'
import { colourModel, type Files, json, pictureAt, written } from './miniature.ts'

const HEMLINE = fileURLToPath(new URL('../../src/hemline.js', import.meta.url))
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

const pair = (candidate: string, target: string, captions = ['is red', 'is longer']) => ({
  candidate,
  target,
  captions,
})
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`)
const means = ({ metrics }: Table) =>
  Object.fromEntries(Object.entries(metrics).map(([name, { mean }]) => [name, mean]))

/** A category of FashionIQ: its pictures are plain ones at these angles. */
async function category(
  name: string,
  split: string,
  pairs: ReturnType<typeof pair>[],
  angles: Record<string, number>,
  lost: readonly string[] = [],
): Promise<Files> {
  const files: Files = {
    [`captions/cap.${name}.${split}.json`]: json(pairs),
    [`image_splits/split.${name}.${split}.json`]: json([...Object.keys(angles), ...lost]),
  }
  for (const [asin, angle] of Object.entries(angles)) files[`images/${asin}.png`] = await pictureAt(angle)
  return files
}

const every = (step: number, from: number, ids: readonly string[]) =>
  Object.fromEntries(ids.map((id, i) => [id, from + step * i]))

describe('FashionIQ, with embeddings that can be worked out on paper', () => {
  let root: string
  let table: Table
  const { model, said } = colourModel()
  const settings = { split: 'val', limit: 10, seed: 0, categories: fashionIq.categories }

  beforeAll(async () => {
    root = await written({
      // dresses every 5 degrees from 0 to 65; one has no file, and one's file is no picture
      ...(await category(
        'dress',
        'val',
        [pair('D0', 'D1'), pair('D0', 'D12'), pair('D0', 'GONE'), pair('BROKEN', 'D1')],
        every(5, 0, names('D', 14)),
        ['GONE', 'BROKEN'],
      )),
      'images/BROKEN.jpg': 'not a picture',
      // shirts every 5 degrees from 180 to 235
      ...(await category('shirt', 'val', [pair('S0', 'S10')], every(5, 180, names('S', 12)))),
      ...(await category('toptee', 'val', [pair('T0', 'T1')], { T0: 270, T1: 352 })),
    })
    table = await photoRetrieval(model, fashionIq, { ...settings, root, missing: join(root, 'lost.txt') })
  })

  it('gives the recalls of each cohort, over all queries and category by category', () => {
    // ranks with the reference kept, removed, and among the paired D0 D1 D12, S0 S10, T0 T1 with it removed:
    // D0 -> D1: 2, 1, 1; D0 -> D12: 13, 12, 2; S0 -> S10: 11, 10, 1; T0 -> T1: 2, 1, 1
    expect(means(table)).toMatchObject({
      'wholeWithReference.R@1': 0,
      'wholeWithReference.R@10': 0.5,
      'wholeWithReference.R@50': 1,
      'wholeWithReference.dress.R@10': 0.5,
      'wholeWithReference.shirt.R@10': 0,
      'wholeWithReference.toptee.R@10': 1,
      'wholeWithoutReference.R@1': 0.5,
      'wholeWithoutReference.R@10': 0.75,
      'wholeWithoutReference.dress.R@1': 0.5,
      'wholeWithoutReference.shirt.R@1': 0,
      'wholeWithoutReference.shirt.R@10': 1,
      'pairsWithoutReference.R@1': 0.75,
      'pairsWithoutReference.R@10': 1,
      'pairsWithoutReference.dress.R@1': 0.5,
      'pairsWithoutReference.shirt.R@1': 1,
    })
    expect(table.metrics['wholeWithReference.dress.R@1']?.count).toBe(2)
  })

  it('searches all categories together as well, where T1 at 82 degrees from T0 has ten shirts before it', () => {
    // D0 -> D1: 2, 1, 1; D0 -> D12 (T1 in between): 14, 13, 3; S0 -> S10: 11, 10, 1; T0 -> T1: 12, 11, 2
    expect(means(table)).toMatchObject({
      'wholeWithReference.together.R@1': 0,
      'wholeWithReference.together.R@10': 0.25,
      'wholeWithoutReference.together.R@1': 0.25,
      'wholeWithoutReference.together.R@10': 0.5,
      'pairsWithoutReference.together.R@1': 0.5,
      'pairsWithoutReference.together.R@10': 1,
    })
  })

  it('names its cohorts, says how large they are, and counts and names what is lost', async () => {
    expect(Object.keys(table.details?.cohorts ?? {})).toEqual([
      'wholeWithReference',
      'wholeWithoutReference',
      'pairsWithoutReference',
    ])
    expect(table).toMatchObject({
      queries: 4,
      gallery: 28,
      details: {
        galleries: {
          'wholeWithReference.dress': 14,
          'pairsWithoutReference.dress': 3,
          'wholeWithReference.together': 28,
          'pairsWithoutReference.together': 7,
        },
        pictures: {
          listed: 30,
          missing: 1,
          unreadable: 1,
          missingNames: 'GONE',
          unreadableNames: 'BROKEN',
        },
        leftOut: { asked: 6, withoutReference: 1, withoutTarget: 1, withoutBoth: 0 },
      },
    })
    const lines = (await readFile(join(root, 'lost.txt'), 'utf8')).trim().split('\n')
    expect(lines).toEqual(['GONE\tmissing', expect.stringMatching(/^BROKEN\t.*not a picture/)])
  })

  it('says the first caption, then the second; in one round both as a sentence', async () => {
    const shirts = { ...settings, root, categories: ['shirt'] }
    said.length = 0
    await photoRetrieval(model, fashionIq, shirts)
    expect(said).toEqual(['red', 'longer'])
    said.length = 0
    await photoRetrieval(model, fashionIq, { ...shirts, oneRound: true })
    expect(said).toEqual(['is red and is longer'])
  })

  it('takes the first queries of each category, and leaves `together` out where there is one', async () => {
    const one = await photoRetrieval(model, fashionIq, { ...settings, root, categories: ['dress'], limit: 1 })
    expect(one.queries).toBe(1)
    expect(Object.keys(one.metrics).filter((name) => name.includes('together'))).toEqual([])
    expect(one.metrics['wholeWithoutReference.R@1']?.mean).toBe(1)
  })

  it('refuses a category that has no query left, naming the first picture and what to do', async () => {
    const bare = await written({
      ...(await category('dress', 'val', [pair('D0', 'D1')], { D0: 0 }, ['D1'])),
    })
    await expect(
      photoRetrieval(model, fashionIq, { ...settings, root: bare, categories: ['dress'] }),
    ).rejects.toThrow(/category dress.*1 are missing.*D1\.jpg.*choose another category/)
  })
})

describe('Fashion200k, with embeddings that can be worked out on paper', () => {
  const { model, said } = colourModel()
  let root: string
  let table: Table

  beforeAll(async () => {
    const pictures: [category: string, name: string, caption: string, angle: number][] = [
      ['dress', 'd/0', 'black lace dress', 0],
      ['dress', 'd/1', 'black lace dress', 3],
      ['dress', 'd/2', 'red lace dress', 5],
      ['dress', 'd/3', 'white lace dress', 8],
      ['dress', 'd/4', 'white lace dress', 80],
      ['top', 't/0', 'red silk top', 180],
      ['top', 't/1', 'blue silk top', 190],
    ]
    const files: Files = {
      'test_queries.txt': 'women/d/0.jpeg women/d/4.jpeg\nwomen/t/0.jpeg\twomen/t/1.jpeg\n',
    }
    for (const [name, id, caption, angle] of pictures) {
      const labels = `labels/${name}_test_detect_all.txt`
      files[labels] = `${files[labels] ?? ''}women/${id}.jpeg\t-1.5\t${caption}\n`
      files[`women/${id}.jpeg`] = await pictureAt(angle)
    }
    root = await written(files)
    const settings = { split: 'test', limit: 10, seed: 0, categories: ['dress', 'top'] }
    table = await photoRetrieval(model, fashion200k, { ...settings, root })
  })

  it('finds any picture of the target’s caption, without the reference or all that have its caption', () => {
    // d/0 -> "white lace dress", nearest at 8: behind d/1 and d/2, or d/2 alone; t/0 -> t/1: first
    expect(means(table)).toMatchObject({
      'withoutReference.R@1': 0.5,
      'withoutReference.dress.R@1': 0,
      'withoutReference.dress.R@10': 1,
      'withoutReference.top.R@1': 1,
      'withoutReferenceCaption.R@1': 0.5,
      'withoutReferenceCaption.dress.R@1': 0,
    })
    expect(table.details?.galleries).toMatchObject({ 'withoutReference.dress': 5, 'withoutReference.top': 2 })
  })

  it('asks for the word that differs', () => {
    expect(said.sort()).toEqual(['blue', 'white'])
  })
})

describe('hemline evaluate retrieval on photos, with the tiny family', { timeout: 180_000 }, () => {
  let model: Model
  beforeAll(async () => {
    model = await openModel(TINY, { threads: 1 })
  })
  afterAll(() => model?.close())

  const hemline = (...args: string[]) =>
    promisify(execFile)(process.execPath, [HEMLINE, ...args, '--model', TINY], { maxBuffer: 2 ** 24 }).then(
      ({ stdout }) => stdout,
    )

  /** What `hemline embed` prints of every picture, by path. */
  const embedded = async (paths: readonly string[]) => {
    const lines = (await hemline('embed', ...paths)).trim().split('\n')
    return new Map(lines.map((line) => [JSON.parse(line).path as string, JSON.parse(line).embedding]))
  }

  /** A picture that is like no other: stripes of its own colours and width. */
  const stripes = (seed: number) => {
    const [width, height] = [48, 64]
    const pixels = Buffer.from(
      Array.from({ length: width * height * 3 }, (_, i) => {
        const column = Math.floor(i / 3) % width
        return Math.floor(column / (2 + (seed % 5))) % 2
          ? (seed * 53 + (i % 3) * 90) % 256
          : (seed * 31) % 256
      }),
    )
    return sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer()
  }

  const look = async (root: string, file: string) =>
    startLook(model, await readPhoto(await readFile(join(root, file)), model.manifest.image.size))

  /** Sorted by cosine, best first, a tie to the worse of the query's luck: is the target among the first k? */
  const recallBySorting = (
    query: Float32Array,
    gallery: Map<string, number[]>,
    wanted: readonly string[],
    k: number,
  ) => {
    const score = (row: readonly number[]) =>
      row.reduce((sum, value, i) => sum + value * (query[i] as number), 0)
    const order = [...gallery]
      .map(([name, row]) => ({ name, score: score(row) }))
      .sort((a, b) => b.score - a.score || Number(wanted.includes(a.name)) - Number(wanted.includes(b.name)))
    return order.slice(0, k).some(({ name }) => wanted.includes(name)) ? 1 : 0
  }
  /** Name by name the values of its queries, whose mean is the figure. */
  const collected = () => {
    const found: Record<string, number[]> = {}
    const add = (name: string, value: number) => {
      found[name] = [...(found[name] ?? []), value]
    }
    const figures = () => Object.entries(found).map(([name, values]) => [name, mean(values)] as const)
    return { add, figures }
  }
  const mean = (values: readonly number[]) =>
    Math.round((values.reduce((a, b) => a + b) / values.length) * 1e4) / 1e4

  it('gives FashionIQ’s recalls as they follow from `hemline embed` and the rounds a user gets', async () => {
    const ids = names('B', 60)
    const pairs = [
      pair('B0', 'B1', ['is black with no sleeves', 'has stripes']),
      pair('B2', 'B3', ['is longer', 'is blue']),
      pair('B4', 'B5', ['na', 'has a belt']),
      pair('B6', 'B7', ['is red', 'is shorter']),
      pair('B8', 'B19', ['is green', 'is red']),
      pair('B10', 'B31', ['has a collar', 'is white']),
      pair('B12', 'B43', ['is looser', 'is yellow']),
      pair('B14', 'B55', ['is shiny', 'is pink']),
    ]
    const files: Files = {
      'captions/cap.dress.val.json': json(pairs),
      'image_splits/split.dress.val.json': json(ids),
    }
    for (const [i, id] of ids.entries()) files[`images/${id}.png`] = await stripes(i)
    const root = await written(files)
    const printed = JSON.parse(
      await hemline(
        ...['evaluate', 'retrieval', '--dataset', 'fashion-iq', '--root', root, '--categories', 'dress'],
        ...['--steps', '1', '--seed', '3', '--json'],
      ),
    )
    expect(printed).toMatchObject({ dataset: 'fashion-iq', split: 'val', queries: 8, gallery: 60, steps: 1 })

    const byPath = await embedded(ids.map((id) => join(root, `images/${id}.png`)))
    const gallery = new Map(ids.map((id) => [id, byPath.get(join(root, `images/${id}.png`))]))
    const without = (some: readonly string[]) => new Map([...gallery].filter(([id]) => !some.includes(id)))
    const paired = pairs.flatMap(({ candidate, target }) => [candidate, target])
    const unpaired = ids.filter((id) => !paired.includes(id))
    const { add, figures } = collected()
    for (const [i, { candidate, target, captions }] of pairs.entries()) {
      let now = await look(root, `images/${candidate}.png`)
      for (const [round, edit] of captions.flatMap(subEdits).entries())
        now = (await editChecked(model, now, edit, { seed: 3 + 100 * i + round, steps: 1 })).look
      for (const k of [1, 10, 50]) {
        const cohorts = {
          wholeWithReference: gallery,
          wholeWithoutReference: without([candidate]),
          pairsWithoutReference: without([candidate, ...unpaired]),
        }
        for (const [name, searched] of Object.entries(cohorts))
          add(`${name}.R@${k}`, recallBySorting(now.embedding, searched, [target], k))
      }
    }
    expect(printed.metrics).toMatchObject(Object.fromEntries(figures()))
    expect(figures().some(([, value]) => value > 0 && value < 1)).toBe(true)
  })

  it('gives Fashion200k’s recalls in the same way, in one round', async () => {
    const colours = ['black', 'white', 'red', 'blue', 'pink']
    const fabrics = ['lace', 'silk', 'denim', 'knit']
    const paths = names('women/dresses/', 60).map((path) => `${path}.jpeg`)
    const colourOf = (i: number) => colours[i % 5] as string
    const captions = paths.map((_, i) => `${colourOf(i)} ${fabrics[Math.floor(i / 5) % 4]} dress`)
    const captionOf = (path: string) => captions[paths.indexOf(path)] as string
    const asked = [0, 7, 13, 21, 36, 52]
    const queries = asked.map((i) => [paths[i], paths[i + 1]] as [string, string])
    const files: Files = {
      'labels/dress_test_detect_all.txt': paths.map((path) => `${path}\t0.5\t${captionOf(path)}\n`).join(''),
      'test_queries.txt': queries.map((two) => two.join(' ')).join('\n'),
    }
    for (const [i, path] of paths.entries()) files[path] = await stripes(i)
    const root = await written(files)
    const printed = JSON.parse(
      await hemline(
        ...['evaluate', 'retrieval', '--dataset', 'fashion-200k', '--root', root, '--categories', 'dress'],
        ...['--steps', '1', '--one-round', '--json'],
      ),
    )
    const words = asked.map((i) => `replace ${colourOf(i)} with ${colourOf(i + 1)}`)
    const byPath = await embedded(paths.map((path) => join(root, path)))
    const gallery = new Map(paths.map((path) => [path, byPath.get(join(root, path))]))
    const { add, figures } = collected()
    for (const [i, [reference, target]] of queries.entries()) {
      const start = await look(root, reference)
      const { embedding } = await editLook(model, start, words[i] as string, { seed: 100 * i, steps: 1 })
      const wanted = paths.filter((path) => captionOf(path) === captionOf(target))
      const sameCaption = paths.filter((path) => captionOf(path) === captionOf(reference))
      const without = (some: readonly string[]) =>
        new Map([...gallery].filter(([path]) => !some.includes(path)))
      for (const k of [1, 10, 50]) {
        add(`withoutReference.R@${k}`, recallBySorting(embedding, without([reference]), wanted, k))
        add(`withoutReferenceCaption.R@${k}`, recallBySorting(embedding, without(sameCaption), wanted, k))
      }
    }
    expect(printed.metrics).toMatchObject(Object.fromEntries(figures()))
    expect(figures().some(([, value]) => value > 0 && value < 1)).toBe(true)
  })
})
