import fc from '../../../fast-check.ts'
import {
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
  renderTerminal,
  type CheckReport,
} from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { hostileText, reportSaying, unreachedSaying } from './hostile.ts'

const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const made: readonly ((text: string) => readonly CheckReport[])[] = [
  (text) => [reportSaying(text)],
  (text) => [reportSaying(text), unreachedSaying(text)],
]

/** Holds a report of hostile words against the same of a plain one. */
function compare(check: (hostile: readonly CheckReport[], plain: readonly CheckReport[]) => void): void {
  fc.assert(
    fc.property(hostileText, fc.constantFrom(...made), (text, make) => check(make(text), make('plain'))),
    { numRuns: 150 },
  )
}

describe('what a server says', () => {
  test('adds no tag and no attribute to HTML', () => {
    const tags = (page: string): readonly string[] => page.match(/<[^>]*>/g) ?? []
    compare((hostile, plain) => {
      const page = renderHtml(hostile)
      expect(tags(page)).toEqual(tags(renderHtml(plain)))
      expect(page).not.toMatch(unseen)
    })
  })

  test('adds no tag to JUnit, where it is no part of one', () => {
    const tags = (xml: string): readonly string[] =>
      xml.match(/<[^>]*>/g)?.map((tag) => tag.replace(/="[^"]*"/g, '=""')) ?? []
    compare((hostile, plain) => {
      const xml = renderJunit(hostile)
      expect(tags(xml)).toEqual(tags(renderJunit(plain)))
      expect(xml).not.toMatch(unseen)
    })
  })

  test('stands in Markdown as code only', () => {
    compare((hostile, plain) => {
      const text = renderMarkdown(hostile)
      expect(withoutCode(text)).toBe(withoutCode(renderMarkdown(plain)))
      expect(text).not.toMatch(unseen)
    })
  })

  test('neither steers a terminal nor makes a line longer than it is', () => {
    compare((hostile) => {
      const text = renderTerminal(hostile)
      expect(text).not.toMatch(unseen)
      const long = text.split('\n').filter((line) => Array.from(line).length > 80 && !/^ {6}[${]/.test(line))
      expect(long).toEqual([])
    })
  })

  test('comes back from JSON as it was, and is seen in a log', () => {
    compare((hostile) => {
      const text = renderJson(hostile)
      expect(JSON.parse(text)).toEqual({ format: 1, verdict: 'deviates', reports: hostile })
      expect(text).not.toMatch(unseen)
    })
  })
})

test('takes a hundred lines of ten thousand characters without becoming large', () => {
  const report = reportSaying('<&>"'.repeat(2_500))
  const [result] = report.cases.slice(-1)
  const many = { ...report, cases: result === undefined ? [] : Array.from({ length: 100 }, () => result) }
  expect(renderMarkdown([many]).length).toBeLessThan(65_536)
  expect(renderHtml([many]).length).toBeLessThan(4_000_000)
})

/** Markdown without its code spans: a run of backticks up to the next run of the same length. */
function withoutCode(text: string): string {
  let rest = text
  let plain = ''
  for (;;) {
    const [fence] = /`+/.exec(rest) ?? []
    if (fence === undefined) return plain + rest
    const start = rest.indexOf(fence)
    const inner = rest.slice(start + fence.length)
    const end = new RegExp(`(?<!\`)\`{${fence.length}}(?!\`)`).exec(inner)
    if (end === null) return `${plain}${rest.slice(0, start)}UNCLOSED`
    plain += `${rest.slice(0, start)}CODE`
    rest = inner.slice(end.index + fence.length)
  }
}
