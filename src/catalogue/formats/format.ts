/** What a feed format is: a reader that turns a file into products, one after the other. */

/** A product as read, not yet checked against `Product`; or a row that is none, and why. */
export type FeedRow =
  | {
      /** 1-based line of the file that it begins on. */
      line: number
      product: Record<string, unknown>
    }
  | { line: number; sku?: string; reason: string }

export interface FormatOptions {
  /** For feeds that name no currency: three letters. */
  currency: string
}

/** Reads lazily, so that a feed larger than memory can be imported. Throws when the file is not in the format. */
export type FeedFormat = (chunks: AsyncIterable<Buffer>, options: FormatOptions) => AsyncGenerator<FeedRow>
