import { checksOf, readContract } from 'kontext-sdk/contracts'
import { expect, test } from 'vitest'
import { clearest } from '../../../../src/check/cases/answer-violations.ts'

function found(id: string, method: string, path: string, status: number, body: unknown) {
  const { document } = readContract(id)
  const target = checksOf(document).find(method, path)?.target
  const answer = { status, body, headers: { 'content-type': 'application/json' } }
  const all = clearest(document.root, target?.checks.answer(answer) ?? [])
  return all.map(({ location, message }) => `${location.slice(1).join('.')} ${message}`)
}

const status = '/fal-ai/flux-pro/requests/1/status'

const table = [
  {
    name: 'a queued job without its position lacks the position alone',
    given: { status: 'IN_QUEUE' },
    want: ["queue_position must have required property 'queue_position'"],
  },
  {
    name: 'a running job with broken logs has broken logs alone',
    given: { status: 'IN_PROGRESS', logs: [{}] },
    want: ["logs.0.message must have required property 'message'"],
  },
  {
    name: 'a word that is in no schema is compared with the words of all',
    given: { status: 'WARMING_UP' },
    want: ['status must be equal to constant: IN_QUEUE, or must be equal to constant: IN_PROGRESS'],
  },
  {
    name: 'a value of another type is told as such',
    given: { status: 'IN_QUEUE', queue_position: '3' },
    want: ['queue_position must be integer'],
  },
  { name: 'a job that is as the contract says is not spoken of', given: { status: 'IN_PROGRESS' }, want: [] },
]
test.each(table)('$name', ({ given, want }) => {
  expect(found('fal', 'get', status, 202, given)).toEqual(want)
})

test('a task that failed without an error lacks the error', () => {
  expect(found('vtrix', 'get', '/model/v1/generation/task/1', 200, { id: '1', status: 'failed' })).toEqual([
    "error must have required property 'error'",
  ])
})

test('what has nothing to do with a union stands beside it', () => {
  const given = { id: 1, status: 'completed' }
  expect(found('vtrix', 'get', '/model/v1/generation/task/1', 200, given).toSorted()).toEqual([
    'id must be string',
    "output must have required property 'output'",
  ])
})

test('an error of no shape that is known says so once', () => {
  expect(found('fal-relay', 'get', status, 404, { message: 'no' }).length).toBe(1)
})
