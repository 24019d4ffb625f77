import { expect, test } from 'vitest'
import type { CheckAnswer, CheckExchange, CheckRequest } from '../../../../src/check/wire/exchange.ts'
import { jobRequest } from '../../../../src/check/wire/operations.ts'
import { takenJobs } from '../../../../src/check/jobs/taken-jobs.ts'
import { subjectOf } from '../edits/mock-run.ts'

const subject = subjectOf('fal')
const id = 'a-job'
const path = subject.descriptor.models.max?.path ?? ''

let number = 0
function exchange(request: Partial<CheckRequest>, status: number, body: unknown = {}): CheckExchange {
  number += 1
  const answer: CheckAnswer = { status, headers: {}, bytes: new Uint8Array(), text: '', body }
  return { number, at: 0, ms: 0, answer, request: { about: '', method: 'GET', path: '/', ...request } }
}
const submit = (requestId = id): CheckExchange =>
  exchange({ method: 'POST', path, edit: 'usual' }, 200, { request_id: requestId, status: 'IN_QUEUE' })
const about = (
  name: 'cancel' | 'result' | 'status',
  status: number,
  { body, key = 'right' }: { body?: unknown; key?: 'right' | 'wrong' } = {},
): CheckExchange => exchange({ ...jobRequest(subject, name, id), key }, status, body)

const done = { status: 'COMPLETED' }
const result = { images: [{ url: 'https://images.example/1.png' }] }

const ends: { name: string; given: readonly CheckExchange[]; want: boolean }[] = [
  { name: 'nothing', given: [], want: false },
  {
    name: 'a status that it runs',
    given: [about('status', 202, { body: { status: 'IN_PROGRESS' } })],
    want: false,
  },
  { name: 'a status that it is completed', given: [about('status', 200, { body: done })], want: true },
  {
    name: 'the end of another job',
    given: [about('status', 200, { body: { ...done, request_id: 'another' } })],
    want: false,
  },
  {
    name: 'an end told to a wrong key',
    given: [about('status', 200, { body: done, key: 'wrong' })],
    want: false,
  },
  { name: 'an error with the word of an end', given: [about('status', 500, { body: done })], want: false },
  { name: 'its result', given: [about('result', 200, { body: result })], want: true },
  {
    name: 'a result that is not there yet',
    given: [about('result', 400, { body: { detail: 'Request is still in progress' } })],
    want: false,
  },
  { name: 'a result that says it is canceled', given: [about('result', 499)], want: true },
  { name: 'a result that is in trouble', given: [about('result', 500)], want: false },
  { name: 'that it is not found', given: [about('status', 404)], want: false },
  {
    name: 'that it is not found once it was canceled',
    given: [about('cancel', 202), about('status', 404)],
    want: true,
  },
  {
    name: 'that it is not found once a cancel was refused',
    given: [about('cancel', 400), about('status', 404)],
    want: false,
  },
]
test.each(ends)('a job of which is seen $name has ended: $want', ({ given, want }) => {
  expect(takenJobs([submit(), ...given], subject).map(({ ended }) => ended)).toEqual([want])
})

test('what is seen before its submit is not of the job', () => {
  expect(takenJobs([about('status', 200, { body: done }), submit()], subject)[0]?.ended).toBe(false)
})

test('two submits that were given one id are one job', () => {
  expect(
    takenJobs([submit(), submit(), submit('another')], subject).map(({ requestId }) => requestId),
  ).toEqual([id, 'another'])
})

test.each([
  { name: 'was refused', given: exchange({ method: 'POST', path, edit: 'usual' }, 422, { request_id: id }) },
  {
    name: 'has no id',
    given: exchange({ method: 'POST', path, edit: 'usual' }, 200, { status: 'IN_QUEUE' }),
  },
  { name: 'has an id that would change paths', given: submit('../x') },
  { name: 'is no submit', given: about('status', 200, { body: { request_id: id } }) },
])('what $name is no job', ({ given }) => {
  expect(takenJobs([given], subject)).toEqual([])
})
