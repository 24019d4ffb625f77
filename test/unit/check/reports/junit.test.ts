import { renderJunit } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { conformingReport, sampleCase, sampleReport, unreachableReport } from './sample-report.ts'

const xml = renderJunit([sampleReport(), conformingReport(), unreachableReport()])

/** The elements of a name, as they begin. */
function starts(name: string): readonly string[] {
  return xml.match(new RegExp(`<${name}(?: [^>]*)?>`, 'g')) ?? []
}

test('counts tests, failures, errors and what was skipped', () => {
  expect(starts('testsuites')).toEqual([
    '<testsuites name="kontext check" tests="15" failures="1" errors="1" time="37.035">',
  ])
  expect(starts('testsuite').map((start) => start.replace(/ time=.*/, ''))).toEqual([
    '<testsuite name="kontext.fal" tests="7" failures="1" errors="0" skipped="3"',
    '<testsuite name="kontext.vtrix" tests="7" failures="0" errors="0" skipped="0"',
    '<testsuite name="kontext.chainhub" tests="1" failures="0" errors="1" skipped="0"',
  ])
  expect(starts('testcase')).toHaveLength(15)
  expect(starts('failure')).toHaveLength(1)
  expect(starts('error')).toHaveLength(1)
  expect(starts('skipped')).toHaveLength(3)
})

test('names a test by provider, group and case, with its time in seconds', () => {
  expect(xml).toContain('<testcase classname="kontext.fal.lifecycle" name="lifecycle.order" time="4.210">')
})

test('gives a failure the severity, the message and all that is known', () => {
  expect(/<failure[^]*<\/failure>/.exec(xml)?.[0]).toMatchInlineSnapshot(`
    "<failure message="The status went back to IN_QUEUE after IN_PROGRESS." type="major">States come in order: queued, running, ended.

    The status went back to IN_QUEUE after IN_PROGRESS.
      want: IN_PROGRESS or COMPLETED
      got: IN_QUEUE
      contract: /paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get/responses/202/content/application~1json/schema/properties/status (document, specs/fal/documents/000_max.txt:88:11)
      request: 3: GET /fal-ai/flux-pro/requests/e36fc67f-aaaa/status 202
      curl -i https://queue.fal.run/fal-ai/flux-pro/requests/e36fc67f-aaaa/status \\
        -H 'accept: application/json' -H "authorization: Key $FAL_KEY"
      kontext explain fal '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get/responses/202/content/application~1json/schema/properties/status'</failure>"
  `)
})

test('says why a test is skipped, does not apply or is known', () => {
  expect(starts('skipped')).toEqual([
    '<skipped message="known until 2027-01-31: The relay counts all of its queues. Told on 2026-11-02."/>',
    '<skipped message="the budget of 1 edit is spent"/>',
    '<skipped message="not applicable: its contract has no stream"/>',
  ])
})

test('says in the message of a failure how many there are', () => {
  const deviation = { message: 'One.', want: 'a', got: 'b' }
  const many = sampleCase({
    id: 'validation.enum',
    group: 'validation',
    status: 'deviates',
    deviations: [deviation, { ...deviation, message: 'Two.' }, { ...deviation, message: 'Three.' }],
  })
  expect(renderJunit([sampleReport({ cases: [many] })])).toContain(
    '<failure message="One. (and 2 more)" type="major">',
  )
})

test('keeps order, dates and properties as the schema of Jenkins has them', () => {
  const suite = /<testsuite name="kontext.fal"[^]*?<\/testsuite>/.exec(xml)?.[0] ?? ''
  const children = ['<properties>', '<testcase', '<system-out>'].map((child) => suite.indexOf(child))
  expect(children).toEqual(children.toSorted((a, b) => a - b))
  expect(children).not.toContain(-1)
  // xs:dateTime of the schema has neither a zone nor a fraction.
  expect(suite).toContain('timestamp="2026-11-21T16:48:28">')
  expect(suite).toContain('<property name="baseUrl" value="https://queue.fal.run"/>')
})
