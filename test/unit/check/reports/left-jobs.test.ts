import {
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
  renderTerminal,
  type CheckReport,
  type Remark,
} from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { sampleCase, sampleReport, unreachableReport } from './sample-report.ts'

const requestId = '77671ce8-856e-4542-a5fd-e62c2fb894b2'
const handle = {
  v: 1,
  provider: 'fal',
  origin: 'https://queue.fal.run',
  model: 'max',
  requestId,
  submittedAt: '2026-11-21T20:08:34.341Z',
} as const

/** The remark on a job that was left, with changes. */
function leftJob(change: Partial<NonNullable<Remark['job']>> = {}): Remark {
  return {
    rule: 'job-left',
    message: `The job ${requestId} of the edit "usual" was not seen to end.`,
    job: { edit: 'usual', requestId, cancel: 'requested', handle, ...change },
  }
}

const report = (change: Partial<CheckReport> = {}): CheckReport =>
  sampleReport({ verdict: 'incomplete', remarks: [leftJob()], ...change })

const formats = [
  { name: 'terminal', render: renderTerminal, shown: (text: string) => text },
  { name: 'JSON', render: renderJson, shown: (text: string) => JSON.stringify(JSON.parse(text)) },
  { name: 'JUnit', render: renderJunit, shown: (text: string) => text },
  { name: 'Markdown', render: renderMarkdown, shown: (text: string) => text },
  { name: 'HTML', render: renderHtml, shown: (text: string) => text.replaceAll('&#34;', '"') },
] as const

describe.each(formats)('$name', ({ name, render, shown }) => {
  test('has the job that was left and its handle in one piece', () => {
    const text = shown(render([report()]))
    expect(text).toContain(`The job ${requestId} of the edit`)
    expect(text).toContain(JSON.stringify(handle))
    if (name !== 'JSON')
      expect(text).toContain('kontext resume fal-usual.json --base-url https://queue.fal.run')
  })

  test('tells of it at a server that was not reached in the end', () => {
    const remarks = [leftJob()]
    const budget = { edits: 2, spent: 1, images: 1, usd: 0.08 }
    const text = render([unreachableReport({ remarks, budget })])
    expect(text).toContain(requestId)
    if (name !== 'JSON') expect(text.replace(/\s+/g, ' ')).toContain('at most 1 of 2 edits, 1 image, $0.08')
  })

  test('has no command for a job that cannot be resumed', () => {
    const remarks = [{ ...leftJob(), job: { edit: 'usual', requestId, cancel: 'canceled' } as const }]
    expect(render([report({ remarks })])).not.toContain('kontext resume')
  })
})

test('the address of a command is one word for a shell', () => {
  const text = renderTerminal([report({ baseUrl: "https://relay.example/a'b;c" })])
  expect(text).toContain(`$ kontext resume fal-usual.json --base-url 'https://relay.example/a'\\''b;c'\n`)
})

test('a page tells of it above its cases', () => {
  const page = renderHtml([report()])
  expect(page.indexOf(requestId)).toBeLessThan(page.indexOf('<table'))
})

test('a comment that is too long still tells of it', () => {
  const cases = Array.from({ length: 400 }, (_none, index) =>
    sampleCase({
      ...{ id: `answers.${index}`, group: 'answers', status: 'deviates' },
      deviations: [{ message: 'x'.repeat(200), want: 'x', got: 'y' }],
    }),
  )
  const text = renderMarkdown([report({ cases })])
  expect(text).toMatch(/left out: the whole report is longer/)
  expect(text).toContain(requestId)
})
