import { describe, expect, it } from 'vitest'
import { inline, protocolOf } from '../../adapters/terminal/pictures.ts'

describe('the protocol for pictures', () => {
  it.each([
    [{ TERM_PROGRAM: 'iTerm.app' }, 'iterm2'],
    [{ TERM_PROGRAM: 'WezTerm' }, 'iterm2'],
    [{ TERM: 'xterm-kitty' }, 'kitty'],
    [{ TERM_PROGRAM: 'ghostty' }, 'kitty'],
    [{ TERM: 'xterm-256color' }, 'none'],
    [{ TERM: 'xterm-kitty', TMUX: '/tmp/tmux' }, 'none'],
  ])('%j: %s', (env, protocol) => {
    expect(protocolOf(env, true)).toBe(protocol)
  })

  it('is none when nobody looks', () => {
    expect(protocolOf({ TERM: 'xterm-kitty' }, false)).toBe('none')
  })
})

describe('a picture in the window', () => {
  const png = Uint8Array.from({ length: 7000 }, (_, i) => i % 251)

  it('is one sequence for iTerm2', () => {
    const sequence = inline(png, 'iterm2')
    expect(sequence.startsWith('\x1b]1337;File=inline=1;size=7000;')).toBe(true)
    expect(Buffer.from(sequence.slice(sequence.indexOf(':') + 1, -2), 'base64')).toEqual(Buffer.from(png))
  })

  it('is cut into sequences of at most 4096 bytes for Kitty, the last of which says so', () => {
    const parts = inline(png, 'kitty').trim().split('\x1b\\').filter(Boolean)
    const payloads = parts.map((part) => part.slice(part.indexOf(';') + 1))
    expect(payloads.every((payload) => payload.length <= 4096)).toBe(true)
    expect(Buffer.from(payloads.join(''), 'base64')).toEqual(Buffer.from(png))
    expect(parts.map((part) => part.match(/m=(\d)/)?.[1])).toEqual(['1', '1', '0'])
  })
})
