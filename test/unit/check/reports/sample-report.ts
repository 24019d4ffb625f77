import type { CaseResult, CheckReport, LoggedExchange } from 'kontext-sdk/check'

const submit = '/paths/~1fal-ai~1flux-pro~1kontext~1max/post'
const status = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get'

/** A case that passed, with changes. */
export function sampleCase(change: Partial<CaseResult> & Pick<CaseResult, 'group' | 'id'>): CaseResult {
  return {
    severity: 'major',
    title: 'Does what its contract says.',
    status: 'passed',
    deviations: [],
    evidence: [
      { pointer: `${submit}/responses/401`, kind: 'public', at: 'specs/fal/facts.openapi.yaml:120:9' },
    ],
    edits: [],
    ms: 12,
    ...change,
  }
}

const sampleExchanges: readonly LoggedExchange[] = [
  {
    number: 1,
    about: 'submit without a key',
    method: 'POST',
    path: '/fal-ai/flux-pro/kontext/max',
    status: 401,
    ms: 9,
  },
  {
    number: 2,
    about: 'submit of the usual edit',
    method: 'POST',
    path: '/fal-ai/flux-pro/kontext/max',
    status: 200,
    ms: 41,
    edit: 'usual',
  },
  {
    number: 3,
    about: 'look at the usual edit',
    method: 'GET',
    path: '/fal-ai/flux-pro/requests/e36fc67f-aaaa/status',
    status: 202,
    ms: 8,
  },
  {
    number: 4,
    about: 'look at the usual edit',
    method: 'GET',
    path: '/fal-ai/flux-pro/requests/e36fc67f-aaaa/status',
    status: 0,
    ms: 30_000,
  },
]

const cases: readonly CaseResult[] = [
  sampleCase({
    id: 'auth.no-key',
    group: 'auth',
    title: 'A submit without a key is refused with 401.',
  }),
  sampleCase({
    id: 'auth.wrong-scheme',
    group: 'auth',
    severity: 'critical',
    title: 'A key with another scheme is refused.',
  }),
  sampleCase({
    id: 'validation.required',
    group: 'validation',
    title: 'A missing field is named in the refusal.',
  }),
  sampleCase({
    id: 'lifecycle.order',
    group: 'lifecycle',
    status: 'deviates',
    title: 'States come in order: queued, running, ended.',
    deviations: [
      {
        message: 'The status went back to IN_QUEUE after IN_PROGRESS.',
        want: 'IN_PROGRESS or COMPLETED',
        got: 'IN_QUEUE',
        pointer: `${status}/responses/202/content/application~1json/schema/properties/status`,
        exchange: 3,
        curl: [
          'curl -i https://queue.fal.run/fal-ai/flux-pro/requests/e36fc67f-aaaa/status \\',
          `  -H 'accept: application/json' -H "authorization: Key $FAL_KEY"`,
        ].join('\n'),
      },
    ],
    evidence: [
      {
        pointer: `${status}/responses/202/content/application~1json/schema/properties/status`,
        kind: 'document',
        at: 'specs/fal/documents/000_max.txt:88:11',
      },
    ],
    edits: ['usual'],
    ms: 4_210,
  }),
  sampleCase({
    id: 'lifecycle.positions',
    group: 'lifecycle',
    severity: 'minor',
    status: 'known',
    title: 'The position in the queue never rises.',
    reason: 'The relay counts all of its queues. Told on 2026-11-02.',
    until: '2027-01-31',
    deviations: [
      {
        message: 'The position rose from 1 to 4.',
        want: 'at most 1',
        got: '4',
        known: { reason: 'The relay counts all of its queues. Told on 2026-11-02.', until: '2027-01-31' },
      },
    ],
    edits: ['usual'],
  }),
  sampleCase({
    id: 'result.format',
    group: 'result',
    title: 'The images are of the format that was asked for.',
    status: 'skipped',
    reason: 'the budget of 1 edit is spent',
    edits: ['usual'],
  }),
  sampleCase({
    id: 'stream.order',
    group: 'stream',
    status: 'inapplicable',
    title: 'The stream tells the states in order.',
    reason: 'its contract has no stream',
  }),
]

/** A report with a case of every status, with changes. */
export function sampleReport(change: Partial<CheckReport> = {}): CheckReport {
  return {
    format: 1,
    verdict: 'deviates',
    provider: { id: 'fal', title: 'fal.ai' },
    baseUrl: 'https://queue.fal.run',
    model: 'max',
    contractHash: '3f2a9c41e0b7d5516c1f0f4f3c9b9c2d4a6e8f00112233445566778899aabbcc',
    sdkVersion: '0.1.0',
    startedAt: '2026-11-21T16:48:28.123Z',
    durationMs: 12_345,
    budget: { edits: 2, spent: 1, images: 1, usd: 0.08 },
    cases,
    remarks: [
      {
        rule: 'deviation-gone',
        case: 'auth.no-key',
        message: 'auth.no-key no longer deviates: remove it from kontext-deviations.yaml:7.',
      },
    ],
    exchanges: sampleExchanges,
    ...change,
  }
}

/** A report in which everything is as it should be. */
export function conformingReport(change: Partial<CheckReport> = {}): CheckReport {
  return sampleReport({
    verdict: 'conforms',
    provider: { id: 'vtrix', title: 'Vtrix' },
    cases: cases.map(({ id, group, title, severity, edits, evidence }) =>
      sampleCase({ id, group, title, severity, edits, evidence }),
    ),
    remarks: [],
    ...change,
  })
}

/** A report of a server that did not answer. */
export function unreachableReport(change: Partial<CheckReport> = {}): CheckReport {
  return sampleReport({
    verdict: 'unreachable',
    provider: { id: 'chainhub', title: 'ChainHub' },
    cases: [],
    remarks: [],
    exchanges: [],
    budget: { edits: 2, spent: 0, images: 0 },
    failure: 'connect ECONNREFUSED 127.0.0.1:4010',
    ...change,
  })
}
