import fc from '../../../fast-check.ts'
import { describe, expect, test } from 'vitest'
import type { JournalEntry } from '../../../../src/testing/sessions/journal.ts'
import {
  verify,
  VerificationError,
  type Expectations,
  type RuleName,
} from '../../../../src/testing/control/verify.ts'
import { entries, look, nowhere, result, submit } from '../entries.ts'

interface Case {
  readonly name: string
  readonly given: readonly Partial<JournalEntry>[]
  readonly expect?: Expectations
  /** Rules found, each with the numbers of the requests it is about. */
  readonly want: readonly (readonly [RuleName, ...number[]])[]
}

const good = [
  submit(),
  look(),
  look({ told: 'ended' }),
  result(),
  { operation: 'image', jobId: 'j1', keySent: false },
] as const

const cases: Case[] = [
  { name: 'a client that does everything right', given: [...good], want: [] },
  { name: 'nothing at all', given: [], want: [] },

  { name: 'a look after the end', given: [...good, look({ told: 'ended' })], want: [['after-end', 3, 6]] },
  { name: 'a result fetched twice', given: [...good, result()], want: [['after-end', 4, 6]] },
  {
    name: 'a result fetched again because it did not come whole',
    given: [submit(), look({ told: 'ended' }), result({ status: 0 }), result()],
    want: [],
  },
  {
    name: 'a result fetched again because the server was busy',
    given: [submit(), look({ told: 'ended' }), { operation: 'result', jobId: 'j1', status: 503 }, result()],
    want: [],
  },
  {
    name: 'a look again because the end did not come whole',
    given: [submit(), look({ told: 'ended', status: 0 }), look({ told: 'ended' }), result()],
    want: [],
  },
  {
    name: 'a task whose look brought the result, looked at again',
    given: [submit(), look({ told: 'result' }), look({ told: 'result' })],
    want: [['after-end', 2, 3]],
  },
  {
    name: 'a stream after the end',
    given: [submit(), look({ told: 'ended' }), { operation: 'stream', jobId: 'j1', told: 'ended' }],
    want: [['after-end', 2, 3]],
  },
  {
    name: 'canceling too late',
    given: [...good, { operation: 'cancel', jobId: 'j1', status: 400 }],
    want: [],
  },
  {
    name: 'another job going on after the end of one',
    given: [...good, submit({ jobId: 'j2', bodyHash: 'other' }), look({ jobId: 'j2' })],
    want: [],
  },

  {
    name: 'a wait that was cut short',
    given: [submit(), look({ at: 10_000, retryAfterMs: 3_000, status: 429 }), look({ at: 12_990 })],
    want: [['retry-after', 2, 3]],
  },
  {
    name: 'a wait that was kept, as a timer rounds it',
    given: [submit(), look({ at: 10_000, retryAfterMs: 3_000, status: 429 }), look({ at: 12_999 })],
    want: [],
  },
  {
    name: 'a look at another job meanwhile',
    given: [look({ at: 10_000, retryAfterMs: 3_000 }), look({ at: 10_001, jobId: 'j2' })],
    want: [],
  },
  {
    name: 'a refused submit sent again at once',
    given: [
      { operation: 'submit', status: 429, bodyHash: 'same', retryAfterMs: 500, at: 1_000 },
      submit({ at: 1_001 }),
    ],
    want: [['retry-after', 1, 2]],
  },

  {
    name: 'a key that went along with an image',
    given: [...good, { operation: 'image', jobId: 'j1', keySent: true }],
    want: [['key-abroad', 6]],
  },
  {
    name: 'a key that went to another host',
    given: [submit(), look({ host: 'evil.example' })],
    want: [['key-abroad', 2]],
  },
  {
    name: 'another host without a key',
    given: [submit(), look({ host: 'evil.example', keySent: false })],
    want: [],
  },
  {
    name: 'a key where no provider is',
    given: [nowhere({ host: 'evil.example' })],
    want: [['key-abroad', 1]],
  },
  {
    name: 'a job resumed on a host that saw no submit',
    given: [look({ host: 'one.example' }), result({ host: 'one.example' })],
    want: [],
  },

  {
    name: 'the same edit taken twice, after an answer that never came',
    given: [submit({ status: 0 }), submit({ jobId: 'j2' })],
    want: [['paid-twice', 1, 2]],
  },
  {
    name: 'the same edit taken three times',
    given: [submit({ status: 0 }), submit({ jobId: 'j2', status: 0 }), submit({ jobId: 'j3' })],
    want: [
      ['paid-twice', 1, 2],
      ['paid-twice', 1, 3],
    ],
  },
  {
    name: 'an edit sent again because it was refused',
    given: [{ operation: 'submit', status: 503, bodyHash: 'same' }, submit()],
    want: [],
  },
  {
    name: 'an edit given up and bought again while it runs',
    given: [submit(), look(), submit({ jobId: 'j2' })],
    want: [['paid-twice', 1, 3]],
  },
  { name: 'the same edit ordered again after its end', given: [...good, submit({ jobId: 'j2' })], want: [] },
  {
    name: 'the same edit ordered again after it was canceled',
    given: [submit(), { operation: 'cancel', jobId: 'j1', status: 202 }, submit({ jobId: 'j2' })],
    want: [],
  },
  {
    name: 'the same body in another session',
    given: [submit(), submit({ jobId: 'j2', session: 'b' })],
    want: [],
  },
  {
    name: 'an answered edit without a queue, made again',
    given: [
      submit({ operation: 'sync', told: 'result' }),
      submit({ operation: 'sync', jobId: 'j2', told: 'result' }),
    ],
    want: [],
  },
  {
    name: 'an edit without a queue whose answer broke off, made again',
    given: [
      submit({ operation: 'sync', told: 'result', status: 0 }),
      submit({ operation: 'sync', jobId: 'j2' }),
    ],
    want: [['paid-twice', 1, 2]],
  },

  {
    name: 'a path no contract has',
    given: [nowhere({ path: '/fal/v2/nonsense', status: 404, keySent: false })],
    want: [['unknown-path', 1]],
  },
  { name: 'the overview', given: [nowhere({ path: '/', keySent: false })], want: [] },

  {
    name: 'a request that breaks the contract',
    given: [
      submit({
        status: 422,
        violations: [
          {
            location: ['body', 'seed'],
            keyword: 'type',
            message: 'must be integer',
            contract: { file: 'generated/fal/contract.openapi.yaml', line: 12, column: 3 },
          },
        ],
      }),
    ],
    want: [['violation', 1]],
  },
  {
    name: 'a violation that is what the test is about',
    given: [submit({ violations: [{ location: ['body'], keyword: 'type', message: 'must be object' }] })],
    expect: { except: ['violation'] },
    want: [],
  },

  {
    name: 'looks that follow each other too fast',
    given: [submit(), look({ at: 5_000 }), look({ at: 5_400 }), look({ at: 5_900 })],
    expect: { minPollGapMs: 500 },
    want: [['poll-gap', 2, 3]],
  },

  { name: 'a look before its submit', given: [look(), submit()], want: [['order', 1, 2]] },
  { name: 'a job of another session', given: [look()], want: [] },
  {
    name: 'an order that was kept',
    given: [...good],
    expect: {
      order: [
        { operation: 'submit' },
        { operation: 'status' },
        { operation: 'result' },
        { operation: 'image' },
      ],
    },
    want: [],
  },
  {
    name: 'a step that was left out',
    given: [submit(), result()],
    expect: { order: [{ operation: 'submit' }, { operation: 'status' }, { operation: 'result' }] },
    want: [['order', 2]],
  },

  {
    name: 'as many requests as expected',
    given: [...good],
    expect: {
      counts: [
        { operation: 'submit', exactly: 1 },
        { operation: 'status', atLeast: 2, atMost: 2 },
        { method: 'get', atLeast: 4 },
        { provider: 'vtrix', exactly: 0 },
        { status: 500, atMost: 0 },
      ],
    },
    want: [],
  },
  {
    name: 'too few',
    given: [...good],
    expect: { counts: [{ operation: 'status', atLeast: 3 }] },
    want: [['count', 2, 3]],
  },
  {
    name: 'too many',
    given: [...good],
    expect: { counts: [{ status: 200, atMost: 4 }] },
    want: [['count', 1, 2, 3, 4, 5]],
  },
  {
    name: 'not exactly',
    given: [...good],
    expect: { counts: [{ provider: 'vtrix', exactly: 1 }] },
    want: [['count']],
  },
]

