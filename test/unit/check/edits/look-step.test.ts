import { describe, expect, test } from 'vitest'
import {
  nextLook,
  paceOf,
  pauseMs,
  type LookStep,
  type Watching,
} from '../../../../src/check/edits/look-step.ts'
import type { CheckExchange } from '../../../../src/check/wire/exchange.ts'
import type { StatusReading } from '../../../../src/dialects/dialect.ts'

const request = { about: 'look', method: 'GET', path: '/' }

function exchange(status: number | undefined): CheckExchange {
  const base = { number: 1, request, at: 0, ms: 5 }
  if (status === undefined) return { ...base, failure: { kind: 'timeout', message: 'no answer' } }
  return { ...base, answer: { status, headers: {}, bytes: new Uint8Array(), text: '', body: undefined } }
}

interface Given extends Partial<Omit<Watching, 'look'>> {
  readonly status?: number
  readonly reading?: StatusReading
}

const table: readonly { readonly name: string; readonly given: Given; readonly want: LookStep }[] = [
  {
    name: 'a job that waits is looked at again',
    given: { status: 202, reading: { state: 'queued', raw: 'IN_QUEUE' } },
    want: { do: 'wait', ms: 1_000 },
  },
  {
    name: 'an old job is looked at less often',
    given: { status: 202, reading: { state: 'running', raw: 'IN_PROGRESS' }, elapsedMs: 70_000 },
    want: { do: 'wait', ms: 5_000 },
  },
  {
    name: 'a job that has ended is left alone',
    given: { status: 200, reading: { state: 'completed', raw: 'COMPLETED' } },
    want: { do: 'stop', why: 'ended' },
  },
  {
    name: 'an unknown word that can only mean an end is one',
    given: { status: 200, reading: { state: 'unknown', raw: 'SUCCESS', ended: true } },
    want: { do: 'stop', why: 'ended' },
  },
  {
    name: 'an unknown word waits',
    given: { status: 200, reading: { state: 'unknown', raw: 'WARMING_UP' } },
    want: { do: 'wait', ms: 1_000 },
  },
  {
    name: 'the waiting ends in time',
    given: { status: 202, reading: { state: 'running', raw: 'IN_PROGRESS' }, remainingMs: 0 },
    want: { do: 'stop', why: 'deadline' },
  },
  {
    name: 'the last pause is not longer than what is left',
    given: { status: 202, reading: { state: 'running', raw: 'IN_PROGRESS' }, remainingMs: 300 },
    want: { do: 'wait', ms: 300 },
  },
  {
    name: 'a young job may not be found for as long as it is young',
    given: { status: 404, failures: 20, elapsedMs: 9_000 },
    want: { do: 'wait', ms: 20_000 },
  },
  {
    name: 'an older one may not be found a few times',
    given: { status: 404, failures: 2, elapsedMs: 11_000 },
    want: { do: 'wait', ms: 2_000 },
  },
  {
    name: 'an older one that stays away is given up',
    given: { status: 404, failures: 8, elapsedMs: 11_000 },
    want: { do: 'stop', why: 'silent' },
  },
  {
    name: 'a server that does not answer is given up',
    given: { failures: 8 },
    want: { do: 'stop', why: 'silent' },
  },
  {
    name: 'a job that was canceled may be gone',
    given: { status: 404, canceled: true },
    want: { do: 'stop', why: 'gone' },
  },
  {
    name: 'a quick pace makes pauses short, and jobs old sooner',
    given: { status: 202, reading: { state: 'queued', raw: 'IN_QUEUE' }, pace: 0.1, elapsedMs: 1_600 },
    want: { do: 'wait', ms: 200 },
  },
]

describe('nextLook', () => {
  test.each(table)('$name', ({ given: { status, reading, ...given }, want }) => {
    const look = { exchange: exchange(status), ...(reading === undefined ? {} : { reading }) }
    const before = { elapsedMs: 1_000, remainingMs: 200_000, failures: 0, canceled: false, pace: 1 }
    expect(nextLook({ ...before, ...given, look })).toEqual(want)
  })

  test('a server at loopback is looked at ten times as often', () => {
    expect(paceOf('http://127.0.0.1:4010/fal')).toBe(paceOf('https://queue.fal.run') / 10)
    expect(pauseMs(0, paceOf('http://localhost:4010'))).toBe(100)
  })
})
