import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startChromium } from '../../../chromium-browser.ts'

/** Starts one Chromium for the tests of a file. */
export function useChromium(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser?.close())
  return () => {
    if (browser === undefined) throw new Error('Failed to use Chromium: it is not started yet.')
    return browser
  }
}
