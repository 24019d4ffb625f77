import chromium from '@sparticuz/chromium'
import { chromium as browsers, type Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

/** Starts one Chromium for the tests of a file. */
export function useChromium(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    // In one process it ends with its first page.
    const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
    browser = await browsers.launch({ executablePath: await chromium.executablePath(), args })
  })
  afterAll(() => browser?.close())
  return () => {
    if (browser === undefined) throw new Error('Failed to use Chromium: it is not started yet.')
    return browser
  }
}
