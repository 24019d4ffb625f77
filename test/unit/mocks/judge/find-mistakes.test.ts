import { describe, expect, test } from 'vitest'
import type { JournalEntry } from 'kontext-sdk/testing'
import type { Evidence } from '../../../../mocks/src/judge/evidence.ts'
import { findMistakes } from '../../../../mocks/src/judge/find-mistakes.ts'
import type { MistakeKind } from '../../../../mocks/src/judge/mistake.ts'
import { verify } from '../../../../src/testing/control/verify.ts'

const run = { exitCode: 0, hung: false, durationMs: 900, output: '' } as const
const fails = { name: 'submit-401', expect: 'auth' } as const
const either = { name: 'status-403-once', expect: ['auth', 'completes'] } as const
const onlyHere = { name: 'x', expect: 'contract', expectOnLoopback: ['contract', 'completes'] } as const

function entry(change: Partial<JournalEntry>): JournalEntry {
  return {
    ...{ number: 1, at: 0, session: 'judged', provider: 'fal', operation: 'submit', method: 'POST' },
    ...{
      host: '127.0.0.1:1',
      path: '/fal/fal-ai/flux-pro/kontext/max',
      status: 200,
      keySent: true,
      keyOk: true,
    },
    ...{ bodyBytes: 90, bodyHash: 'a', scenarios: [], violations: [], ...change },
  }
}

const taken = entry({ jobId: 'j', told: 'waiting' })
const look = entry({
  operation: 'status',
  method: 'GET',
  jobId: 'j',
  bodyHash: '',
  at: 1_000,
  told: 'waiting',
})
const end = { ...look, at: 2_000, told: 'ended' } as const
const result = { ...look, operation: 'result', at: 3_000, told: 'result' } as const
const image = entry({ operation: 'image', jobId: 'j', bodyHash: '', at: 4_000, keySent: false })
const wholeEdit = [taken, look, end, result, image]

function evidence({ journal = wholeEdit, ...change }: Partial<Evidence>): Evidence {
  return {
    ...{ met: true, run, provider: { dialect: 'fal-queue' }, journal, onLoopback: true },
    findings: verify({ entries: journal, lost: 0 }, { minPollGapMs: 100 }).findings,
    ...{ account: { accepted: 1, billed: 1 }, strays: [], trapped: [], ...change },
  }
}

const looksAt = (...times: readonly number[]): readonly JournalEntry[] => [
  taken,
  ...times.map((at) => ({ ...look, at })),
]
const stray = { method: 'POST', path: '/x', keySent: false, bodyBytes: 0 } as const
const wrongField = { location: ['body', 'seed'], keyword: 'type', message: 'is no integer' } as const

