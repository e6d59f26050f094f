/** Sentences to token ids, by the tokenizer.json that a family was trained with. */
import { readFile } from 'node:fs/promises'
import type { Tensor } from './protocol.ts'

/** Texts -> ids [b, tokens], cut or padded to the family's length. */
export type Tokenise = (texts: string[]) => Tensor

type Tokenizer = ((texts: string[], options: object) => { input_ids: number[][] }) & { pad_token_id: number }

/** Padding is the file's own: a token of the embedded family, the end of the text for CLIP. */
export async function loadTokenizer(path: string, tokens: number): Promise<Tokenise> {
  const { PreTrainedTokenizer, env } = await import('@xenova/transformers')
  env.allowRemoteModels = false
  const json = JSON.parse(await readFile(path, 'utf8'))
  const pad = json.padding?.pad_token ?? '[PAD]'
  const tokenizer = new PreTrainedTokenizer(json, { pad_token: pad }) as unknown as Tokenizer
  return (texts) => {
    const { input_ids } = tokenizer(texts, { padding: false, truncation: false, return_tensor: false })
    const data = new BigInt64Array(texts.length * tokens).fill(BigInt(tokenizer.pad_token_id))
    for (const [row, ids] of input_ids.entries()) {
      // the end of the text stays when words are cut off, as in training; the library would cut it off first
      const kept = ids.length > tokens ? [...ids.slice(0, tokens - 1), ids.at(-1) as number] : ids
      data.set(kept.map(BigInt), row * tokens)
    }
    return { type: 'int64', data, dims: [texts.length, tokens] }
  }
}
