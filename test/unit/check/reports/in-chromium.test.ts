import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from '../../../fast-check.ts'
import { renderHtml, renderJunit } from 'kontext-sdk/check'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { useChromium } from './chromium.ts'
import { paleTexts } from './contrast.ts'
import { hostileText, reportSaying, unreachedSaying } from './hostile.ts'
import { conformingReport, sampleReport, unreachableReport } from './sample-report.ts'

const browser = useChromium()
const attack = '<script>document.title="taken"</script>"><img src=x onerror=alert(1)>\u202e\u0000'
const reports = [sampleReport(), conformingReport(), unreachableReport(), unreachedSaying(attack)].map(
  (report, index) => ({ ...report, provider: { id: `p${index}`, title: `Provider ${index}` } }),
)
let directory = ''
let url = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kontext-report-'))
  const file = join(directory, 'report.html')
  const hostile = { ...reportSaying(attack.repeat(200)), provider: { id: 'p4', title: 'Provider 4' } }
  await writeFile(file, renderHtml([...reports, hostile]))
  url = pathToFileURL(file).href
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** Opens the page, and gives it with all it asked for and complained about. */
async function opened(
  options: { colorScheme?: 'dark' | 'light'; width?: number } = {},
): Promise<{ page: Page; asked: string[]; said: string[] }> {
  const { colorScheme = 'light', width = 1280 } = options
  const page = await browser().newPage({ colorScheme, viewport: { width, height: 800 } })
  onTestFinished(() => page.close())
  page.setDefaultTimeout(120_000)
  const asked: string[] = []
  const said: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  page.on('dialog', (dialog) => {
    said.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(url)
  return { page, asked, said }
}

describe.each(['light', 'dark'] as const)('the page in a %s scheme', (colorScheme) => {
  test.each([1280, 375, 320])('is calm and fits at %i pixels', async (width) => {
    const { page, asked, said } = await opened({ colorScheme, width })
    expect({ asked, said, title: await page.title() }).toEqual({
      asked: [url],
      said: [],
      title: '1 of 5 providers conforms – kontext check',
    })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(await page.evaluate('document.scripts.length + document.images.length')).toBe(0)
  })

  test('has the contrast that text needs, folded or not', async () => {
    const { page } = await opened({ colorScheme })
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
    const { pale, looked } = await page.evaluate(paleTexts)
    expect(pale).toEqual([])
    expect(looked).toBeGreaterThan(100)
  })
})

test('has two schemes that differ', async () => {
  const backgrounds = await Promise.all(
    (['light', 'dark'] as const).map(async (colorScheme) => {
      const { page } = await opened({ colorScheme })
      return page.evaluate('getComputedStyle(document.body).backgroundColor')
    }),
  )
  expect(new Set(backgrounds).size).toBe(2)
})

test('unfolds a case when its cell is followed, without a script', async () => {
  const { page } = await opened()
  const place = page.locator('[id="p1.auth.no-key"]')
  expect(await place.isVisible()).toBe(false)
  await page.getByRole('link', { name: 'auth.no-key at p1: passed' }).press('Enter')
  await place.waitFor({ state: 'visible' })
  expect(await place.evaluate((element) => element.matches(':target'))).toBe(true)
})

test('keeps its headings in sight while the matrix goes by', async () => {
  const { page } = await opened({ width: 375 })
  await page.getByRole('link', { name: 'stream.order at p1: passed' }).scrollIntoViewIfNeeded()
  await page.evaluate('scrollBy(0, 200)')
  const head = page.getByRole('columnheader', { name: 'p1' }).first()
  expect((await head.boundingBox())?.y).toBeCloseTo(0, 0)
})

test('shows where the keyboard is', async () => {
  const { page } = await opened()
  await page.keyboard.press('Tab')
  const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
  expect(outline).toBe('solid')
})

test('is printed without what only a screen needs', async () => {
  const { page } = await opened()
  await page.emulateMedia({ media: 'print' })
  expect(await page.evaluate('getComputedStyle(document.querySelector("thead th")).position')).toBe('static')
  // What is folded on a screen cannot be unfolded on paper.
  expect(await page.getByText('at most 1 of 2 edits').first().isVisible()).toBe(true)
  expect(await page.locator('.more .facts').first().isVisible()).toBe(true)
})

test('is below 300 kB with a hundred cases at each of four providers', () => {
  const { cases } = sampleReport()
  const many = Array.from({ length: 15 }, (_none, round) =>
    cases.map((result) => ({ ...result, id: `${result.id}-${round}` })),
  ).flat()
  const exchanges = Array.from({ length: 90 }, (_none, index) => ({
    number: index + 1,
    about: `look at the edit ${index}`,
    method: 'GET',
    path: '/fal-ai/flux-pro/requests/e36fc67f-a25b-4a3d-a7f3-44073b644fbe/status',
    status: 202,
    ms: 12,
  }))
  const four = ['chainhub', 'fal', 'fal-relay', 'vtrix'].map((id, index) =>
    (index === 0 ? sampleReport : conformingReport)({
      provider: { id, title: id },
      cases: index === 0 ? many : many.map((result) => ({ ...result, status: 'passed', deviations: [] })),
      exchanges,
    }),
  )
  expect(Buffer.byteLength(renderHtml(four))).toBeLessThan(300_000)
})

test('what a server says leaves JUnit XML that parsers take', async () => {
  const texts = fc.sample(hostileText, { numRuns: 300, seed: 1 })
  const page = await browser().newPage()
  const documents = texts.map((text) => renderJunit([reportSaying(text), unreachedSaying(text)]))
  const read = await page.evaluate(
    (all) =>
      all.map((xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'application/xml')
        return parsed.querySelector('parsererror')?.textContent ?? parsed.querySelectorAll('testcase').length
      }),
    documents,
  )
  expect(new Set(read)).toEqual(new Set([12]))
})