const cases: readonly {
  readonly name: string
  readonly given: Partial<Evidence>
  readonly want: readonly MistakeKind[]
}[] = [
  { name: 'nothing in an edit as it should be', given: {}, want: [] },
  {
    name: 'an edit that was taken twice',
    given: { journal: [taken, ...wholeEdit], account: { accepted: 2, billed: 2 } },
    want: ['paid-twice'],
  },
  {
    name: 'an edit that was sent again into the unknown',
    given: { journal: [entry({ status: 0 }), ...wholeEdit] },
    want: ['sent-again'],
  },
  {
    name: 'an edit that was sent again after 500',
    given: { journal: [entry({ status: 500 }), ...wholeEdit] },
    want: ['sent-again'],
  },
  {
    name: 'an edit that was sent again after 503 without Retry-After',
    given: { journal: [entry({ status: 503 }), ...wholeEdit] },
    want: ['sent-again'],
  },
  {
    name: 'nothing in a repetition after 429',
    given: { journal: [entry({ status: 429 }), ...wholeEdit] },
    want: [],
  },
  {
    name: 'nothing in a repetition after 503 with Retry-After',
    given: { journal: [entry({ status: 503, retryAfterMs: 2_000, at: -2_000 }), ...wholeEdit] },
    want: [],
  },
  {
    name: 'a repetition that came too soon',
    given: { journal: [entry({ status: 429, retryAfterMs: 2_000, at: -1_000 }), ...wholeEdit] },
    want: ['retry-after'],
  },
  {
    name: 'a look after the end',
    given: { journal: [...wholeEdit, { ...look, at: 5_000 }] },
    want: ['after-end'],
  },
  { name: 'an end nobody took up', given: { journal: [taken, look, end] }, want: ['never-fetched'] },
  {
    name: 'nothing where the last look of a task was the result',
    given: { journal: [taken, look, end], provider: { dialect: 'task' } },
    want: [],
  },
  {
    name: 'nothing where a job was canceled',
    given: { journal: [taken, { ...look, operation: 'cancel', method: 'PUT' }, end] },
    want: [],
  },
  {
    name: 'a key at the host of images',
    given: { journal: [taken, { ...image, keySent: true }] },
    want: ['key-abroad'],
  },
  { name: 'a key at another host', given: { strays: [{ ...stray, keySent: true }] }, want: ['key-abroad'] },
  {
    name: 'an input at another host',
    given: { strays: [{ ...stray, bodyBytes: 90 }] },
    want: ['input-abroad'],
  },
  { name: 'nothing in a bare request at another host', given: { strays: [stray] }, want: [] },
  {
    name: 'a private address',
    given: { trapped: [{ encrypted: true, host: '10.255.255.1' }] },
    want: ['bad-address'],
  },
  {
    name: 'a foreign host',
    given: { trapped: [{ encrypted: true, host: 'queue.fal.run' }] },
    want: ['bad-address'],
  },
  {
    name: 'nothing where the input image was fetched',
    given: { trapped: [{ encrypted: true, host: 'example.com' }] },
    want: [],
  },
  {
    name: 'a path no contract has',
    given: {
      journal: [
        taken,
        { ...entry({ path: '/fal/admin', status: 404, method: 'GET', jobId: 'k' }), operation: undefined },
      ].map(({ operation, ...rest }) => (operation === undefined ? rest : { ...rest, operation })),
    },
    want: ['unknown-path'],
  },
  {
    name: 'an edit that breaks the contract',
    given: {
      journal: [entry({ status: 422, violations: [wrongField] })],
      run: { ...run, exitCode: 1 },
      fault: fails,
    },
    want: ['breaks-contract'],
  },
  { name: 'nothing in one quick look', given: { journal: looksAt(0, 500, 510, 1_000, 1_500) }, want: [] },
  { name: 'a pace no provider likes', given: { journal: looksAt(0, 50, 100, 150) }, want: ['too-fast'] },
  { name: 'a client that does not end', given: { run: { ...run, hung: true } }, want: ['hung'] },
  {
    name: 'a client that was ended by a signal',
    given: { run: { hung: false, durationMs: 1, output: '', endedBy: 'SIGABRT' } },
    want: ['crashed'],
  },
  { name: 'a failure without a need', given: { run: { ...run, exitCode: 1 } }, want: ['gave-up'] },
  { name: 'a success without an image', given: { fault: fails }, want: ['false-success'] },
  { name: 'nothing where a client may do either', given: { fault: either }, want: [] },
  {
    name: 'nothing in a failure where a client may do either',
    given: { fault: either, run: { ...run, exitCode: 1 } },
    want: [],
  },
  { name: 'nothing where loopback is another matter', given: { fault: onlyHere }, want: [] },
  {
    name: 'what is expected off loopback',
    given: { fault: onlyHere, onLoopback: false },
    want: ['false-success'],
  },
  {
    name: 'no verdict on the end where the fault was not met',
    given: { fault: fails, met: false },
    want: [],
  },
]

describe('findMistakes', () => {
  test.each(cases)('finds $name', ({ given, want }) => {
    expect(findMistakes(evidence(given)).map(({ kind }) => kind)).toEqual(want)
  })

  test('says each kind once, and how often', () => {
    const trapped = [
      { encrypted: false, host: 'images.example' },
      { encrypted: true, host: '[::ffff:a00:1]' },
    ]
    expect(findMistakes(evidence({ trapped }))).toEqual([
      { kind: 'bad-address', message: 'It asked for http://images.example: not encrypted. 2 times.' },
    ])
  })
})
