import { describe, expect, test } from 'vitest'
import type { MockReply } from '../../../../src/testing/exchange.ts'
import { playFaults } from '../../../../src/testing/faults/apply.ts'
import {
  isDue,
  type Fault,
  type FaultContext,
  type FaultTiming,
} from '../../../../src/testing/faults/fault.ts'

const context: FaultContext = {
  dialect: 'fal-queue',
  operation: 'status',
  request: {
    method: 'GET',
    url: '/fal/x',
    headers: {},
    body: new Uint8Array(),
    origin: 'http://127.0.0.1:1',
  },
  baseUrl: 'http://127.0.0.1:1/fal',
  jobId: 'job-1',
  elsewhere: 'https://elsewhere.example',
  now: 0,
}
const asked: MockReply = { status: 200, headers: {}, body: new Uint8Array() }

function fault(given: Partial<Fault>): Fault {
  return {
    name: 'a-fault',
    about: '',
    client: '',
    at: ['status'],
    when: 'always',
    billed: 1,
    expect: 'completes',
    change: (reply) => ({ ...reply, status: reply.status + 1 }),
    ...given,
  }
}

async function play(faults: readonly Fault[], times: number, given: Partial<FaultContext> = {}) {
  const counts = {}
  let performed = 0
  const statuses: number[] = []
  for (let time = 0; time < times; time++) {
    const { reply } = await playFaults({
      faults,
      counts,
      context: { ...context, ...given },
      perform: () => Promise.resolve({ reply: asked, performed: performed++ }),
    })
    statuses.push(reply.status)
  }
  return { statuses, performed }
}

describe('a fault strikes', () => {
  test.for<{ when: FaultTiming; want: readonly boolean[] }>([
    { when: 'always', want: [true, true, true, true] },
    { when: 'first', want: [true, false, false, false] },
    { when: { from: 2 }, want: [false, true, true, true] },
    { when: { from: 2, to: 3 }, want: [false, true, true, false] },
  ])('$when', ({ when, want }) => {
    expect([1, 2, 3, 4].map((nth) => isDue(when, nth))).toEqual(want)
  })

  test('only at its operations and in its dialects', async () => {
    expect((await play([fault({ at: ['result'] })], 1)).statuses).toEqual([200])
    expect((await play([fault({ dialects: ['task'] })], 1)).statuses).toEqual([200])
    expect((await play([fault({ dialects: ['task'] })], 1, { dialect: 'task' })).statuses).toEqual([201])
  })

  test('only the answers it is about, and counts no other', async () => {
    const odd = fault({ when: 'first', only: (_reply, { jobId }) => jobId === 'other' })
    expect((await play([odd], 2)).statuses).toEqual([200, 200])
    expect((await play([odd], 2, { jobId: 'other' })).statuses).toEqual([201, 200])
  })

  test('in the place of what was asked for, which is then not done', async () => {
    const { statuses, performed } = await play([fault({ instead: true, when: 'first' })], 3)
    expect([statuses, performed]).toEqual([[201, 200, 200], 2])
  })

  test('together with others, in the order of their names', async () => {
    const double = fault({ name: 'double', change: (reply) => ({ ...reply, status: reply.status * 2 }) })
    expect((await play([fault({}), double], 1)).statuses).toEqual([402])
    expect((await play([double, fault({})], 1)).statuses).toEqual([401])
  })
})
