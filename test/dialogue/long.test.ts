/** A long message is read in time that grows with its length alone, however many phrases it might be cut into. */
import { expect, it, vi } from 'vitest'
import { actsOf } from '../../src/dialogue/acts.ts'
import { MAX_CHARACTERS } from '../../src/dialogue/texts.ts'
import { split } from '../../src/language/split.ts'
import { CONTEXTS } from './front.ts'

vi.mock('../../src/language/split.ts', async (load) => {
  const { split } = await load<typeof import('../../src/language/split.ts')>()
  return { split: vi.fn(split) }
})

/** What is looked for in the whole of it and what is left between its commands: not each phrase with all before it. */
const TIMES = 4

it.each(CONTEXTS.map((context) => [context.hasLook ? `a ${context.category}` : 'nothing', context] as const))(
  'with %s in hand',
  (_, context) => {
    for (const unit of ["don't touch anything except ", 'the knee and not 袖 ', 'longer ']) {
      // About as many phrases as may be commands, of about as many characters as a command may have.
      const message = `${unit.repeat(200 / unit.length)}... `.repeat(10).slice(0, MAX_CHARACTERS)
      vi.mocked(split).mockClear()
      actsOf(message, context)
      const read = vi.mocked(split).mock.calls.reduce((sum, [sentence]) => sum + sentence.trim().length, 0)
      expect(read / message.length).toBeLessThanOrEqual(TIMES)
    }
  },
)
