import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'

const BIN = fileURLToPath(new URL('../../src/hemline.js', import.meta.url))

function hemline(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((ended) => child.on('close', (code) => ended({ code, stdout, stderr })))
}

describe('hemline', { timeout: 30_000 }, () => {
  it('lists every command with what it does', async () => {
    const { code, stdout } = await hemline('--help')
    expect(code).toBe(0)
    for (const [name, { description }] of Object.entries(COMMANDS)) {
      expect(stdout).toContain(name)
      expect(stdout).toContain(description.split(' ').slice(0, 3).join(' '))
    }
  })

  it.each(Object.keys(COMMANDS))('%s explains itself', async (name) => {
    const { code, stdout } = await hemline(name, '--help')
    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: hemline ${name}`)
  })

  it.each([
    ['no command', []],
    ['an unknown command', ['sew']],
    ['an unknown option', ['render', '--colour', 'red']],
    ['a value that is none', ['render', '--seed', 'first']],
    ['a command without what it needs', ['render']],
  ])('%s is misuse: exit code 2, told on stderr', async (_name, args) => {
    const { code, stdout, stderr } = await hemline(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toBe('')
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('a command that fails has exit code 1, and a sentence without a stack trace', async () => {
    const { code, stderr } = await hemline(
      'render',
      '--attributes',
      '{"colour":"octarine"}',
      '-o',
      'none.png',
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(/^hemline: .*colour/)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('says its version', async () => {
    expect((await hemline('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
