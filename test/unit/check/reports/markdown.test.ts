import { renderMarkdown } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { conformingReport, sampleCase, sampleReport, unreachableReport } from './sample-report.ts'

test('is a heading, a table and what deviates', () => {
  expect(renderMarkdown([sampleReport()])).toMatchInlineSnapshot(`
    "### kontext check: fal deviates

    | provider | verdict | passed | deviates | known | skipped | not applicable | paid |
    | --- | --- | --: | --: | --: | --: | --: | --- |
    | fal | **deviates** | 3 | 1 | 1 | 1 | 1 | at most 1 of 2 edits, 1 image, $0.08 |

    - fal: \`auth.no-key no longer deviates: remove it from kontext-deviations.yaml:7.\`

    **\`lifecycle.order\`** (major): States come in order: queued, running, ended.

    - \`The status went back to IN_QUEUE after IN_PROGRESS.\`: want \`IN_PROGRESS or COMPLETED\`, got \`IN_QUEUE\`

    Contract: \`kontext explain fal '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get/responses/202/content/application~1json/schema/properties/status'\`, document: \`specs/fal/documents/000_max.txt:88:11\`

    How to ask again:

    \`\`\`sh
    curl -i https://queue.fal.run/fal-ai/flux-pro/requests/e36fc67f-aaaa/status \\
      -H 'accept: application/json' -H "authorization: Key $FAL_KEY"
    \`\`\`

    <details><summary>Known at fal: 1</summary>

    - \`lifecycle.positions\` until 2027-01-31: \`The relay counts all of its queues. Told on 2026-11-02.\`

    </details>
    "
  `)
})

test('is a heading and a table where all is well', () => {
  expect(renderMarkdown([conformingReport()])).toMatchInlineSnapshot(`
    "### kontext check: vtrix conforms

    | provider | verdict | passed | deviates | known | skipped | not applicable | paid |
    | --- | --- | --: | --: | --: | --: | --: | --- |
    | vtrix | conforms | 7 | 0 | 0 | 0 | 0 | at most 1 of 2 edits, 1 image, $0.08 |
    "
  `)
})

test('says of several how many conform, and which was not reached', () => {
  const text = renderMarkdown([sampleReport(), conformingReport(), unreachableReport()])
  expect(text).toMatch(/^### kontext check: 1 of 3 providers conforms\n/)
  expect(text).toContain('#### fal: 1 of 5 cases deviates')
  expect(text).toContain('chainhub at `https://queue.fal.run`: `connect ECONNREFUSED 127.0.0.1:4010`')
})

test('shows five deviations of a case and counts the rest', () => {
  const deviations = Array.from({ length: 8 }, (_none, index) => ({
    message: `Field ${index}.`,
    want: 'a',
    got: 'b',
  }))
  const result = sampleCase({ id: 'validation.enum', group: 'validation', status: 'deviates', deviations })
  const text = renderMarkdown([sampleReport({ cases: [result] })])
  expect(text).toContain('`Field 4.`')
  expect(text).not.toContain('`Field 5.`')
  expect(text).toContain('- and 3 more')
})

test('says what it leaves out when it would be too long for a comment', () => {
  const deviation = { message: 'm'.repeat(200), want: 'w'.repeat(120), got: 'g'.repeat(120) }
  const cases = Array.from({ length: 200 }, (_none, index) =>
    sampleCase({
      id: `answers.case-${index}`,
      group: 'answers',
      status: 'deviates',
      deviations: [deviation],
    }),
  )
  const text = renderMarkdown([sampleReport({ cases })])
  expect(text.length).toBeLessThan(65_536)
  expect(text).toMatch(/\n\d+ parts left out: the whole report is longer than a comment may be\.\n$/)
})
