import { afterEach, beforeEach, expect, it, vi } from 'vitest'

interface Exchanger {
  isWanted(address: string): boolean
  show(address: string, onShown: () => void): Promise<void>
  clear(): void
}
const { exchanger } = (await import(
  new URL('../../adapters/web/page/exchange.js', import.meta.url).href
)) as { exchanger(image: object): Exchanger }

/** By address, what ends the decoding of a picture. */
const arrive = new Map<string, () => void>()
class FakeImage {
  src = ''
  decode = () => new Promise<void>((resolve) => arrive.set(this.src, resolve))
}
beforeEach(() => vi.stubGlobal('Image', FakeImage))
afterEach(() => {
  vi.unstubAllGlobals()
  arrive.clear()
})

const place = () => {
  const image: { src?: string; removeAttribute(name: 'src'): void } = {
    removeAttribute: (name) => void delete image[name],
  }
  return image
}

it('shows the picture that was wanted last, in whatever order they arrive', async () => {
  const image = place()
  const shown = vi.fn()
  const { show, isWanted } = exchanger(image)
  const both = [show('/old', () => shown('/old')), show('/new', () => shown('/new'))]
  expect(isWanted('/new')).toBe(true)
  arrive.get('/new')?.()
  await both[1]
  arrive.get('/old')?.()
  await both[0]
  expect(image.src).toBe('/new')
  expect(shown.mock.calls).toEqual([['/new']])
})

it('shows nothing that arrives after the place was cleared', async () => {
  const image = place()
  const { show, clear } = exchanger(image)
  const showing = show('/old', () => undefined)
  clear()
  arrive.get('/old')?.()
  await showing
  expect(image.src).toBeUndefined()
})
