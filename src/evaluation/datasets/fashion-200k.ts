/** Fashion200k in its published layout: labels/, test_queries.txt and women/, five categories (Han et al. 2017). */
import { join } from 'node:path'
import { annotationText, folderIn, numbered, without } from './annotations.ts'
import type { Dataset, Pair, Photos, Picture, Source } from './dataset.ts'

const HOLDS = 'Fashion200k’s folder, the one with labels/, test_queries.txt and women/'
const QUERIES = 'test_queries.txt'
const MAX_CAPTION = 1000

export const fashion200k: Dataset = {
  categories: ['dress', 'jacket', 'pants', 'skirt', 'top'],
  splits: ['test'],
  cohorts: {
    withoutReference: {
      about: 'every picture of the split, the query’s own reference removed',
      admits: ({ name }, reference) => name !== reference.name,
    },
    // what the public code of Chen et al. counts: its reference, too, goes by the caption
    withoutReferenceCaption: {
      about: 'every picture of the split but those that have the reference’s caption',
      admits: ({ id }, reference) => id !== reference.id,
    },
  },
  read,
}

/** A picture's id is its caption. */
interface Label extends Picture {
  category: string
}

async function read({ root, split, categories }: Source): Promise<Photos> {
  await folderIn(root, 'labels', HOLDS)
  await folderIn(root, 'women', HOLDS)
  const labels = new Map<string, Label>()
  const remarks: Record<string, number> = {}
  for (const category of categories) {
    for (const label of await labelsOf(root, split, category, categories)) {
      const known = labels.get(label.name)
      if (known && known.id !== label.id)
        count(remarks, 'pictures labelled twice, of which the last label is taken')
      labels.set(label.name, label)
    }
  }
  const queries = await queriesOf(root, labels, categories.length === fashion200k.categories.length, remarks)
  const byCategory = categories.map((category) => {
    const mine = queries.filter(({ target }) => labels.get(target)?.category === category)
    if (mine.length === 0)
      throw new Error(
        `${join(root, QUERIES)} has no query of the category ${category}; fetch it again, or ${without(category, categories)}.`,
      )
    const pictures = [...labels.values()].filter((label) => label.category === category)
    return [category, { pictures: pictures.map(({ name }) => name), queries: mine }] as const
  })
  return { pictures: labels, categories: new Map(byCategory), remarks }
}

async function labelsOf(
  root: string,
  split: string,
  category: string,
  categories: readonly string[],
): Promise<Label[]> {
  const file = `labels/${category}_${split}_detect_all.txt`
  const remedy = `Put it there, or ${without(category, categories)}.`
  const lines = numbered(await annotationText(root, file, remedy))
  if (lines.length === 0)
    throw new Error(`${join(root, file)} is empty. Fetch it again, or ${without(category, categories)}.`)
  return lines.map(({ line, at }) => {
    const [name = '', score = '', caption = '', ...more] = line.split('\t').map((field) => field.trim())
    const fault = faultOf(name, score, caption, more)
    if (fault)
      throw new Error(
        `${join(root, file)}, line ${at}: ${fault}. A line is path, score and caption between tabs.`,
      )
    return { name, id: caption, files: [join(root, name)], category }
  })
}

function faultOf(name: string, score: string, caption: string, more: readonly string[]): string | undefined {
  if (!caption) return 'fewer than three fields'
  if (more.length > 0) return `${more.length + 3} fields`
  if (!/^women\/\S+$/.test(name) || name.split('/').includes('..'))
    return `"${name}" is no path of a picture under women/`
  if (score === '' || !Number.isFinite(Number(score))) return `"${score}" is no score`
  if (caption.length > MAX_CAPTION) return `a caption of ${caption.length} characters`
  return undefined
}

/** The pairs of the query file. With a category left out some of them are of it; otherwise each has its two labels. */
async function queriesOf(
  root: string,
  labels: ReadonlyMap<string, Label>,
  isWhole: boolean,
  remarks: Record<string, number>,
): Promise<Pair[]> {
  const text = await annotationText(root, QUERIES, 'It is published beside the labels, two paths a line.')
  return numbered(text).flatMap(({ line, at }) => {
    const [reference = '', target = '', ...more] = line.trim().split(/\s+/)
    const place = `${join(root, QUERIES)}, line ${at}`
    if (!target || more.length > 0) throw new Error(`${place}: must be two paths, reference and target.`)
    const [from, to] = [reference, target].map((path) => labels.get(path))
    if (!from || !to) {
      if (isWhole)
        throw new Error(
          `${place}: ${from ? target : reference} has no label in labels/*_test_detect_all.txt. The query file and the labels are of different releases; take both from one.`,
        )
      count(remarks, 'queries of categories left out')
      return []
    }
    const instruction = instructionOf(from.id, to.id)
    if (!instruction) count(remarks, 'queries whose two captions have the same words')
    return [{ reference, target, instructions: instruction ? [instruction] : [] }]
  })
}

/** What turns one caption into the other, in the protocol's words; undefined where they have the same words. */
export function instructionOf(from: string, to: string): string | undefined {
  const [gone, come] = [onlyIn(from, to), onlyIn(to, from)]
  if (gone && come) return `replace ${gone} with ${come}`
  if (come) return `add ${come}`
  return gone ? `remove ${gone}` : undefined
}

function onlyIn(caption: string, other: string): string {
  const others = other.split(/\s+/)
  return caption
    .split(/\s+/)
    .filter((word) => !others.includes(word))
    .join(' ')
}

function count(remarks: Record<string, number>, what: string): void {
  remarks[what] = (remarks[what] ?? 0) + 1
}
