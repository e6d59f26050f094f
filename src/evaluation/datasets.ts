/** The published data sets that can be measured on, by the name that `--dataset` takes. */
import type { Dataset } from './datasets/dataset.ts'
import { fashion200k } from './datasets/fashion-200k.ts'
import { fashionIq } from './datasets/fashion-iq.ts'

export const DATASETS: Readonly<Record<string, Dataset>> = {
  'fashion-iq': fashionIq,
  'fashion-200k': fashion200k,
}
