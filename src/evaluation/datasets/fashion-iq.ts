/** FashionIQ in its published layout: captions/, image_splits/ and images/, three categories (Wu et al. 2021). */
import { join } from 'node:path'
import { z } from 'zod'
import { annotationList, folderIn, without } from './annotations.ts'
import type { Dataset, Pair, Photos, Picture, Source } from './dataset.ts'

const HOLDS = 'FashionIQ’s folder, the one with captions/, image_splits/ and images/'
const EXTENSIONS = ['jpg', 'png', 'jpeg']
const MAX_CAPTION = 1000

const NO_TARGET = 'is missing; FashionIQ’s test split is published without targets, so measure on val'

const Asin = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be an ASIN like B008BHCT58: letters and digits, the picture’s file name')
const Entry = z.object({
  candidate: Asin,
  target: z.string({ error: NO_TARGET }).pipe(Asin),
  captions: z.array(z.string().max(MAX_CAPTION)).length(2, 'must be two captions'),
})

export const fashionIq: Dataset = {
  categories: ['dress', 'shirt', 'toptee'],
  splits: ['val', 'train', 'test'],
  cohorts: {
    wholeWithReference: {
      about: 'every picture of the split’s list, the query’s own reference kept',
      admits: () => true,
    },
    wholeWithoutReference: {
      about: 'every picture of the split’s list, the query’s own reference removed',
      admits: ({ name }, reference) => name !== reference.name,
    },
    pairsWithoutReference: {
      about: 'only pictures that occur in the split’s pairs, the query’s own reference removed',
      admits: ({ name, paired }, reference) => paired && name !== reference.name,
    },
  },
  read,
}

async function read({ root, split, categories }: Source): Promise<Photos> {
  const there = await folderIn(root, 'captions', HOLDS)
  const pictures = new Map<string, Picture>()
  const read = new Map<string, { pictures: string[]; queries: Pair[] }>()
  let same = 0
  for (const category of categories) {
    const names = { captions: `captions/cap.${category}.${split}.json`, list: listName(category, split) }
    const remedies = {
      missing: `Of ${category} there is ${splitsOf(there, category)}. Put the file there, or ${without(category, categories)}.`,
      empty: `Fetch it again, or ${without(category, categories)}.`,
    }
    const entries = await annotationList(root, names.captions, Entry, remedies)
    const listed = new Set(await annotationList(root, names.list, Asin, remedies))
    for (const [i, { candidate, target }] of entries.entries()) {
      const stray = [candidate, target].find((asin) => !listed.has(asin))
      if (stray)
        throw new Error(
          `${join(root, names.captions)}, entry ${i + 1}: ${stray} is not in ${names.list}. The two files are of different splits or releases; take both from one.`,
        )
      if (candidate === target) same++
    }
    for (const name of listed) pictures.set(name, { name, id: name, files: filesOf(root, name) })
    const queries = entries.map(({ candidate, target, captions }) => ({
      reference: candidate,
      target,
      instructions: captions,
    }))
    read.set(category, { pictures: [...listed], queries })
  }
  await folderIn(root, 'images', HOLDS)
  return { pictures, categories: read, remarks: same > 0 ? { 'pairs of a picture with itself': same } : {} }
}

const listName = (category: string, split: string) => `image_splits/split.${category}.${split}.json`

const filesOf = (root: string, asin: string) =>
  EXTENSIONS.map((extension) => join(root, 'images', `${asin}.${extension}`))

/** Which splits of a category the folder of captions has, in words. */
function splitsOf(files: readonly string[], category: string): string {
  const found = files.flatMap((file) => new RegExp(`^cap\\.${category}\\.(.+)\\.json$`).exec(file)?.[1] ?? [])
  return found.length > 0 ? `--split ${found.sort().join(' or ')}` : 'nothing'
}
