import { applyDeviations, type Deviation, type KnownDeviation } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { sampleCase, sampleReport, unreachableReport } from '../reports/sample-report.ts'

const deviation = (message: string): Deviation => ({ message, want: 'a', got: 'b' })

/** A report of one case that deviates in these ways; of none, it passed. */
function reportOf(...messages: string[]) {
  const status = messages.length === 0 ? 'passed' : 'deviates'
  const deviations = messages.map(deviation)
  return sampleReport({
    verdict: messages.length === 0 ? 'conforms' : 'deviates',
    cases: [sampleCase({ id: 'result.count', group: 'result', status, deviations })],
    remarks: [],
  })
}

const known = (change: Partial<KnownDeviation> = {}): KnownDeviation => ({
  provider: 'fal',
  case: 'result.count',
  reason: 'Told them.',
  until: '2027-01-31',
  at: 'd.yaml:1',
  ...change,
})

const table = [
  { name: 'knows all of a case', found: ['one'], file: [known()], want: 'known', remarks: [] },
  {
    name: 'knows what matches',
    found: ['one two'],
    file: [known({ match: 'two' })],
    want: 'known',
    remarks: [],
  },
  {
    name: 'counts what does not match',
    found: ['one', 'two'],
    file: [known({ match: 'one' })],
    want: 'deviates',
    remarks: [],
  },
  {
    name: 'takes two entries together',
    found: ['one', 'two'],
    file: [known({ match: 'one' }), known({ match: 'two' })],
    want: 'known',
    remarks: [],
  },
  {
    name: 'knows it on the last day',
    found: ['one'],
    file: [known({ until: '2026-11-21' })],
    want: 'known',
    remarks: [],
  },
  {
    name: 'counts it on the day after, and says so',
    found: ['one'],
    file: [known({ until: '2026-11-20' })],
    want: 'deviates',
    remarks: [
      'deviation-expired: result.count was known until 2026-11-20 and counts again. Have it corrected, or give d.yaml:1 a later day and say why.',
    ],
  },
  {
    name: 'says what is gone',
    found: [],
    file: [known()],
    want: 'passed',
    remarks: ['deviation-gone: result.count no longer deviates: remove it from d.yaml:1.'],
  },
  {
    name: 'says what is gone of a case that deviates otherwise',
    found: ['one'],
    file: [known({ match: 'two' })],
    want: 'deviates',
    remarks: ['deviation-gone: result.count no longer deviates with "two": remove it from d.yaml:1.'],
  },
  {
    name: 'says of what is gone and has expired that it is gone',
    found: [],
    file: [known({ until: '2020-01-01' })],
    want: 'passed',
    remarks: ['deviation-gone: result.count no longer deviates: remove it from d.yaml:1.'],
  },
  {
    name: 'leaves other providers alone',
    found: ['one'],
    file: [known({ provider: 'vtrix' })],
    want: 'deviates',
    remarks: [],
  },
  {
    name: 'leaves other cases alone',
    found: ['one'],
    file: [known({ case: 'result.ratio' })],
    want: 'deviates',
    remarks: [],
  },
]
test.each(table)('$name', ({ found, file, want, remarks }) => {
  const report = applyDeviations(reportOf(...found), file)
  expect(report.cases[0]?.status).toBe(want)
  expect(report.verdict).toBe(want === 'deviates' ? 'deviates' : 'conforms')
  expect(report.remarks.map(({ rule, message }) => `${rule}: ${message}`)).toEqual(remarks)
})

test('gives a known case the reasons of its entries and the first of their days', () => {
  const file = [known({ match: 'one', until: '2027-03-01' }), known({ match: 'two', reason: 'A relay.' })]
  const [result] = applyDeviations(reportOf('one', 'two'), file).cases
  expect(result).toMatchObject({
    status: 'known',
    reason: 'Told them. A relay.',
    until: '2027-01-31',
    deviations: [{ known: { reason: 'Told them.', until: '2027-03-01' } }, { known: { reason: 'A relay.' } }],
  })
})

test('tells apart what is known of a case that deviates', () => {
  const [result] = applyDeviations(reportOf('one', 'two'), [known({ match: 'one' })]).cases
  expect(result?.deviations.map((each) => each.known?.until)).toEqual(['2027-01-31', undefined])
  expect(result).not.toHaveProperty('until')
})

test('says nothing of what was not looked at', () => {
  const skipped = sampleCase({
    id: 'result.count',
    group: 'result',
    status: 'skipped',
    reason: 'the budget is spent',
  })
  const report = sampleReport({ verdict: 'conforms', cases: [skipped], remarks: [] })
  expect(applyDeviations(report, [known()])).toEqual(report)
})

test('does not call a run conforming that was stopped', () => {
  const remarks = [{ rule: 'run-stopped', message: 'The run was stopped.' }] as const
  const stopped = { ...reportOf('one'), remarks }
  expect(applyDeviations(stopped, [known()]).verdict).toBe('incomplete')
})

test('leaves a server alone that was not reached', () => {
  const report = unreachableReport({ provider: { id: 'fal', title: 'fal.ai' } })
  expect(applyDeviations(report, [known()])).toBe(report)
})

test('keeps the report as it was', () => {
  const report = reportOf('one')
  const before = structuredClone(report)
  applyDeviations(report, [known()])
  expect(report).toEqual(before)
})
