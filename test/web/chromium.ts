/** The browser that the page's tests drive: the one named by CHROMIUM_PATH, or Debian's. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

export const CHROMIUM = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
)

/** Where screenshots are kept, to be looked at. */
export const ARTEFACTS = new URL('../artefacts/', import.meta.url).pathname

/** Playwright makes a fresh profile for every launch and removes it afterwards. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
