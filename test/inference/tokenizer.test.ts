import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadTokenizer } from '../../src/inference/tokenizer.ts'
import golden from '../fixtures/clip-tokenizer-ids.json' with { type: 'json' }

const CLIP = fileURLToPath(new URL('../fixtures/clip-tokenizer.json', import.meta.url))

describe("CLIP's tokenizer", () => {
  // the ids are those of the tokenizers library that training reads the same file with
  it.each(golden.sentences)('reads "$text" as training does', async ({ text, ids }) => {
    const tokenise = await loadTokenizer(CLIP, golden.tokens)
    const { data, dims } = tokenise([text])
    expect(dims).toEqual([1, golden.tokens])
    expect([...data].map(Number)).toEqual(ids)
  })
})
