import type { CheckReport, Severity } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { checkExitCode } from '../../src/cli/check/check-exit-code.ts'
import {
  conformingReport,
  sampleCase,
  sampleReport,
  unreachableReport,
} from '../unit/check/reports/sample-report.ts'

const deviating = [sampleCase({ id: 'auth.no-key', group: 'auth', status: 'deviates', severity: 'major' })]
const table: { name: string; given: readonly CheckReport[]; failOn?: Severity; want: number }[] = [
  { name: 'a server that conforms', given: [conformingReport()], want: 0 },
  { name: 'one that deviates', given: [sampleReport({ cases: deviating })], want: 1 },
  {
    name: 'one that deviates by less than counts',
    given: [sampleReport({ cases: deviating })],
    failOn: 'critical',
    want: 0,
  },
  { name: 'one that was not reached', given: [conformingReport(), unreachableReport()], want: 3 },
  {
    name: 'one that took requests and never answered in full',
    given: [unreachableReport({ cases: deviating })],
    want: 3,
  },
  {
    name: 'one so slow that the run was stopped',
    given: [conformingReport({ remarks: [{ rule: 'run-stopped', message: 'The run was stopped.' }] })],
    want: 3,
  },
  {
    name: 'one in which the suite itself failed',
    given: [conformingReport({ remarks: [{ rule: 'suite-failed', message: 'The suite itself failed.' }] })],
    want: 3,
  },
  {
    name: 'one that deviates beside one that was not reached',
    given: [unreachableReport(), sampleReport({ cases: deviating })],
    want: 1,
  },
]
test.each(table)('$name ends the command with $want', ({ given, failOn = 'minor', want }) => {
  expect(checkExitCode(given, failOn)).toBe(want)
})
