import { describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../src/dialogue/recognition/recogniser.ts'
import { FILES, halfOfMessage, readMessages, recognised } from '../../src/evaluation/acts.ts'

const taken = (files: readonly string[]) => files.flatMap((file) => recognised(readMessages(file)))
const share = (of: ReturnType<typeof taken>) =>
  of.filter(({ message, got }) => got === message.label).length / of.length
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .trim()

describe('what a message asks for', () => {
  it('is recognised, on at least 500 messages labelled by hand', () => {
    const all = taken(FILES)
    expect(all.length).toBeGreaterThanOrEqual(500)
    expect(share(all)).toBeGreaterThanOrEqual(0.95)
  })

  it('is recognised on the halves that no rule was tuned on', () => {
    const untuned = taken(['dress-in-hand', 'nothing-in-hand', 'unseen'])
    expect(share(untuned.filter(({ message }) => halfOfMessage(message) === 'test'))).toBeGreaterThanOrEqual(
      0.95,
    )
  })

  it('is recognised on messages that nobody looked at', () => {
    const fresh = taken(['fresh', 'fresh-start'])
    expect(fresh.length).toBeGreaterThan(300)
    expect(share(fresh)).toBeGreaterThanOrEqual(0.93)
  })

  it('is not learnt from a message that it is measured on', () => {
    const examples = new Set(EXAMPLES().map(({ text }) => plain(text)))
    for (const { text } of ['fresh', 'fresh-start'].flatMap(readMessages))
      expect(examples).not.toContain(plain(text))
  })
})
