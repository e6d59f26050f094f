/** `hemline split`: one instruction a line in, one JSON line each out. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { split as subEdits } from './split.ts'

export const split = new Command('split')
  .description('Split instructions, one a line on standard input, into sub-edits')
  .action(async () => {
    const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
    for await (const text of lines) {
      const written = process.stdout.write(`${JSON.stringify({ text, edits: subEdits(text) })}\n`)
      // a slow reader must not make us hold a long file in memory
      if (!written) await once(process.stdout, 'drain')
    }
  })
