import { renderHtml } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { conformingReport, sampleCase, sampleReport, unreachableReport } from './sample-report.ts'

const all = [sampleReport(), conformingReport(), unreachableReport()]
const page = renderHtml(all)

test('leads from every cell of the matrix to what is known of it', () => {
  const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(links.length).toBeGreaterThan(14)
  expect(links.filter((id) => !ids.includes(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

test('tells the outcome of each case at each provider in words', () => {
  expect(page).toContain('aria-label="lifecycle.order at fal: deviates"')
  expect(page).toContain('aria-label="lifecycle.order at vtrix: passed"')
  expect(page.match(/<td class="unrun">not run<\/td>/g)).toHaveLength(7)
})

test('gives the table headings of rows, columns and groups', () => {
  expect(page.match(/<th scope="row">/g)?.length).toBeGreaterThan(7)
  expect(page).toMatch(/<th scope="col" class="provider">vtrix<\/th>/)
  expect(page).toMatch(/<th scope="rowgroup" colspan="6">auth<\/th>/)
})

test('opens what deviates and folds the rest', () => {
  const open = [...page.matchAll(/<details class="case" open>\s*<summary>\s*<h3 class="id">([^<]*)/g)]
  expect(open.map(([, id]) => id)).toEqual(['lifecycle.order'])
})

test('allows itself nothing but its own style', () => {
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  expect(page).not.toMatch(/<script|<link|<img|url\(|@import|\ssrc=|\son\w+=/i)
})

test('tells verdict, price, day and contract of each provider', () => {
  expect(page).toContain('at most 1 of 2 edits, 1 image, $0.08')
  expect(page).toContain('2026-11-21 16:48 UTC')
  expect(page).toContain('title="SHA-256 3f2a9c41e0b7d5516c1f0f4f3c9b9c2d4a6e8f00112233445566778899aabbcc"')
})

test('names the places a case that passed has tested, where there is one provider', () => {
  expect(renderHtml([conformingReport()])).toContain('responses<wbr />/401</code> public')
})

test('makes one row of looks that differ in nothing but the moment', () => {
  const look = { about: 'look', method: 'GET', path: '/x', status: 202, ms: 5 }
  const exchanges = [1, 2, 3, 4].map((number) => ({ ...look, number, ms: number }))
  const cited = sampleCase({
    id: 'lifecycle.order',
    group: 'lifecycle',
    status: 'deviates',
    deviations: [{ message: 'm', want: 'w', got: 'g', exchange: 4 }],
  })
  const rows = renderHtml([sampleReport({ exchanges, cases: [cited] })]).match(
    /<tr[^>]*><th scope="row">\d.*/g,
  )
  expect(
    rows?.map((row) =>
      row
        .replace(/<[^>]*>/g, ' ')
        .replace(/ +/g, ' ')
        .trim(),
    ),
  ).toEqual(['1–3 look GET /x 202 3', '4 look GET /x 202 4'])
})

test('scrolls in a frame that the keyboard reaches where there are many providers', () => {
  const many = Array.from({ length: 7 }, (_none, index) =>
    conformingReport({ provider: { id: `p${index}`, title: `P${index}` } }),
  )
  expect(renderHtml(many)).toContain('<div class="frame" role="region" tabindex="0"')
  expect(page).not.toContain('tabindex="0"')
})
