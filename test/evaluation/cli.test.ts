import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const HEMLINE = fileURLToPath(new URL('../../src/hemline.js', import.meta.url))
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

const evaluate = (...args: string[]) =>
  promisify(execFile)(process.execPath, [HEMLINE, 'evaluate', ...args, '--model', TINY]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )

describe('hemline evaluate', () => {
  it('prints one JSON object that says what was measured and how', async () => {
    const { stdout } = await evaluate('retrieval', '--limit', '1', '--gallery', '3', '--steps', '1', '--json')
    const json = JSON.parse(stdout)
    expect(json).toMatchObject({
      dataset: 'rendered',
      split: 'test',
      steps: 1,
      seed: 0,
      queries: 1,
      gallery: 3,
      referenceInGallery: false,
    })
    expect(json.metrics['target.R@1']).toBe(1)
    expect(json.intervals['R@50']).toEqual([1, 1])
  })

  it('prints a table for people', async () => {
    const { stdout } = await evaluate('reader', '--limit', '2', '--split', 'validation')
    expect(stdout).toMatch(/^dataset rendered · split validation · model tiny/)
    expect(stdout).toMatch(/^colour +\d\.\d{3} /m)
  })

  it('refuses a data set that is not there, and says what its folder should hold', async () => {
    const { code, stderr } = await evaluate(
      'retrieval',
      '--dataset',
      'fashion-iq',
      '--root',
      'no-such-folder',
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(/no folder captions in no-such-folder; --root takes FashionIQ/)
  })

  it('refuses a baseline that is not there, and names it', async () => {
    const { code, stderr } = await evaluate('order', '--limit', '1', '--baseline', 'no-such-family')
    expect(code).toBe(1)
    expect(stderr).toContain('no-such-family')
  })

  it.each([
    'edits --limit 0',
    'edits --scheduler none',
    'everything',
    'retrieval --split val',
    'retrieval --dataset fashion-iq',
    'retrieval --dataset fashion-iq --root photos --split validation',
    'retrieval --dataset fashion-200k --root photos --gallery 5',
    'retrieval --dataset fashion-200k --root photos --look-alikes 5',
  ])('calls "%s" a misuse', async (line) => {
    expect((await evaluate(...line.split(' '))).code).toBe(2)
  })
})