describe('verifying', () => {
  test.each(cases)('$name', ({ given, expect: expectations, want }) => {
    const { ok, findings } = verify({ entries: entries(...given), lost: 0 }, expectations)
    expect(findings.map((finding) => [finding.rule, ...finding.entries.map(({ number }) => number)])).toEqual(
      want,
    )
    expect(ok).toBe(want.length === 0)
  })

  test('proves nothing from a journal that has lost requests', () => {
    const { ok, findings } = verify({ entries: entries(...good), lost: 3 })
    expect(ok).toBe(false)
    expect(findings).toMatchObject([{ rule: 'journal', message: expect.stringContaining('first 3') }])
  })

  test('says what came in the place of what was expected', () => {
    const { findings } = verify(
      { entries: entries(...good), lost: 0 },
      { counts: [{ operation: 'submit', provider: 'fal', exactly: 2 }] },
    )
    expect(findings[0]?.message).toBe('1 requests match operation submit, provider fal, not exactly 2.')
  })

  test('finds nothing new in a journal whose jobs are interleaved in another way', () => {
    const step = fc.constantFrom(look(), look({ told: 'ended' }), result(), look({ status: 0 }))
    const job = fc.array(step, { maxLength: 6 })
    fc.assert(
      fc.property(job, job, fc.infiniteStream(fc.boolean()), (first, second, choose) => {
        const of = (id: string, steps: typeof first): Partial<JournalEntry>[] =>
          steps.map((entry) => ({ ...entry, jobId: id }))
        const rest = [of('j1', first), of('j2', second)]
        const mixed: Partial<JournalEntry>[] = []
        for (const left of choose) {
          const [from, other] = left ? rest : [rest[1], rest[0]]
          const next = from?.shift() ?? other?.shift()
          if (next === undefined) break
          mixed.push(next)
        }
        const count = (given: readonly Partial<JournalEntry>[]): number =>
          verify({ entries: entries(...given), lost: 0 }).findings.length
        expect(count(mixed)).toBe(count(of('j1', first)) + count(of('j2', second)))
      }),
    )
  })
})

test('the assert form says which request shows what', () => {
  const { findings } = verify({ entries: entries(submit({ status: 0 }), submit({ jobId: 'j2' })), lost: 0 })
  expect(new VerificationError('session a', findings).message).toBe(
    [
      'Failed to verify session a: 1 finding.',
      '  paid-twice: The same edit was taken and billed again.',
      '    #1 1970-01-01T00:00:00.000Z POST 127.0.0.1:4010/fal/x → no complete answer',
      '    #2 1970-01-01T00:00:01.000Z POST 127.0.0.1:4010/fal/x → 200',
    ].join('\n'),
  )
})
