import { renderTerminal } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { conformingReport, sampleCase, sampleReport, unreachableReport } from './sample-report.ts'

test('tells what deviates with want, got, place, evidence, request and where to look further', () => {
  expect(renderTerminal([sampleReport()])).toMatchInlineSnapshot(`
    "fal.ai (fal) deviates
      server    https://queue.fal.run
      model     max
      contract  3f2a9c41e0b7 of kontext-sdk 0.1.0
      run       2026-11-21 16:48 UTC, 12.3 s, 4 requests

    auth
      ✓ auth.no-key, auth.wrong-scheme

    validation
      ✓ validation.required

    lifecycle
      ✗ lifecycle.order  major
        States come in order: queued, running, ended.
        - The status went back to IN_QUEUE after IN_PROGRESS.
          want      IN_PROGRESS or COMPLETED
          got       IN_QUEUE
          contract  /paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get
                    /responses/202/content/application~1json/schema/properties
                    /status
          evidence  document, specs/fal/documents/000_max.txt:88:11
          request   3: GET /fal-ai/flux-pro/requests/e36fc67f-aaaa/status 202 in 8
                    ms
          $ curl -i https://queue.fal.run/fal-ai/flux-pro/requests/e36fc67f-aaaa/status \\
            -H 'accept: application/json' -H "authorization: Key $FAL_KEY"
          $ kontext explain fal '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get/responses/202/content/application~1json/schema/properties/status'
      ~ lifecycle.positions  known until 2027-01-31: The relay counts all of its
        queues. Told on 2026-11-02.
        The position in the queue never rises.
        - The position rose from 1 to 4.

    result
      – result.format skipped: the budget of 1 edit is spent

    stream
      · stream.order not applicable: its contract has no stream

    ! auth.no-key no longer deviates: remove it from kontext-deviations.yaml:7.

    fal deviates: 1 of 5 cases deviates; 1 known, 1 skipped, 1 not applicable. Paid:
    at most 1 of 2 edits, 1 image, $0.08.
    "
  `)
})

test('ends with one line on what came out and what was paid', () => {
  const last = renderTerminal([conformingReport()]).trimEnd().split('\n\n').at(-1)
  expect(last?.replaceAll('\n', ' ')).toBe(
    'vtrix conforms: none of 7 cases deviates. Paid: at most 1 of 2 edits, 1 image, $0.08.',
  )
})

test('says of a server that was not reached why, and lists no cases', () => {
  const text = renderTerminal([
    unreachableReport({
      cases: [sampleCase({ id: 'auth.no-key', group: 'auth', status: 'skipped' })],
    }),
  ])
  expect(text).toMatch(/\n\nchainhub was not reached: connect ECONNREFUSED 127\.0\.0\.1:4010\n$/)
  expect(text).not.toContain('auth.no-key')
})

test('puts several providers side by side at the end', () => {
  const text = renderTerminal([sampleReport(), conformingReport(), unreachableReport()])
  expect(text.split('\n').slice(-5).join('\n'))
    .toBe(`provider  verdict      passed  deviates  known  skipped  n/a  edits
fal       deviates          3         1      1        1    1    1/2
vtrix     conforms          7         0      0        0    0    1/2
chainhub  not reached       0         0      0        0    0    0/2
`)
})

test('keeps within its columns, but for commands that are to be copied', () => {
  for (const width of [60, 80, 100]) {
    const lines = renderTerminal([sampleReport()], { width }).split('\n')
    const long = lines.filter((line) => line.length > width && !/^ *(?:\$|-H) /.test(line))
    expect(long).toEqual([])
  }
})

test('has colours only where they are asked for, and the same words with them', () => {
  const coloured = renderTerminal([sampleReport()], { colour: true })
  expect(coloured).toContain('\u001b[31m✗\u001b[0m')
  // eslint-disable-next-line no-control-regex
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderTerminal([sampleReport()]))
})
