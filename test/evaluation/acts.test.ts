import { describe, expect, it } from 'vitest'
import { FILES, halfOfMessage, readMessages, recognised } from '../../src/evaluation/acts.ts'

const all = FILES.flatMap((file) => recognised(readMessages(file)))
const share = (of: typeof all) => of.filter(({ message, got }) => got === message.label).length / of.length

describe('what a message asks for', () => {
  it('is recognised, on at least 500 messages labelled by hand', () => {
    expect(all.length).toBeGreaterThanOrEqual(500)
    expect(share(all)).toBeGreaterThanOrEqual(0.95)
  })

  it('is recognised on the half that no rule was tuned on', () => {
    const untuned = FILES.filter((file) => file !== 'later').flatMap((file) => recognised(readMessages(file)))
    const half = untuned.filter(({ message }) => halfOfMessage(message) === 'test')
    expect(share(half)).toBeGreaterThanOrEqual(0.95)
  })
})
