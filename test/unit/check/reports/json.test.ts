import { renderJson, type JsonReport } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { conformingReport, sampleReport, unreachableReport } from './sample-report.ts'

const verdicts = [
  { reports: [conformingReport()], want: 'conforms' },
  { reports: [sampleReport()], want: 'deviates' },
  { reports: [unreachableReport()], want: 'unreachable' },
  { reports: [conformingReport(), unreachableReport()], want: 'unreachable' },
  { reports: [unreachableReport(), conformingReport(), sampleReport()], want: 'deviates' },
]
test.each(verdicts)(
  'calls $reports.length reports $want, and holds them as they are',
  ({ reports, want }) => {
    const read = JSON.parse(renderJson(reports)) as JsonReport
    expect(read).toEqual({ format: 1, verdict: want, reports })
  },
)
