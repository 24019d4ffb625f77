import fc from '../../../fast-check.ts'
import type { CheckReport } from 'kontext-sdk/check'
import { sampleCase, sampleReport } from './sample-report.ts'

/** What a server may say that would rather be something else: markup, controls, characters nobody sees, long lines. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '</style></title><img src=x onerror=alert(1)>',
        '"><a href="https://example.com">',
        "' onmouseover='alert(1)",
        '&lt;b&gt;&amp;#60;',
        ']]>',
        '<!--',
        '--><!DOCTYPE x>',
        '\u202eetirw',
        '\u2066\u200b\ufeff',
        '\u001b[31m\u001b]0;title\u0007',
        '\u0000\u0001\u009b',
        '\ud800',
        '\r\n\n| a | b |\n# head\n```\n',
        '`` ` ``` @someone #1 https://example.com [a](b) ![a](b)',
        '\u2028\u2029',
        'x'.repeat(10_000),
        ' ',
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '')

/** A report in which a server's words stand wherever they can. */
export function reportSaying(text: string): CheckReport {
  const deviation = {
    message: text,
    want: text,
    got: text,
    exchange: 1,
    pointer: '/paths',
    curl: `curl ${text.replaceAll('\n', ' ')}`,
  }
  const { cases } = sampleReport()
  const at = { origin: text, requestId: text, paths: { status: text } }
  const handle = { v: 1, provider: 'fal', model: 'max', submittedAt: text, ...at } as const
  return sampleReport({
    baseUrl: text,
    cases: [
      ...cases,
      sampleCase({
        id: 'answers.errors',
        group: 'answers',
        status: 'deviates',
        deviations: [deviation, { ...deviation, known: { reason: text, until: '2027-01-31' } }],
      }),
      sampleCase({ id: 'answers.stream', group: 'answers', status: 'skipped', reason: text }),
      sampleCase({ id: 'answers.cancel', group: 'answers', status: 'inapplicable', reason: text }),
      sampleCase({
        id: 'answers.status',
        group: 'answers',
        status: 'known',
        reason: text,
        until: '2027-01-31',
        deviations: [{ ...deviation, known: { reason: text, until: '2027-01-31' } }],
      }),
    ],
    remarks: [
      { rule: 'edit-lost', message: text },
      { rule: 'job-left', message: text, job: { edit: 'usual', requestId: text, cancel: 'refused', handle } },
    ],
    exchanges: [{ number: 1, about: text, method: 'GET', path: `/${text}`, status: 200, ms: 1 }],
  })
}

/** A report of a server that could not be reached, for a reason it worded itself. */
export function unreachedSaying(text: string): CheckReport {
  return sampleReport({ verdict: 'unreachable', cases: [], remarks: [], exchanges: [], failure: text })
}
