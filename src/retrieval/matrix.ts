/** Vectors of one length as the rows of one block of memory, and the exact nearest among them. */

export interface Near {
  /** Row. */
  row: number
  /** Cosine similarity, -1 to 1. */
  score: number
}

export interface Matrix {
  readonly rows: number
  /** Appends a vector and gives its row. Throws RangeError when its length is not that of the others. */
  push(vector: Float32Array): number
  set(row: number, vector: Float32Array): void
  /** Removes a row by moving the last one into its place; gives the row that moved, if one did. */
  remove(row: number): number | undefined
  /** The `k` rows nearest to `query` among those that `passes`, best first; equals in the order of rows. */
  nearest(query: Float32Array, k: number, passes: (row: number) => boolean): Near[]
}

const FIRST_CAPACITY = 1024

export function openMatrix(): Matrix {
  let width = 0
  let rows = 0
  let block = new Float32Array(0)

  const at = (row: number) => block.subarray(row * width, (row + 1) * width)
  const matrix: Matrix = {
    get rows() {
      return rows
    },

    push(vector) {
      if (rows === 0) width = vector.length
      const needed = (rows + 1) * width
      if (needed > block.length) {
        const larger = new Float32Array(Math.max(needed * 2, FIRST_CAPACITY * width))
        larger.set(block.subarray(0, rows * width))
        block = larger
      }
      matrix.set(rows, vector)
      return rows++
    },

    set(row, vector) {
      if (vector.length !== width)
        throw new RangeError(`an embedding of ${vector.length} numbers among those of ${width}`)
      at(row).set(unit(vector))
    },

    remove(row) {
      rows--
      if (row === rows) return undefined
      block.copyWithin(row * width, rows * width, (rows + 1) * width)
      return rows
    },

    nearest(query, k, passes) {
      if (rows === 0 || k < 1) return []
      if (query.length !== width)
        throw new RangeError(`a query of ${query.length} numbers among embeddings of ${width}`)
      const looked = unit(query)
      const best: Near[] = []
      for (let row = 0; row < rows; row++) {
        if (!passes(row)) continue
        const score = dot(looked, block, row * width)
        if (best.length === k && score <= (best[k - 1] as Near).score) continue
        insert(best, { row, score })
        if (best.length > k) best.pop()
      }
      return best
    },
  }
  return matrix
}

/** Four sums side by side: one alone would wait for each addition before the next. */
function dot(query: Float32Array, block: Float32Array, offset: number): number {
  const { length } = query
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < length; i += 4) {
    const at = offset + i
    a += (query[i] as number) * (block[at] as number)
    b += (query[i + 1] as number) * (block[at + 1] as number)
    c += (query[i + 2] as number) * (block[at + 2] as number)
    d += (query[i + 3] as number) * (block[at + 3] as number)
  }
  for (; i < length; i++) a += (query[i] as number) * (block[offset + i] as number)
  return a + b + c + d
}

/** Models give vectors of length 1; a rounding error less does no harm, another length would be no cosine. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector, 0))
  return length > 0 ? vector.map((value) => value / length) : vector
}

/** Keeps `best` sorted; an equal score goes behind those that were there. */
function insert(best: Near[], near: Near): void {
  let low = 0
  let high = best.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((best[middle] as Near).score >= near.score) low = middle + 1
    else high = middle
  }
  best.splice(low, 0, near)
}
